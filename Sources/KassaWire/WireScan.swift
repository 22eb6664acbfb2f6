public import KassaRuntime

/// A line that says what a scanner read: `{"scan":"4600000000015","key":"7f3a"}`, the key where it may come twice.
///
/// It names no prompt and may come at any time.
public struct WireScan: Hashable {
  public let scan: Scan

  /// The scan that `line` is; nil for a line of any other kind, or one with a slip in it.
  public init?(line: [UInt8]) {
    guard let value = try? WireJSON.value(of: line), let scan = try? Self.scan(value) else {
      return nil
    }
    self.scan = scan
  }

  /// The scan of a line that speaks of one; nil where it does not.
  static func scan(_ value: Value) throws(WireError) -> Scan? {
    guard value["scan"] != .null else { return nil }
    let fields = try WireFields(value, known: ["key", "scan"])
    let code = try fields.text("scan")
    guard !code.isEmpty, code.utf8.count <= bytesMax else {
      throw .wrongType(key: "scan", expected: "a string of 1 to \(bytesMax) bytes")
    }
    guard fields["key"] != nil else { return Scan(code) }
    let key = try fields.text("key")
    guard (1...keyBytesMax).contains(key.utf8.count) else {
      throw .wrongType(key: "key", expected: "a string of 1 to \(keyBytesMax) bytes")
    }
    return Scan(code, key: key)
  }

  /// It stands in the journal; what programs name things by has 36.
  private static let keyBytesMax = 64

  /// A marking code has up to some 130 characters; no symbology prints more than this.
  private static let bytesMax = 4_296
}

extension Input {
  /// Reads a line that came while `prompt` is open, of a front end that is sent prompts whole.
  ///
  /// - Throws: what is wrong with it; write ``WireError/wire(of:)`` and ask the prompt again.
  public init(line: [UInt8], to prompt: Prompt) throws(WireError) {
    switch try WireLine(line: line, to: prompt) {
    case .input(let input): self = input
    case .lines: throw .unknownKey(suggestion: nil, known: ["n", "answer", "cancel"])
    }
  }
}
