import Testing

@testable import KassaRuntime

/// Who stands at the till, and in which language it speaks.
@Suite struct SignInTests {
  @Test func `keeps a new PIN only once it was typed twice alike`() async throws {
    let story = try Story()
    let scene = try await story.play([
      "sign_in.new_pin: text 1234", "sign_in.repeat_pin: text 1243", "sign_in.wrong: ok",
      "sign_in.new_pin: text 5678", "sign_in.repeat_pin: text 5678", "sale: sign_out",
      "sign_in.pin: text 1234", "sign_in.wrong: ok", "sign_in.pin: text 5678",
    ])
    #expect(scene.stands == "sale")
  }

  @Test func `asks for both again when the power failed between them`() async throws {
    let story = try Story()
    try await story.play(["sign_in.new_pin: text 1234"])
    let scene = try await story.play(["sign_in.repeat_pin: text 1234"])
    #expect(scene.stands == "sale" && scene.state.cashier == "Анна")
  }

  @Test func `takes no PIN that was never repeated`() async throws {
    let story = try Story()
    let scene = try await story.play([
      "sign_in.new_pin: text 1234", "sign_in.repeat_pin: cancel", "sign_in.new_pin: text 1111",
      "sign_in.repeat_pin: text 1234", "sign_in.wrong: ok",
    ])
    #expect(scene.stands == "sign_in.new_pin")
  }

  @Test func `speaks the language it was started with, also about an open question`() async throws {
    let story = try Story()
    try await story.play(Story.start + ["sale: pay.card"])
    let scene = try await story.play([], language: .en)
    #expect(scene.prompts.last?.title == "The till restarted")
    #expect(scene.prompts.last?.buttons.first?.label == "✓ Approved")
  }

  @Test func `refuses a swiped card where a barcode is expected, and keeps it nowhere`()
    async throws
  {
    let story = try Story()
    let card = "4111111111111111"
    let scene = try await story.play(Story.signIn + ["sale: scan \(card)"])
    #expect(scene.refusals == [.cardNumber])
    let scanned = try await story.play(["sale: scan 4600000000022"])
    #expect(scanned.stands == "sale.no_goods")
  }

  @Test func `stops a loop of a flow that was replayed`() async throws {
    let story = try Story.sale(
      """
      prompt.tell { "a", title = "А" }
      while true do end
      """)
    try await story.play(Story.signIn)
    let scene = try await story.play(["a: ok"])
    #expect(try story.faults().map(\.kind) == [.killed] && scene.stands == "sale")
    #expect(scene.warnings.count == 1)
  }

  @Test func `a shift that is not open offers no second try to close it`() async throws {
    let scene = try await Story().play(Story.signIn + ["sale: shift", "shift.close: yes"])
    #expect(scene.stands == "shift.none" && scene.prompts.last?.title == "Смена не открыта")
  }
}
