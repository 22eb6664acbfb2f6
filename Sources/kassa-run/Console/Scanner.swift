/// How this till's scanner types, and the times by which the console tells it from a hand.
///
/// | limit | why |
/// |---|---|
/// | 50 ms between two characters | scanners that type leave 1 to 50 ms; trained hands take 60 and more |
/// | 5 characters and an ending | a hand types four digits of an amount as fast, on two keys at once |
/// | 8 characters without one | the shortest printed code without a suffix is EAN-8 |
/// | 120 ms for the ending | some wait before the suffix; a key that nothing follows for so long is a hand's |
/// | 300 ms to the next key | a held key repeats each 30 to 100 ms, a double press comes within 200 |
/// | 2.2 s to a held key's first repeat | keyboards can be set to wait up to 2 s; most wait 250 to 1000 ms |
/// | 550 ms between its repeats | the slowest setting is two a second |
/// | 100 ms for three keys | no hand means three keys so fast |
/// | 2 s of silence | who was told to type again has read it, and nobody stops so long inside a number |
struct Scanner: Sendable, Equatable {
  /// The most that a scanner leaves between two characters, in milliseconds.
  var gapMilliseconds = 50
  /// What it types before each code.
  var prefix = ""
  /// What it types after each code, before Enter or Tab where it sends one.
  var suffix = ""

  /// The shortest scan that Enter or Tab ends.
  static let endedMin = 5
  /// The shortest scan that nothing ends.
  static let unendedMin = 8
  /// How long a key is held back until it is known to be no part of something longer.
  static let aloneMilliseconds = 120
  /// Keys less than so far apart belong together.
  static let burstMilliseconds = 300
  /// A key that is pressed again within so long may be down still.
  static let heldMilliseconds = 2_200
  /// A held key repeats within so long of the last time.
  static let repeatMilliseconds = 550
  /// Three keys within so long were not meant.
  static let threeKeysMilliseconds = 100
  /// After so long without a key a new number begins.
  static let numberMilliseconds = 2_000
  /// A slower one could not be told from a hand.
  static let gaps = 5...aloneMilliseconds

  /// The code in what came as one run of characters.
  func code(_ typed: String) -> String {
    var code = typed[...]
    if !prefix.isEmpty, code.hasPrefix(prefix) { code = code.dropFirst(prefix.count) }
    if !suffix.isEmpty, code.hasSuffix(suffix) { code = code.dropLast(suffix.count) }
    return String(code.dropFirst(Self.symbologyLength(code)))
  }

  /// Whether a run is one by its prefix, however short.
  func announces(_ typed: String) -> Bool {
    !prefix.isEmpty && typed.hasPrefix(prefix) && typed.count > prefix.count
  }

  /// A symbology identifier, «]E0» (ISO/IEC 15424), says what kind of code follows.
  private static func symbologyLength(_ code: Substring) -> Int {
    let marks = Array(code.prefix(3))
    guard marks.count == 3, code.count > 3, marks[0] == "]", marks[1].isLetter else { return 0 }
    return marks[2].isNumber || marks[2].isLetter ? 3 : 0
  }
}
