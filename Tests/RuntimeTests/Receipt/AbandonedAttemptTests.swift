import Testing

@testable import KassaRuntime

/// Invariant 6, attacked from a store's script: once its window was shown, only an outcome ends an
/// attempt, whatever becomes of the Lua that opened it.
@Suite struct AbandonedAttemptTests {
  private static let charge =
    #"terminal.charge { "charge.window", terminal = "standalone", amount = 100 }"#

  /// Lua that opens an attempt and drops whatever waits for it.
  static let ways = [
    "coroutine.resume(coroutine.create(function() \(charge) coroutine.yield() end))",
    "coroutine.wrap(function() \(charge) coroutine.yield() end)()",
    "coroutine.resume(coroutine.create(function() \(charge) error 'gone' end))",
    """
    local inner = coroutine.wrap(function()
      coroutine.wrap(function() \(charge) coroutine.yield() end)()
      coroutine.yield()
    end)
    inner()
    """,
    "pcall(function() \(charge) error 'gone' end)",
    "pcall(function() \(charge) error() end)",
    "xpcall(function() \(charge) error 'gone' end, function() end)",
    "xpcall(error, function() \(charge) end)",
    "pcall(function() return setmetatable({}, { __index = function() \(charge) error {} end }).x end)",
    "pcall(function() return setmetatable({}, { __lt = function() \(charge) error {} end }) < {} end)",
    "pcall(function() local x <close> = setmetatable({}, { __close = function() \(charge) end }) end)",
    "pcall(function() for _ in function() \(charge) error 'gone' end do end end)",
  ]

  /// Sells for 1.00 by `way`, then tries the same charge and the print once more, and returns.
  private static func sale(_ way: String) throws -> Story {
    try Story.sale(
      """
      if #receipt.parked() > 0 then
        return prompt.choose { "end", title = "End", buttons = { "ok" } }
      end
      receipt.add { name = "Кофе", price = 100 }
      shift.open()
      \(way)
      local charged = pcall(function() \(charge) end)
      local printed = pcall(receipt.print)
      if charged or printed then prompt.tell { "broken", title = "Broken" } end
      """)
  }

  @Test(arguments: ways.indices)
  func `an abandoned charge stays unknown and a matter`(index: Int) async throws {
    let story = try Self.sale(Self.ways[index])
    let scene = try await story.play(Story.signIn + ["charge.window: unknown"])
    #expect(scene.stands == "end", "\(Self.ways[index]): \(scene.warnings)")
    let matter = try #require(scene.state.matters.first)
    #expect(matter.receipt.attempts.map(\.state) == [.unknown])
    #expect(scene.documents.isEmpty)
    #expect(try story.verify().matters == 1)
  }

  @Test(arguments: ways.indices)
  func `a restart asks an abandoned charge's window again`(index: Int) async throws {
    let story = try Self.sale(Self.ways[index])
    let before = try await story.play(Story.signIn)
    #expect(before.stands == "charge.window")
    let after = try await story.play(["charge.window: unknown"])
    #expect(after.prompts.first?.number == before.prompts.last?.number)
    #expect(after.state.matters.map(\.receipt.openAttempt?.state) == [.unknown])
    #expect(after.documents.isEmpty)
  }

  @Test(arguments: ["create", "wrap"])
  func `an approval whose coroutine is dropped is kept, and printed or refunded`(
    way: String
  ) async throws {
    let call = way == "create" ? "coroutine.resume(coroutine.create(" : "coroutine.wrap("
    let end = way == "create" ? "))" : ")()"
    let script = """
      receipt.add { name = "Кофе", price = 100 }
      shift.open()
      \(call)function() \(Self.charge) coroutine.yield() end\(end)
      error 'gone'
      """
    let scene = try await Story.sale(script).play(
      Story.signIn + ["charge.window: approved", "payment.leave: print"])
    #expect(scene.documents.map(\.payments.cashless) == [Money(checked: 100)])
  }

  /// Places where nothing can wait; each raises there, before anything was asked of a terminal.
  @Test(arguments: [
    "table.sort({ 2, 1 }, function()\n\(charge) end)",
    "return (('x'):gsub('x', function()\n\(charge) end))",
    "table.sort({ 2, 1 }, function() return coroutine.wrap(function()\n\(charge) end)() end)",
  ])
  func `a charge where a script can't wait raises with its file and line`(
    place: String
  ) async throws {
    let script = """
      receipt.add { name = "Кофе", price = 100 }
      shift.open()
      \(place)
      """
    let story = try Story.sale(script)
    // The charge stands in the last line of the sale but one, then comes "end,".
    let line = story.store.split(separator: "\n", omittingEmptySubsequences: false)
      .firstIndex { $0.contains("terminal.charge") }.map { $0 + 1 }
    let scene = try await story.play(Story.signIn)
    #expect(scene.stands == "sale")
    #expect(scene.state.flow?.start.level == .stock)
    #expect(
      scene.faults.first?.contains(
        "leto/store.lua:\(line ?? 0): terminal.charge waits, and can't wait inside a sort's "
          + "comparator or another C call; call it before, and use its result there") == true,
      "\(scene.faults)")
    #expect(scene.receipt?.attempts.isEmpty == true)
  }
}
