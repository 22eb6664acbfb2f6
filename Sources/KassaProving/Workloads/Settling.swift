import KassaRuntime

/// How long plain answers have led nowhere since the last fault healed: no till may have a dead end.
struct Settling: Sendable {
  private var prompts = 0
  var hasBegun: Bool { prompts > 0 }
  /// More than any way out of the stock flows takes.
  private static let promptsMax = 60
  /// Whoever gets nowhere by plain answers tries others for a while.
  private static let stuck = 20..<40

  /// What draws the answer to `prompt`; 0 is the plain one.
  mutating func pick(_ prompt: Prompt) throws(Violation) -> UInt64 {
    prompts += 1
    guard prompts <= Self.promptsMax else {
      throw Violation("dead end", "plain answers lead nowhere; «\(prompt.id)» stands")
    }
    return Self.stuck.contains(prompts) ? UInt64(prompts) : 0
  }
}
