/// What one value of a script's own may be: its kind and its bounds.
struct ValueRule: JSONCoded, Hashable, Sendable {
  /// As scripts name the kind.
  enum Kind: String, CaseIterable, JSONCoded, Sendable {
    /// Kopecks.
    case amount
    /// One of `choices`.
    case choice
    /// A whole number.
    case number
    case text
    case yesNo = "yes_no"
  }

  let kind: Kind
  /// The least and the most: kopecks, a number, or the characters of a text.
  var least: Int64?
  var most: Int64?
  /// The ids of a choice.
  var choices: [String]?

  /// A text has no more characters unless told.
  static let textMax: Int64 = 256
}

extension ValueRule {
  /// What is wrong with `value`; nil where it is one that may be.
  ///
  /// Of a card's number nothing is shown.
  func problem(with value: Value) -> String? {
    if value.holdsCardNumber { return "it looks like a card number; none may be stored" }
    return switch (kind, value) {
    case (.yesNo, .bool): nil
    case (.amount, .int(let number)), (.number, .int(let number)): problem(with: number)
    case (.choice, .string(let id)):
      (choices ?? []).contains(id)
        ? nil : "no «\(Self.shown(id))»" + Spelling.remedy(id, among: choices ?? [])
    case (.text, .string(let text)): problem(with: text)
    default: "\(words) was expected, got \(value.kindWords)"
    }
  }

  private func problem(with number: Int64) -> String? {
    if kind == .amount, (try? Money(kopecks: number)) == nil || number < 0 {
      return "an amount was expected, got \(number) kopecks"
    }
    guard number < least ?? .min || number > most ?? .max else { return nil }
    return "\(bounds) was expected, got \(text(of: .int(number)))"
  }

  private func problem(with text: String) -> String? {
    let length = Int64(text.count)
    if !text.unicodeScalars.allSatisfy(\.isPrintable) {
      return "a character in it can't be printed or seen; take it out"
    }
    guard length < least ?? 1 || length > most ?? Self.textMax else { return nil }
    return "\(bounds) was expected, got \(length)"
  }

  /// "from 1 to 256 characters".
  private var bounds: String {
    let from = least ?? (kind == .text ? 1 : nil)
    let to = most ?? (kind == .text ? Self.textMax : nil)
    let shown = { (number: Int64) in kind == .text ? "\(number)" : text(of: .int(number)) }
    let unit = kind == .text ? " characters" : ""
    return switch (from, to) {
    case (let from?, let to?): "from \(shown(from)) to \(shown(to))\(unit)"
    case (let from?, nil): "at least \(shown(from))\(unit)"
    case (nil, let to?): "at most \(shown(to))\(unit)"
    case (nil, nil): words
    }
  }

  /// What messages say was expected.
  private var words: String {
    switch kind {
    case .amount: "an amount"
    case .choice: "one of " + (choices ?? []).joined(separator: ", ")
    case .number: "a whole number"
    case .text: "a text"
    case .yesNo: "yes or no"
    }
  }

  /// A value as people type it.
  ///
  /// - Throws: `ValueProblem`, also where the bounds refuse it.
  func read(_ typed: String) throws(ValueProblem) -> Value {
    let value: Value
    switch kind {
    case .amount:
      do { value = .int(try Money(parsing: typed).kopecks) } catch {
        throw ValueProblem("\(error); write it as 199.50")
      }
    case .number:
      guard let number = Int64(typed) else {
        throw ValueProblem("a whole number was expected, got «\(Self.shown(typed))»")
      }
      value = .int(number)
    case .text, .choice: value = .string(typed)
    case .yesNo:
      guard ["yes", "no"].contains(typed) else {
        throw ValueProblem("yes or no was expected, got «\(Self.shown(typed))»")
      }
      value = .bool(typed == "yes")
    }
    if let problem = problem(with: value) { throw ValueProblem(problem) }
    return value
  }

  /// A value as people read it, and type it again.
  func text(of value: Value) -> String {
    switch value {
    case .int(let number) where kind == .amount:
      (try? Money(kopecks: number)).map { "\($0)" } ?? "\(number)"
    case .int(let number): "\(number)"
    case .bool(let flag): flag ? "yes" : "no"
    case .string(let text): text
    case .null, .list, .record: "–"
    }
  }

  private static func shown(_ text: String) -> String {
    CardNumber.redacted(String(text.prefix(40)))
  }
}

/// What is wrong with a value that somebody gave, in words with their remedy.
struct ValueProblem: Error, Hashable, Sendable, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}

extension Value {
  fileprivate var kindWords: String {
    switch self {
    case .null: "nothing"
    case .bool(let flag): flag ? "yes" : "no"
    case .int(let number): "\(number)"
    case .string: "a text"
    case .list, .record: "a table"
    }
  }
}
