/// What a script did wrong, where, and what to do about it.
public struct ScriptError: Error, Hashable, Codable, Sendable {
  /// What was expected and what came, without its place.
  public package(set) var message: String
  /// The script's file as messages call it: "cafe/store.lua".
  public package(set) var file: String?
  /// From 1, as an editor counts.
  public package(set) var line: Int?
  /// What to do about it.
  public package(set) var remedy: String?
  /// The calls that led there, innermost first: "cafe/store.lua:31 in function 'pay'".
  package var calls: [String]

  package init(
    _ message: String, remedy: String? = nil, file: String? = nil, line: Int? = nil,
    calls: [String] = []
  ) {
    self.message = message
    self.remedy = remedy
    self.file = file
    self.line = line
    self.calls = calls
  }
}

extension ScriptError: CustomStringConvertible {
  /// "cafe/store.lua:12: message; remedy".
  public var description: String {
    var text = ""
    if let file { text += file + ":" }
    if let line { text += "\(line):" }
    if !text.isEmpty { text += " " }
    text += message
    if let remedy { text += "; " + remedy }
    return text
  }
}

extension ScriptError {
  /// Takes Lua's one text apart: its place up front, and the remedy behind the first semicolon.
  init(parsing text: String, calls: [String] = []) {
    let isLong = text.utf8.count > Self.bytesMax
    let text =
      isLong ? String(decoding: text.utf8.prefix(Self.bytesMax), as: UTF8.self) + "…" : text
    let (file, line, rest) = Self.splitPlace(text[...])
    self.init(String(rest), file: file, line: line, calls: calls)
    guard let mark = Self.range(of: "; ", in: rest) else { return }
    message = String(rest[..<mark.lowerBound])
    remedy = String(rest[mark.upperBound...])
  }

  /// A script may raise megabytes; they go into the journal, and people read them.
  static let bytesMax = 4_096

  /// "cafe/store.lua:12", or the file alone where the line is not known.
  var place: String? { file.map { file in line.map { "\(file):\($0)" } ?? file } }

  /// Fills in where the script stands, unless the error knows a place of its own.
  package func placed(at place: String) -> ScriptError {
    guard file == nil, line == nil else { return self }
    var placed = self
    (placed.file, placed.line) = Self.place(place)
    return placed
  }

  /// What a script called the stock library with is what can be corrected: an error raised there names
  /// the script's own line, with the library's behind.
  var blamingStore: ScriptError {
    guard let place, Self.isStock(place), let own = calls.first(where: { !Self.isStock($0) }) else {
      return self
    }
    let end = own.firstRange(of: " in ")?.lowerBound ?? own.endIndex
    var blaming = self
    (blaming.file, blaming.line) = Self.place(String(own[..<end]))
    guard blaming.file != nil else { return self }
    blaming.message += " (\(place))"
    return blaming
  }

  private static func isStock(_ place: String) -> Bool { place.hasPrefix("kassa/") }

  /// Names the file, unless the error knows one.
  func inFile(_ name: String) -> ScriptError {
    var named = self
    named.file = file ?? name
    return named
  }

  /// Parses "cafe/store.lua:12".
  private static func place(_ text: String) -> (String?, Int?) {
    guard let colon = text.utf8.lastIndex(of: UInt8(ascii: ":")) else { return (nil, nil) }
    let digits = text[text.utf8.index(after: colon)...]
    guard let line = Int(digits) else { return (nil, nil) }
    return (String(text[..<colon]), line)
  }

  private static func splitPlace(_ text: Substring) -> (String?, Int?, Substring) {
    var start = text.startIndex
    while let mark = range(of: ": ", in: text[start...]) {
      let (file, line) = place(String(text[..<mark.lowerBound]))
      if line != nil { return (file, line, text[mark.upperBound...]) }
      start = mark.upperBound
    }
    return (nil, nil, text)
  }

  private static func range(of mark: String, in text: Substring) -> Range<Substring.Index>? {
    text.firstRange(of: mark)
  }
}
