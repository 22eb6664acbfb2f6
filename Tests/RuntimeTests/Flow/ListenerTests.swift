import Testing

@testable import KassaRuntime

/// The store's listeners in the stock flows: what each may do, and what becomes of one that fails.
@Suite struct ListenerTests {
  @Test func `a veto before the payment keeps the goods and says why`() async throws {
    let story = try Story(
      #"""
      on = { before_payment = function()
        if receipt.has { name = "Кофе" } and not prompt.confirm { "ask", title = "С собой?" } then
          return veto "Сначала посуда"
        end
      end },
      """#)
    let refused = try await story.play(
      Story.start + ["sale: pay.card", "ask: no", "hook.veto: ok"])
    #expect(refused.first("hook.veto")?.title == "Сначала посуда")
    #expect(refused.stands == "sale" && refused.receipt?.lines.count == 1)
    let sold = try await story.play(["sale: pay.card", "ask: yes", "charge.window: approved"])
    #expect(sold.documents.count == 1)
  }

  @Test func `may add to the goods before the payment`() async throws {
    let story = try Story(
      #"on = { before_payment = function() receipt.add { name = "Пакет", price = 500 } end },"#)
    let scene = try await story.play(Story.start + ["sale: pay.cash", "payment.cash: 204.50"])
    #expect(scene.documents.first?.total.kopecks == 20_450)
  }

  @Test func `what a failing listener did to the goods is undone, and its step does not happen`()
    async throws
  {
    let story = try Story(
      #"""
      on = { before_payment = function()
        receipt.add { name = "Пакет", price = 500 }
        receipt.memo("x", 1)
        error "oops"
      end },
      """#)
    let scene = try await story.play(Story.start + ["sale: pay.cash", "guard.lift: back"])
    #expect(scene.stands == "sale")
    #expect(scene.receipt?.lines.map(\.item.name) == ["Кофе"])
    #expect(scene.receipt?.memo.isEmpty == true)
  }

  @Test(arguments: ["after_sign_in", "after_approval", "before_printing", "after_receipt"])
  func `a failing listener elsewhere is reported and skipped`(point: String) async throws {
    let story = try Story("on = { \(point) = function() error 'oops' end },")
    let scene = try await story.play(Story.start + ["sale: pay.card", "charge.window: approved"])
    #expect(scene.documents.count == 1 && scene.stands == "sale" && scene.warnings.isEmpty)
    #expect(story.log.text.contains("on.\(point)") && story.log.text.contains("oops"))
  }

  @Test func `a veto after the money is taken changes nothing`() async throws {
    let story = try Story(#"on = { before_printing = function() return veto "нет" end },"#)
    let scene = try await story.play(Story.start + ["sale: pay.card", "charge.window: approved"])
    #expect(scene.documents.count == 1)
  }

  @Test func `a listener that loops for ever falls back and the sale goes on`() async throws {
    let story = try Story("on = { before_printing = function() while true do end end },")
    let scene = try await story.play(
      Story.start + ["sale: pay.card", "charge.window: approved", "payment.leave: print"])
    #expect(scene.documents.count == 1 && scene.warnings.count == 1)
  }

  @Test func `the change is told before a listener that is stopped after the receipt`() async throws
  {
    let story = try Story("on = { after_receipt = function() while true do end end },")
    let scene = try await story.play(
      Story.start + ["sale: pay.cash", "payment.cash: 500", "payment.change: ok"])
    #expect(scene.first("payment.change")?.title == "Сдача 300,50\u{A0}₽")
    #expect(scene.documents.count == 1 && scene.warnings.count == 1)
    #expect(scene.stands == "sale")
  }
}
