import Testing

@testable import KassaRuntime

/// Words of a store's own in the cashier's language, wherever words stand.
@Suite struct WordsByLanguageTests {
  private static let provider = #"""
    provider "voucher" {
      title = { ru = "Сертификат", en = "Voucher" },
      settings = { { "limit", kind = "amount", title = { ru = "Предел", en = "Limit" } },
        { "side", kind = "choice", title = "Side", choices = { { "left", { ru = "Лево", en = "Left" } } } } },
      accepts = function() return false, { ru = "Нельзя", en = "Not now" } end,
      charge = function(charge)
        return charge:ask { title = { ru = "Погасите", en = "Redeem" } }
      end,
    }
    """#

  private static func play(
    _ language: Language, _ parts: String, _ replies: [String], from start: [String] = Story.start
  ) async throws -> Scene {
    let story = try Story(parts)
    let scene = try await story.play(start + replies, language: language)
    #expect(try story.findings().allSatisfy { !$0.isMistake && !$0.text.contains("no words") })
    return scene
  }

  @Test(arguments: [(Language.ru, "Нельзя"), (.en, "Not now")])
  func `a refusal, a rule and a veto are in the cashier's language`(
    language: Language, refusal: String
  ) async throws {
    let scene = try await Self.play(
      language,
      #"""
      providers = { \#(Self.provider) },
      default_terminal = { { { ru = "ночью", en = "at night" }, provider = "voucher" } },
      """#, ["sale: pay.card"])
    #expect(
      scene.prompts.last?.body.contains(refusal) == true || scene.prompts.last?.title == refusal)
  }

  @Test(arguments: [(Language.ru, "Сначала посуда", "Да, конечно"), (.en, "Dishes first", "Sure")])
  func `a prompt's own words and a veto are in the cashier's language`(
    language: Language, veto: String, label: String
  ) async throws {
    let scene = try await Self.play(
      language,
      #"""
      on = { before_payment = function()
        prompt.choose { "x", title = { ru = "Вопрос", en = "Question" },
          body = { ru = "Текст {who}", en = "Text {who}" }, args = { who = { ru = "я", en = "me" } },
          buttons = { { "ok", { ru = "Да, конечно", en = "Sure" } } } }
        return veto { ru = "Сначала посуда", en = "Dishes first" }
      end },
      """#, ["sale: pay.card", "x: ok", "hook.veto: ok"])
    let asked = scene.first("x")
    #expect(asked?.title == (language == .ru ? "Вопрос" : "Question"))
    #expect(asked?.body == (language == .ru ? "Текст я" : "Text me"))
    #expect(asked?.buttons.first?.label == label)
    #expect(scene.first("hook.veto")?.title == veto)
  }

  @Test(arguments: [
    (Language.ru, "Ночь", "Сертификат", "Предел"), (.en, "Night", "Voucher", "Limit"),
  ])
  func `titles of providers, purposes and settings are in the cashier's language`(
    language: Language, purpose: String, title: String, limit: String
  ) async throws {
    let scene = try await Self.play(
      language,
      #"""
      providers = { \#(Self.provider) }, purposes = { night = { ru = "Ночь", en = "Night" } },
      """#,
      [
        "sale: terminals", "settings: terminals", "terminals.none: add",
        "terminals.provider: voucher", "terminals.chosen: next", "terminals.name: text X",
        "terminals.purpose: night", "terminals.setting: 100", "terminals.setting: left",
        "terminals.list: back",
      ], from: Story.signIn)
    #expect(scene.first("terminals.provider")?.buttons.first?.label == title)
    #expect(scene.first("terminals.purpose")?.buttons.first?.label == purpose)
    #expect(scene.first("terminals.setting")?.title == limit)
    #expect(
      scene.prompts.last { $0.id == "terminals.list" }?.buttons
        .contains { $0.label.contains(purpose) } == true)
  }

  @Test func `paper and the journal name a terminal in Russian`() async throws {
    let scene = try await Self.play(
      .en, #"providers = { stock.standalone { title = { ru = "Банк", en = "Bank" } } },"#,
      ["sale: pay.card", "charge.window: approved"])
    #expect(scene.papers.last?.lines.contains { $0.contains("Bank") } == false)
    #expect(scene.state.shift?.terminals.keys.map(\.self) == ["Банк"])
  }

  @Test(arguments: [
    (#"purposes = { x = "Ночь", y = { ru = "День", en = "Day" } }, "#, "purposes.x"),
    (
      #"providers = { stock.standalone { title = "Банк" } }, texts = { en = { ["own.x"] = "X" }, ru = { ["own.x"] = "Х" } },"#,
      "providers[1].title"
    ),
    (#"texts = { ru = { ["own.x"] = "Х", ["own.y"] = "У" }, en = { ["own.x"] = "X" } },"#, "own.y"),
  ])
  func `a language that is left out is a notice`(parts: String, path: String) throws {
    let found = try Story(parts).findings()
    #expect(found.contains { !$0.isMistake && $0.text.contains(path) && $0.text.contains("«en»") })
  }

  @Test func `an unknown language and a number are named`() throws {
    let found = try Story(#"purposes = { x = { ru = "Ночь", eng = "Night" }, y = { ru = 5 } },"#)
      .findings()
    #expect(found.contains { $0.text.contains("eng") })
    #expect(found.contains { $0.text.contains("purposes.y.ru: a string was expected, got 5") })
  }
}
