import Testing

@testable import KassaRuntime

/// An outcome prompt that a restart repeats is the same question.
@Suite struct ResumedOutcomeTests {
  @Test func `has the buttons and labels that its provider gave it`() async throws {
    let story = try Story(
      """
      providers = { phone },
      texts = { ru = { ["phone.window"] = {
        title = "Перевёл?", buttons = { { "approved", "Пришло" }, { "declined", "Не пришло" } },
      } } },
      """,
      before: """
        local phone = provider "phone" { title = "Перевод", outcomes = { "phone.window" }, charge = function(charge)
          return charge:ask { id = "phone.window" }
        end }
        """)
    let before = try await story.play(Story.start + ["sale: pay.card"])
    let asked = try #require(before.prompts.last)
    let again = try #require(try await story.play([]).prompts.first)
    #expect(asked.id == "phone.window", "\(before.warnings)")
    #expect(again.number == asked.number)
    #expect(again.buttons == asked.buttons)
    #expect(again.title == "Касса перезапустилась")
  }
}
