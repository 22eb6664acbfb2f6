import Testing

@testable import KassaRuntime

/// A receipt that begins over on a changed script: with the answers so far, and none about money.
@Suite struct RepeatTests {
  /// The store as it is saved: another title, a total of 100 ₽.
  private static let changed = Story.store(
    "prices = { { 'Скидка', function(lines) return { [lines[1].id] = lines[1].sum - 10000 } end } },"
  )

  /// What a till that runs would give the next one.
  private func answers(_ story: Story) async throws -> [GivenAnswer] {
    let till = try await story.open(story.scripted([]))
    let answers = try await till.answersToRepeat()
    return answers
  }

  /// Goes on on the changed script; `replies` are what somebody says then.
  private func goOn(_ story: Story, _ answers: [GivenAnswer], _ replies: [String]) async throws
    -> Scene
  {
    story.store = Self.changed
    story.repeats = answers
    return try await story.play(replies)
  }

  @Test func `goods are there again, and the question about money is asked`() async throws {
    let story = try Story()
    try await story.play(Story.start + ["sale: pay.cash"])
    let given = try await answers(story)
    try await story.awaitRelease()
    #expect(given.map(\.prompt) == ["sale", "sale"])
    let scene = try await goOn(story, given, [])
    #expect(scene.stands == "payment.cash" && scene.documents.isEmpty)
    #expect(scene.receipt?.total.kopecks == 10_000)
    _ = try story.verify()
  }

  static let gone: [(name: String, replies: [String])] = [
    (
      "cash that was given back",
      [
        "sale: pay.cash", "payment.cash: 100", "payment.rest: return",
        "payment.return_cash: returned", "payment.tender: card", "charge.window: not_run",
      ]
    ),
    ("a declined card", ["sale: pay.card", "charge.window: declined"]),
    ("a card that was not run", ["sale: pay.card", "charge.window: not_run"]),
  ]

  @Test(arguments: gone.indices)
  func `a receipt in which money was asked for or taken does not begin over`(
    index: Int
  ) async throws {
    let story = try Story()
    let stood = try await story.play(Story.start + Self.gone[index].replies)
    let given = try await answers(story)
    try await story.awaitRelease()
    #expect(given.isEmpty, "\(Self.gone[index].name): \(given)")
    // Whatever is given again, the receipt stands where it stood.
    let money = [
      GivenAnswer(prompt: "sale", answer: .button("pay.cash")),
      GivenAnswer(prompt: "payment.cash", answer: .amount(Money(checked: 10_000))),
    ]
    let scene = try await goOn(story, money, [])
    #expect(scene.documents.isEmpty && scene.stands == stood.stands, "\(Self.gone[index].name)")
    _ = try story.verify()
  }

  @Test func `no answer is given again to a prompt that says what it does to money`() async throws {
    // The answer was an amount of the script's own; the changed script takes it for cash.
    let ask = #"prompt.amount { "own.sum", title = "Сколько?" }"#
    let story = try Story.sale("receipt.add { name = 'Кофе', price = 10000 } \(ask) \(ask)")
    let asked = try await story.play(Story.signIn + ["own.sum: 100"])
    #expect(asked.stands == "own.sum")
    let given = try await answers(story)
    try await story.awaitRelease()
    #expect(given.count == 1)
    story.store = Story.store(
      Story.flow(
        """
        receipt.add { name = "Кофе", price = 10000 }
        if not shift.ready().ready then shift.open() end
        receipt.cash { "payment.cash" }
        receipt.print()
        """))
    story.repeats = given.map { GivenAnswer(prompt: "payment.cash", answer: $0.answer) }
    let scene = try await story.play([])
    #expect(scene.stands == "payment.cash" && scene.documents.isEmpty)
  }

  @Test func `what a changed script refuses is asked, and nobody is told of it`() async throws {
    let story = try Story()
    try await story.play(Story.start)
    story.store = Self.changed
    story.repeats = [
      GivenAnswer(
        prompt: "sale", answer: .action(.free(name: "Чай", price: Money(checked: 20_000)))),
      GivenAnswer(prompt: "sale", answer: .action(.remove(line: 77))),
      GivenAnswer(prompt: "sale", answer: .button("pay.cash")),
    ]
    let scene = try await story.play([])
    #expect(scene.stands == "sale" && scene.refusals.isEmpty)
    #expect(scene.receipt?.lines.map(\.item.name) == ["Чай"])
  }
}
