import Testing

@testable import KassaEmulators
@testable import KassaRuntime

/// What a count that differs proposes: causes with their receipts, after both figures stand, and nothing is
/// adjusted.
@Suite struct ExplainedCountTests {
  private static func card(_ amount: String) -> [String] {
    ["sale: free \(amount) Кофе", "sale: pay.card", "charge.window: approved"]
  }
  private static let drawer = [
    "sale: shift", "drawer.count: counted cash=0", "drawer.counted.first: ok",
  ]
  private static func typed(_ charges: String, _ count: Int) -> [String] {
    ["settling.count", "settling.again"].map {
      "\($0): counted charges=\(charges) charges_count=\(count)"
    }
  }
  private static func body(_ scene: Scene) -> String {
    scene.first("settling.explained")?.body ?? "nothing"
  }

  @Test func `a payment that the terminal does not have is named with its receipt`() async throws {
    let story = try Story("counts = true,")
    let scene = try await story.play(
      Story.signIn + Self.card("254.30") + Self.card("731.90") + Self.card("199.50")
        + Self.drawer + Self.typed("453.80", 2))
    #expect(scene.stands == "settling.explained", "\(scene.prompts.map(\.id)) \(scene.faults)")
    let number = try story.receipts[1].printed.number
    #expect(
      Self.body(scene).hasPrefix("1. Оплаты нет на терминале")
        && Self.body(scene).contains("чек \(number) на 731,90"), "\(Self.body(scene))")
    let period = try #require(scene.state.periods.values.first)
    #expect(period.charges.sum.kopecks == 118_570, "nothing is adjusted")
    #expect(period.counted?.figures?["charges"] == 45_380)
    _ = try story.verify()
  }

  @Test func `a figure with one digit too many is named with what was keyed`() async throws {
    let story = try Story("counts = true,")
    let scene = try await story.play(
      Story.signIn + Self.card("254.30") + Self.card("731.90") + Self.drawer
        + Self.typed("3274.90", 2))
    #expect(
      Self.body(scene).contains("254,30") && Self.body(scene).contains("543,00"),
      "\(Self.body(scene))")
  }

  @Test func `where nothing fits it says so`() async throws {
    let story = try Story("counts = true,")
    let scene = try await story.play(
      Story.signIn + Self.card("254.30") + Self.card("731.90") + Self.drawer
        + Self.typed("12.34", 9))
    #expect(Self.body(scene) == "не объяснено")
    let next = try await story.play([
      "settling.explained: ok", "settling.word: differs", "shift.close: yes",
    ])
    #expect(next.state.shift == nil && next.stands == "sign_in.pin")
  }

  @Test func `a count that fits explains nothing, and no report neither`() async throws {
    for answer in ["counted charges=254.30 charges_count=1", "no_report"] {
      let story = try Story("counts = true,")
      let scene = try await story.play(
        Story.signIn + Self.card("254.30") + Self.drawer + ["settling.count: \(answer)"])
      #expect(scene.stands == "settling.word", "\(answer)")
    }
  }

  /// What was proposed is a read of its step: a replay shows the same.
  @Test func `an explanation stands after a restart`() async throws {
    let story = try Story("counts = true,")
    let before = try await story.play(
      Story.signIn + Self.card("254.30") + Self.card("731.90") + Self.drawer
        + Self.typed("254.30", 1))
    let again = try await story.play([])
    #expect(again.stands == "settling.explained" && Self.body(again) == Self.body(before))
    #expect(again.faults.isEmpty)
  }
}
