// MARK: - What a correction may do: it moves no money, and only says what was so

extension Receipt {
  /// Refuses a correction what only other receipts do.
  func requireCorrecting(_ change: ReceiptChange) throws(ReceiptError) {
    switch change {
    case .rightLineSet, .rightCashSet, .rightSlipTyped, .correctionAllowed:
      if missing != nil, change.isOfMissing { return }
      guard let correcting else { throw .noCorrection }
      guard correcting.reversed == nil else { throw .alreadyPrinted }
    case .missingBegun(let sale) where sale.isLate == true: try requireLate()
    case .lateDropped: guard isLate, !isPrinting, !isPrinted else { throw .noCorrection }
    // What was sold without a document is put on it like any goods.
    case .lineAdded, .quantitySet, .lineRemoved, .discountSet:
      guard !$correcting, !isLate else { throw .isCorrection }
    case .contactSet: guard !$correcting else { throw .isCorrection }
    case .printIntended, .printRefused, .printed, .memoSet, .begun, .heldBack, .goesOn: break
    case .correctionBegun, .missingBegun:
      guard isWithoutGoods, back == nil, !isCorrection else { throw .inHand }
    default: guard !isCorrection else { throw .isCorrection }
    }
  }

  mutating func applyToCorrection(_ change: ReceiptChange) throws(ReceiptError) {
    try requireNothingOpen()
    if correcting == nil, change.isOfMissing { return try applyToMissing(change) }
    switch change {
    case .correctionBegun(let original, let wrong): try begin(original, wrong)
    case .rightLineSet(let line, let quantity, let price): try set(line, quantity, price)
    case .rightCashSet(let cash): correcting?.right?.cash = cash
    case .rightSlipTyped(let slip): correcting?.right?.slip = slip
    case .correctionAllowed(let allowance):
      try requireRight()
      correcting?.allowed = allowance
      tenders = correcting.map { $0.sale.tenders.confirmed(by: allowance.by) } ?? []
      return
    default: return
    }
    // A yes is for the documents that were shown.
    correcting?.allowed = nil
    tenders = []
  }

  private mutating func begin(
    _ original: CorrectedDocument, _ wrong: Correcting.Wrong
  ) throws(ReceiptError) {
    // Whoever is noted so far is the customer of another receipt.
    (contact, unknownCodes) = (nil, nil)
    let sale = original.sale
    guard sale.isCorrected != true else { throw .alreadyCorrected }
    if let tender = sale.tenders.first(where: { $0.isInQuestion == true }) {
      throw .refundUnknown(tender.terminal?.name ?? tender.kind.rawValue)
    }
    var sold = ReceiptLines()
    for line in sale.lines {
      sold.append(try Line(id: line.line, item: line.item, sum: line.sum))
    }
    let hasGoneBack = sale.tenders.contains { $0.back > .zero }
    guard wrong != .unpaid || !hasGoneBack else { throw .goneBack }
    // Money that a terminal says it has was paid: it goes back by a return.
    let isPaid = sale.tenders.contains { $0.isByDevice == true }
    guard wrong != .unpaid || !isPaid else { throw .paidByTerminal }
    (type, taxation, lines) = (.saleReturn, sale.taxation, sold)
    let right = RightDocument(lines: sold, cash: sale.paid(.cash))
    correcting = Correcting(
      original: original, wrong: wrong, right: wrong == .unpaid ? nil : right)
  }

  /// Sets what a line should have been; nil for nothing of it.
  ///
  /// What the sum changes by, cash paid where any did; else cards.
  private mutating func set(
    _ id: Int, _ quantity: Quantity?, _ price: Money?
  ) throws(ReceiptError) {
    guard var right = correcting?.right,
      let sold = correcting?.sale.lines.first(where: { $0.line == id })
    else { throw .noLine(id) }
    var lines = right.lines.filter { $0.id != id }
    if let quantity {
      var item = sold.item
      item.quantity = quantity
      if let price { item.price = price }
      let isAsSold = quantity == sold.item.quantity && price == nil
      lines.append(
        isAsSold ? try Line(id: id, item: item, sum: sold.sum) : try Line(id: id, item: item))
    }
    let sum = lines.first { $0.id == id }?.sum ?? .zero
    guard (quantity?.millionths ?? 0) >= sold.back, sum >= sold.backSum else { throw .goneBack }
    let before = right.lines.sum
    right.lines = ReceiptLines()
    for line in lines.sorted(by: { $0.id < $1.id }) { right.lines.append(line) }
    guard right.lines.sum <= Money.kopecksMax else { throw .tooLarge }
    if right.cash > .zero {
      right.cash = Money(checked: max(0, right.cash.kopecks + right.lines.sum - before))
    }
    correcting?.right = right
  }

  /// Refuses a right document that says the same, that no money covers, or that has less than went back.
  private func requireRight() throws(ReceiptError) {
    guard let correcting, let right = correcting.right else { return }
    let sale = correcting.sale
    guard !right.lines.isEmpty else { throw .empty }
    let sold = lines
    guard right.lines != sold || right.cash != sale.paid(.cash) else { throw .nothingCorrected }
    let tenders = correcting.rightTenders(id)
    guard tenders.reduce(0, { $0 + $1.paid.kopecks }) == right.lines.sum else {
      throw .paymentShort(
        due: Money(checked: right.lines.sum),
        tendered: Money(checked: tenders.reduce(0) { $0 + $1.paid.kopecks }))
    }
    guard tenders.allSatisfy({ $0.paid >= $0.back }) else { throw .goneBack }
    guard right.slip != nil || correcting.cardWithoutCharge == .zero else { throw .slipMissing }
    var copy = self
    copy.becomeRight(by: "")
    if let kind = SettlementRoom(copy).misfit { throw .methodMismatch(kind) }
  }

  /// Refuses a document of a correction that nobody has said yes to.
  func requireCorrectionAllowed() throws(ReceiptError) {
    guard !isCorrection || (correcting?.allowed ?? missing?.allowed) != nil else {
      throw .correctionNotAllowed
    }
  }

  /// Takes a document of it that is issued: after the reverse the right one is owed.
  mutating func take(_ issued: Issued) {
    guard let correcting, correcting.right != nil, correcting.reversed == nil else {
      return printing = .done(document: issued)
    }
    self.correcting?.reversed = issued
    printing = .notYet
    becomeRight(by: correcting.allowed?.by ?? "")
  }

  private mutating func becomeRight(by cashier: String) {
    guard let correcting, let right = correcting.right else { return }
    (type, lines) = (.sale, right.lines)
    tenders = correcting.rightTenders(id).confirmed(by: cashier)
  }
}

extension ReceiptChange {
  /// Whether it may be of the document of a sale that had none.
  fileprivate var isOfMissing: Bool {
    switch self {
    case .missingBegun, .lateDropped, .rightCashSet, .rightSlipTyped, .correctionAllowed: true
    default: false
    }
  }
}

extension [SoldTender] {
  func confirmed(by cashier: String) -> [Tender] {
    filter { $0.paid > .zero }.map {
      Tender(kind: $0.kind, amount: $0.paid, evidence: .confirmed(cashier: cashier))
    }
  }
}
