import Testing

@testable import KassaRuntime

/// A role above cashier is given, not taken: its first PIN is nobody's own to choose.
@Suite struct FirstPINTests {
  private static let (boris, vera) = ("692369236923", "703470347034")
  private static let people = """
    cashiers = { "Анна", { "Борис", role = "senior" }, { "Вера", role = "technician" },
      { "Глеб", role = "technician" }, { "Дина", role = "senior" } },
    """

  private static func story(given pins: [String: String] = [:]) throws -> Story {
    let story = try Story()
    story.store = story.store.replacing(#"cashiers = { "Анна" },"#, with: people)
    try story.give(pins)
    return story
  }

  private static let new = [
    "sign_in.new_pin: text 909090909090", "sign_in.repeat_pin: text 909090909090",
  ]

  @Test(arguments: ["Борис", "Вера"])
  func `on the first day nobody chooses it`(name: String) async throws {
    let story = try Self.story()
    let scene = try await story.play(
      ["sign_in.name: \(name)", "sign_in.no_pin: ok", "sign_in.name: Анна"] + Story.signIn)
    #expect(scene.stands == "sale" && scene.state.cashier == "Анна")
    #expect(
      scene.first("sign_in.no_pin")?.body
        == "Его выдаёт тот, кто настраивает кассу, пока она выключена. До этого войдите под другим именем"
    )
  }

  /// Who has a PIN, whose first it is, and who says yes to it.
  @Test(arguments: [
    ("Борис", "Дина", true), ("Борис", "Вера", true), ("Вера", "Глеб", true),
    ("Вера", "Дина", false),
  ])
  func `somebody who has the role gives it`(giver: String, name: String, may: Bool) async throws {
    let story = try Self.story(given: [giver: Self.boris])
    let scene = try await story.play(
      ["sign_in.name: \(name)"]
        + (may ? ["senior.new_pin: text \(Self.boris)"] + Self.new : ["sign_in.no_pin: ok"]))
    #expect(scene.stands == (may ? "sale" : "sign_in.name"))
    #expect(scene.state.cashier == (may ? name : nil))
  }

  /// The runtime's own rule, whatever the script says.
  @Test(arguments: [
    ("", "the first PIN of «Дина», a senior, is given"),
    (
      #"cashier.allow_new_pin { "senior.new_pin", cashier = "Вера", person = "Дина" }"#,
      "«Вера» may not let «Дина» choose a new PIN"
    ),
    (
      #"cashier.allow_new_pin { "senior.new_pin", cashier = "Борис", person = "Глеб" }"#,
      "the first PIN of «Дина», a senior, is given"
    ),
  ])
  func `a script can't take it`(before: String, says: String) async throws {
    let story = try Self.story(given: ["Борис": Self.boris, "Вера": Self.vera])
    story.store = story.store.replacing(
      "return store {",
      with: """
        return store { flows = { sign_in = function()
          \(before)
          prompt.new_pin { "sign_in.new_pin", cashier = "Дина" }
        end },
        """)
    let first = try await story.play([])
    let asked = [first.stands].filter { $0.hasPrefix("senior.") }
    let scene = try await story.play(asked.map { "\($0): text \(Self.boris)" })
    #expect((first.faults + scene.faults).first?.contains(says) == true)
  }

  @Test func `who gives it is asked anew after a restart`() async throws {
    let story = try Self.story(given: ["Борис": Self.boris])
    let given = ["sign_in.name: Дина", "senior.new_pin: text \(Self.boris)"]
    try await story.play(given)
    let scene = try await story.play([Self.new[0]] + given + Self.new)
    #expect(scene.stands == "sale" && scene.state.cashier == "Дина", "\(scene.faults)")
  }

  /// It is theirs to choose, whoever asks.
  @Test func `a cashier's own goes on after a restart`() async throws {
    let story = try Self.story()
    try await story.play(["sign_in.name: Анна"])
    try await story.play([Story.signIn[0]])
    #expect(try await story.play([Story.signIn[1]]).stands == "sale")
  }

  @Test func `what needs the role names the command until then, and selling goes on`()
    async throws
  {
    let story = try Self.story()
    let scene = try await story.play(
      ["sign_in.name: Анна"] + Story.signIn + [
        Story.coffee, "sale: pay.card", "charge.window: unknown", "charge.unknown: unknown",
        "charge.detached: senior", "senior.absent: ok", Story.coffee, "sale: pay.cash",
        "payment.cash: 199.50",
      ])
    #expect(scene.stands == "sale" && scene.documents.count == 1)
    #expect(
      scene.first("senior.absent")?.body
        == "Борис: PIN ещё не выдан. Его выдаёт тот, кто настраивает кассу, пока она выключена")
  }
}
