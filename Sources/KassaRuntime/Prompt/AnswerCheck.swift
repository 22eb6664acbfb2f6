extension Prompt {
  /// `answer` as it is meant: a number or a phone typed in groups, a code in small letters.
  func tidied(_ answer: Answer) -> Answer {
    if case .action(.contact(let contact?)) = answer {
      return .action(.contact(Contact.phone(contact) ?? contact))
    }
    guard case .text(let rule) = kind, case .text(let text) = answer else { return answer }
    switch rule.format {
    case .free, .contact: return answer
    case .digits: return .text(text.filter { $0 != " " })
    case .code: return .text(text.filter { $0 != " " }.uppercased())
    }
  }

  /// Whether `answer` counts as one to this prompt.
  ///
  /// - Throws: `AnswerError`; the prompt then stays as it is.
  public func check(_ answer: Answer) throws(AnswerError) {
    switch answer {
    case .cancel: if !mayCancel { throw .mayNotCancel }
    case .button(let id): try check(button: id)
    case .amount(let amount): try check(amount: amount)
    case .text(let text): try check(text: text)
    case .action(let action): try check(action: action)
    case .count(let figures):
      guard case .count(let rule) = kind else {
        throw .wrongKind(expected: kind.takes, got: .count)
      }
      try rule.check(figures)
    }
  }

  private func check(button id: String) throws(AnswerError) {
    guard label(of: id) != nil else {
      throw .notOneOfTheButtons(
        offered: buttons.map(\.id) + buttons.flatMap { ($0.menu ?? []).map(\.id) })
    }
  }

  private func check(amount: Money) throws(AnswerError) {
    guard case .amount(let rule) = kind else {
      throw .wrongKind(expected: kind.takes, got: .amount)
    }
    try amount.check(least: rule.least, most: rule.most)
  }

  private func check(text: String) throws(AnswerError) {
    switch kind {
    case .text(let rule): try rule.check(text)
    case .secret(let rule): try rule.checkTyped(text)
    case .tell, .confirm, .choose, .amount, .outcome, .sale, .count:
      throw .wrongKind(expected: kind.takes, got: .text)
    }
  }

  private func check(action: SaleAction) throws(AnswerError) {
    guard case .sale(let view) = kind else {
      throw .wrongKind(expected: kind.takes, got: .action)
    }
    switch action {
    case .add(let barcode, _): try TextRule(format: .free, most: 64).checkTyped(barcode)
    case .addRow(_, let name, _):
      try TextRule(format: .free, most: Item.nameCharactersMax).check(name)
    case .search(let text, _), .typed(let text): try TextRule(format: .free, most: 64).check(text)
    case .free(let name, let price):
      try TextRule(format: .free).check(name)
      try price.check(least: Self.leastPrice, most: Item.priceMax)
    case .quantity(let line, _), .remove(let line): _ = try view.line(line)
    case .discount(let id, let amount):
      let line = try view.line(id)
      try amount.check(least: .zero, most: (try? line.sum + line.discount) ?? line.sum)
    case .discountShare(let line, let hundredths):
      _ = try view.line(line)
      if !(0...10_000).contains(hundredths) { throw .shareOutOfRange }
    case .contact(let contact?):
      try TextRule(format: .contact, most: Contact.bytesMax).check(contact)
    case .contact(nil): break
    }
  }
}

extension Prompt {
  /// A free price is at least a kopeck.
  private static let leastPrice = Money(checked: 1)
}

extension SaleView {
  fileprivate func line(_ id: Int) throws(AnswerError) -> Line {
    guard let line = lines.line(id) else { throw .noLine(id) }
    return line
  }
}

extension Money {
  fileprivate func check(least: Money, most: Money) throws(AnswerError) {
    guard least <= self, self <= most else { throw .amountOutOfRange(least: least, most: most) }
  }
}

extension TextRule {
  /// Checks free text, digits or a contact against this rule.
  package func check(_ text: String) throws(AnswerError) {
    if CardNumber.isIn(text) { throw .cardNumber }
    try checkTyped(text)
  }

  /// As `check`, for a value whose own format makes a card number impossible to tell (a barcode).
  func checkTyped(_ text: String) throws(AnswerError) {
    guard least <= text.count, text.count <= most else {
      throw .textLength(least: least, most: most)
    }
    guard text.unicodeScalars.allSatisfy(\.isPrintable) else {
      throw .notPrintable
    }
    switch format {
    case .free: break
    case .digits: if !text.allSatisfy(\.isASCIIDigit) { throw .notDigits }
    case .code:
      guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) })
      else { throw .notACode }
    case .contact: if !Contact.isValid(text) { throw .notAContact }
    }
  }
}

extension PromptKind {
  /// What the prompt takes beside its buttons.
  public var takes: AnswerKind {
    switch self {
    case .tell, .confirm, .choose, .outcome: .button
    case .amount: .amount
    case .text, .secret: .text
    case .sale: .action
    case .count: .count
    }
  }
}
