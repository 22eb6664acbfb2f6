/// What a store's words around a prompt about money say that they can't: the stock ones are shown then.
enum MoneyWordsNotices {
  /// - Parameter id: the prompt's.
  static func note(
    _ words: PromptWords, _ id: String, _ providers: [Provider], _ path: String,
    _ reader: StoreReader
  ) {
    guard let row = MoneyPrompts.row(id, providers) else { return }
    if let title = words.title, MoneyWords.isLie(title: title.withoutPlaceholders, for: row.act) {
      notice(path + ".title", title, "what this prompt does not do", reader)
    }
    if let body = words.body, MoneyWords.isLie(body: body.withoutPlaceholders, for: row.act) {
      notice(path + ".body", body, "what this prompt does not do", reader)
    }
    for button in words.buttons where row.hasOutcomes {
      let sign = row.sign(of: button.id)
      if MoneyWords.isLie(button.label.withoutPlaceholders, for: sign) {
        let owner = sign == nil ? "what only an outcome says" : "another outcome"
        notice(path + ".buttons", button.label, owner, reader)
      }
    }
  }

  private static func notice(
    _ path: String, _ text: String, _ what: String, _ reader: StoreReader
  ) {
    reader.notice(
      path,
      "\(Value.string(text).shown) says \(what), so the stock words stand there; word it otherwise")
  }
}

extension MoneyPrompts.Row {
  /// Whether its buttons say what happened to money.
  var hasOutcomes: Bool {
    if askers == [.choose] { return MoneyPrompts.choice(id)?.hasList == false }
    return switch act {
    case .payment, .void, .refund, .tender:
      askers.isDisjoint(
        with: [
          .slipAmount, .slipField, .slipReplaced, .cash, .allowReturn, .moveReason, .promiseCash,
        ])
    case .closing, .print, .unchecked, .strike, .again, .terminals, .address, .parameter,
      .cashIn, .cashOut, .counting, .settling, .correction:
      false
    case .handover: true
    }
  }

  /// What a button of it says.
  func sign(of button: String) -> OutcomeSign? {
    if askers == [.choose] { return OutcomeSign(choice: button) }
    if askers.contains(.slipVerdict) { return OutcomeSign(verdict: button) }
    var use = AnswerUse.outcome(attempt: 0)
    if askers.contains(.confirm) { use = .confirmed(kind: .other, amount: .zero) }
    if askers.contains(.handOver) { use = .cashHandedOver }
    if askers.contains(.returnCash) { use = .cashReturned }
    return OutcomeSign(button: button, of: use, isUndoing: act != .payment)
  }
}
