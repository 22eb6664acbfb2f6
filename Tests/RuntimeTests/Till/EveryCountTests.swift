import Testing

@testable import KassaEmulators
@testable import KassaRuntime

/// A later count or settlement takes nothing of what an earlier one said off the closing report.
@Suite(.serialized) struct EveryCountTests {
  private func closing(_ scene: Scene) throws -> [String] {
    try #require(scene.papers.last { $0.kind == .shiftClosing }?.lines, "\(scene.faults)")
  }

  private func has(_ lines: [String], _ name: String, _ sum: String) -> Bool {
    lines.contains { $0.hasPrefix(name) && $0.hasSuffix(" " + sum) }
  }

  // MARK: - A store that names no senior

  /// The thief looks at the list of what he gave back, and it is gone: the report has it.
  @Test func `what a lone cashier gave back is on the report, dismissed or not`() async throws {
    let story = try Story(ReturnTests.freed)
    let scene = try await story.play(
      Story.signIn + ["sale: free 90 Чай"] + ReturnTests.cash("90") + ReturnTests.find("90.00")
        + ["return.lines: all", "return.lines: go", "return.allow: yes"] + ReturnTests.paid
        + ["sale: sign_out"] + Story.seniorSignIn + ["return.listed: ok", "sale: shift"]
        + ["shift.close: yes"])
    let lines = try closing(scene)
    #expect(scene.state.core.unseenReturns == nil)
    #expect(has(lines, "ФД 3, Анна", "90.00"), "\(lines)")
    _ = try story.verify()
  }
}
