import Foundation
import Testing

@testable import KassaRuntime
@testable import KassaWire

@Suite struct WireJSONTests {
  @Test(
    arguments: [
      ("null", Value.null), ("true", true), (" false ", false), ("0", 0), ("-5", -5),
      ("9223372036854775807", Value.int(.max)), ("\"\"", ""), ("[]", []), ("{}", Value.record([:])),
      ("\"я\\n\\u044F\\uD83D\\uDE00\\\"\\/\"", "я\nя😀\"/"), ("[1, [2,\t3]]", [1, [2, 3]]),
      ("{\"a\" : {\"b\":null}}\r", ["a": ["b": nil]]),
    ] as [(String, Value)])
  func `reads JSON`(text: String, value: Value) throws {
    #expect(try WireJSON.value(of: Array(text.utf8)) == value)
  }

  @Test(
    arguments: [
      ("", JSONError.unfinished), ("{", .unfinished), ("\"abc", .unfinished),
      ("[1", .unfinished),
      ("tru", .unfinished), ("{\"a\"", .unfinished), ("-", .unfinished), ("\"\\u12", .unfinished),
      ("x", .unexpected(column: 1)), ("{a:1}", .unexpected(column: 2)),
      ("{\"a\":1,}", .unexpected(column: 8)), ("[1,]", .unexpected(column: 4)),
      ("1 2", .unexpected(column: 3)), ("{} {}", .unexpected(column: 4)),
      ("01", .unexpected(column: 2)), ("+1", .unexpected(column: 1)),
      ("NaN", .unexpected(column: 1)),
      ("\"a\u{1}\"", .unexpected(column: 3)), ("\"\\x\"", .unexpected(column: 3)),
      ("\"\\uD800\"", .unexpected(column: 3)), ("\"\\uDC00\\uDC00\"", .unexpected(column: 3)),
      ("199.0", .fraction(column: 1)), ("[1e2]", .fraction(column: 2)),
      ("-1E2", .fraction(column: 1)),
      ("9223372036854775808", .numberTooLarge(column: 1)),
      ("{\"a\":1,\"a\":1}", .doubledKey(column: 8)),
      ("{\"a\":1,\"\\u0061\":1}", .doubledKey(column: 8)),
      (String(repeating: "[", count: 20), .tooDeep(column: 10)),
    ] as [(String, JSONError)])
  func `refuses what is not JSON, saying where`(text: String, error: JSONError) {
    #expect(throws: error) { try WireJSON.value(of: Array(text.utf8)) }
  }

  @Test func `refuses bytes that are not UTF-8`() {
    for bytes: [UInt8] in [[0x22, 0xFF, 0x22], [0x22, 0xC3], [0x22, 0xED, 0xA0, 0x80, 0x22]] {
      #expect(throws: JSONError.notUTF8) { try WireJSON.value(of: bytes) }
    }
  }

  @Test func `reads back whatever the till writes`() throws {
    for prompt in ProtocolPageTests.prompts.values {
      let line = WireJSON.line(prompt.wire)
      #expect(!line.contains("\n"))
      #expect(try WireJSON.value(of: Array(line.utf8)) == prompt.wire)
    }
    let nasty = Value.string("\u{0}\u{1B}\"\\\n\u{2028}😀")
    #expect(try WireJSON.value(of: Array(WireJSON.line(nasty).utf8)) == nasty)
  }
}
