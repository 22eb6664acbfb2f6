import Testing

@testable import KassaRuntime

/// Invariant 2, attacked from a store's script: the outcome prompt's words are a store's, its outcomes
/// are not, and no other prompt has one.
@Suite struct OutcomePromptTests {
  private static let outcomes: Set = ["approved", "declined", "unknown"]

  private static func charge(_ more: String) -> String {
    """
    receipt.add { name = "Кофе", price = 100 }
    shift.open()
    terminal.charge { "charge.window", terminal = "standalone", amount = 100, \(more) }
    prompt.tell { "after", title = "After" }
    """
  }

  /// What a store makes of the window, in the call or in its texts; each keeps all outcomes.
  static let disguises = [
    #"hide = { "approved", "declined", "unknown", "not_run", "other" }"#,
    #"buttons = { "unknown", "approved" }"#,
    #"buttons = { { "unknown", "Одобрено" }, { "approved", "Не знаю" } }"#,
    #"buttons = { { "declined", "" }, { "thanks", "Спасибо" } }, hide = { "declined" }"#,
    #"title = "", body = """#,
    #"title = "Спасибо за покупку", body = "Нажмите любую кнопку""#,
    #"body = "Наберите 11,00\u{A0}₽ на «Автономный терминал»""#,
    #"args = { amount = 1, terminal = "Другой" }, body = "{amount} {terminal}""#,
  ]

  @Test(arguments: disguises)
  func `a store's words keep the outcomes, the amount and the terminal`(
    words: String
  ) async throws {
    let scene = try await Story.sale(Self.charge(words)).play(Story.signIn)
    try check(try #require(scene.prompts.last))
    #expect(scene.receipt?.openAttempt?.state == .open)
  }

  @Test(arguments: [
    #"title = "Спасибо", body = "", buttons = { { "ok", "Ладно" } }"#,
    #"buttons = { { "unknown", "Одобрено" }, { "declined", "Одобрено" }, { "approved", "Отказ" } }"#,
  ])
  func `texts of a store keep the outcomes too`(words: String) async throws {
    let texts = ["ru", "en"].map { #"\#($0) = { ["charge.window"] = { \#(words) } }"# }
    let story = try Story(
      Story.flow(Self.charge("")) + "texts = { \(texts.joined(separator: ", ")) },")
    try check(try #require(try await story.play(Story.signIn).prompts.last))
  }

  /// Asked once more, the question is the same, whatever a script makes of its words.
  @Test(arguments: disguises)
  func `asking again keeps the outcomes too`(words: String) async throws {
    let script = """
      receipt.add { name = "Кофе", price = 100 }
      shift.open()
      terminal.charge { "charge.window", terminal = "standalone", amount = 100 }
      terminal.ask { "charge.unknown", \(words) }
      """
    let scene = try await Story.sale(script).play(Story.signIn + ["charge.window: unknown"])
    try check(try #require(scene.prompts.last), id: "charge.unknown")
    #expect(scene.receipt?.openAttempt?.state == .unknown)
  }

  private func check(_ prompt: Prompt, id: String = "charge.window") throws {
    #expect(prompt.id == id)
    #expect(Set(prompt.buttons.map(\.id)).isSuperset(of: Self.outcomes))
    #expect(prompt.buttons.count == Set(prompt.buttons.map(\.id)).count)
    #expect(prompt.defaultButton == nil && !prompt.mayCancel)
    guard case .outcome(let question) = prompt.kind else {
      Issue.record("\(prompt.kind)")
      return
    }
    #expect(question.amount.kopecks == 100 && question.terminal == "Автономный терминал")
    let amount = prompt.body.ranges(of: "1,00\u{A0}₽").map { prompt.body[..<$0.lowerBound].last }
    #expect(amount.contains { $0?.isNumber != true }, "\(prompt.body)")
    #expect(prompt.body.contains("Автономный терминал"), "\(prompt.body)")
  }

  /// Fields that would answer for the cashier; none is known where an answer is evidence.
  @Test(arguments: [
    #"default = "approved""#, "cancel = true", "timeout = 1", "seconds = 1",
    #"outcome = "approved""#,
  ])
  func `an outcome prompt takes no default, no cancel and no time limit`(
    field: String
  ) async throws {
    let key = field.prefix { $0 != " " }
    let scene = try await Story.sale(Self.charge(field)).play(Story.signIn)
    #expect(scene.faults.first?.contains("unknown key «\(key)»") == true, "\(scene.faults)")
    #expect(scene.receipt?.attempts.isEmpty == true)
    let load = "texts = { ru = { [\"charge.window\"] = { \(field) } } },"
    await #expect(throws: StoreError.self) { try await Story(load).play([]) }
  }

  @Test(arguments: ["cancel", "ok", "text approved", "1.00", "Approved", "approved "])
  func `what is not an outcome is refused and leaves the window open`(
    answer: String
  ) async throws {
    let scene = try await Story.sale(Self.charge("")).play(
      Story.signIn + ["charge.window: \(answer)"])
    #expect(scene.refusals.count == 1)
    #expect(scene.stands == "charge.window")
    #expect(scene.receipt?.openAttempt?.state == .open)
  }

  @Test func `a button of a store's own ends no attempt`() async throws {
    let button = #"buttons = { { "ok", "Ладно" }, { "paid", "Оплачено" } }"#
    let scene = try await Story.sale(Self.charge(button)).play(
      Story.signIn + ["charge.window: paid"])
    #expect(scene.receipt?.openAttempt?.state == .open)
    #expect(scene.receipt?.charged == .zero)
  }

  /// Prompts that would look like the window, with its id and its buttons: the id is the window's alone.
  @Test(arguments: [
    #"prompt.choose { "charge.window", buttons = { "approved", "declined", "unknown" } }"#,
    #"prompt.tell { "charge.window", args = { amount = 100, terminal = "x" } }"#,
    #"prompt.confirm { "charge.window" }"#,
  ])
  func `a prompt that looks like the window is not asked`(lookalike: String) async throws {
    let script = """
      receipt.add { name = "Кофе", price = 100 }
      shift.open()
      \(lookalike)
      receipt.print()
      """
    let scene = try await Story.sale(script).play(Story.signIn)
    #expect(scene.documents.isEmpty)
    #expect(scene.receipt?.attempts.isEmpty == true)
    let says = "«charge.window» is a prompt about money; only terminal.charge asks it"
    #expect(scene.faults.first?.contains(says) == true, "\(scene.faults)")
  }

  /// Labels in the call for the buttons that say nothing was run; each raises.
  @Test(arguments: [
    #"buttons = { { "other", "Продолжить" } }"#, #"buttons = { { "not_run", "Продолжить" } }"#,
    #"title = "Сверка", buttons = { "approved", { "other", "Дальше" } }"#,
  ])
  func `a call can't label what ends an attempt as not run`(words: String) async throws {
    for id in ["charge.window", "own.window"] {
      let script = """
        if receipt.total() > 0 then return end
        receipt.add { name = "Кофе", price = 100 }
        shift.open()
        terminal.charge { "\(id)", terminal = "standalone", amount = 100, title = "?", \(
          words.replacing(#"title = "Сверка", "#, with: "")) }
        """
      let own = #"provider "own" { outcomes = { "own.window" }, charge = function() end }"#
      let story = try Story(Story.flow(script) + "providers = { stock.standalone {}, \(own) },")
      let scene = try await story.play(Story.signIn)
      let says = "says what happened to money, so a call can't label it"
      #expect(scene.faults.first?.contains(says) == true, "\(scene.faults)")
      #expect(scene.receipt?.attempts.isEmpty == true)
    }
  }

  /// What was said before, and the store's words under which "nothing was run" is to undo it.
  static let disowned: [(answer: String, state: Attempt.State)] = [
    ("approved", .claimed(slip: Slip())), ("unknown", .unknown),
  ]

  @Test(arguments: disowned.indices, ["other", "not_run"])
  func `a charge that was said to have run is not ended as not run`(
    index: Int, button: String
  ) async throws {
    let (answer, state) = Self.disowned[index]
    let script = """
      receipt.add { name = "Кофе", price = 100 }
      shift.open()
      terminal.charge { "charge.window", terminal = "standalone", amount = 100,
        proof = { amount = "required" } }
      terminal.ask { "own.check" }
      prompt.tell { "after", title = "After" }
      """
    let texts = """
      providers = { stock.standalone { unknown = "own.check" } },
      texts = { ru = { ["own.check"] = { title = "Сверка", buttons = { { "\(button)", "Продолжить" } } } } },
      """
    let story = try Story(Story.flow(script) + texts)
    let scene = try await story.play(
      Story.signIn + ["charge.window: \(answer)", "own.check: \(button)"])
    #expect(scene.refusals.count == 1)
    #expect(scene.stands == "own.check")
    #expect(scene.prompts.last?.buttons.contains { $0.id == button } == false)
    #expect(scene.receipt?.openAttempt?.state == state)
  }

  @Test(arguments: ["other", "not_run"])
  func `a window that a restart repeats still takes that nothing was run`(
    button: String
  ) async throws {
    let story = try Story.sale(Self.charge(""))
    try await story.play(Story.signIn)
    let scene = try await story.play(["charge.window: \(button)"])
    #expect(scene.stands == "after")
    #expect(scene.receipt?.attempts.map(\.state) == [.notRun])
  }
}
