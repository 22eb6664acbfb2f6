public import KassaRuntime

/// A line that says what a scanner read: `{"scan":"4600000000015"}`.
///
/// It names no prompt and may come at any time.
public struct WireScan: Hashable {
  public let code: String

  /// The scan that `line` is; nil for a line of any other kind, or one with a slip in it.
  public init?(line: [UInt8]) {
    guard let value = try? WireJSON.value(of: line), let code = try? Self.code(value) else {
      return nil
    }
    self.code = code
  }

  /// The code of a line that speaks of a scan; nil where it does not.
  static func code(_ value: Value) throws(WireError) -> String? {
    guard value["scan"] != .null else { return nil }
    let code = try WireFields(value, known: ["scan"]).text("scan")
    guard !code.isEmpty, code.utf8.count <= bytesMax else {
      throw .wrongType(key: "scan", expected: "a string of 1 to \(bytesMax) bytes")
    }
    return code
  }

  /// A marking code has up to some 130 characters; no symbology prints more than this.
  private static let bytesMax = 4_296
}

extension Input {
  /// Reads a line that came while `prompt` is open.
  ///
  /// - Throws: what is wrong with it; write ``WireError/wire(of:)`` and ask the prompt again.
  public init(line: [UInt8], to prompt: Prompt) throws(WireError) {
    let value: Value
    do { value = try WireJSON.value(of: line) } catch { throw .json(error) }
    if let code = try WireScan.code(value) {
      self = .scan(code)
    } else {
      self = .answer(try WireAnswer(value, to: prompt).answer)
    }
  }
}
