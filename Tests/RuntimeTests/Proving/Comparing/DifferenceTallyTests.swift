import Testing

@testable import KassaProving
@testable import KassaRuntime

/// What differs is told once, and one cause in one line.
@Suite struct DifferenceTallyTests {
  private static func gone(_ id: String, _ kind: Difference.Kind = .prompt) -> Difference {
    .alone(kind, id, "is asked no more")
  }

  private static func told(_ tally: DifferenceTally) -> [String] { tally.all.map(\.text) }

  @Test func `a question that is asked alone only behind another is told with that`() {
    var tally = DifferenceTally()
    tally.note([Self.gone("amount")], at: "here")
    tally.note([Self.gone("unknown")], at: "here", behind: Self.gone("amount"))
    // Behind one that is itself behind another.
    tally.note([Self.gone("detached")], at: "here", behind: Self.gone("unknown"))
    tally.note([Self.gone("amount")], at: "there", behind: Self.gone("unknown"))
    // Who must say yes is told for itself.
    tally.note([Self.gone("senior.pin", .people)], at: "here", behind: Self.gone("amount"))
    #expect(
      Self.told(tally) == [
        "amount is asked no more, and behind it unknown, detached", "senior.pin is asked no more",
      ])
  }

  @Test func `one that is met by itself too is told for itself`() {
    var tally = DifferenceTally()
    tally.note([Self.gone("amount")], at: "here")
    tally.note([Self.gone("unknown")], at: "here", behind: Self.gone("amount"))
    let alone = tally.all[0].id
    tally.note([Self.gone("unknown")], at: "there")
    tally.note([Self.gone("unknown")], at: "here", behind: Self.gone("amount"))
    #expect(Self.told(tally) == ["amount is asked no more", "unknown is asked no more"])
    // What was accepted with another behind it is another difference now.
    #expect(tally.all[0].id != alone)
  }

  @Test(arguments: [
    (["ВТБ: 500.00"], ["Сбер: 500.00"], ["notes: ВТБ → Сбер"]),
    (["ВТБ: 500.00"], ["ВТБ: 400.00"], ["notes: ВТБ: 500.00 → ВТБ: 400.00"]),
    (["a", "ВТБ: 500.00"], ["a", "Сбер: 500.00"], ["notes: ВТБ → Сбер"]),
    (["ВТБ: 500.00"], [], ["notes: ВТБ: 500.00 → none"]),
    (["a"], ["a"], []),
  ])
  func `notes of one sum differ by what stands before it`(
    _ old: [String], _ new: [String], _ told: [String]
  ) async throws {
    let scene = try await ReturnTests.story().play(
      ReturnTests.start + [Story.coffee, "sale: pay.cash", "payment.cash: 199.50"])
    var (one, other) = (try #require(scene.documents.first), try #require(scene.documents.first))
    (one.notes, other.notes) = (old, new)
    #expect(ReceiptDifferences.between(one, other).map(\.text) == told)
  }
}
