import Testing

@testable import KassaRuntime

/// M16: what a script makes once it makes again after a restart.
@Suite struct SameReplayTests {
  /// «й» as one character and as two: to Lua two keys, to whoever reads them one.
  private static let twice = #"{ ["\u{439}"] = 1, ["\u{438}\u{306}"] = 2 }"#

  @Test(arguments: [
    "receipt.memo('a', \(twice))", "prompt.tell { 'x', title = 'x', args = \(twice) }",
    "prompt.tell { 'x', title = 'x', args = { a = \(twice) } }",
  ])
  func `a table with one key in two ways of writing is refused`(call: String) async throws {
    let scene = try await Story.sale(call).play(Story.signIn)
    let says = "stands there twice, in two ways to write one letter; keep one"
    #expect(scene.faults.first?.contains(says) == true, "\(scene.faults)")
  }

  @Test func `a script draws the same numbers again`() async throws {
    let story = try Story.sale(
      """
      local drawn = math.random(1000000000)
      prompt.choose { "one", title = "Один", buttons = { "a" } }
      prompt.choose { "two", title = "Два " .. drawn, buttons = { "a" } }
      """)
    let asked = try await story.play(Story.signIn + ["one: a"])
    let again = try await story.play([])
    #expect(again.stands == "two" && again.faults == [])
    #expect(again.prompts.last?.title == asked.prompts.last?.title)
  }

  @Test func `check refuses it in a store's table`() throws {
    let found = try Story("purposes = \(Self.twice),").findings().filter(\.isMistake)
    #expect(found.first?.text.contains("two ways to write one letter") == true, "\(found)")
  }

  @Test func `a compiled module costs as much from the cache`() throws {
    let list = String(repeating: "1, ", count: 40_000)
    let text = "return function() return #{ \(list) } end -- \(UInt64.random(in: 0...UInt64.max))"
    let source = OneModule(chunk: Chunk(name: "big.lua", source: Array(text.utf8)))
    let spent = try (0..<2).map { _ in try Self.least(source) }
    #expect(spent[0] == spent[1])
  }

  /// The fewest thousands of instructions with which the module loads.
  private static func least(_ source: OneModule) throws -> Int {
    var (low, high) = (0, 4_096)
    while low < high {
      let middle = (low + high) / 2
      let machine = LuaMachine(
        limits: MachineLimits(instructionsMax: middle * 1_000), seed: 0, modules: [],
        sources: source, prelude: nil, log: { _ in })
      if case .finished = machine.start("big", arguments: []) {
        high = middle
      } else {
        low = middle + 1
      }
    }
    return low
  }

  private final class OneModule: ModuleSource {
    let chunk: Chunk
    init(chunk: Chunk) { self.chunk = chunk }
    func chunk(named module: String) throws(ScriptError) -> Chunk? { chunk }
  }
}
