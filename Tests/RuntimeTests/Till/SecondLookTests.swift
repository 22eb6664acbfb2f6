import Testing

@testable import KassaRuntime

/// Who does not know looks a second time before a charge is set aside, and a terminal that may still hold
/// an amount is cleared before another is keyed into it.
@Suite struct SecondLookTests {
  /// A till that fell back with its charge's window open asks about the charge, then once more.
  @Test func `a charge that a failed flow left open is looked at twice`() async throws {
    let story = try Story()
    try await story.play(Story.start + ["sale: pay.card"])
    try story.change("DELETE FROM bundle")
    let scene = try await story.play(["charge.open: unknown"])
    #expect(scene.stands == "charge.unknown" && scene.receipt?.detached == false)
    let set = try await story.play(["charge.unknown: unknown"])
    #expect(set.stands == "charge.detached" && set.receipt?.detached == true)
  }

  @Test func `a void that a failed flow left open is looked at twice`() async throws {
    let story = try Story()
    try await story.play(
      Story.start + [
        "sale: pay.split", "payment.split: 100", "charge.window: approved", "payment.cash: cancel",
        "payment.tender: leave", "payment.leave: refund",
      ])
    try story.change("DELETE FROM bundle")
    let scene = try await story.play(["charge.void: unknown"])
    #expect(scene.stands == "charge.void_unknown" && scene.receipt?.detached == false)
  }

  /// What the terminal holds and what is keyed into it next, in roubles.
  @Test(arguments: [(50, 199, true), (199, 50, true), (50, 50, false)])
  func `a terminal that may hold an amount is cleared before another`(
    held: Int, next: Int, isCleared: Bool
  ) async throws {
    let story = try Story()
    let scene = try await story.play(
      Story.signIn + [
        "sale: free \(held) Чай", "sale: pay.card", "charge.window: not_run", "sale: clear",
        "sale.clear: yes", "sale: free \(next) Торт", "sale: pay.card",
      ])
    #expect(scene.stands == (isCleared ? "charge.armed" : "charge.window"))
    if isCleared { #expect(scene.prompts.last?.body.contains("\(held),00") == true) }
  }
}
