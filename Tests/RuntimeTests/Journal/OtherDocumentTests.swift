import Testing

@testable import KassaEmulators
@testable import KassaRuntime

/// A restored copy whose print was not answered, and whose key printed other goods in the life that is
/// lost: that document pays for nothing here.
@Suite struct OtherDocumentTests {
  @Test func `another document under the receipt's own key is not taken for it`() async throws {
    let story = try Story()
    try await story.play(Story.signIn + ["sale: free 500 Торт", "sale: pay.cash"])
    try story.control.set(.lostReplyBefore, times: 1)
    let unanswered = try await story.play(["payment.cash: 500"])
    #expect(unanswered.stands == "print.unreachable")
    let copy = try story.journalFiles()
    try story.control.set(.noPaper)
    try await story.play([
      "print.unreachable: ok", "print.refused: leave", "payment.return_cash: returned",
      "sale: free 400 Чай",
    ])
    try story.control.clearAll()
    let lost = try await story.play(["sale: pay.cash", "payment.cash: 900"])
    #expect(lost.documents.map(\.total.kopecks) == [90_000])
    try story.restore(copy)
    let scene = try await story.play(["print.unreachable: ok"])
    #expect(scene.stands == "print.refused", "\(scene.warnings)")
    #expect(scene.receipt?.isPrinted == false && scene.receipt?.received.kopecks == 50_000)
    #expect(scene.documents.count == 1)
  }

  @Test(arguments: [EmulatedFault.lostReplyBefore, .lostReplyAfter])
  func `a registrar that forgets its keys is asked what it printed last`(
    fault: EmulatedFault
  ) async throws {
    let story = try Story()
    try await story.play(Story.start + ["sale: pay.cash"])
    let registrar = try ProxyRegistrar(story)
    registrar.pretend(keysAreDurable: false)
    story.registrar = registrar
    try story.control.set(fault, times: 1)
    let scene = try await story.play(["payment.cash: 199.50", "print.unreachable: ok"])
    #expect(scene.stands == "sale" && scene.documents.count == 1)
    #expect(
      registrar.takeCalls().filter { $0 == "print" }.count == (fault == .lostReplyAfter ? 1 : 2))
    #expect(try story.verify().receipts == 1)
  }
}
