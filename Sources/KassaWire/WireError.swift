public import KassaRuntime

/// What is wrong with a line of answer, as `{"error":{…}}` reports it.
///
/// No case carries a value that came in, only names of keys that the protocol itself knows.
public enum WireError: Error, Hashable {
  /// The line is no JSON.
  case json(JSONError)
  /// The front end reads no line so long.
  case lineTooLong(bytesMax: Int)
  /// JSON, and no object.
  case notARecord
  /// A key that must be there is not.
  case missing(String)
  /// A key that the protocol does not know; of those it knows the nearest.
  case unknownKey(suggestion: String?, known: [String])
  /// A value of another type than its key has.
  case wrongType(key: String, expected: String)
  /// Two keys that exclude each other.
  case both(String, String)
  /// An action that the protocol does not know; of those it knows the nearest.
  case unknownAction(suggestion: String?, known: [String])
  /// A number that is no amount, quantity or percentage.
  case money(key: String, MoneyError, TypedKind = .amount)
  /// The line was understood, and the answer does not fit the prompt.
  case answer(AnswerError)
}

extension WireError {
  /// Stable over versions: a front end may act on it.
  public var code: String {
    switch self {
    case .json(.notUTF8): "not_utf8"
    case .json(.fraction): "fraction"
    case .json: "not_json"
    case .lineTooLong: "line_too_long"
    case .notARecord, .missing, .unknownKey, .wrongType, .both, .unknownAction: "shape"
    case .money: "number"
    case .answer(let error): Self.code(of: error)
    }
  }

  private static func code(of error: AnswerError) -> String {
    switch error {
    case .notOneOfTheButtons: "no_such_button"
    case .wrongKind: "wrong_kind"
    case .mayNotCancel: "may_not_cancel"
    case .amountOutOfRange, .shareOutOfRange, .piecesOutOfRange: "out_of_range"
    case .notOneOfTheFields: "no_such_field"
    case .textLength: "text_length"
    case .notACode: "not_a_code"
    case .notDigits: "not_digits"
    case .notAContact: "not_a_contact"
    case .notPrintable: "not_printable"
    case .cardNumber: "card_number"
    case .noLine: "no_line"
    case .staleNumber: "stale_number"
    case .tooSoon: "too_soon"
    case .refused: "refused"
    }
  }

  /// What was expected and what came; English, for who writes the front end.
  public var message: String {
    switch self {
    case .json(let error): error.message
    case .lineTooLong(let max): "the line is longer than \(max) bytes"
    case .notARecord: "an object was expected"
    case .missing(let key): "the key «\(key)» is missing"
    case .unknownKey(let suggestion, _): "there is a key that is not known" + Self.hint(suggestion)
    case .wrongType(let key, let expected): "«\(key)» should be \(expected)"
    case .both(let one, let other): "«\(one)» and «\(other)» exclude each other"
    case .unknownAction(let suggestion, _): "there is no such action" + Self.hint(suggestion)
    case .money(let key, let error, let kind): "«\(key)»: \(error.text(.en, of: kind))"
    // Its rule is told in the cashier's language.
    case .answer(.refused): "the receipt refuses this"
    case .answer(let error): error.message(.en)
    }
  }

  /// What to send instead; English, for who writes the front end.
  public var remedy: String {
    switch self {
    case .json(let error): error.remedy
    case .lineTooLong: "send one answer a line"
    case .notARecord: "send {\"n\":…,\"answer\":…} or {\"n\":…,\"cancel\":true}"
    case .missing(let key): "add «\(key)»"
    case .unknownKey(_, let known), .unknownAction(_, let known):
      "use one of: \(known.joined(separator: ", "))"
    case .wrongType, .money: "correct it and answer again"
    case .both: "send one of them"
    case .answer(let error): error.remedy(.en)
    }
  }

  /// What to show the cashier, in the prompt's language; nil where no person brings the error about.
  public func text(_ language: Language) -> String? {
    switch self {
    case .money(_, let error, let kind): error.text(language, of: kind)
    case .answer(let error): error.isOfThePerson ? error.text(language) : nil
    case .json, .lineTooLong, .notARecord, .missing, .unknownKey, .wrongType, .both, .unknownAction:
      nil
    }
  }

  private static func hint(_ suggestion: String?) -> String {
    suggestion.map { "; did you mean «\($0)»?" } ?? ""
  }
}

extension AnswerError {
  /// Whether who types can cause it, whatever the front end does.
  fileprivate var isOfThePerson: Bool {
    switch self {
    case .amountOutOfRange, .shareOutOfRange, .piecesOutOfRange, .textLength, .notACode, .notDigits,
      .notAContact, .notPrintable, .cardNumber, .tooSoon, .refused:
      true
    case .notOneOfTheButtons, .notOneOfTheFields, .wrongKind, .mayNotCancel, .noLine, .staleNumber:
      false
    }
  }
}

extension JSONError {
  var message: String {
    switch self {
    case .notUTF8: "the line is not UTF-8"
    case .unexpected(let column): "the line is not JSON at byte \(column)"
    case .unfinished: "the line ends in the middle of its JSON"
    case .fraction(let column): "the number at byte \(column) has a fraction or an exponent"
    case .numberTooLarge(let column): "the number at byte \(column) does not fit 64 bits"
    case .doubledKey(let column): "the key at byte \(column) is there twice"
    case .tooDeep(let column): "the JSON nests too deep at byte \(column)"
    }
  }

  var remedy: String {
    switch self {
    case .notUTF8: "send UTF-8"
    case .fraction: "send whole kopecks, or the amount as a string"
    case .unexpected, .unfinished, .numberTooLarge, .doubledKey, .tooDeep:
      "send one JSON object a line"
    }
  }
}
