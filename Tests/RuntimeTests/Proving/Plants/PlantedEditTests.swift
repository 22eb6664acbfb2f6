import Testing

/// Regressions of the kinds that integrators make, and edits that nobody notices: each is found by what
/// `plants.txt` says beside it, with a line of the script, or by nothing.
@Suite(.timeLimit(.minutes(60))) struct PlantedEditTests {
  @Test func `has thirty regressions and twenty harmless edits at least`() {
    let harmless = PlantedEdit.all.count { $0.finders.contains { $0.finder == .nobody } }
    #expect(harmless >= 20 && PlantedEdit.all.count - harmless >= 30)
    #expect(PlantedEdit.all.allSatisfy { !$0.finders.isEmpty })
  }

  /// All of them nightly, a third in a check.
  private static let share = PlantedEdit.all.enumerated()
    .filter { Nightly.isOn || $0.offset % 3 == 0 }.map(\.element)

  @Test(arguments: share.filter { $0.finders.contains { $0.finder.isCheap } })
  func `what stands in a table is found at once, with its line`(edit: PlantedEdit) async throws {
    try await edit.check(answers: 0, \.isCheap)
  }

  @Test(arguments: share.filter { $0.finders.contains { $0.finder == .nobody } })
  func `a harmless edit is no difference`(edit: PlantedEdit) async throws {
    try await edit.check(answers: Nightly.isOn ? 2_500 : 0) { $0 == .nobody }
  }

  @Test(
    .enabled(if: Nightly.isOn),
    arguments: PlantedEdit.all.filter { $0.finders.contains { !$0.finder.isCheap } })
  func `what only a walk comes to is found, with its line`(edit: PlantedEdit) async throws {
    try await edit.check(answers: 20_000) { $0 == .diff || $0 == .explore }
  }
}
