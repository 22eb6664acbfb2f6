import Testing

@testable import KassaRuntime

/// What a store's provider asks around a refund and a settlement: it says nothing of them by itself.
@Suite struct OwnProviderTests {
  /// A provider may ask around the outcome prompt, and gives nothing back by itself.
  @Test func `a provider's own refund asks the window in its own words`() async throws {
    let story = try ReturnTests.story(
      """
      providers = { provider "voucher" {
        title = "Сертификат",
        charge = function(charge) return charge:ask {} end,
        refund = function(refund)
          prompt.tell { "told", title = refund.terminal .. " " .. refund.amount }
          if receipt.memo "asked" then return refund:ask { title = "Восстановите сертификат" } end
          receipt.memo("asked", true)
          return "approved"
        end,
      } },
      """)
    let scene = try await story.play(
      ReturnTests.start + [Story.coffee, "sale: pay.card", "charge.window: approved"]
        + ReturnTests.find("199.50") + ["return.lines: all"] + ReturnTests.go + [
          "told: ok", "return.declined: again", "told: ok",
        ])
    let asked = try #require(scene.prompts.last)
    #expect(asked.id == "return.window", "\(scene.prompts.map(\.id)) \(scene.faults)")
    #expect(asked.title == "Восстановите сертификат")
    #expect(asked.effect?.text(.ru) == "Возврат 199,50\u{A0}₽ · Сертификат")
    #expect(scene.first("told")?.title == "Сертификат 19950" && scene.documents.count == 1)
    let back = try await story.play(["return.window: approved"])
    #expect(back.documents.last?.type == .saleReturn, "\(back.prompts.map(\.id)) \(back.faults)")
    _ = try story.verify()
  }

  @Test func `a provider may ask around its settlement, and says nothing by itself`() async throws {
    let story = try ReturnTests.story(
      "counts = true," + """
        providers = { provider "bank" {
          title = "Банк",
          charge = function(charge) return charge:ask {} end,
          settle = function(settlement)
            prompt.tell { "told", title = settlement.terminal }
            if not kept_once then kept_once = true return "matched" end
            return settlement:ask()
          end,
        } },
        """, before: "local kept_once")
    let scene = try await story.play(
      ReturnTests.start + [Story.coffee, "sale: pay.card", "charge.window: approved"] + [
        "sale: shift", "drawer.count: cancel", "settling.count: cancel", "told: ok",
      ])
    #expect(scene.stands == "shift.close", "\(scene.prompts.map(\.id)) \(scene.faults)")
    #expect(scene.state.periods.values.map(\.charges.count) == [1])
    let left = try await story.play(["shift.close: no", "sale: shift", "drawer.count: cancel"])
    #expect(left.stands == "settling.count")
  }
}
