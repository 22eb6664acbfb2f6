import Testing

@testable import KassaRuntime

/// After a restart whoever answers says first who they are.
@Suite struct RestartTests {
  private static let boris = "692369236923"

  /// Анна sells, and Борис, a senior, has a PIN too.
  private static func story() throws -> Story {
    let story = try Story()
    story.store = story.store.replacing(
      #"cashiers = { "Анна" },"#, with: #"cashiers = { "Анна", { "Борис", role = "senior" } },"#)
    try story.give(["Анна": Story.pin, "Борис": boris])
    return story
  }

  private static let start = ["sign_in.name: Анна", "sign_in.pin: text \(Story.pin)", Story.coffee]

  @Test(arguments: Language.allCases)
  func `an open payment is shown first and answered after a PIN`(language: Language) async throws {
    let story = try Self.story()
    let before = try await story.play(Self.start + ["sale: pay.card"])
    story.clock.advance(milliseconds: 7 * 60_000)
    let scene = try await story.play(
      ["person.pin: text \(Story.pin)", "charge.window: approved"], language: language)
    let asked = try #require(scene.first("person.pin"))
    #expect(
      asked.body
        == (language == .ru
          ? """
          Касса перезапустилась
          Оплата 199,50\u{A0}₽, Автономный терминал, 7 мин назад: результат неизвестен
          """
          : """
          The till restarted
          Payment 199.50\u{A0}₽, Автономный терминал, 7 min ago: its outcome is not known
          """))
    #expect(scene.first("charge.window")?.number == before.prompts.last?.number)
    #expect(scene.documents.count == 1 && scene.stands == "sale")
    _ = try story.verify()
  }

  @Test func `each prompt says who stands at the till, and nobody before they said so`()
    async throws
  {
    let story = try Self.story()
    let scene = try await story.play(Self.start + ["sale: pay.card"])
    #expect(
      scene.prompts.map(\.cashier) == [nil, nil, "Анна", "Анна", "Анна"],
      "\(scene.prompts.map(\.id))")
    let after = try await story.play([
      "person.pin: other", "person.who: Борис", "person.pin: text \(Self.boris)",
      "charge.window: approved",
    ])
    #expect(after.prompts.map(\.cashier) == [nil, nil, nil, "Борис", "Борис"])
  }

  @Test func `the receipt names who answered, and the journal too`() async throws {
    let story = try Self.story()
    try await story.play(Self.start + ["sale: pay.card"])
    let scene = try await story.play([
      "person.pin: other", "person.who: Борис", "person.pin: text \(Self.boris)",
      "charge.window: approved",
    ])
    #expect(scene.documents.map(\.cashier) == ["Борис"])
    #expect(scene.state.cashier == "Борис")
    let attempt = try story.entries.compactMap { entry -> Witness? in
      guard case .step(let step) = entry else { return nil }
      for case .receipt(.outcome(_, _, let witness, _)) in step.answered { return witness }
      return nil
    }
    #expect(attempt == [.person(cashier: "Борис")])
    _ = try story.verify()
    #expect(try await story.play(["person.pin: text \(Self.boris)"]).stands == "sale")
  }

  @Test func `nothing counts before the PIN, and a wrong one is a guess`() async throws {
    let story = try Self.story()
    try await story.play(Self.start + ["sale: pay.card"])
    let scene = try await story.play([
      "person.pin: approved", "person.pin: text 0000", "person.pin: text \(Self.boris)",
      "person.pin: text 1111", "person.pin: text \(Story.pin)",
    ])
    #expect(scene.stands == "person.pin" && scene.documents.isEmpty)
    #expect(
      scene.refusals == [
        .notOneOfTheButtons(offered: ["other"]), .refused(rule: "PIN не подошёл"),
        .refused(rule: "PIN не подошёл"), .refused(rule: "PIN не подошёл"), .tooSoon(seconds: 5),
      ])
    #expect(try story.traces(of: Story.pin, in: scene) == [])
  }

  @Test func `with nothing open whoever stands here signs in with theirs, and goods stay`()
    async throws
  {
    let story = try Self.story()
    try await story.play(Self.start)
    let scene = try await story.play(["person.pin: text \(Story.pin)"])
    #expect(scene.prompts.map(\.id) == ["person.pin", "sale"])
    #expect(scene.first("person.pin")?.body == "Касса перезапустилась")
    #expect(scene.receipt?.lines.count == 1)
    let other = try await story.play([
      "person.pin: other", "person.who: Борис", "person.pin: text \(Self.boris)",
    ])
    guard case .sale(let view)? = other.prompts.last?.kind else {
      Issue.record("it stands at \(other.stands)")
      return
    }
    #expect(view.cashier == "Борис" && view.lines.count == 1)
  }

  @Test func `nobody is asked where nobody was signed in`() async throws {
    let story = try Self.story()
    try await story.play([])
    #expect(try await story.play([]).prompts.map(\.id) == ["sign_in.name"])
  }

  @Test func `who has no PIN yet chooses one, if they are a cashier`() async throws {
    let story = try Story()
    try await story.play(Story.start + ["sale: pay.card"])
    story.store = story.store.replacing(
      #"cashiers = { "Анна" },"#,
      with: #"cashiers = { "Вера", { "Борис", role = "senior" } },"#)
    let scene = try await story.play([
      "person.who: Борис", "person.no_pin: ok", "person.who: Вера", "person.new_pin: text 2222",
      "person.repeat_pin: text 2222", "charge.window: declined",
    ])
    #expect(scene.stands == "charge.declined" && scene.state.cashier == "Вера")
    #expect(
      scene.first("person.no_pin")?.body
        == "Его выдаёт тот, кто настраивает кассу, пока она выключена. Дальше пойдёт другой")
  }

  @Test func `a script has no say in it`() async throws {
    let story = try Story(
      "flows = { sale = function() prompt.choose { \"own\", title = \"?\", buttons = { \"a\" } } end },"
    )
    try await story.play(Story.signIn)
    let scene = try await story.play(["person.pin: text \(Story.pin)"])
    #expect(scene.prompts.map(\.id) == ["person.pin", "own"])
  }
}

extension Story {
  /// The whole record of a till that does not run.
  fileprivate var entries: [Entry] {
    get throws {
      try Journal(folder: data, identity: { "" }, seam: .production).entries(from: 1)
    }
  }
}
