/// Words of a store's own: one text for every language, or one for each.
struct Wording: Hashable, Sendable {
  private let texts: [Language: String]
  private let plain: String?

  private init(_ texts: [Language: String], plain: String?) {
    (self.texts, self.plain) = (texts, plain)
  }

  init(_ text: String) { self.init([:], plain: text) }

  /// What stands in `value`, a text or a table by language; nil where it is neither.
  init?(_ value: Value) {
    if let text = value.string {
      self.init(text)
      return
    }
    guard let fields = value.record, !fields.isEmpty else { return nil }
    var texts: [Language: String] = [:]
    for (code, text) in fields {
      guard let language = Language(rawValue: code), let text = text.string else { return nil }
      texts[language] = text
    }
    self.init(texts, plain: nil)
  }

  /// The text in `language`; Russian where there is none, then whichever there is.
  func text(_ language: Language) -> String {
    plain ?? texts[language] ?? texts[.ru] ?? texts.values.min() ?? ""
  }

  /// Every text there is.
  var all: [String] { plain.map { [$0] } ?? texts.values.sorted() }

  /// The languages it is written in, as far as can be told.
  var languages: Set<Language>? {
    guard let plain else { return Set(texts.keys) }
    return Language.written(plain)
  }

  /// As a script writes it.
  var value: Value {
    plain.map(Value.string)
      ?? .record(Dictionary(uniqueKeysWithValues: texts.map { ($0.rawValue, .string($1)) }))
  }
}

extension Language {
  /// The language of a plain text: one with a Russian letter is Russian, and any other is a name that
  /// stays the same.
  package static func written(_ text: String) -> Set<Language>? {
    text.unicodeScalars.contains { (0x400...0x4FF).contains($0.value) } ? [.ru] : nil
  }
}

extension Wording: Codable {
  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let wording = Wording(try container.decode(Value.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "no words")
    }
    self = wording
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(value)
  }
}

extension Wording: JSONCoded {
  func write(to json: inout JSONWriter) { value.write(to: &json) }

  init(json: JSONNode) throws {
    guard let wording = Wording(try json.value()) else { throw JSONMismatch.refused }
    self = wording
  }
}
