import Testing

@testable import KassaRuntime

/// A step's limit is the processor's time: what else the machine does takes none of it.
@Suite(.serialized) struct ProcessorTimeTests {
  private struct Loop: ModuleSource {
    func chunk(named module: String) -> Chunk? {
      module == "loop"
        ? Chunk(
          name: "loop.lua",
          source: Array("return function() for i = 1, 4000000 do local _ = i end end".utf8)) : nil
    }
  }

  /// How the loop ends within that many milliseconds, and what it spent.
  private static func run(within millisecondsMax: Int) -> (isDone: Bool, microseconds: Int) {
    let machine = LuaMachine(
      limits: MachineLimits(millisecondsMax: millisecondsMax), seed: 0, modules: [],
      sources: Loop(), prelude: nil, log: { _ in })
    let isDone = if case .finished = machine.start("loop", arguments: []) { true } else { false }
    return (isDone, machine.spent.microseconds)
  }

  @Test func `a busy machine takes none of a script's time`() async {
    let alone = Self.run(within: .max)
    #expect(alone.isDone && alone.microseconds > 0)
    // A busy neighbour slows the processor down a little; twelve at once slow the clock down a lot.
    let limit = alone.microseconds / 1_000 * 3 + 50
    let all = await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<24 { group.addTask { Self.run(within: limit).isDone } }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(all.count == 24 && all.allSatisfy(\.self))
  }

  @Test func `what a step spends is told`() {
    let spent = Self.run(within: 1).microseconds
    #expect(spent < 1_000_000)
  }
}
