import Testing

@testable import KassaRuntime

/// What holds of services whatever a script does, and the list of what nobody knows of.
@Suite struct ServiceRuleTests {
  private static let before = #"local loyalty = service "loyalty" { title = "Бонусы" }"#

  @Test func `none is called while an attempt is open`() async throws {
    let story = try Story(
      "services = { loyalty },"
        + Story.flow(
          """
          receipt.add { name = "Кофе", price = 100 }
          shift.open()
          terminal.charge { "charge.window", terminal = "standalone", amount = 100 }
          local _, message = pcall(loyalty.ask, loyalty, "points")
          prompt.tell { "said", title = tostring(message) }
          """), before: Self.before)
    let service = ServiceStandIn(says: "1")
    story.services = service
    let scene = try await story.play(Story.signIn + ["charge.window: unknown"])
    #expect(scene.first("said")?.title.contains("has no outcome yet") == true)
    #expect(service.calls.isEmpty)
  }

  @Test func `a service's yes pays for nothing`() async throws {
    let story = try Story(
      "services = { loyalty },"
        + Story.flow(
          """
          receipt.add { name = "Кофе", price = 100 }
          local paid = loyalty:change("pay", { amount = 100 })
          local done, message = pcall(receipt.print)
          prompt.tell { "said", title = tostring(paid) .. " " .. tostring(done) }
          """), before: Self.before)
    story.services = ServiceStandIn(says: #"{"approved":true}"#)
    let scene = try await story.play(Story.signIn)
    #expect(scene.first("said")?.title.hasSuffix("false") == true)
    #expect(scene.receipt?.tenders.isEmpty == true && scene.documents.isEmpty)
  }

  static let mistakes: [(call: String, says: String)] = [
    (#"services.ask("loyalti", "points")"#, "no service «loyalti»; did you mean «loyalty»?"),
    (#"loyalty:ask("a/../b")"#, "what: 1 to 64 letters, digits, «_» and «-» were expected"),
    (#"loyalty:ask("x", { card = "4111 1111 1111 1111" })"#, "card number"),
    (#"loyalty:ask("x", string.rep("y", 16384))"#, "body: at most 16384 bytes were expected"),
    (#"loyalty:ask("x", { share = 0.5 })"#, "a whole number was expected"),
    (#"loyalty:ask()"#, "what"),
    (
      #"services.settle { "services.settle", service = "loyalty", cashier = "Анна" }"#,
      "no such call"
    ),
  ]

  @Test(arguments: mistakes.indices)
  func `a wrong call is an error at its line`(index: Int) async throws {
    let (call, says) = Self.mistakes[index]
    let story = try Story(
      "services = { loyalty }," + Story.flow("local _ = 1\n\(call)"), before: Self.before)
    let service = ServiceStandIn(says: "1")
    story.services = service
    let scene = try await story.play(Story.signIn)
    let fault = try #require(scene.faults.first)
    #expect(fault.contains("leto/store.lua:5: ") && fault.contains(says), "\(fault)")
    #expect(service.calls.isEmpty && !fault.contains("4111"))
  }

  static let declarations: [(store: String, says: String)] = [
    ("services = 1,", "services: a list of services was expected, got 1"),
    ("services = { { title = 'x' } },", "services[1]: a service was expected"),
    (
      #"services = { service "a/b" {} },"#,
      "services[1]: its id: 1 to 64 letters, digits, «_» and «-» were expected"
    ),
    (#"services = { service "a" { token = "x" } },"#, "services[1].token: unknown key"),
    (#"services = { service "a" { repeats = 1 } },"#, "services[1].repeats: true or false"),
    (
      #"services = { service "a" { examples = { 1 } } },"#,
      "services[1].examples: lists of answers were expected"
    ),
    (
      #"services = { service "a" { examples = { ["a b"] = { 1 } } } },"#,
      "services[1].examples: «a b»: letters"
    ),
    (
      #"services = { service "a" { examples = { points = {} } } },"#,
      "services[1].examples.points: 1 to 20 answers were expected"
    ),
    (#"services = { service "a" {}, service "a" {} },"#, "services[2]: a second service «a»"),
  ]

  @Test(arguments: declarations.indices)
  func `a wrong declaration is named with its line`(index: Int) throws {
    let (store, says) = Self.declarations[index]
    let found = try Story(store).findings().map(\.text)
    #expect(found.contains { $0.contains(says) }, "\(found)")
  }

  @Test func `nothing is called while a store is loaded`() throws {
    let story = try Story(
      "services = { loyalty },", before: Self.before + "\nlocal open = loyalty:ask(\"open\")")
    let found = try story.findings().map(\.text)
    #expect(
      found.contains {
        $0.contains("leto/store.lua:2: ") && $0.contains("has no flow while the store is loaded")
      }, "\(found)")
  }

  // MARK: - What nobody knows of

  private func unknown(_ count: Int, hasPIN: Bool = true) throws -> Story {
    let story = try Story(
      """
      cashiers = { "Анна", { "Вера", role = "technician" } }, services = { loyalty },
      on = { after_sign_in = function()
        for number = 1, \(count) do
          loyalty:change("spend", { points = number })
          prompt.tell { "next", title = "Дальше" }
        end
      end },
      """, before: Self.before)
    if hasPIN { try story.give(["Вера": Story.pin]) }
    story.services = ServiceStandIn(.unknown(reason: "reset"))
    return story
  }

  private static let signIn = ["sign_in.name: Анна"] + Story.signIn
  private static let card = ["sale: pay.card", "charge.window: approved"]
  private static let technician = ["services.settle: text \(Story.pin)"]

  @Test func `a change nobody knows of holds no sale and no closing, and is counted there`()
    async throws
  {
    let story = try unknown(2)
    let scene = try await story.play(
      Self.signIn + ["next: ok", "next: ok"] + [Story.coffee] + Self.card)
    #expect(scene.documents.count == 1 && scene.state.matters.isEmpty)
    #expect(scene.state.core.services?.counts == ["loyalty": 2])
    let closed = try await story.play(["sale: shift", "shift.close: yes"])
    let paper = try #require(closed.papers.last { $0.kind == .shiftClosing })
    #expect(paper.lines.contains { $0.contains("НЕ ПОДТВЕРЖДЕНО СЛУЖБОЙ: Бонусы (2)") }, "\(paper)")
    _ = try story.verify()
  }

  @Test func `a technician settles one call, then all of the service`() async throws {
    let story = try unknown(3)
    let open = ["sale: terminals", "settings: services"]
    let one = try await story.play(
      Self.signIn + ["next: ok", "next: ok", "next: ok"] + open + ["services.unknown: loyalty.1"]
        + Self.technician)
    let offered = try #require(one.first("services.unknown")).buttons.map(\.label)
    #expect(offered.count == 4 && offered[0] == "Бонусы · все · 3")
    #expect(one.state.core.services?.counts == ["loyalty": 2])
    let wrong = try await story.play([
      "services.unknown: loyalty", "services.settle: text 999999", "sign_in.wrong: ok",
    ])
    #expect(
      wrong.stands == "services.settle" && wrong.state.core.services?.counts == ["loyalty": 2])
    story.clock.advance(hours: 1)
    let all = try await story.play(Self.technician)
    #expect(all.stands == "sale" && all.state.core.services?.counts == [:])
    _ = try story.verify()
  }

  @Test func `where the technician has no PIN the way to one is told`() async throws {
    let story = try unknown(1, hasPIN: false)
    let scene = try await story.play(
      Self.signIn + [
        "next: ok", "sale: terminals", "settings: services", "services.unknown: loyalty",
      ])
    #expect(scene.stands == "technician.absent")
    #expect(scene.prompts.last?.body.contains("Вера") == true)
  }

  @Test func `of very many only the first are listed, and the rest counted`() throws {
    var memory = ServiceMemory()
    for number in 1...70 {
      let request = ServiceRequest(
        service: Service(id: number > 60 ? "b" : "a", title: Wording("")), what: "x", body: .null,
        changes: true)
      let intent = ServiceIntent(
        request, number: number, receipt: "r", at: Moment(milliseconds: 0), milliseconds: 1)
      memory.add(UnknownCall(intent, at: Moment(milliseconds: 0)))
    }
    #expect(memory.unknown.count == 50 && memory.counts == ["a": 60, "b": 10])
    memory.settle("a", memory.unknown.first?.key)
    #expect(memory.counts == ["a": 59, "b": 10])
    memory.settle("a", nil)
    #expect(memory.counts == ["b": 10] && memory.unknown.isEmpty)
    memory.settle("b", nil)
    #expect(memory.counts == [:] && memory.more == nil)
  }
}
