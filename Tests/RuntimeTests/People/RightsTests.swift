import Testing

@testable import KassaRuntime

/// What a cashier may not do alone: the store says it, and no flow of its own gets round it.
@Suite struct RightsTests {
  private static let (anna, boris) = ("581258125812", "692369236923")

  private static func story(
    _ parts: String = "", people: String = #""Анна", { "Борис", role = "senior" }"#
  ) throws -> Story {
    let story = try Story(parts)
    story.store = story.store.replacing(#"{ "Анна" }"#, with: "{ \(people) }")
    try story.give(["Анна": anna, "Борис": boris])
    return story
  }

  private static let start = ["sign_in.name: Анна", "sign_in.pin: text \(anna)"]
  private static let torte = start + ["sale: free 1000 Торт"]
  private static let yes = "rights.pin: text \(boris)"

  /// What is done to a line of 1000.00, what the store says of it, and whether a senior is asked.
  static let acts: [(done: String, rights: String, isAsked: Bool)] = [
    ("share 1 1000", "", false), ("share 1 1001", "", true), ("share 1 10000", "", true),
    ("discount 1 100", "", false), ("discount 1 100.01", "", true), ("share 1 0", "", false),
    ("remove 1", "", false), ("quantity 1 0.5", "", false), ("clear", "", false),
    ("quantity 1 2", "", false),
    ("share 1 1500", "discount = { above_percent = 15 }", false),
    ("share 1 1501", "discount = { above_percent = 15 }", true),
    ("share 1 1", "discount = { above_percent = 0 }", true),
    ("share 1 10000", #"discount = { role = "cashier" }"#, false),
    ("remove 1", #"remove = { above = rub "999" }"#, true),
    ("remove 1", #"remove = { above = rub "1000" }"#, false),
    ("quantity 1 0.5", #"remove = { above = rub "500" }"#, false),
    ("quantity 1 0.4", #"remove = { above = rub "500" }"#, true),
    ("clear", #"clear = { above = rub "999.99" }"#, true),
  ]

  @Test(arguments: acts.indices)
  func `a senior is asked beyond what the store leaves to the cashier`(index: Int) async throws {
    let (done, rights, isAsked) = Self.acts[index]
    let story = try Self.story("rights = { \(rights) },")
    let before = try await story.play(Self.torte + ["sale: \(done)"])
    #expect((before.stands == "rights.pin") == isAsked, "\(before.stands) \(before.faults)")
    guard isAsked else { return }
    #expect(before.receipt?.total.kopecks == 100_000)
    let after = try await story.play(["sale: \(done)", Self.yes])
    #expect(after.stands == (done == "clear" ? "sale.clear" : "sale"), "\(after.refusals)")
    if done != "clear" { #expect(after.receipt?.total.kopecks != 100_000) }
    #expect(after.receipt?.permittedBy == "Борис")
    #expect(try await story.play([]).receipt == after.receipt)
    _ = try story.verify()
  }

  /// Of 1,000.00 half was let off: no more of it is, nor anything of another line, nor at the next receipt.
  @Test func `a yes is to what was shown, and to no more`() async throws {
    let story = try Self.story()
    let scene = try await story.play(
      Self.torte + [
        "sale: share 1 5000", Self.yes, "sale: share 1 4000", "sale: discount 1 500",
        "sale: share 1 5001", "rights.pin: cancel", "sale: free 30000 Стол", "sale: share 2 4000",
        "rights.pin: cancel", "sale: discount 2 100", "sale: clear", "rights.pin: cancel",
        "sale: share 2 9990", Self.yes, "sale: share 1 5000", "sale: pay.cash",
        "payment.cash: 530", "sale: free 1000 Торт", "sale: share 1 5000",
      ])
    #expect(scene.stands == "rights.pin", "\(scene.prompts.map(\.id)) \(scene.refusals)")
    #expect(scene.documents.map(\.total.kopecks) == [53_000])
    #expect(scene.state.cashier == "Анна")
    _ = try story.verify()
  }

  /// Each removal takes a yes of its own; a share of one cake is no yes to that of forty.
  @Test func `a yes is not said once more by selling more and less`() async throws {
    let story = try Self.story(#"rights = { remove = { above = rub "500" } },"#)
    let scene = try await story.play(
      Self.torte + [
        "sale: quantity 1 3", "sale: quantity 1 2", Self.yes, "sale: quantity 1 1",
        "rights.pin: cancel", "sale: remove 1", "rights.pin: cancel", "sale: quantity 1 2",
        "sale: share 1 5000", Self.yes, "sale: quantity 1 40", "rights.pin: cancel",
        "sale: share 1 4000",
      ])
    #expect(scene.stands == "sale", "\(scene.prompts.map(\.id)) \(scene.refusals)")
    #expect(scene.receipt?.total.kopecks == 120_000)
    let removing = try #require(scene.prompts.first { $0.id == "rights.pin" })
    #expect(
      removing.body == "Убрать 1\u{A0}000,00\u{A0}₽ из «Торт» 3\u{A0}000,00\u{A0}₽",
      "\(removing.body)")
    _ = try story.verify()
  }

  @Test func `a discount grows no larger by selling less`() async throws {
    let story = try Self.story()
    let scene = try await story.play(
      Self.torte + ["sale: quantity 1 10", "sale: discount 1 1000", "sale: quantity 1 1"])
    #expect(scene.stands == "rights.pin")
    #expect(scene.prompts.last?.body.contains("Скидка 1\u{A0}000,00\u{A0}₽ на «Торт»") == true)
  }

  @Test func `a senior reads how much comes off`() async throws {
    let scene = try await Self.story().play(Self.torte + ["sale: share 1 2000"])
    let body = try #require(scene.prompts.last?.body)
    #expect(body.hasPrefix("Скидка 200,00\u{A0}₽ на «Торт» 1\u{A0}000,00\u{A0}₽"), "\(body)")
  }

  @Test func `clearing a large receipt is a senior's`() async throws {
    let story = try Self.story()
    let scene = try await story.play(
      Self.start + [
        "sale: free 3000.01 Торт", "sale: clear", "rights.pin: cancel", "sale: clear",
        "rights.pin: text \(Self.boris)", "sale.clear: yes",
      ])
    #expect(scene.stands == "sale" && scene.receipt?.lines.isEmpty == true)
  }

  @Test func `once money was taken nothing of it is the cashier's alone`() async throws {
    let story = try Self.story(
      Story.flow(
        """
        receipt.add { name = "Торт", price = 10000 }
        receipt.add { name = "Чай", price = 10000 }
        shift.open()
        receipt.cash { "payment.cash" }
        while true do
          local action = prompt.sale { "sale" }
          if action.action == "remove" then receipt.remove(action.line) end
        end
        """))
    let scene = try await story.play(Self.start + ["payment.cash: 50", "sale: remove 1"])
    #expect(scene.stands == "rights.pin", "\(scene.faults)")
  }

  @Test func `a flow of the store's own gets round none of it`() async throws {
    let story = try Self.story(
      Story.flow(
        """
        receipt.add { name = "Торт", price = 100000 }
        while true do
          local action = prompt.sale { "sale" }
          if action.hundredths then receipt.discount(action) end
        end
        """))
    let scene = try await story.play(Self.start + ["sale: share 1 5000", "rights.pin: cancel"])
    #expect(scene.stands == "sale" && scene.receipt?.total.kopecks == 100_000)
  }

  @Test func `what a script does by itself is the store's own affair`() async throws {
    let story = try Self.story(
      """
      on = { before_payment = function()
        receipt.discount { line = receipt.lines()[1].id, hundredths = 5000 }
      end },
      """)
    let scene = try await story.play(Self.torte + ["sale: pay.cash", "payment.cash: 500"])
    #expect(scene.documents.map(\.total.kopecks) == [50_000], "\(scene.faults)")
  }

  /// Where the store names no senior they are the cashier's; a senior asks nobody.
  @Test(arguments: [#""Анна""#, #"{ "Анна", role = "senior" }"#])
  func `who has the right is not asked`(people: String) async throws {
    let story = try Self.story(people: people)
    let scene = try await story.play(
      ["sign_in.pin: text \(Self.anna)", "sale: free 1000 Торт", "sale: share 1 5000"])
    #expect(scene.stands == "sale" && scene.receipt?.total.kopecks == 50_000)
  }

  @Test func `without a senior's PIN it is said who gives one, and selling goes on`() async throws {
    let story = try Self.story(people: #""Анна", { "Вера", role = "senior" }"#)
    let scene = try await story.play(
      Self.torte + [
        "sale: share 1 5000", "rights.absent: ok", "sale: pay.cash", "payment.cash: 1000",
      ])
    #expect(
      scene.first("rights.absent")?.body.hasSuffix(
        "\nВера: PIN ещё не выдан. Его выдаёт тот, кто настраивает кассу, пока она выключена")
        == true)
    #expect(scene.documents.map(\.total.kopecks) == [100_000])
  }
}
