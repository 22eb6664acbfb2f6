/// What a cashier said to a prompt.
public enum Answer: Hashable, Sendable {
  case button(String)
  case amount(Money)
  case text(String)
  case action(SaleAction)
  /// What was counted, by field: kopecks, or pieces.
  case count([String: Int64])
  /// The prompt was left without an answer.
  case cancel
}

/// Why an answer does not count.
///
/// The prompt stays; nothing was recorded.
///
/// No case carries what was typed: it could be a card number, or a secret in the wrong place.
public enum AnswerError: Error, Hashable, Sendable {
  case notOneOfTheButtons(offered: [String])
  case wrongKind(expected: AnswerKind, got: AnswerKind)
  case mayNotCancel
  case amountOutOfRange(least: Money, most: Money)
  case textLength(least: Int, most: Int)
  case notDigits
  case notACode
  case notAContact
  case notPrintable
  case cardNumber
  case noLine(Int)
  case shareOutOfRange
  case notOneOfTheFields(offered: [String])
  case piecesOutOfRange(most: Int64)
  case staleNumber(expected: Int)
  /// Too many wrong PINs: none is looked at before that time has passed.
  case tooSoon(seconds: Int)
  /// The rules of the receipt don't allow it; the text says which one, in the cashier's language.
  case refused(rule: String)
}

/// What an answer consists of.
///
/// A prompt takes one kind, and its buttons.
public enum AnswerKind: Hashable, Sendable {
  case button
  case amount
  case text
  case action
  case count
}
