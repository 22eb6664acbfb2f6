import Testing

@testable import KassaRuntime

/// Roles, and the second person: who may say yes is the store's word, that they did is Swift's.
@Suite struct PeopleTests {
  /// Long enough that they can't stand anywhere by chance.
  private static let (anna, boris) = ("581258125812", "692369236923")
  private static let people = #"cashiers = { "Анна", { "Борис", role = "senior" } },"#

  /// Борис has signed in with the PIN he was given; Анна stands at the till.
  private static let start =
    ["sign_in.name: Борис", "sign_in.pin: text \(boris)", "sale: sign_out"] + annaSignsIn
  private static let annaSignsIn = [
    "sign_in.name: Анна", "sign_in.new_pin: text \(anna)", "sign_in.repeat_pin: text \(anna)",
  ]
  private static let setAside = [
    Story.coffee, "sale: pay.card", "charge.window: unknown", "charge.unknown: unknown",
  ]

  private func story(
    _ cashiers: String = people, _ parts: String = "", given: Bool = true
  ) throws -> Story {
    let story = try Story(parts)
    if given { try story.give(["Борис": Self.boris]) }
    story.store = story.store.replacing(#"cashiers = { "Анна" },"#, with: cashiers)
    return story
  }

  @Test func `a senior takes a receipt set aside in hand while the cashier stays`() async throws {
    let story = try story()
    let scene = try await story.play(
      Self.start + Self.setAside + [
        "charge.detached: senior", "senior.pin: text \(Self.anna)", "sign_in.wrong: ok",
        "senior.pin: text \(Self.boris)", "charge.unknown: approved", "payment.leave: print",
      ])
    #expect(scene.stands == "sale" && scene.state.cashier == "Анна")
    #expect(scene.documents.map(\.total.kopecks) == [19_950])
    #expect(scene.first("senior.pin")?.title == "Борис: PIN старшего")
    let allowed = try story.changes().filter {
      if case .till(.allowed(.senior, "Борис", _)) = $0 { true } else { false }
    }
    #expect(allowed.count == 1)
    for pin in [Self.anna, Self.boris] { #expect(try story.traces(of: pin, in: scene) == []) }
  }

  @Test func `without a senior it stays a matter, and the next customer is served`() async throws {
    let story = try story()
    let scene = try await story.play(
      Self.start + Self.setAside + [
        "charge.detached: senior", "senior.pin: cancel", Story.coffee, "sale: pay.cash",
        "payment.cash: 199.50",
      ])
    #expect(scene.stands == "sale" && scene.documents.map(\.payments.cash.kopecks) == [19_950])
    #expect(scene.state.matters.count == 1)
  }

  @Test func `nobody chooses a senior's PIN in their place`() async throws {
    let story = try story(given: false)
    let scene = try await story.play(
      Self.annaSignsIn + Self.setAside + ["charge.detached: senior"])
    #expect(scene.stands == "senior.absent")
  }

  @Test func `one person at a shop is its senior`() async throws {
    let scene = try await Story().play(
      Story.signIn + Self.setAside + [
        "charge.detached: senior", "senior.pin: text \(Story.pin)", "charge.unknown: declined",
        "sale: pay.cash", "payment.cash: 199.50",
      ])
    #expect(scene.documents.map(\.payments.cash.kopecks) == [19_950])
  }

  @Test func `the same question stands after the power failed at the senior's PIN`() async throws {
    let story = try story()
    try await story.play(Self.start + Self.setAside + ["charge.detached: senior"])
    let scene = try await story.play(["senior.pin: text \(Self.boris)", "charge.unknown: declined"])
    #expect(scene.stands == "sale" && scene.receipt?.due.kopecks == 19_950)
    let paid = try await story.play(["sale: pay.card", "charge.window: approved"])
    #expect(paid.documents.map(\.payments.cashless.kopecks) == [19_950])
  }

  /// What a store's script tries on a receipt whose charge was set aside and is resolved since.
  static let attacks = [
    #"terminal.charge { "charge.window", terminal = "standalone", amount = receipt.due() }"#,
    #"receipt.cash { "payment.cash" }"#,
    #"receipt.confirm { "x", title = "?", tender = "other", amount = receipt.due() }"#,
    "receipt.print()", "receipt.cash { 'payment.cash' } receipt.print()",
    #"pcall(cashier.require, { "senior.pin", cashier = "Анна", role = "senior" }) receipt.print()"#,
  ]

  @Test(arguments: attacks, ["declined", "approved"])
  func `a script gets no further without one`(attack: String, outcome: String) async throws {
    let sale = """
      receipt.add { name = "Кофе", price = 19950 }
      shift.open()
      terminal.charge { "charge.window", terminal = "standalone", amount = 19950 }
      terminal.detach()
      terminal.ask { "charge.unknown" }
      local ran = pcall(function() \(attack) end)
      prompt.tell { ran and "done" or "refused", title = "?" }
      """
    let scene = try await story(Self.people, Story.flow(sale)).play(
      Self.annaSignsIn + ["charge.window: unknown", "charge.unknown: \(outcome)", "refused: ok"])
    #expect(scene.documents.isEmpty && scene.state.matters.count == 1)
    #expect(scene.state.matters.first?.receipt.detached == true)
  }

  @Test func `terminals are set up by a technician where the store names one`() async throws {
    let cashiers = #"cashiers = { "Анна", { "Борис", role = "technician" } },"#
    let scene = try await story(cashiers).play(
      Self.start + [
        "sale: terminals", "settings: terminals", "technician.pin: text \(Self.boris)",
        "terminals.none: add", "terminals.provider: standalone", "terminals.chosen: next",
        "terminals.name: text ВТБ",
      ])
    #expect(scene.state.terminals.all.map(\.name) == ["ВТБ"] && scene.state.cashier == "Анна")
    let refused = try await story(cashiers).play(
      Self.start + ["sale: terminals", "settings: terminals", "technician.pin: cancel"])
    #expect(refused.stands == "sale")
  }
}

extension Story {
  /// What happened at the till, in order.
  fileprivate func changes() throws -> [Change] {
    let journal = try Journal(folder: data, identity: { "" }, seam: .production)
    return try journal.entries(from: 1).flatMap { body -> [Change] in
      guard case .step(let step) = body else { return [] }
      return step.answered + step.changes
    }
  }
}
