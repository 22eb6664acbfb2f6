public import KassaRuntime

/// What one front end has been sent of the receipt, so that it is sent what it lacks.
///
/// A front end that asks for changes gets the lines of the next `sale` prompt whole, and then of each only what
/// changed since the one before. docs/protocol.md says how, and how it begins anew.
public struct WireFeed {
  /// How a front end wants the lines of a receipt.
  public enum Wish: String, CaseIterable {
    /// All of them, with every prompt.
    case whole
    /// Those that changed.
    case changes
  }

  private var wish = Wish.whole
  private var sent: (prompt: Int, lines: SaleView.Lines)?

  public init() {}

  /// Takes what the front end asks for; the next prompt with a receipt has all its lines.
  public mutating func begin(_ wish: Wish) {
    self.wish = wish
    sent = nil
  }

  /// `prompt` as this front end is to be sent it now.
  public mutating func wire(of prompt: Prompt) -> Value {
    guard wish == .changes, case .sale(let view) = prompt.kind else { return prompt.wire }
    defer { sent = (prompt.number, view.lines) }
    guard let sent else { return prompt.wire }
    let changes = view.lines.changes(since: sent.lines)
    // All lines of the next receipt are fewer than those that are gone.
    guard changes.count <= view.lines.count else { return prompt.wire }
    return prompt.wire(lines: [
      "since": .int(Int64(sent.prompt)), "changed": .list(changes.changed.map(\.wire)),
      "removed": .list(changes.removed.map { .int(Int64($0)) }),
    ])
  }
}

/// A line of a front end: an input of the till's, or a wish about what it is sent.
public enum WireLine {
  case input(Input)
  case lines(WireFeed.Wish)

  /// Reads a line that came while `prompt` is open.
  ///
  /// - Throws: what is wrong with it; write ``WireError/wire(of:)`` and ask the prompt again.
  public init(line: [UInt8], to prompt: Prompt) throws(WireError) {
    let value: Value
    do { value = try WireJSON.value(of: line) } catch { throw .json(error) }
    if let scan = try WireScan.scan(value) {
      self = .input(.scan(scan))
    } else if value["lines"] != .null {
      let fields = try WireFields(value, known: ["lines"])
      guard let wish = WireFeed.Wish(rawValue: try fields.text("lines")) else {
        throw .wrongType(key: "lines", expected: "\"changes\" or \"whole\"")
      }
      self = .lines(wish)
    } else {
      self = .input(.answer(try WireAnswer(value, to: prompt).answer))
    }
  }
}
