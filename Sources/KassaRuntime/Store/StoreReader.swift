/// Reads typed values out of a store's table and collects what is wrong with them.
///
/// It never stops at a mistake: whoever checks a store wants to see all of them in one run. A value that
/// is wrong reads as a harmless one, which nobody uses once `problems` is not empty.
final class StoreReader {
  private(set) var table: Value
  let chunk: Chunk
  /// The parameter whose value stands at a path.
  private var parameters: [String: String] = [:]
  /// The texts that a cashier reads, by their paths, with the languages each is written in.
  private(set) var worded: [(path: String, languages: Set<Language>)] = []
  /// The languages its words are in.
  private(set) var languages: Set<Language> = []
  /// What is left out of it where all languages are used, as they may be in its functions alone.
  private(set) var leftOut: [StoreError] = []
  private(set) var problems: [StoreError] = []
  /// What is odd and may be meant.
  private(set) var notices: [StoreError] = []
  /// Where a key that is missing may stand under another name.
  var nearby: MisspeltKeys?
  /// The function whose table it is: "store" or "chain".
  private let call: String
  private lazy var lines = KeyLines(String(decoding: chunk.source, as: UTF8.self), of: call)

  init(_ table: Value, chunk: Chunk, of call: String = "store") {
    self.table = table
    self.chunk = chunk
    self.call = call
  }

  /// Notes what is wrong with the key at `path`, by its file and line.
  func note(_ path: String, _ problem: String) { problems.append(error(path, problem)) }

  /// Notes something that a till opens with all the same.
  func notice(_ path: String, _ text: String) { notices.append(error(path, "notice: " + text)) }

  func noteLanguages(_ used: Set<Language>, leftOut: [(path: String, text: String)]) {
    languages = used
    self.leftOut = leftOut.map { error($0.path, "notice: " + $0.text) }
  }

  /// Takes over what was found wrong in another table.
  func join(_ other: StoreReader) {
    problems += other.problems
    notices += other.notices
  }

  /// The file and, where it can be told, the line of the key at `path`.
  func place(of path: String) -> String {
    chunk.name + (lines.line(of: path).map { ":\($0)" } ?? "")
  }

  private func error(_ path: String, _ problem: String) -> StoreError {
    let parameter = parameters[path].map { " (parameter «\($0)»)" } ?? ""
    return .value(place: place(of: path), path: path, problem: problem + parameter)
  }

  /// From now on the table has values where it had parameters.
  func take(_ filled: ParameterTable.Filled) { (table, parameters) = (filled.table, filled.places) }

  /// Words for the cashier: a text, or one for each language.
  func words(_ value: Value, at path: String, most: Int) -> Wording {
    if value.string == nil, value.record?.isEmpty == false {
      requireKnownKeys(Set(Language.allCases.map(\.rawValue)), of: value, at: path)
      for (code, item) in (value.record ?? [:]).sorted(by: { $0.key < $1.key })
      where Language(rawValue: code) != nil {
        _ = text(item, at: "\(path).\(code)", most: most)
      }
    } else {
      _ = text(value, at: path, most: most)
    }
    guard let wording = Wording(value) else { return Wording("") }
    noteWords(wording, path)
    return wording
  }

  /// Remembers in which languages the words at `path` are.
  func noteWords(_ wording: Wording?, _ path: String) {
    if let languages = wording?.languages { worded.append((path, languages)) }
  }

  func optionalWords(_ value: Value, at path: String, most: Int) -> Wording? {
    value == .null ? nil : words(value, at: path, most: most)
  }

  /// What looks like the key at `path`, where nothing stands there.
  func near(_ path: String, _ value: Value) -> String {
    value == .null ? nearby?.hint(for: path) ?? "" : ""
  }

  func requireKnownKeys(_ known: Set<String>, of value: Value? = nil, at path: String = "") {
    let prefix = path.isEmpty ? "" : path + "."
    for key in ((value ?? table).record ?? [:]).keys.sorted() where !known.contains(key) {
      let problem =
        "unknown key" + (listening(key, known) ?? Spelling.remedy(key, among: Array(known)))
      if lines.line(of: prefix + key) == nil, let place = nearby?.place(of: key) {
        problems.append(.value(place: place, path: prefix + key, problem: problem))
      } else {
        note(prefix + key, problem)
      }
    }
  }

  /// What to do with a listener that stands beside «on» instead of in it.
  private func listening(_ key: String, _ known: Set<String>) -> String? {
    guard known.contains("on"), Spelling.nearest(to: key, among: Array(known)) == nil else {
      return nil
    }
    return Spelling.nearest(to: key, among: Array(StoreManifest.points))
      .map { "; listeners stand in «on»: write on = { \($0) = … }" }
  }

  /// The same of a table that is read on: a key that is one slip away from a missing one is read as
  /// that, so that nothing is said of what follows from the slip.
  func correctingKeys(_ known: Set<String>, of value: Value, at path: String = "") -> Value {
    requireKnownKeys(known, of: value, at: path)
    guard var fields = value.record else { return value }
    for key in fields.keys.sorted() where !known.contains(key) {
      guard let meant = Spelling.nearest(to: key, among: known.sorted()), fields[meant] == nil
      else {
        continue
      }
      fields[meant] = fields[key]
    }
    return .record(fields)
  }

  /// The same of the table itself.
  func correctKeys(_ known: Set<String>) { table = correctingKeys(known, of: table) }

  func text(_ key: String, most: Int) -> String {
    text(table[key], at: key, most: most)
  }

  func text(_ value: Value, at path: String, most: Int) -> String {
    guard let text = value.string else {
      note(
        path, "a string was expected, got \(value.shown)" + value.quoting + near(path, value))
      return ""
    }
    if !(1...most).contains(text.count) {
      note(path, "from 1 to \(most) characters were expected, got \(text.count)")
    } else if CardNumber.isIn(text) {
      note(path, "this looks like a card number; take it out")
    } else if !text.unicodeScalars.allSatisfy(\.isPrintable) {
      note(path, "a character in it can't be printed or seen; take it out")
    }
    return text
  }

  func optionalText(_ value: Value, at path: String, most: Int = 256) -> String? {
    value == .null ? nil : text(value, at: path, most: most)
  }

  /// An amount in whole kopecks; nil where there is none.
  func amount(_ value: Value, at path: String) -> Money? {
    guard value != .null else { return nil }
    guard let kopecks = value.int, kopecks >= 0, let money = try? Money(kopecks: kopecks) else {
      note(path, "an amount in kopecks was expected, got \(value.shown); write rub \"199.50\"")
      return nil
    }
    return money
  }

  /// A code by its name; the first there is where the name is unknown.
  func code<C: FiscalCode>(_ key: String, _ type: C.Type, suggesting: Bool = true) -> C? {
    guard let name = table[key].string else {
      note(
        key,
        "a string was expected, got \(table[key].shown)" + table[key].quoting
          + near(key, table[key]))
      return nil
    }
    guard let code = C(name: name) else {
      let names = C.allCases.map(\.name)
      note(
        key,
        "no «\(name)»"
          + (suggesting
            ? Spelling.remedy(name, among: names) : "; use \(names.joined(separator: ", "))"))
      return nil
    }
    return code
  }
}

extension Value {
  /// The value's type, in an error's words.
  var shown: String {
    switch self {
    case .null: "nothing"
    case .bool(let flag): "\(flag)"
    case .int(let number): "\(number)"
    case .string(let text): CardNumber.isIn(text) ? "a string" : "«\(text.prefix(40))»"
    case .list(let items) where items.isEmpty: "an empty table"
    case .record(let fields) where fields.isEmpty: "an empty table"
    case .list, .record: "a table"
    }
  }

  /// The remedy for a number in the place of a text.
  var quoting: String {
    if case .int = self { "; put it in quotes" } else { "" }
  }
}
