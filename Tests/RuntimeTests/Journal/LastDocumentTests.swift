import Testing

@testable import KassaEmulators
@testable import KassaRuntime

/// A document pays for a receipt only where it is newer than the receipt's print: the very last one
/// before it is not.
@Suite struct LastDocumentTests {
  private static let sell = ["sale: pay.cash", "payment.cash: 199.50"]

  /// How many receipts were printed after the copy's parked one, whose key the registrar knows; and
  /// whether it is paid for other goods then.
  @Test(arguments: [0, 1, 2], [true, false])
  func `a document from before the print is not taken for it`(
    later: Int, hasCake: Bool
  ) async throws {
    let story = try Story()
    let parked = try await story.play(
      Story.start + Self.sell + [Story.coffee, "sale: park"]
    ).state.parked
    let id = try #require(parked.keys.first)
    let copy = try story.journalFiles()
    let takeBack = ["sale: parked", "parked.list: \(id)"]
    try await story.play(
      takeBack + Self.sell + (0..<later).flatMap { _ in [Story.coffee] + Self.sell })
    let issued = try story.receipts.map(\.document.total.kopecks)
    try story.restore(copy)
    let scene = try await story.play(
      ["till.behind: reconciled"] + takeBack + (hasCake ? ["sale: free 70 Торт"] : []) + [
        "sale: pay.cash", "payment.cash: \(hasCake ? "269.50" : "199.50")",
      ])
    #expect(scene.stands == "print.refused")
    #expect(scene.prompts.last?.body.hasPrefix("Чек уже напечатан") == true)
    #expect(scene.receipt?.isPrinted == false)
    #expect(scene.receipt?.received.kopecks == (hasCake ? 26_950 : 19_950))
    #expect(try story.receipts.map(\.document.total.kopecks) == issued)
    // The same where its reply is lost, and the till asks what became of it.
    try story.control.set(.lostReplyBefore, times: 1)
    let asked = try await story.play(["print.refused: again", "print.unreachable: ok"])
    #expect(asked.stands == "print.refused" && asked.receipt?.isPrinted == false)
    let left = try await story.play(["print.refused: leave", "payment.return_cash: returned"])
    #expect(left.stands == "sale" && left.receipt?.received == .zero)
    #expect(try story.verify().receipts == 1)
  }
}
