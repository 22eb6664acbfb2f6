/// What a cashier's line at the sale means, by the goods there are: a good before a price, a code before a
/// phone.
extension Till {
  /// `answer` with a line that was typed taken for what it is, and a good's row for its barcode where it has
  /// one; any other answer as it came.
  func meant(_ answer: Answer) throws(AnswerError) -> Answer {
    switch answer {
    case .action(.typed(let text)): return .action(try meant(text.trimmed))
    case .action(.addRow(let row, let name, let quantity)):
      guard let good = outside.good(row: row, name: name) else {
        throw .refused(rule: Self.goodChanged(settings.language))
      }
      guard let barcode = good.barcodes.first else { return answer }
      return .action(.add(barcode: barcode, quantity: quantity))
    case .button, .amount, .text, .action, .count, .cancel: return answer
    }
  }

  private static func goodChanged(_ language: Language) -> String {
    switch language {
    case .ru: "товары изменились, выберите ещё раз"
    case .en: "the goods have changed, choose again"
    }
  }

  private func meant(_ text: String) throws(AnswerError) -> SaleAction {
    let isCode = !text.isEmpty && text.allSatisfy(\.isASCIIDigit)
    if isCode, outside.isGood(text) { return .add(barcode: text, quantity: nil) }
    if let phone = Contact.phone(text) { return .contact(phone) }
    if isCode { return .add(barcode: text, quantity: nil) }
    guard let priced = PricedName(parsing: text), !outside.finds(text) else { return .search(text) }
    guard !priced.name.isEmpty else {
      throw .refused(rule: Self.nameMissing(settings.language))
    }
    return .free(name: priced.name, price: priced.price)
  }

  private static func nameMissing(_ language: Language) -> String {
    switch language {
    case .ru: "это цена без названия, а нужно, например, 199,50 Кофе"
    case .en: "a price without a name, as in 199.50 Coffee"
    }
  }
}
