/// One thing that a terminal's slip shows, in the order a cashier is asked for them.
package enum SlipField: String, JSONCoded, CaseIterable, Hashable, Sendable {
  /// The amount, in kopecks.
  case amount
  /// The retrieval reference number: 12 digits (ISO 8583, field 37).
  case rrn
  /// The authorisation code: 6 letters or digits (ISO 8583, field 38).
  case authCode = "auth_code"
  /// The slip's own number, which counts per terminal and starts anew.
  case number
  /// The last four digits of the card, which identify nobody.
  case lastFour = "last_four"
  /// The slip's own date, "2611" for the 26th of November: it tells a number apart from one of another day.
  ///
  /// No proof demands it; it is asked for where such a number was accepted before.
  case date

  /// What a proof may demand.
  package static let provable = allCases.filter { $0 != .date }

  /// How many characters its text has.
  package var length: ClosedRange<Int> {
    switch self {
    case .amount, .number: 1...12
    case .rrn: 12...12
    case .authCode: 6...6
    case .lastFour, .date: 4...4
    }
  }

  /// Whether letters may stand in it, A to Z, beside digits.
  var hasLetters: Bool { self == .authCode }

  /// Whether a slip can show `text` there.
  func accepts(_ text: String) -> Bool {
    length.contains(text.utf8.count)
      && text.utf8.allSatisfy { byte in
        (0x30...0x39).contains(byte) || hasLetters && (0x41...0x5A).contains(byte)
      }
      && (self != .date || Self.day(text, near: "2024-01-01") != nil)
  }

  /// The day that `text` says, in the year of `day`, or the next to it at the turn of a year.
  static func day(_ text: String, near day: String) -> String? {
    let digits = text.utf8.map { Int($0) - 48 }
    guard digits.count == 4, digits.allSatisfy((0...9).contains), let year = Int(day.prefix(4)),
      case let (date, month) = (digits[0] * 10 + digits[1], digits[2] * 10 + digits[3]),
      (1...12).contains(month), (1...31).contains(date)
    else { return nil }
    let said = "-\(month.padded(digits: 2))-\(date.padded(digits: 2))"
    // A slip is of the last days, so that only the turn of the year is in between.
    let isBefore = day.dropFirst(5).hasPrefix("01") && month == 12
    let isAfter = day.dropFirst(5).hasPrefix("12") && month == 1
    return "\(year + (isAfter ? 1 : 0) - (isBefore ? 1 : 0))" + said
  }

  /// Whether it names this one slip among all of its terminal's business day.
  var identifies: Bool { self == .rrn || self == .number }
}

/// How much the slip has to show before an approval counts; nothing at all is the cashier's word.
struct Proof: Codable, Hashable, Sendable {
  enum Demand: String, JSONCoded, CaseIterable, Hashable, Sendable {
    case required
    /// Asked for; where there is no slip, a senior's word for the charge stands in for it.
    case senior
    /// Asked for; a cashier may say that the slip does not show it.
    case optional
  }

  private var demands: [String: Demand] = [:]

  /// The cashier's word is enough.
  static let button = Proof()

  init(_ demands: [SlipField: Demand] = [:]) {
    for (field, demand) in demands { self[field] = demand }
  }

  /// What a charge must prove that a connected terminal was asked for, where a person says that it
  /// was taken; the terminal's own word needs no slip.
  static let instead = Proof([.amount: .senior])

  /// All that either of the two demands, each as strictly as either.
  func and(_ other: Proof) -> Proof {
    var both = self
    both.demands.merge(other.demands) { one, other in
      [.required, .senior].first { $0 == one || $0 == other } ?? .optional
    }
    return both
  }

  /// Whether anything of a slip is asked for.
  var demandsAnything: Bool { !demands.isEmpty }

  subscript(field: SlipField) -> Demand? {
    get { demands[field.rawValue] }
    set { demands[field.rawValue] = newValue }
  }
}

/// What was typed from one slip so far.
struct Slip: Codable, Hashable, Sendable {
  /// What the charge counts for, once the amount is proven.
  var amount: Money?
  private var texts: [String: String] = [:]
  /// What the slip was said not to show.
  private var absent: Set<String> = []

  subscript(field: SlipField) -> String? { texts[field.rawValue] }

  /// What the slip of a void shows again, as far as it was typed from this one's; nil for nothing.
  var repeated: [String: String]? {
    let fields: [SlipField] = [.rrn, .authCode, .number]
    let known = texts.filter { key, _ in fields.contains { $0.rawValue == key } }
    return known.isEmpty ? nil : known
  }

  /// Nil says that the slip does not show it.
  mutating func set(_ field: SlipField, _ text: String?) {
    if let text { texts[field.rawValue] = text } else { absent.insert(field.rawValue) }
  }

  /// What is to be asked next before the charge counts; nil once nothing is.
  func missing(of proof: Proof) -> SlipField? {
    SlipField.allCases.first { field in
      guard proof[field] != nil else { return false }
      if field == .amount, amount != nil { return false }
      return texts[field.rawValue] == nil && !absent.contains(field.rawValue)
    }
  }
}

/// A slip's number as it was accepted: once for a terminal and its business day, or the day that the slip says.
///
/// Numbers repeat from terminal to terminal and from day to day.
package struct SlipUse: JSONCoded, Hashable, Sendable {
  /// The terminal's id.
  let terminal: String
  /// The terminal's business day, "2026-11-26": the local date on which its charge began.
  let day: String
  /// The field and what was typed: "rrn 123456789012".
  let number: String
  let receipt: String
  let attempt: Int
  let at: Moment
  /// The fiscal document that the receipt became, if it did (tag 1040).
  var document: Int?
}

extension Attempt {
  /// What was typed of its slip, as long as more of it is asked for.
  var slip: Slip? { if case .claimed(let slip) = state { slip } else { nil } }

  /// Whether its slip's own date may be typed now: the number is asked for, and could be another day's.
  var asksDate: Bool {
    guard let slip, deed != .void else { return false }
    return slip.missing(of: proof) == .number && slip[.date] == nil
  }

  /// Whether a void's slip may show `text` there: what its charge's shows, where that was typed.
  func repeats(_ field: SlipField, _ text: String) -> Bool {
    repeats?[field.rawValue].map { $0 == text } ?? true
  }

  /// What typing `text` from this attempt's slip uses up; nil for what identifies no slip.
  ///
  /// - Parameter dated: whether it counts for the slip's own date, where that was typed.
  func use(
    of field: SlipField, _ text: String, receipt: String, at: Moment, dated: Bool = true
  ) -> SlipUse? {
    guard field.identifies, repeats(field, text) else { return nil }
    // Slips of refunds and voids count apart: they may repeat what their sale's shows.
    let kind = deed == .charge ? "" : "\(deed.rawValue) "
    let own = dated ? slip?[.date].flatMap { SlipField.day($0, near: day) } : nil
    return SlipUse(
      terminal: terminal.id, day: own ?? day, number: "\(kind)\(field.rawValue) \(text)",
      receipt: receipt,
      attempt: id, at: at, document: nil)
  }
}

extension Proof: JSONCoded {
  func write(to json: inout JSONWriter) {
    json.record { json in
      json.field("demands", demands)
    }
  }

  init(json: JSONNode) throws {
    var fields = try json.fields()
    demands = try fields.take("demands")
  }
}

extension Slip: JSONCoded {
  func write(to json: inout JSONWriter) {
    json.record { json in
      json.field("absent", absent)
      json.field("amount", amount)
      json.field("texts", texts)
    }
  }

  init(json: JSONNode) throws {
    var fields = try json.fields()
    absent = try fields.take("absent")
    amount = try fields.find("amount")
    texts = try fields.take("texts")
  }
}
