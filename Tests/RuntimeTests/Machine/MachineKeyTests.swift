import Testing

@testable import KassaProving
@testable import KassaRuntime

/// Which machines that wait count as one: those that go on alike, whatever they have left behind.
@Suite(.enabled(if: MachineImage() != nil)) struct MachineKeyTests {
  /// A function of `a` that asks, and whether two of them with another `a` stand at the same place.
  struct Story: Sendable, CustomTestStringConvertible {
    let body: String
    let isSame: Bool
    var testDescription: String { body }

    init(_ body: String, _ isSame: Bool) { (self.body, self.isSame) = (body, isSame) }
  }

  static let stories = [
    Story("local x = a\n ask(1)\n x = 5\n return x", true),
    Story("local x = a\n x = ask(1)\n return x", true),
    Story("while true do\n local r = ask(1)\n if r == 0 then return end\n end", true),
    Story("local function g()\n return ask(1)\n end\n local x = a\n g()\n x = 1\n return x", true),
    Story("local x = a\n while true do\n ask(1)\n if x == 9 then return end\n end", false),
    Story("local x = a\n local function g() return x end\n ask(1)\n return g()", false),
    Story("local t = { a }\n ask(1)\n return t[1]", false),
    Story("for i = 1, a do\n ask(i)\n end", false),
    Story("for i = a, 9 do\n ask(1)\n end", false),
    Story("for _, v in ipairs { a, 2 } do\n ask(1)\n end", false),
    Story("return a .. ask(1)", false),
    Story("return ask(1) + a", false),
    Story("return a + ask(1)", false),
    Story("return ask(1) == 101 and a or 2", false),
    Story("repeat\n local y = a\n local z = ask(1)\n until z ~= y", false),
    Story("return select(ask(1) - 100, a)", false),
    Story(
      "local t = setmetatable({}, { __index = function() return ask(1) end })\n return t.x + a",
      false),
    Story(
      "local t = setmetatable({}, { __concat = function() return ask(1) end })\n return a .. 'x' .. t",
      false),
    Story(
      "local c <close> = setmetatable({ a }, { __close = function(c) log(c[1]) end })\n ask(1)",
      false),
    Story("local c = coroutine.wrap(function(b)\n ask(1)\n return b\n end)\n return c(a)", false),
  ]

  @Test func `two questions of one line are two places`() throws {
    let program = try Asking("return function() ask(1); ask(1) return 2 end")
    let keys = program.run([]).keys
    #expect(keys.count == 2 && keys[0] != keys[1])
  }

  @Test(arguments: stories)
  func `what nothing reads any more makes no other place`(story: Story) throws {
    let program = try Asking("return function(a)\n \(story.body)\nend")
    let (one, other) = (program.run([1]), program.run([2]))
    #expect((one.keys.first == other.keys.first) == story.isSame)
    #expect(one.keys.first != nil)
  }

  /// Programs of every kind of step, drawn by seed: where two stand at the same place after other
  /// answers, they ask and end alike from there on.
  @Test func `what stands at the same place goes on alike`() throws {
    var (same, programs) = (0, 0)
    for seed in 1...80 as ClosedRange<UInt64> {
      var drawn = DrawnProgram(seed)
      let program = try Asking(drawn.text())
      programs += 1
      let ways = (0..<4).map { program.run([.int($0), 2, .int(3 * $0 % 2), 4]) }
      for (index, one) in ways.enumerated() {
        for other in ways[..<index] {
          for (place, key) in one.keys.enumerated() where place < other.keys.count {
            guard key == other.keys[place] else { continue }
            same += 1
            #expect(one.asked[(place + 1)...] == other.asked[(place + 1)...], "\(drawn.text())")
            #expect(one.end == other.end, "\(drawn.text())")
          }
        }
      }
    }
    #expect(same > programs / 2, "\(same) of \(programs)")
  }
}

/// A program whose function is run again and again from its loaded memory.
private final class Asking {
  struct Way {
    var keys: [MachineKey] = []
    var asked: [Int64] = []
    var end = ""
  }

  private let program: Program
  private var asked: [Int64] = []

  init(_ text: String) throws {
    let box = Box()
    let ask = HostFunction(
      "ask", summary: "Asks.", parameters: [Parameter("n", .integer, summary: "What.")],
      waits: true
    ) { (call) throws(ScriptError) in
      box.heard(call.integer(1))
      return .wait
    }
    program = Program(
      functions: [HostModule("shop", summary: "", functions: [ask])],
      sources: ModulesInMemory(files: ["main": "local ask = shop.ask\n" + text]), prelude: nil,
      modules: ["main"], keepsImage: true)
    box.heard = { [unowned self] in asked.append($0) }
    _ = LuaMachine(program, limits: MachineLimits(), seed: 1, log: { _ in }).load()
  }

  private final class Box {
    var heard: (Int64) -> Void = { _ in }
  }

  /// Each question is answered by how many there were.
  func run(_ arguments: [Value]) -> Way {
    asked = []
    var way = Way()
    let machine = LuaMachine(program, limits: MachineLimits(), seed: 1, log: { _ in })
    var end = machine.load() ?? machine.start(arguments)
    while case .waiting = end, way.keys.count < 12 {
      guard let key = machine.key() else { break }
      way.keys.append(key)
      end = machine.resume([.int(Int64(way.keys.count % 3))])
    }
    (way.asked, way.end) = (asked, end.words)
    return way
  }
}

/// A function of four numbers.
private struct DrawnProgram {
  private var numbers: SplitMix64
  private var depth = 0
  private var made: String?

  init(_ seed: UInt64) { numbers = SplitMix64(seed) }

  mutating func text() -> String {
    if let made { return made }
    let steps = block(8)
    let text = "local t = { k = 1 }\nreturn function(a, b, c, d)\n\(steps)\nreturn a, c\nend"
    made = text
    return text
  }

  private mutating func name() -> String { ["a", "b", "c", "d"][numbers.below(4)] }

  private mutating func block(_ steps: Int) -> String {
    depth += 1
    defer { depth -= 1 }
    var text = ""
    for _ in 0..<steps { text += step() + (numbers.once(in: 4) ? "; " : "\n") }
    return text
  }

  private mutating func step() -> String {
    let (x, y, z) = (name(), name(), name())
    switch numbers.below(depth > 3 ? 9 : 14) {
    case 0, 1, 2: return "\(x) = ask(\(y) % 7)"
    case 3: return "\(x) = \(y) + \(z)"
    case 4: return "\(x) = \(y) * 2 % 11"
    case 5: return "t.k = \(x) % 5"
    case 6: return "\(x) = t.k"
    case 7: return "\(x), \(y) = \(y), \(x)"
    case 8: return "\(x) = \(numbers.below(3))"
    case 9: return "if \(x) % 3 < \(y) % 3 then\n\(block(2))\nelse\n\(block(2))\nend"
    case 10: return "for i = 1, \(x) % 3 do\n\(y) = \(y) + i\n\(block(2))\nend"
    case 11:
      return "do local f = function() \(x) = \(x) + \(y) return \(x) end\n"
        + "\(block(1))\n\(z) = f() end"
    case 12: return "do local e = \(x)\n\(block(2))\n\(y) = #(\(y) .. e) end"
    default:
      return "do local n = 0 while n < \(x) % 3 do n = n + 1\n"
        + "\(block(2))\nif \(y) == 7 then break end end end"
    }
  }
}
