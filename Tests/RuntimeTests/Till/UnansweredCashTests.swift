import Testing

@testable import KassaEmulators
@testable import KassaRuntime

/// Cash that the registrar did not answer about, many times over.
@Suite struct UnansweredCashTests {
  /// A registrar that can't be reached costs a closing one question, and not one for each movement of the day.
  @Test func `fifty movements without an answer hold no closing`() async throws {
    let story = try Story()
    try await story.play(
      Story.signIn + ["sale: drawer"] + DrawerTests.count("500.00")
        + ["drawer.counted.first: ok"])
    let registrar = try ProxyRegistrar(story)
    story.registrar = registrar
    try story.control.set(.lostReplyBefore)
    let some = (1...50).flatMap { _ in DrawerTests.move("in", "1", "float") + ["drawer.in.done: ok"]
    }
    let moved = try await story.play(some)
    #expect(moved.state.drawer.listed?.count == 50, "\(moved.prompts.map(\.id).suffix(3))")
    _ = registrar.takeCalls()
    try story.control.clear(.lostReplyBefore)
    try story.control.set(.unreachable)
    let scene = try await story.play(["drawer: interim"])
    #expect(scene.stands == "drawer.refused", "\(scene.prompts.map(\.id)) \(scene.faults)")
    #expect(registrar.takeCalls().count { $0 == "cash in" } <= 1)
    _ = try story.verify()
  }
}
