import Testing

@testable import KassaRuntime

/// A forgotten PIN: another senior says yes, and a new one is chosen at the till.
@Suite struct ForgottenPINTests {
  private static let people =
    #"cashiers = { "Анна", { "Борис", role = "senior" }, { "Вера", role = "senior" } },"#

  /// A till at which Анна and Борис have a PIN, and nobody is signed in.
  private func story(_ cashiers: String = people) async throws -> Story {
    let story = try Story()
    story.store = story.store.replacing(#"cashiers = { "Анна" },"#, with: cashiers)
    try story.give(["Борис": Story.pin])
    try await story.play(["sign_in.name: Анна"] + Story.signIn + ["sale: sign_out"])
    return story
  }

  private static let new = "909090909090"
  private static let newPIN = [
    "sign_in.new_pin: text \(new)", "sign_in.repeat_pin: text \(new)",
  ]

  @Test(arguments: Language.allCases)
  func `a senior says yes, and a new one is chosen`(language: Language) async throws {
    let story = try await story()
    let scene = try await story.play(
      ["sign_in.name: Анна", "sign_in.pin: forgot", "senior.new_pin: text \(Story.pin)"]
        + Self.newPIN,
      language: language)
    #expect(scene.stands == "sale" && scene.state.cashier == "Анна")
    let asked = try #require(scene.first("sign_in.pin"))
    #expect(asked.buttons.map(\.label) == [language == .ru ? "Забыли PIN" : "Forgot the PIN"])
    let yes = try #require(scene.first("senior.new_pin"))
    #expect(
      [yes.title, yes.body]
        == (language == .ru
          ? ["Борис: PIN старшего", "Анна придумает новый PIN"]
          : ["Борис: senior's PIN", "Анна will choose a new PIN"]))
    let later = try await story.play([
      "sale: sign_out", "sign_in.name: Анна", "sign_in.pin: text \(Story.pin)", "sign_in.wrong: ok",
      "sign_in.name: Анна", "sign_in.pin: text \(Self.new)",
    ])
    #expect(later.stands == "sale")
    #expect(try story.traces(of: Self.new, in: later) == [])
    #expect(try story.faults().isEmpty)
  }

  @Test func `it ends the wait after wrong ones`() async throws {
    let story = try await story()
    let wrong = (0..<3).flatMap { _ in
      ["sign_in.name: Анна", "sign_in.pin: text 000000", "sign_in.wrong: ok"]
    }
    let scene = try await story.play(
      wrong + [
        "sign_in.name: Анна", "sign_in.pin: text \(Story.pin)", "sign_in.pin: forgot",
        "senior.new_pin: text \(Story.pin)",
      ] + Self.newPIN + ["sale: sign_out", "sign_in.name: Анна", "sign_in.pin: text \(Self.new)"])
    #expect(scene.stands == "sale")
    #expect(scene.refusals == [.tooSoon(seconds: 5)])
  }

  private static let allowed = [
    "sign_in.name: Анна", "sign_in.pin: forgot", "senior.new_pin: text \(Story.pin)",
  ]

  @Test func `a power cut at any prompt asks it again`() async throws {
    let story = try await story()
    for reply in Self.allowed {
      #expect(try await story.play([]).stands == reply.prefix { $0 != ":" })
      try await story.play([reply])
    }
    #expect(try await story.play([]).stands == "sign_in.new_pin")
  }

  /// Nobody has said who types then: the prompt is only left, whatever is typed, and the PIN stays what it was.
  @Test(arguments: 0...1)
  func `a restart ends the leave to choose one`(typed: Int) async throws {
    let story = try await story()
    try await story.play(Self.allowed + Self.newPIN.prefix(typed))
    let cut = try await story.play([Self.newPIN[typed]])
    #expect(cut.stands == "sign_in.name" && cut.state.cashier == nil, "\(cut.faults)")
    let tried = try await story.play([
      "sign_in.name: Анна", "sign_in.pin: text \(Self.new)", "sign_in.wrong: ok",
    ])
    #expect(tried.stands == "sign_in.name")
    let again = try await story.play(Self.allowed + Self.newPIN)
    #expect(again.stands == "sale" && again.state.cashier == "Анна", "\(again.faults)")
    #expect(try story.faults().isEmpty)
    _ = try story.verify()
  }

  /// A script that asks once more finds no leave either, and does so again in its replay.
  @Test func `a script can't go on with it after a restart`() async throws {
    let story = try await story()
    story.store = story.store.replacing(
      "return store {",
      with: """
        return store { flows = { sign_in = function()
          cashier.allow_new_pin { "senior.new_pin", cashier = "Борис", person = "Анна" }
          prompt.new_pin { "sign_in.new_pin", cashier = "Анна" }
          local fine = pcall(prompt.new_pin, { "sign_in.new_pin", cashier = "Анна" })
          prompt.choose { tostring(fine), title = "?", buttons = { "ok" } }
        end },
        """)
    try await story.play(["senior.new_pin: text \(Story.pin)"])
    let scene = try await story.play([Self.newPIN[0]])
    #expect(scene.stands == "false", "\(scene.prompts.map(\.id)) \(scene.faults)")
    #expect(try await story.play([]).stands == "false")
  }

  @Test func `a wrong PIN of the senior changes nothing`() async throws {
    let story = try await story()
    let scene = try await story.play([
      "sign_in.name: Анна", "sign_in.pin: forgot", "senior.new_pin: text 000000",
      "sign_in.wrong: ok",
      "senior.new_pin: cancel",
    ])
    #expect(scene.stands == "sign_in.name")
    #expect(
      try await story.play(["sign_in.name: Анна", "sign_in.pin: text \(Story.pin)"]).stands
        == "sale")
  }

  /// Who could say yes to it: nobody to their own, and nobody where the store names no senior.
  @Test(arguments: [
    (Self.people, "Анна", true), (Self.people, "Борис", false),
    (#"cashiers = { "Анна", "Борис" },"#, "Анна", false),
    (#"cashiers = { "Анна", { "Борис", role = "technician" } },"#, "Анна", false),
  ])
  func `it is offered where another senior has a PIN`(
    cashiers: String, name: String, offered: Bool
  ) async throws {
    let scene = try await story(cashiers).play(["sign_in.name: \(name)"])
    #expect(scene.first("sign_in.pin")?.buttons.isEmpty == !offered)
  }

  /// The runtime's own rule, whatever the script says.
  @Test(arguments: [
    ("", "«Анна» has a PIN already"),
    (
      #"cashier.require { "senior.pin", cashier = "Борис", role = "senior" }"#,
      "«Анна» has a PIN already"
    ),
    (
      #"cashier.allow_new_pin { "senior.new_pin", cashier = "Борис", person = "Вера" }"#,
      "«Анна» has a PIN already"
    ),
    (
      #"cashier.allow_new_pin { "senior.new_pin", cashier = "Анна", person = "Анна" }"#,
      "«Анна» may not let «Анна» choose a new PIN"
    ),
    (
      #"cashier.allow_new_pin { "senior.new_pin", cashier = "Борис", person = "Глеб" }"#,
      "no cashier «Глеб»"
    ),
  ])
  func `a script can't choose a new PIN for somebody without it`(
    before: String, says: String
  ) async throws {
    let story = try await story()
    story.store = story.store.replacing(
      "return store {",
      with: """
        return store { flows = { sign_in = function()
          \(before)
          prompt.new_pin { "sign_in.new_pin", cashier = "Анна" }
        end },
        """)
    let first = try await story.play([])
    let asked = [first.stands].filter { $0.hasPrefix("senior.") }
    let scene = try await story.play(asked.map { "\($0): text \(Story.pin)" })
    let faults = first.faults + scene.faults
    #expect(faults.first?.contains(says) == true, "\(faults)")
    #expect(scene.stands == "sign_in.name")
  }
}
