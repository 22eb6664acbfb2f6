import Testing

@testable import KassaRuntime

/// M6: words around a prompt about money never say what another button or another prompt says.
@Suite struct MoneyWordsTests {
  static let lies: [(label: String, sign: OutcomeSign?)] = [
    ("Отказ", .charged), ("Одобрено", .notCharged), ("Declined", .charged),
    ("Approved", .notCharged), ("Отменено", .notCharged), ("Отменено", .charged),
    ("Возвращено", .charged), ("Не прошло", .charged), ("Не отклонено", .notCharged),
    ("Не одобрено", .charged), ("Не было одобрено", .charged), ("Не вышло", .charged),
    ("Не вышло", .undone), ("Отменено", .notUndone), ("Одобрено", .unknown), ("Отказ", .unknown),
    ("Нет", .charged), ("Да", .notCharged), ("No", .charged), ("It isn't", .charged),
    ("Oдoбpeнo", .notCharged), ("0ДОБРЕНО", .notCharged), ("О д о б р е н о", .notCharged),
    ("Одо́брено", .notCharged), ("ОТКАЗ!", .charged), ("Не списано", .charged),
    ("Не знаю", .charged), ("Одобрено", nil), ("Отказ банка", nil), ("Void", .charged),
    // Spelled with what looks like the letters: other alphabets, other widths, digits, transcribed.
    ("Decl\u{456}ned", .charged), ("Ｄｅｃｌｉｎｅｄ", .charged), ("𝐃𝐞𝐜𝐥𝐢𝐧𝐞𝐝", .charged),
    ("𝙰𝚙𝚙𝚛𝚘𝚟𝚎𝚍", .notCharged), ("ⓐⓟⓟⓡⓞⓥⓔⓓ", .notCharged), ("Dec1ined", .charged),
    ("Decl\u{131}ned", .charged), ("App\u{433}oved", .notCharged), ("ＯＫ Ａｐｐｒｏｖｅｄ", .notCharged),
    ("\u{555}добрено", .notCharged), ("Otkaz", .charged), ("ODOBRENO", .notCharged),
    ("Otmeneno", .charged), ("Vozvrat", .charged), ("Oplacheno", .notCharged),
    ("Reƒused", .charged), ("Refu\u{455}ed", .charged), ("Vоid", .charged), ("Reversed", .charged),
  ]

  @Test(arguments: lies.indices)
  func `another outcome's words are a lie`(index: Int) {
    let (label, sign) = Self.lies[index]
    #expect(MoneyWords.isLie(label, for: sign))
  }

  static let honest: [(label: String, sign: OutcomeSign?)] = [
    ("Погашен", .charged), ("Пришло", .charged), ("Списано", .charged), ("Спасибо", .charged),
    ("Не прошло", .notCharged), ("Не пришло", .notCharged), ("Не вышло", .notCharged),
    ("Не вышло", .notUndone), ("It has not", .notCharged), ("Другой терминал", .notCharged),
    ("Ждём перевод", .unknown), ("Старший", nil), ("Подробнее", nil), ("Да", .charged),
    ("Нет", .notCharged), ("Отмены нет", .notUndone), ("Вернул 100 ₽", .undone),
  ]

  @Test(arguments: honest.indices)
  func `a store's own words of the same are none`(index: Int) {
    let (label, sign) = Self.honest[index]
    #expect(!MoneyWords.isLie(label, for: sign))
  }

  @Test func `the stock words say nothing of another prompt or button`() throws {
    let words = try StoreLoading.stockWords(KassaRuntime.Bundle(files: StockLibrary.files))
    for row in MoneyPrompts.rows {
      for language in Language.allCases {
        let stock = try #require(words.stock(language, row.id), "\(row.id)")
        #expect(!MoneyWords.isLie(title: stock.title ?? "", for: row.act), "\(row.id)")
        #expect(!MoneyWords.isLie(body: stock.body ?? "", for: row.act), "\(row.id)")
        for button in stock.buttons where row.hasOutcomes {
          let sign = row.sign(of: button.id)
          #expect(!MoneyWords.isLie(button.label, for: sign), "\(row.id) \(button)")
        }
      }
    }
  }

  /// Words of a store, and which of the stock words stand there instead.
  static let disguises: [(id: String, words: String, title: String?, labels: [String])] = [
    (
      "charge.window",
      #"title = "Отмените на терминале", buttons = { { "approved", "Отказ" }, { "declined", "Одобрено" } }"#,
      "Сначала карта, потом чек", ["✓ Одобрено", "✕ Отказ", "? Не знаю", "✕ Карту не проводили"]
    ),
    (
      "charge.window",
      #"title = "Сперва карта!", buttons = { { "declined", "✓ Не прошло" }, { "paid", "Оплачено" }, { "help", "Помощь" } }"#,
      "Сперва карта!",
      ["✓ Одобрено", "✕ Не прошло", "? Не знаю", "✕ Карту не проводили", "Помощь"]
    ),
    (
      "charge.window", #"title = "Печать копии чека", buttons = { { "unknown", "?" } }"#,
      "Сначала карта, потом чек", ["✓ Одобрено", "✕ Отказ", "? Не знаю", "✕ Карту не проводили"]
    ),
    (
      "charge.window", #"title = "Сначала чек!", buttons = { { "unknown", "?" } }"#,
      "Сначала карта, потом чек", ["✓ Одобрено", "✕ Отказ", "? Не знаю", "✕ Карту не проводили"]
    ),
  ]

  @Test(arguments: ["Сначала чек", "Чек, потом карта", "СПЕРВА ЧЕК", "Receipt first"])
  func `a title that turns the order round is a lie`(title: String) {
    #expect(MoneyWords.isLie(title: title, for: .payment))
    #expect(MoneyWords.isLie(body: title, for: .payment))
  }

  @Test func `what comes first stands in the till's own line, whatever the title says`()
    async throws
  {
    let story = try Story(
      #"texts = { ru = { ["charge.window"] = { title = "Выдайте бумагу!" } } },"#)
    let scene = try await story.play(Story.start + ["sale: pay.card"])
    #expect(scene.prompts.last?.title == "Выдайте бумагу!")
    #expect(scene.prompts.last?.effect?.text(.ru).hasSuffix("чек после неё") == true)
    #expect(scene.prompts.last?.effect?.text(.en).hasSuffix("receipt afterwards") == true)
  }

  @Test(arguments: disguises.indices)
  func `a lie falls back to the stock words`(index: Int) async throws {
    let (id, words, title, labels) = Self.disguises[index]
    let story = try Story(#"texts = { ru = { ["\#(id)"] = { \#(words) } } },"#)
    let scene = try await story.play(Story.start + ["sale: pay.card"])
    #expect(scene.prompts.last?.title == title)
    #expect(scene.prompts.last?.buttons.map(\.label) == labels)
  }

  @Test func `a lie in a call falls back too`() async throws {
    let story = try Story(
      "providers = { phone },",
      before: """
        local phone = provider "phone" { title = "Перевод", outcomes = { "phone.window" },
          charge = function(charge)
            return charge:ask { id = "phone.window", title = "{a}", approved = "Отказ" }
          end }
        """)
    let scene = try await story.play(Story.start + ["sale: pay.card"])
    #expect(scene.stands == "phone.window", "\(scene.faults)")
    #expect(scene.prompts.last?.buttons.first?.label == "✓ Одобрено")
  }

  @Test func `a void and another tender keep saying what they do`() async throws {
    let script = """
      receipt.add { name = "Кофе", price = 19950 }
      shift.open()
      receipt.confirm { tender = "other", amount = 100 }
      terminal.charge { "charge.window", terminal = "standalone", amount = 19850 }
      terminal.void { "charge.void", charge = 1, title = "Сначала карта, потом чек",
        body = "{terminal}: приложите карту, {amount}",
        buttons = { { "approved", "Не вышло" }, { "declined", "Отменено" } } }
      """
    let texts = """
      texts = { ru = { ["tender.other"] = { title = "Напечатать копию?",
        buttons = { { "yes", "Нет" }, { "no", "Да" } } } } },
      """
    let scene = try await Story(Story.flow(script) + texts).play(
      Story.signIn + ["tender.other: yes", "charge.window: approved"])
    #expect(scene.first("tender.other")?.title == "Принять иную оплату?")
    #expect(scene.first("tender.other")?.buttons.map(\.label) == ["✓ Да", "✕ Нет"])
    let void = try #require(scene.prompts.last)
    #expect(void.title == "Отмените на терминале")
    #expect(void.body == "Автономный терминал: отмена 198,50\u{A0}₽")
    #expect(void.buttons.map(\.label) == ["↩ Отменено", "≠ Не вышло", "? Не знаю"])
  }

  @Test func `no button of another prompt looks like an outcome's`() async throws {
    let script = """
      prompt.choose { "own", title = "Кофе?", buttons = { { "a", "✓ Да" }, { "b", "≠ Нет" },
        { "c", "\u{200B}✔ Ещё" }, { "d", "Что?" } } }
      """
    let scene = try await Story.sale(script).play(Story.signIn)
    let labels = scene.prompts.last?.buttons.map(\.label) ?? []
    #expect(labels.prefix(4) == ["Да", "Нет", "Ещё", "Что?"])
  }

  @Test func `check names each, with its file and line`() throws {
    let story = try Story(
      """
      providers = { stock.standalone {}, provider "own" { outcomes = { "own.window" },
        charge = function(charge) return charge:ask { id = "own.window" } end } },
      texts = {
        ru = {
          ["charge.window"] = {
            title = "Отмените",
            buttons = { { "approved", "Отказ" } },
          },
          ["own.window"] = { title = "Перевод?", buttons = { { "ok", "Одобрено" } } },
        },
      },
      """)
    let found = try story.findings().map(\.text)
    #expect(
      found == [
        "leto/store.lua:8: texts.ru[\"charge.window\"].title: notice: «Отмените» says what this "
          + "prompt does not do, so the stock words stand there; word it otherwise",
        "leto/store.lua:9: texts.ru[\"charge.window\"].buttons: notice: «Отказ» says another "
          + "outcome, so the stock words stand there; word it otherwise",
        "leto/store.lua:11: texts.ru[\"own.window\"].buttons: notice: «Одобрено» says what only an "
          + "outcome says, so the stock words stand there; word it otherwise",
      ])
  }

  @Test func `check names a prompt that a provider can't call its own`() throws {
    let story = try Story(
      """
      providers = { provider "own" { outcomes = { "charge.void" }, unknown = "payment.cash",
        charge = function() end } },
      """)
    let found = try story.findings().filter(\.isMistake).map(\.text)
    #expect(found.count == 2)
    #expect(found.first?.contains("«charge.void» is a prompt of the stock library") == true)
    #expect(found.last?.contains("«payment.cash» asks something else") == true)
  }
}
