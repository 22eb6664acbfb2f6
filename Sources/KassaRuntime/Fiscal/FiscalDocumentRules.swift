extension FiscalDocument {
  /// Checks the limits of tags and the invariants in the notes of P229.
  ///
  /// A registrar that gets a document which passes here may refuse it only for its own state.
  package func validate() throws(DocumentError) {
    try checkTexts()
    guard !lines.isEmpty || isWithoutLines else { throw .noLines }
    for (index, line) in lines.enumerated() { try line.validate(number: index + 1) }
    try checkPayments()
  }

  /// Checks that it is no larger than fiscal memory takes.
  package func validateSize() throws(DocumentError) {
    let bytes = bytes
    guard bytes <= Self.bytesMax else { throw .tooLong(bytes: bytes, max: Self.bytesMax) }
  }

  /// VAT by rate, in the order of the law's codes.
  ///
  /// The sum of the lines' VAT, never computed from a total, as real receipts have it; at 0 % and
  /// without VAT the sum of the lines themselves (tags 1104, 1105).
  package func vatTotals() throws(MoneyError) -> [(rate: VATRate, amount: Money)] {
    if isWithoutLines { return (taxes ?? []).map { ($0.rate, $0.amount) } }
    var totals: [(rate: VATRate, amount: Money)] = []
    for rate in VATRate.allCases {
      let amounts = lines.filter { $0.vat == rate }.map { rate.isTaxed ? $0.vatSum : $0.sum }
      if amounts.isEmpty { continue }
      totals.append((rate, try Money.sum(amounts)))
    }
    return totals
  }

  /// Whether it is a correction receipt as FFD 1.05 has it.
  private var isWithoutLines: Bool { lines.isEmpty && correction != nil && taxes != nil }

  private func checkTexts() throws(DocumentError) {
    let digits = seller.inn.utf8.allSatisfy { (48...57).contains($0) }
    guard digits, [10, 12].contains(seller.inn.utf8.count) else { throw .innMalformed }
    let required: [(String, DocumentField)] = [
      (cashier, .cashier), (seller.name, .sellerName), (seller.address, .address),
      (seller.place, .place),
    ]
    for (text, field) in required { try Self.check(text, field) }
    if let additional { try Self.check(additional, .additional) }
    guard let contact else { return }
    try Self.check(contact, .contact)
    guard Contact.isValid(contact) else { throw .contactMalformed }
  }

  /// A field that must hold something, and no more than its tag does.
  package static func check(_ text: String, _ field: DocumentField) throws(DocumentError) {
    guard text.contains(where: { !$0.isWhitespace }) else { throw .textMissing(field) }
    let count = PaperText(text).count
    guard count <= field.countMax else {
      throw .textTooLong(field, count: count, max: field.countMax)
    }
  }

  private func checkPayments() throws(DocumentError) {
    let kinds = [
      payments.cash, payments.cashless, payments.prepaid, payments.credit, payments.other,
    ]
    guard kinds.allSatisfy({ $0 >= .zero }) else { throw .paymentNegative }
    let lineSum: Money
    let paid: Money
    do {
      lineSum = try Money.sum(lines.map(\.sum))
      paid = try payments.total()
    } catch { throw .overLimit }
    guard lineSum == total || isWithoutLines else {
      throw .totalOfLines(total: total, lines: lineSum)
    }
    guard paid == total else { throw .totalOfPayments(total: total, payments: paid) }
    guard received != nil || change != nil else { return }
    let handed = received ?? payments.cash
    let back = change ?? .zero
    let fits = back >= .zero && handed.kopecks - back.kopecks == payments.cash.kopecks
    guard fits else { throw .changeWrong(received: handed, change: back, cash: payments.cash) }
  }
}

extension DocumentField {
  /// Bytes of CP866 that its tag holds (P229).
  var countMax: Int {
    switch self {
    case .cashier: 64
    case .contact: Contact.bytesMax
    case .additional: 16
    case .sellerName, .address, .place: 256
    }
  }
}

extension FiscalLine {
  func validate(number: Int) throws(DocumentError) {
    guard name.contains(where: { !$0.isWhitespace }) else { throw .nameMissing(line: number) }
    let count = PaperText(name).count
    guard count <= 128 else { throw .nameTooLong(line: number, count: count, max: 128) }
    guard price >= .zero, sum >= .zero, vatSum >= .zero, discount ?? .zero >= .zero else {
      throw .lineNegative(line: number)
    }
    if subject.isOneMarkedPiece, quantity != .one {
      throw .markedQuantity(line: number, quantity: quantity)
    }
    let expected: Money
    do {
      expected = try price.times(quantity, rounding: .halfUp)
    } catch { throw .overLimit }
    try checkSum(expected, number: number)
    let inside = vat.included(in: sum)
    guard vatSum == inside else {
      throw .vatSumWrong(line: number, vatSum: vatSum, expected: inside)
    }
  }

  /// |1043 − 1079 × 1023| ≤ 1 kopeck, exactly and not of a rounded product.
  private func checkSum(_ expected: Money, number: Int) throws(DocumentError) {
    let kopecks = sum.kopecks
    let below = Rounding.up.divide(
      price.kopecks.magnitude, times: UInt64(quantity.millionths), by: UInt64(Quantity.scale))
    let above = Rounding.down.divide(
      price.kopecks.magnitude, times: UInt64(quantity.millionths), by: UInt64(Quantity.scale))
    guard let below, let above, kopecks + 1 >= Int64(below), kopecks - 1 <= Int64(above) else {
      throw .lineSumWrong(line: number, sum: sum, expected: expected)
    }
  }
}
