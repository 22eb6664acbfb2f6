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

  @Test func `a power cut at any prompt asks it again`() async throws {
    let story = try await story()
    for reply in ["sign_in.name: Анна", "sign_in.pin: forgot", "senior.new_pin: text \(Story.pin)"]
      + Self.newPIN
    {
      #expect(try await story.play([]).stands == reply.prefix { $0 != ":" })
      try await story.play([reply])
    }
    #expect(try await story.play([]).stands == "sale")
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
