import Testing

@testable import KassaRuntime

/// What must answer at once and does not: it fails alone, and the flow goes on.
@Suite struct PureBudgetTests {
  static let loops = [
    "while true do end", "while true do pcall(function() while true do end end) end",
    "local t = 0 for i = 1, 1e9 do t = t + i end",
    "coroutine.wrap(function() while true do end end)()",
    "return ('x'):rep(10000):find(('x*'):rep(20) .. 'y')",
  ]

  private static func sold(_ story: Story, _ replies: [String]) async throws -> Scene {
    let scene = try await story.play(Story.start + replies)
    #expect(scene.documents.count == 1 && scene.faults.isEmpty, "\(scene.faults)")
    #expect(scene.warnings.isEmpty, "\(scene.warnings)")
    _ = try story.verify()
    return scene
  }

  /// What is returned is looked at, too.
  private static let answers = [
    "return setmetatable({}, { __pairs = function() while true do end end })"
  ]

  @Test(arguments: loops + answers)
  func `a price takes nothing off, and is told`(loop: String) async throws {
    let story = try Story("prices = { { 'Беда', function() \(loop) end } },")
    _ = try await Self.sold(story, ["sale: pay.cash", "prices.failed: ok", "payment.cash: 199.50"])
    #expect(
      story.log.text.contains("prices «Беда»: it takes more than"), "\(story.log.text)")
    #expect(story.log.text.contains("leto/store.lua:"), "\(story.log.text)")
  }

  @Test(arguments: loops)
  func `a provider's accepts refuses, and another terminal takes the charge`(
    loop: String
  ) async throws {
    let story = try Story(
      """
      providers = { stock.standalone { title = "Терминал",
        accepts = function() \(loop) end } },
      """)
    let scene = try await story.play(Story.start + ["sale: pay.card"])
    #expect(scene.faults.isEmpty && scene.warnings.isEmpty, "\(scene.faults)")
    #expect(scene.receipt?.lines.count == 1 && scene.receipt?.attempts.isEmpty == true)
    #expect(
      story.log.text.contains("accepts of «standalone»: it takes more than"),
      "\(story.log.text)")
    _ = try story.verify()
  }

  @Test(arguments: loops)
  func `a rule's when does not hold, and the next rule is looked at`(loop: String) async throws {
    let story = try Story(
      """
      default_terminal = { { "беда", marked = true, when = function() \(loop) end },
        { "любой", provider = "standalone" } },
      """)
    _ = try await Self.sold(story, ["sale: pay.card", "charge.window: approved"])
    #expect(story.log.text.contains("rule «беда»: it takes more than"), "\(story.log.text)")
  }
}
