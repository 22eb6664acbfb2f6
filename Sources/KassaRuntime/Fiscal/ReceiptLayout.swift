/// Lays a document out on paper of a given width, with all that a printed receipt must show.
///
/// Headers are those of P229 t.4. The QR code is no line: whoever draws it takes it from
/// ``PrintedDocument/qr``.
package struct ReceiptLayout: Hashable, Sendable {
  /// Columns of the paper: 32 of 58 mm, 42 or 48 of 80 mm.
  package let width: Int
  /// Lines that stand above and below everything else.
  package let banner: [String]

  /// Narrower than this, the longest number would not fit beside anything.
  package static let widthMin = 24

  /// - Parameter width: taken as ``widthMin`` where it is less.
  package init(width: Int, banner: [String] = []) {
    self.width = max(width, Self.widthMin)
    self.banner = banner
  }

  /// The receipt, top to bottom; no line is wider than ``width``.
  ///
  /// - Throws: only for a document that ``FiscalDocument/validate()`` refuses.
  package func lines(
    _ document: FiscalDocument, _ printed: PrintedDocument
  ) throws(MoneyError) -> [String] {
    var paper = PaperLines(width: width)
    for line in banner { paper.centred(line) }
    let title = document.correction == nil ? "КАССОВЫЙ ЧЕК" : "КАССОВЫЙ ЧЕК КОРРЕКЦИИ"
    header(document.seller, title: title, on: &paper)
    paper.centred(document.type.title)
    if let correction = document.correction { basis(correction, on: &paper) }
    paper.rule()
    for (index, line) in document.lines.enumerated() {
      self.line(line, number: index + 1, on: &paper)
    }
    paper.rule()
    payments(document, on: &paper)
    for (rate, amount) in try document.vatTotals() {
      paper.pair(rate.totalTitle, amount.description)
    }
    paper.rule()
    footer(document, printed, on: &paper)
    for line in banner { paper.centred(line) }
    return paper.lines
  }

  /// What a correction receipt puts right, and of whose accord (tags 1173, 1178, 1179).
  private func basis(_ correction: CorrectionBasis, on paper: inout PaperLines) {
    paper.pair("ТИП КОРРЕКЦИИ", "САМОСТОЯТЕЛЬНО")
    paper.pair("ДАТА РАСЧЕТА", correction.date)
    if let number = correction.number { paper.pair("№ ДОКУМЕНТА ОСНОВАНИЯ", number) }
  }

  func header(_ seller: Seller, title: String, on paper: inout PaperLines) {
    paper.centred(seller.name)
    paper.centred("ИНН \(seller.inn)")
    paper.centred(seller.address)
    paper.centred("МЕСТО РАСЧЕТОВ \(seller.place)")
    paper.centred(title)
  }

  private func line(_ line: FiscalLine, number: Int, on paper: inout PaperLines) {
    paper.text("\(number). \(line.name)")
    paper.pair(
      "\(line.price) x \(line.quantity) \(line.measure.title)", line.sum.description)
    if let discount = line.discount, discount > .zero {
      paper.pair(line.discountName ?? "СКИДКА", (-discount).description)
    }
    if line.vat.isTaxed {
      paper.pair(line.vat.title, line.vatSum.description)
    } else {
      paper.text(line.vat.title)
    }
    paper.text("\(line.subject.title), \(line.method.title)")
  }

  private func payments(_ document: FiscalDocument, on paper: inout PaperLines) {
    paper.pair("ИТОГ", document.total.description)
    paper.payments(PaymentTurnover(document.payments))
    if let received = document.received { paper.pair("ПОЛУЧЕНО", received.description) }
    if let change = document.change, change > .zero { paper.pair("СДАЧА", change.description) }
  }

  private func footer(
    _ document: FiscalDocument, _ printed: PrintedDocument, on paper: inout PaperLines
  ) {
    let time = LocalTime(printed.at, offsetSeconds: printed.offsetSeconds)
    paper.pair("СНО", document.taxation.title)
    paper.pair("КАССИР", document.cashier)
    paper.pair("СМЕНА \(printed.shift)", "ЧЕК \(printed.receiptInShift)")
    paper.text(time.text)
    paper.pair("РН ККТ", printed.registrationNumber)
    paper.pair("ФН", printed.fn)
    paper.pair("ФД \(printed.number)", "ФП \(printed.sign)")
    paper.pair("ВЕРСИЯ ФФД", printed.format.title)
    paper.pair("САЙТ ФНС", Self.taxServiceSite)
    if let contact = document.contact {
      paper.pair(Contact.isPhone(contact) ? "ТЕЛ. ПОКУПАТЕЛЯ" : "ЭЛ. АДР. ПОКУПАТЕЛЯ", contact)
    }
    if let additional = document.additional { paper.pair("ДОП. РЕКВИЗИТ ЧЕКА", additional) }
    for note in document.notes { paper.text(note) }
  }

  /// Tag 1060, as a real register answers it (`fnsUrl`, Appendix A of the ATOL task format).
  static let taxServiceSite = "www.nalog.gov.ru"
}

extension PaperLines {
  /// The payment kinds that occur; one with nothing is not printed (P229 notes).
  mutating func payments(_ payments: PaymentTurnover) {
    let kinds = [
      ("НАЛИЧНЫМИ", payments.cash), ("БЕЗНАЛИЧНЫМИ", payments.cashless),
      ("ПРЕДВАРИТЕЛЬНАЯ ОПЛАТА (АВАНС)", payments.prepaid),
      ("ПОСЛЕДУЮЩАЯ ОПЛАТА (КРЕДИТ)", payments.credit), ("ИНАЯ ФОРМА ОПЛАТЫ", payments.other),
    ]
    for (title, amount) in kinds where amount != .zero { pair(title, amount.description) }
  }
}
