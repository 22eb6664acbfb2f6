import Foundation

/// Lines of the protocol with something wrong in them, or right by chance.
struct WireMutations {
  var random: SeededNumbers

  private static let answers = [
    #""pay.card""#, #""yes""#, "50000", #"{"button":"pay.cash"}"#, #""1234""#, "null", "true",
    #"{"action":"add","barcode":"4600000000015","quantity":"0.354"}"#,
    #"{"action":"discount","line":1,"percent":"10.5"}"#, #"{"action":"search","text":"кофе"}"#,
    #"{"action":"free","name":"Кофе","price":19950}"#, #"{"action":"contact","contact":null}"#,
    #"{"action":"quantity","line":1,"quantity":"2"}"#, #"{"action":"remove","line":1}"#,
    #""\u044f\uD83D\uDE00\u0000""#, "-9223372036854775808", "9223372036854775807", "1e999",
    "99999999999999999999999999999999", "0.1", "[]", "{}", #""""#, #""4111 1111 1111 1111""#,
  ]
  private static let pieces: [[UInt8]] =
    [
      "{", "}", "[", "]", "\"", "\\", "\\u", "\\uD800", ",", ":", "-", ".5", "e9", "null", "NaN",
      "99999999999999999999", "\u{FEFF}", "\u{2028}", "/*", "'", " ", "\t", "\"n\":1,",
      "\"cancel\":true,",
    ].map { Array($0.utf8) } + [[0xFF], [0xD1], [0x00], [0x0D], [0xED, 0xA0, 0x80], [0xF4, 0x90]]

  /// A line for the prompt of that number, without line breaks inside.
  mutating func line(_ number: Int) -> Data {
    let line: [UInt8] =
      switch below(12) {
      case 0: nested()
      case 1: Array(repeating: anyByte(), count: below(300_000))
      case 2: (0..<below(200)).map { _ in anyByte() }
      case 3: Array(whole(number - 1 + 2 * below(2)).utf8)
      case 4: Array(whole(Int.random(in: .min ... .max, using: &random)).utf8)
      default: changed(Array(whole(number).utf8))
      }
    return Data(line.filter { $0 != UInt8(ascii: "\n") })
  }

  private mutating func whole(_ number: Int) -> String {
    if below(8) == 0 { return "{\"n\":\(number),\"cancel\":true}" }
    return "{\"n\":\(number),\"answer\":\(Self.answers[below(Self.answers.count)])}"
  }

  private mutating func nested() -> [UInt8] {
    let unit = Array(["[", "{\"n\":", "{\"answer\":[", "\"\\"][below(4)].utf8)
    return Array(repeatElement(unit, count: 1 + below(9_000)).joined())
  }

  /// Bits flipped, pieces put in, parts taken out or doubled, the end cut off.
  private mutating func changed(_ line: [UInt8]) -> [UInt8] {
    var line = line
    for _ in 0..<(1 + below(3)) where !line.isEmpty {
      let place = below(line.count)
      switch below(6) {
      case 0: line[place] ^= 1 << UInt8(below(8))
      case 1: line.insert(contentsOf: Self.pieces[below(Self.pieces.count)], at: place)
      case 2: line.removeSubrange(place..<min(line.count, place + 1 + below(5)))
      case 3: line.insert(contentsOf: line.prefix(place), at: place)
      case 4: line[place] = anyByte()
      default: line = Array(line[..<place])
      }
    }
    return line
  }

  private mutating func anyByte() -> UInt8 { .random(in: .min ... .max, using: &random) }
  private mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &random) }
}
