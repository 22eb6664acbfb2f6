import Testing

@testable import KassaRuntime

/// «Настройки» → «Платёжные терминалы»: what a cashier sets up, and what becomes of it.
@Suite struct TerminalSettingsTests {
  private static let two =
    #"providers = { stock.standalone { title = "Банк" }, stock.transfer {} }, "#
    + #"purposes = { night = "Ночное окно" }, "#
    + #"default_terminal = { { "ночью", purpose = "night", between = { "00:00", "23:59" } }, "#
    + #"{ "отмеченный", marked = true } },"#

  private static let add = [
    "sale: terminals", "settings: terminals", "terminals.none: add",
    "terminals.provider: standalone",
    "terminals.chosen: next",
    "terminals.name: text ВТБ",
  ]

  @Test func `adds a terminal as the help page tells it, and marks another`() async throws {
    let story = try Story(Self.two)
    let scene = try await story.play(
      Story.signIn + Self.add + [
        "terminals.purpose: night", "terminals.list: add", "terminals.provider: standalone",
        "terminals.exists: next", "terminals.name: offered", "terminals.purpose: none",
        "terminals.list: t2", "terminals.edit: mark", "terminals.list: back",
      ])
    #expect(scene.stands == "sale")
    let book = scene.state.terminals
    #expect(book.all.map(\.name) == ["ВТБ", "Банк"])
    #expect(book.all.map(\.purpose) == ["night", nil])
    #expect(book.marked == "t2")
    #expect(
      scene.prompts.filter { $0.id == "terminals.list" }.last?.buttons.map(\.label)
        == ["Добавить", "К товарам", "ВТБ · Банк · Ночное окно", "Банк · по умолчанию"])
  }

  @Test func `a store that names no providers offers the stock ones, and they can be added`()
    async throws
  {
    let story = try Story()
    let scene = try await story.play(
      Story.signIn + [
        "sale: terminals", "settings: terminals", "terminals.none: add",
        "terminals.provider: transfer",
        "terminals.chosen: next",
        "terminals.name: offered", "terminals.list: back",
      ])
    #expect(scene.warnings.isEmpty)
    #expect(scene.state.terminals.all.map(\.name) == ["Банковский перевод"])
  }

  @Test func `offers to use a terminal by default that is already there`() async throws {
    let story = try Story(Self.two)
    let scene = try await story.play(
      Story.signIn + Self.add + [
        "terminals.purpose: none", "terminals.list: add", "terminals.provider: standalone",
        "terminals.exists: mark", "terminals.list: t1.remove", "terminals.remove: no",
      ])
    #expect(scene.state.terminals.marked == "t1" && scene.state.terminals.all.count == 1)
    #expect(
      scene.first("terminals.remove")?.body
        == "Сейчас он используется по умолчанию. После удаления касса выберет терминал по правилам "
        + "магазина или спросит. В старых чеках его название останется"
    )
  }

  @Test func `a long press changes a terminal where it stands, in the list and at its provider`()
    async throws
  {
    let story = try Story(Self.two)
    let scene = try await story.play(
      Story.signIn + Self.add + [
        "terminals.purpose: none", "terminals.list: t1.mark", "terminals.list: t1.stop",
        "terminals.list: t1.rename", "terminals.name: text Зал",
      ])
    #expect(scene.state.terminals.marked == "t1")
    #expect(scene.state.terminals.all.map(\.name) == ["Зал"])
    #expect(scene.state.terminals.all.map(\.isInService) == [false])
    let list = try #require(scene.prompts.last { $0.id == "terminals.list" })
    #expect(
      list.buttons.last?.menu?.map(\.label) == [
        "Не использовать по умолчанию", "Переименовать", "Вернуть в работу", "Удалить",
      ])
    let again = try await story.play([
      "terminals.list: add", "terminals.provider: standalone.unmark", "terminals.list: add",
      "terminals.provider: standalone.remove", "terminals.remove: yes",
    ])
    #expect(again.first("terminals.remove")?.body == "В старых чеках его название останется")
    #expect(again.state.terminals.marked == nil && again.state.terminals.all.isEmpty)
  }

  @Test func `charges the terminal of the rule, and the receipt says why`() async throws {
    let story = try Story(Self.two)
    try await story.play(Story.signIn + Self.add + ["terminals.purpose: night"])
    let scene = try await story.play([
      "terminals.list: back", Story.coffee, "sale: pay.card", "charge.window: approved",
    ])
    #expect(scene.first("charge.window")?.body.hasPrefix("ВТБ: наберите") == true)
    let attempt = try #require(try story.attempts().first)
    #expect(attempt.terminal.name == "ВТБ" && attempt.reason == "ночью")
    #expect(attempt.trace.list?.first?["why"] == "chosen")
  }

  @Test func `a rule whose terminal is out of service falls through to the next`() async throws {
    let story = try Story(Self.two)
    let scene = try await story.play(
      Story.signIn + Self.add + [
        "terminals.purpose: night", "terminals.list: add", "terminals.provider: transfer",
        "terminals.chosen: next",
        "terminals.name: offered", "terminals.purpose: none", "terminals.list: t2",
        "terminals.edit: mark", "terminals.list: t1", "terminals.edit: stop",
        "terminals.list: back",
        Story.coffee, "sale: pay.card",
      ])
    #expect(scene.stands == "transfer.window")
    #expect(scene.receipt?.openAttempt?.reason == "отмеченный")
  }

  @Test func `refuses to remove a terminal whose money is in question`() async throws {
    let story = try Story(Self.two)
    try await story.play(Story.signIn + Self.add + ["terminals.purpose: none"])
    let scene = try await story.play([
      "terminals.list: back", Story.coffee, "sale: pay.card", "charge.window: unknown",
      "charge.unknown: unknown", "charge.detached: next", "sale: terminals", "settings: terminals",
      "terminals.list: t1",
      "terminals.edit: remove", "terminals.remove: yes",
    ])
    #expect(scene.prompts.last?.title == "Сначала разберите его отложенные чеки")
    #expect(scene.state.terminals.all.count == 1)
  }

  @Test func `adding one moves no key that was there`() async throws {
    let story = try Story.senior("providers = { stock.standalone {} },")
    let add = [
      "terminals.provider: standalone", "terminals.chosen: next", "terminals.name: text ВТБ",
    ]
    let more = [
      "terminals.provider: standalone", "terminals.exists: next", "terminals.name: text Сбер",
    ]
    let scene = try await story.play(
      Story.seniorSignIn + ["sale: terminals", "settings: terminals", "terminals.none: add"] + add
        + ["terminals.list: add"] + more)
    let lists = scene.prompts.filter { $0.id == "terminals.list" }.map { prompt in
      Dictionary(uniqueKeysWithValues: prompt.buttons.map { ($0.id, $0.key) })
    }
    #expect(lists.count == 2, "\(scene.prompts.map(\.id))")
    #expect(lists.first?.count == 3 && lists.last?.count == 4)
    #expect(lists.first?.allSatisfy { lists.last?[$0.key] == $0.value } == true)
  }

  @Test func `two terminals of one name are told apart by their numbers`() async throws {
    let story = try Story(Self.two)
    let scene = try await story.play(
      Story.signIn + Self.add + [
        "terminals.purpose: none", "terminals.list: add", "terminals.provider: standalone",
        "terminals.exists: next", "terminals.name: text втб", "terminals.purpose: none",
        "terminals.list: t2", "terminals.edit: mark", "terminals.list: back", Story.coffee,
        "sale: pay.card",
      ])
    #expect(
      scene.prompts.last { $0.id == "terminals.list" }?.buttons.map(\.label)
        == ["Добавить", "К товарам", "ВТБ №1 · Банк", "втб №2 · Банк · по умолчанию"])
    #expect(scene.prompts.last?.body.hasPrefix("втб №2: наберите") == true)
  }

  @Test(arguments: [
    (
      Language.ru,
      [
        "Настройки", "Платёжные терминалы", "Добавить", "Поставщик терминала",
        "Автономный терминал", "Далее", "Название терминала", "Использовать по умолчанию",
      ]
    ),
    (
      .en,
      [
        "Settings", "Payment terminals", "Add", "Terminal provider", "Standalone terminal", "Next",
        "The terminal's name", "Use by default",
      ]
    ),
  ])
  func `the pages of the old register are walked in the same words`(
    language: Language, words: [String]
  ) async throws {
    let story = try Story()
    let scene = try await story.play(
      Story.signIn + [
        "sale: terminals", "settings: terminals", "terminals.none: add",
        "terminals.provider: standalone", "terminals.chosen: next", "terminals.name: offered",
        "terminals.list: add", "terminals.provider: standalone", "terminals.exists: next",
        "terminals.name: text ВТБ", "terminals.list: add", "terminals.provider: standalone",
        "terminals.exists: mark", "terminals.which: t2", "terminals.list: back", Story.coffee,
        "sale: pay.card",
      ], language: language)
    func label(_ prompt: String, _ button: String) -> String? {
      scene.first(prompt)?.buttons.first { $0.id == button }?.label
    }
    #expect(
      [
        label("sale", "terminals"), label("settings", "terminals"),
        label("terminals.none", "add"), scene.first("terminals.provider")?.title,
        label("terminals.chosen", "standalone"), label("terminals.chosen", "next"),
        scene.first("terminals.name")?.title, label("terminals.exists", "mark"),
      ] == words)
    #expect(scene.first("terminals.name")?.defaultButton == "offered")
    #expect(label("terminals.name", "offered") == words[4])
    #expect(scene.prompts.last?.body.hasPrefix("ВТБ: ") == true)
    // What is chosen so far bears the check mark; the rows stay, and keep their keys.
    let chosen = try #require(scene.first("terminals.chosen"))
    #expect(chosen.title == words[3] && chosen.defaultButton == "next")
    #expect(chosen.buttons.filter { $0.role == .chosen }.map(\.id) == ["standalone"])
    #expect(chosen.buttons.filter { $0.place == .next }.map(\.id) == ["next"])
    let known = scene.first("terminals.exists")?.buttons ?? []
    #expect(known.filter { $0.place == .next }.map(\.id) == ["next", "mark"])
    let rows = scene.first("terminals.provider")?.buttons ?? []
    #expect(!rows.contains { $0.role == .chosen } && rows.map(\.key) == [1, 2])
    #expect(Array(chosen.buttons.map(\.key).prefix(2)) == rows.map(\.key))
  }

  /// Another row is pressed, then none of them: nothing was added.
  @Test func `what is chosen can be chosen otherwise`() async throws {
    let story = try Story()
    let scene = try await story.play(
      Story.signIn + [
        "sale: terminals", "settings: terminals", "terminals.none: add",
        "terminals.provider: standalone", "terminals.chosen: transfer", "terminals.chosen: back",
        "terminals.provider: transfer", "terminals.chosen: cancel", "terminals.none: back",
      ])
    #expect(scene.stands == "sale" && scene.state.terminals.all.isEmpty, "\(scene.faults)")
    let chosen = scene.prompts.filter { $0.id == "terminals.chosen" }
      .map { $0.buttons.first { $0.role == .chosen }?.id }
    #expect(chosen == ["standalone", "transfer", "transfer"])
  }

  @Test(arguments: [
    (#"chosen = "b""#, "chosen: no button «b» is there; did you mean «a»?; name one of «buttons»"),
    (#"chosen = 1"#, "chosen"),
  ])
  func `nothing is chosen that is not there`(field: String, says: String) async throws {
    let story = try Story(
      """
      flows = { sale = function()
        prompt.choose { "x", title = "?", buttons = { "a" }, \(field) }
      end },
      """)
    let scene = try await story.play(Story.signIn)
    #expect(scene.faults.contains { "\($0)".contains(says) }, "\(scene.faults)")
  }

  @Test func `the next of two is chosen once the marked one is removed`() async throws {
    let story = try Story()
    let scene = try await story.play(
      Story.signIn + Self.add + [
        "terminals.list: add", "terminals.provider: standalone", "terminals.exists: next",
        "terminals.name: text Сбер", "terminals.list: t1", "terminals.edit: mark",
        "terminals.list: t1", "terminals.edit: remove", "terminals.remove: yes",
        "terminals.list: back", Story.coffee, "sale: pay.card",
      ])
    #expect(scene.state.terminals.marked == nil)
    #expect(scene.receipt?.openAttempt?.terminal.name == "Сбер")
  }

  @Test(arguments: [
    (String(repeating: "я", count: 300), AnswerError.textLength(least: 1, most: 40)),
    ("ВТБ\u{7}", .notPrintable), ("ВТБ\u{202E}", .notPrintable),
  ])
  func `a name that can't be shown is refused where it is typed`(
    name: String, refusal: AnswerError
  ) async throws {
    let story = try Story()
    let scene = try await story.play(
      Story.signIn + Self.add.dropLast() + ["terminals.name: text \(name)"])
    #expect(scene.refusals == [refusal])
    #expect(scene.state.terminals.all.isEmpty)
  }

  @Test func `a card number is refused as a name`() async throws {
    let story = try Story(Self.two)
    let scene = try await story.play(
      Story.signIn + Self.add + [
        "terminals.purpose: none", "terminals.list: t1", "terminals.edit: rename",
        "terminals.name: text 4111 1111 1111 1111",
      ])
    #expect(scene.refusals == [.cardNumber])
    #expect(scene.state.terminals.all.map(\.name) == ["ВТБ"])
  }

  @Test func `a terminal that the new script does not offer is shown so and not charged`()
    async throws
  {
    let story = try Story(Self.two)
    try await story.play(
      Story.signIn + [
        "sale: terminals", "settings: terminals", "terminals.none: add",
        "terminals.provider: transfer",
        "terminals.chosen: next",
        "terminals.name: text Счёт", "terminals.purpose: none", "terminals.list: t1",
        "terminals.edit: stop", "terminals.list: back",
      ])
    story.store = Story.store("providers = { stock.standalone {} },")
    let scene = try await story.play([
      "sale: terminals", "settings: terminals", "terminals.list: back", Story.coffee,
      "sale: pay.card",
    ])
    #expect(
      scene.first("terminals.list")?.buttons.contains {
        $0.label.hasPrefix("Счёт") && $0.label.hasSuffix("нет в сценарии магазина")
      } == true, "\(scene.first("terminals.list")?.buttons.map(\.label) ?? [])")
    #expect(scene.prompts.last?.body.hasPrefix("Автономный терминал") == true)
  }

  @Test func `an awaited transfer is a matter with the goods kept back`() async throws {
    let story = try Story("providers = { stock.transfer {} },")
    let set = try await story.play(
      Story.start + ["sale: pay.card", "transfer.window: unknown", "transfer.awaited: next"])
    let id = try #require(set.state.matters.first?.receipt.id)
    let scene = try await story.play([
      "sale: parked", "parked.list: \(id)", "senior.pin: text \(Story.pin)",
      "transfer.unknown: approved", "payment.leave: print",
    ])
    #expect(scene.documents.map(\.payments.cashless.kopecks) == [19_950])
    #expect(try story.verify().matters == 0)
  }

  @Test func `asks to clear a terminal into which another amount was keyed`() async throws {
    let story = try Story()
    let scene = try await story.play(
      Story.start + [
        "sale: pay.card", "charge.window: not_run", "sale: free 50 Чай", "sale: pay.card",
        "charge.armed: cleared", "charge.window: approved",
      ])
    #expect(
      scene.first("charge.armed")?.body
        == "Автономный терминал: там могла остаться сумма 199,50\u{A0}₽")
    #expect(scene.documents.map(\.payments.cashless.kopecks) == [24_950])
  }

  @Test func `a provider takes no more than its limits`() async throws {
    let story = try Story(
      #"providers = { stock.standalone { most = rub "100" }, "#
        + #"provider "voucher" { title = "Сертификат", accepts = function(charge) "#
        + #"return charge.amount < 100, "больше предела" end, charge = function(c) return c:ask {} end } },"#
    )
    try await story.play(
      Story.signIn + Self.add + [
        "terminals.list: add", "terminals.provider: voucher", "terminals.chosen: next",
        "terminals.name: offered",
        "terminals.list: back",
      ])
    let scene = try await story.play([Story.coffee, "sale: pay.card", "charge.refused: other"])
    #expect(scene.first("charge.refused")?.body == "больше предела")
    #expect(scene.receipt?.attempts.isEmpty == true)
  }
}

extension Story {
  /// Every attempt of the receipts the journal has, in order.
  fileprivate func attempts() throws -> [Attempt] {
    let journal = try Journal(folder: data, identity: { "" }, seam: .production)
    return try journal.entries(from: 1).flatMap { body -> [Attempt] in
      guard case .step(let step) = body else { return [] }
      return step.changes.compactMap { change in
        if case .receipt(.attemptOpened(let attempt)) = change { attempt } else { nil }
      }
    }
  }

  @Test(arguments: [("transfer", "Банковский перевод"), ("standalone", "Автономный терминал")])
  func `a till without terminals sells by the store's first provider, under its name`(
    provider: String, name: String
  ) async throws {
    let story = try Story("providers = { stock.\(provider) {} },")
    let scene = try await story.play(Story.start + ["sale: pay.card"])
    guard case .outcome(let question) = scene.prompts.last?.kind else {
      Issue.record("\(scene.stands)")
      return
    }
    #expect(question.terminal == name)
  }
}
