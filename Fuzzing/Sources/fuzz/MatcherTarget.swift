@testable import KassaRuntime

/// Input: the pattern's length, where to begin, the pattern, the subject.
enum MatcherTarget {
  /// One state for all inputs: nothing of one is left for the next.
  nonisolated(unsafe) private static let plain = try? PlainState()
  private static let limits = MachineLimits(
    instructionsMax: 500_000, millisecondsMax: 2_000, memoryBytesMax: 16 << 20)

  @Sendable static func run(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard bytes.count > 2 else { return }
    let rest = Array(bytes.dropFirst(2))
    let pattern = Array(rest.prefix(Int(bytes[0])))
    let subject = Array(rest.dropFirst(pattern.count))
    let start = Int(Int8(bitPattern: bytes[1])) % 40
    runOurs(pattern, subject, start)
    guard isSafe(pattern, subject), let plain else { return }
    let difference = plain.run(
      MatcherComparison.lua, pattern, subject, Array("\(start)".utf8), [])
    precondition(difference == "", difference)
  }

  /// Whether the stock matcher, which goes back without limit, is soon done.
  private static func isSafe(_ pattern: [UInt8], _ subject: [UInt8]) -> Bool {
    let repeats = pattern.count { "*+-?".utf8.contains($0) }
    return subject.count <= 24 && repeats <= 4
  }

  /// Ours with any pattern and subject, within a machine's budgets.
  private static func runOurs(_ pattern: [UInt8], _ subject: [UInt8], _ start: Int) {
    let machine = waiting ?? started()
    let resumption = machine.resume([
      .string(hexadecimal(pattern)), .string(hexadecimal(subject)), .int(Int64(start)),
    ])
    // A killed machine never runs again; nothing else ends its loop.
    if case .waiting = resumption { waiting = machine } else { waiting = nil }
    if case .failed(let error) = resumption { preconditionFailure("\(error)") }
  }

  /// The machine that waits for the next input.
  nonisolated(unsafe) private static var waiting: LuaMachine?

  private static func started() -> LuaMachine {
    let machine = Machines.machine(loop, limits: limits)
    guard case .waiting = machine.start("store", arguments: []) else {
      preconditionFailure("the loop does not wait")
    }
    return machine
  }

  private static let loop = """
    local function bytes(text)
      return (text:gsub("..", function(pair) return string.char(tonumber(pair, 16)) end))
    end
    return function()
      while true do
        local p, s, start = shift.ready()
        p, s = bytes(p), bytes(s)
        pcall(string.find, s, p, start)
        pcall(string.match, s, p, start)
        pcall(function() for _ in s:gmatch(p) do end end)
        pcall(string.gsub, s, p, "%0%1")
        pcall(string.gsub, s, p, {})
        pcall(string.gsub, s, p, function(...) return ... end, 5)
      end
    end
    """

  private static func hexadecimal(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(
      decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}
