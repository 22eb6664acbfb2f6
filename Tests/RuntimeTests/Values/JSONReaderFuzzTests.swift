import Foundation
import Testing

@testable import KassaRuntime

/// The reader against Foundation's, which takes more: fractions, doubled keys, any depth.
@Suite struct JSONReaderFuzzTests {
  static let edges: [(text: String, is: Result<Value, JSONError>)] = [
    ("9223372036854775807", .success(.int(.max))),
    ("-9223372036854775808", .success(.int(.min))),
    ("9223372036854775808", .failure(.numberTooLarge(column: 1))),
    ("-9223372036854775809", .failure(.numberTooLarge(column: 1))),
    ("18446744073709551616", .failure(.numberTooLarge(column: 1))),
    ("-0", .success(0)), ("00", .failure(.unexpected(column: 2))),
    ("-", .failure(.unfinished)), ("1.0", .failure(.fraction(column: 1))),
    ("1E3", .failure(.fraction(column: 1))),
    (#""\ud83d\ude00""#, .success("😀")), (#""\uD83D""#, .failure(.unexpected(column: 3))),
    (#""\ude00""#, .failure(.unexpected(column: 3))),
    (#""\ud83d\u0041""#, .failure(.unexpected(column: 3))),
    (#""\ud83d\ud83d""#, .failure(.unexpected(column: 3))),
    (#""\u0000\u001f\b\f\n\r\t\/\\\"""#, .success("\0\u{1f}\u{8}\u{c}\n\r\t/\\\"")),
    ("\"\u{1}\"", .failure(.unexpected(column: 2))),
    (#""\x""#, .failure(.unexpected(column: 3))), (#""\u12g4""#, .failure(.unexpected(column: 6))),
    (#"{"a":1,"a":2}"#, .failure(.doubledKey(column: 8))),
    (#"{"a":1,"\u0061":2}"#, .failure(.doubledKey(column: 8))),
    (#"{"b":1,"a":2,"b":3}"#, .failure(.doubledKey(column: 14))),
    ("{\"é\":1,\"e\u{301}\":2}", .failure(.doubledKey(column: 9))),
    (#"{"b":1,"a":2}"#, .success(["a": 2, "b": 1])),
    ("{\n  \"b\": [\r\n\t1 ]\n}\n", .success(["b": [1]])),
    ("", .failure(.unfinished)), ("[1,]", .failure(.unexpected(column: 4))),
    ("{} x", .failure(.unexpected(column: 4))), ("nul", .failure(.unfinished)),
  ]

  @Test(arguments: edges.indices)
  func `takes what is exact and refuses the rest by its column`(place: Int) {
    let edge = Self.edges[place]
    let read = Result { () throws(JSONError) in try JSONReader.value(of: Array(edge.text.utf8)) }
    #expect(read == edge.is, "\(edge.text)")
  }

  @Test func `bounds the depth with one clear error`() throws {
    func nested(_ depth: Int) -> [UInt8] {
      Array(String(repeating: "[", count: depth).utf8)
        + Array(String(repeating: "]", count: depth).utf8)
    }
    _ = try JSONReader.value(of: nested(JSONReader.depthMax))
    #expect(throws: JSONError.tooDeep(column: JSONReader.depthMax + 2)) {
      try JSONReader.value(of: nested(JSONReader.depthMax + 2))
    }
    #expect(throws: JSONError.self) { try JSONReader.value(of: nested(1_000_000)) }
  }

  @Test func `takes no bytes that are no text`() {
    for bytes: [UInt8] in [
      [0x22, 0xFF, 0x22], [0x22, 0xC0, 0x80, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22],
      [0x22, 0xF4, 0x90, 0x80, 0x80, 0x22], [0x22, 0xE2, 0x82, 0x22],
    ] {
      #expect(throws: JSONError.notUTF8) { try JSONReader.value(of: bytes) }
    }
  }

  @Test(arguments: FuzzSeeds.some(4))
  func `agrees with Foundation on changed texts`(seed: UInt64) throws {
    let chance = ChanceDecoder(seed: seed)
    var numbers = SeededNumbers(seed: seed)
    let odd =
      Array(#"{}[]",:\u0123456789eE.-+truefalsn "#.utf8) + [
        0x00, 0x1F, 0x7F, 0x80, 0xC3, 0xA9, 0xFF,
      ]
    for round in 0..<1_500 {
      var bytes = chance.value(depth: 0).json
      for _ in 0..<Int.random(in: 0...2, using: &numbers) where !bytes.isEmpty {
        let place = Int.random(in: 0..<bytes.count, using: &numbers)
        let byte = odd.randomElement(using: &numbers) ?? 0
        switch Int.random(in: 0..<4, using: &numbers) {
        case 0: bytes[place] = byte
        case 1: bytes.insert(byte, at: place)
        case 2: bytes.remove(at: place)
        default: bytes.removeSubrange(place...)
        }
      }
      let text = String(decoding: bytes, as: UTF8.self)
      try compare(bytes, "seed \(seed), round \(round): \(text.debugDescription)")
    }
  }

  /// By a zero Foundation knows a text of two or four bytes a character; it takes a comma after the last
  /// value, a text that is cut off after `fals`, and a bad number whose key comes again.
  private static func isTakenByFoundationAlone(_ bytes: [UInt8]) -> Bool {
    let bare = bytes.filter { $0 != 0x20 }
    let keys = String(decoding: bare, as: UTF8.self).matches(of: /"([^"]*)":/).map(\.1)
    return bytes.contains(0) || Set(keys).count < keys.count
      || bytes.suffix(4).elementsEqual("fals".utf8)
      || zip(bare, bare.dropFirst()).contains { $0 == 0x2C && ($1 == 0x5D || $1 == 0x7D) }
  }

  private func compare(_ bytes: [UInt8], _ comment: Comment) throws {
    let isLax = Self.isTakenByFoundationAlone(bytes)
    let theirs = isLax ? nil : try? JSONDecoder().decode(Value.self, from: Data(bytes))
    let ours = Result { () throws(JSONError) in try JSONReader.value(of: bytes) }
    switch ours {
    case .success(let value):
      #expect(isLax || theirs == value, comment)
      #expect(try Value(json: value.json) == value, comment)
    // Foundation takes these, or takes them for something else.
    case .failure(.fraction), .failure(.numberTooLarge), .failure(.doubledKey), .failure(.tooDeep):
      break
    case .failure(.notUTF8), .failure(.unexpected), .failure(.unfinished):
      #expect(theirs == nil, comment)
    }
  }
}
