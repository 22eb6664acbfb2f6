import Testing

@testable import KassaRuntime

/// What is a line, of bytes that come in any parts.
@Suite struct LineReaderTests {
  struct Example: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let bytes: String
    /// A line, or nil where it is over the bound of eight bytes.
    let lines: [String?]
    var isOverBound = false
  }

  static let examples = [
    Example(testDescription: "nothing", bytes: "", lines: []),
    Example(testDescription: "a line", bytes: "one\n", lines: ["one"]),
    Example(testDescription: "several", bytes: "one\n\ntwo\n", lines: ["one", "", "two"]),
    Example(testDescription: "CR LF", bytes: "one\r\n\r\ntwo\n", lines: ["one", "", "two"]),
    Example(testDescription: "a CR inside", bytes: "o\rne\r\r\n", lines: ["o\rne\r"]),
    Example(testDescription: "no end", bytes: "one\ntwo", lines: ["one"]),
    Example(testDescription: "CR and no end", bytes: "one\ntwo\r", lines: ["one"]),
    Example(testDescription: "the bound", bytes: "12345678\n1\n", lines: ["12345678", "1"]),
    Example(
      testDescription: "the bound, CR LF", bytes: "12345678\r\n1\n", lines: ["12345678", "1"]),
    Example(testDescription: "one over", bytes: "123456789\n1\n", lines: [nil, "1"]),
    Example(testDescription: "one over, CR LF", bytes: "123456789\r\n1\n", lines: [nil, "1"]),
    Example(
      testDescription: "far over", bytes: String(repeating: "x", count: 100) + "\n1\n",
      lines: [nil, "1"]),
    Example(
      testDescription: "over, no end", bytes: "1\n123456789", lines: ["1"], isOverBound: true),
    Example(testDescription: "at the bound, no end", bytes: "12345678\r", lines: []),
  ]

  @Test(arguments: examples, [1, 2, 3, 5, 4096])
  func `splits bytes into lines, however they come`(example: Example, partBytes: Int) {
    var reader = LineReader(bytesMax: 8)
    var lines: [String?] = []
    let bytes = Array(example.bytes.utf8)
    for start in stride(from: 0, to: bytes.count, by: partBytes) {
      reader.append(bytes[start..<min(start + partBytes, bytes.count)])
      while let line = reader.next() {
        switch line {
        case .line(let bytes): lines.append(String(decoding: bytes, as: UTF8.self))
        case .tooLong: lines.append(nil)
        }
      }
    }
    #expect(lines == example.lines)
    #expect(reader.isOverBound == example.isOverBound)
  }
}
