import Testing

@testable import KassaRuntime

/// M9 and M10: what a script writes into a receipt holds no card number and nothing that paper can't show.
@Suite struct ScriptTextTests {
  private static let card = "4111'1111·1111|1111"
  /// In the store's own text, which the journal keeps, it stands in two halves.
  private static let made = #"("4111'1111" .. "·1111|1111")"#

  static let refused: [(call: String, says: String)] = [
    (#"receipt.add { name = "Чай " .. \#(made), price = 1 }"#, "card_number"),
    (#"receipt.add { name = "Чай", price = 1, department = \#(made) }"#, "card_number"),
    (
      #"receipt.add { name = "Чай", price = 1, barcode = "4111 " .. "1111 1111 1111" }"#,
      "card_number"
    ),
    (#"receipt.add { name = "Чай", price = 1, barcode = "4111-1111-1111-1111" }"#, "card_number"),
    (#"receipt.add { name = "Чай", price = 1, barcode = "4111111111111111" }"#, "card_number"),
    (#"receipt.add { name = "Чай", price = 1, barcode = "46 00" }"#, "bad_barcode"),
    (#"receipt.add { name = "Ч\u{202E}ай", price = 1 }"#, "not_printable"),
    (#"receipt.add { name = "\27[2JЧай", price = 1 }"#, "not_printable"),
    (#"receipt.memo("a", \#(made))"#, "looks like a card number"),
    (#"receipt.memo("a", { \#(made) })"#, "looks like a card number"),
    (#"receipt.contact(\#(made))"#, "card_number"),
  ]

  @Test(arguments: refused.indices)
  func `a script's text that no journal may hold is refused`(index: Int) async throws {
    let (call, says) = Self.refused[index]
    let script = """
      local _, done, why = pcall(function() return \(call) end)
      prompt.tell { "told", title = tostring(why or done) }
      """
    let story = try Story.sale(script)
    let scene = try await story.play(Story.signIn)
    #expect(scene.prompts.last?.title.contains(says) == true, "\(scene.prompts.last?.title ?? "")")
    #expect(scene.receipt?.lines.isEmpty == true)
    #expect(try !story.dataHolds(Self.card) && !story.dataHolds("4111 1111"))
  }

  @Test func `a code of letters, digits and hyphens is kept`() async throws {
    let script = """
      receipt.add { name = "Чай", price = 1, barcode = "AB-12" }
      prompt.sale { "sale" }
      """
    let scene = try await Story.sale(script).play(Story.signIn)
    #expect(scene.receipt?.lines.first?.item.barcode == "AB-12")
  }
}
