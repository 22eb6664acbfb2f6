import Testing

@testable import KassaRuntime

/// The shop's own services: what a script may ask of them, and what becomes of a call.
@Suite struct ServiceTests {
  /// A store whose sale does `body`, with `loyalty`, and shows what `said` is then.
  static func story(_ body: String, _ service: String = #"title = "Бонусы""#) throws -> Story {
    let story = try Story(
      "services = { loyalty },"
        + Story.flow(
          """
          local said
          \(body)
          prompt.tell { "said", title = said, args = {} }
          """),
      before: """
        local loyalty = service "loyalty" { \(service) }
        local function told(answer, reason)
          if answer == nil then return "nil, " .. tostring(reason) end
          return type(answer) == "table" and "points " .. tostring(answer.points) or tostring(answer)
        end
        """)
    return story
  }

  static let asks = #"said = told(loyalty:ask("points", { phone = "+79991234567" }))"#
  static let changes = #"said = told(loyalty:change("spend", { points = 100 }))"#

  private func said(_ scene: Scene) -> String? { scene.first("said")?.title }

  @Test func `asks, and hands the answer to the script`() async throws {
    let story = try Self.story(Self.asks)
    let service = ServiceStandIn(says: #"{"points":120}"#)
    story.services = service
    let scene = try await story.play(Story.signIn)
    #expect(said(scene) == "points 120")
    let call = try #require(service.calls.first)
    #expect(call.service == "loyalty" && call.what == "points")
    #expect(call.text == #"{"phone":"+79991234567"}"#)
    let receipt = try #require(scene.receipt)
    #expect(call.key.hasPrefix(receipt.id + "/1/"))
    #expect(call.limit <= .seconds(3))
    // The same again after a restart, and nothing is asked twice.
    #expect(try await story.play([]).stands == "said" && service.calls.count == 1)
    _ = try story.verify()
  }

  @Test(arguments: [
    ("", "true"), ("null", "true"), ("true", "true"), (#""да""#, "да"), ("17", "17"),
    ("<html>502</html>", "nil, failed"), ("{\"points\":1.5}", "nil, failed"),
    ("{\"points\":1,\"points\":2}", "nil, failed"), ("{\"points\":", "nil, failed"),
    (#"{"card":"4111111111111111"}"#, "nil, failed"), ("4111111111111111", "nil, failed"),
    (#""\#(String(repeating: "x", count: 16_384))""#, "nil, failed"),
    (String(repeating: "[", count: 400) + String(repeating: "]", count: 400), "nil, failed"),
  ])
  func `takes an answer as it is, or as none`(answer: String, expected: String) async throws {
    let story = try Self.story(Self.asks)
    story.services = ServiceStandIn(says: answer)
    let scene = try await story.play(Story.signIn)
    #expect(said(scene) == expected && scene.faults == [])
    try JournalReader(folder: story.data).forEach { entry in
      #expect(!entry.json.contains("4111111111111111"))
    }
  }

  static let failures: [(reply: ServiceReply, asked: String, changed: String)] = [
    (.refused, "refused", "refused"), (.absent(reason: "no route"), "absent", "absent"),
    (.unknown(reason: "reset"), "failed", "unknown"), (.late, "late", "unknown"),
    (.answered(Array("<html>".utf8)), "failed", "unknown"),
  ]

  @Test(arguments: failures.indices)
  func `says why there is no answer, and of a change whether it may have been made`(
    index: Int
  ) async throws {
    let (reply, asked, changed) = Self.failures[index]
    for (body, reason) in [(Self.asks, asked), (Self.changes, changed)] {
      let story = try Self.story(body)
      story.services = ServiceStandIn(reply)
      let scene = try await story.play(Story.signIn)
      #expect(said(scene) == "nil, \(reason)")
      #expect(scene.state.core.services?.unknown.count == (reason == "unknown" ? 1 : 0))
    }
  }

  @Test func `a till without services goes on without them`() async throws {
    let scene = try await Self.story(Self.changes).play(Story.signIn)
    #expect(said(scene) == "nil, absent" && scene.state.core.services?.unknown.isEmpty == true)
  }

  // MARK: - After a restart

  static let restarts: [(body: String, service: String, isSentAgain: Bool)] = [
    (asks, "", true), (changes, "", false), (changes, "repeats = true", true),
  ]

  @Test(arguments: restarts.indices, [true, false])
  func `after a restart a question is asked again under its key, a change only where it may be`(
    index: Int, isBefore: Bool
  ) async throws {
    let (body, declared, isSentAgain) = Self.restarts[index]
    let story = try Self.story(body, declared)
    let service = ServiceStandIn(says: #"{"points":120}"#)
    story.services = service
    story.seam = Seam { point in
      switch point {
      case .beforeDevice(call: "service") where isBefore,
        .afterDevice(call: "service") where !isBefore:
        throw Died()
      default: break
      }
    }
    await #expect(throws: Died.self) { try await story.open(story.scripted(Story.signIn)).run() }
    story.seam = .production
    let scene = try await story.play([])
    #expect(said(scene) == (isSentAgain ? "points 120" : "nil, unknown"))
    #expect(service.calls.count == (isBefore ? 0 : 1) + (isSentAgain ? 1 : 0))
    #expect(Set(service.calls.map(\.key)).count <= 1)
    #expect(scene.state.core.services?.unknown.count == (isSentAgain ? 0 : 1))
    _ = try story.verify()
  }

  private struct Died: Error {}

  @Test func `what breaks in mid-call is tried once more where it may be`() async throws {
    let cases: [(body: String, declared: String, said: String, calls: Int)] = [
      (Self.asks, "", "points 7", 2), (Self.changes, "repeats = true", "points 7", 2),
      (Self.changes, "", "nil, unknown", 1),
    ]
    for each in cases {
      let story = try Self.story(each.body, each.declared)
      let service = ServiceStandIn(
        .unknown(reason: "reset"), .answered(Array(#"{"points":7}"#.utf8)))
      story.services = service
      #expect(said(try await story.play(Story.signIn)) == each.said)
      #expect(service.calls.count == each.calls && Set(service.calls.map(\.key)).count == 1)
    }
  }

  /// Nobody knows what came of the first try; what the second one says is said of the second alone.
  static let secondTries: [(reply: ServiceReply, said: String, unknown: Int)] = [
    (.absent(reason: "no route"), "nil, unknown", 1), (.refused, "nil, unknown", 1),
    (.late, "nil, unknown", 1), (.answered(Array("7".utf8)), "7", 0),
  ]

  @Test(arguments: secondTries.indices)
  func `a change that may have been made is never told as not made`(index: Int) async throws {
    let (reply, expected, unknown) = Self.secondTries[index]
    let story = try Self.story(Self.changes, "repeats = true")
    let service = ServiceStandIn(.unknown(reason: "reset"), reply)
    story.services = service
    let scene = try await story.play(Story.signIn)
    #expect(said(scene) == expected && service.calls.count == 2)
    #expect(scene.state.core.services?.unknown.count == unknown)

    // The same where the power went in between.
    let cut = try Self.story(Self.changes, "repeats = true")
    cut.services = ServiceStandIn(.unknown(reason: "reset"))
    cut.seam = Seam { if case .afterDevice(call: "service") = $0 { throw Died() } }
    await #expect(throws: Died.self) { try await cut.open(cut.scripted(Story.signIn)).run() }
    (cut.seam, cut.services) = (.production, ServiceStandIn(reply))
    let after = try await cut.play([])
    #expect(said(after) == expected)
    #expect(after.state.core.services?.unknown.count == unknown)
    _ = try cut.verify()
  }

  @Test func `a change whose till lost its services after a power cut is unknown too`()
    async throws
  {
    let story = try Self.story(Self.changes, "repeats = true")
    story.services = ServiceStandIn(says: "1")
    story.seam = Seam { if case .afterDevice(call: "service") = $0 { throw Died() } }
    await #expect(throws: Died.self) { try await story.open(story.scripted(Story.signIn)).run() }
    (story.seam, story.services) = (.production, nil)
    let scene = try await story.play([])
    #expect(said(scene) == "nil, unknown")
    #expect(scene.state.core.services?.unknown.count == 1)
  }

  @Test func `a question that failed at both tries says why at the last`() async throws {
    let story = try Self.story(Self.asks)
    story.services = ServiceStandIn(.unknown(reason: "reset"), .absent(reason: "no route"))
    #expect(said(try await story.play(Story.signIn)) == "nil, absent")
  }

  // MARK: - Waiting

  @Test func `the cashier sees whom the till waits for, and a late answer is given to nobody`()
    async throws
  {
    for (body, expected) in [(Self.asks, "nil, left"), (Self.changes, "nil, unknown")] {
      let story = try Self.story(body)
      story.services = ServiceStandIn(.answered([]), pause: .milliseconds(2_500))
      let cashier = story.scripted(Story.signIn, meanwhile: ["leave"])
      await #expect(throws: CashierGone.self) { try await story.open(cashier).run() }
      let wait = try #require(await cashier.waits.first)
      #expect(wait.title == "Ждём ответа: Бонусы")
      #expect(wait.buttons.map(\.label) == ["Не ждать"])
      #expect(await cashier.prompts.last?.title == expected)
      for _ in 0..<100 where !story.log.text.contains("a late answer, given to nobody") {
        try await Task.sleep(for: .milliseconds(100))
      }
      #expect(story.log.text.contains("a late answer, given to nobody"))
      #expect(said(try await story.play([])) == expected)
    }
  }

  @Test func `a service that says nothing is waited for 3 s`() async throws {
    let story = try Self.story(Self.asks)
    story.services = ServiceStandIn(.answered([]), pause: .seconds(20))
    let start = ContinuousClock.now
    #expect(said(try await story.play(Story.signIn)) == "nil, late")
    let passed = ContinuousClock.now - start
    #expect(passed > .seconds(2) && passed < .seconds(15))
  }

  @Test func `nobody waits for services longer than 5 s between two inputs`() async throws {
    let story = try Self.story(
      """
      local list = {}
      for _ = 1, 4 do list[#list + 1] = told(loyalty:ask("points")) end
      prompt.tell { "first", title = table.concat(list, "; ") }
      \(Self.asks)
      """)
    let service = ServiceStandIn(.late)
    story.services = service
    let scene = try await story.play(Story.signIn + ["first: ok"])
    #expect(scene.first("first")?.title == "nil, late; nil, late; nil, spent; nil, spent")
    #expect(said(scene) == "nil, late" && service.calls.count == 3)
    #expect(try await story.play([]).stands == "said")
  }

  @Test func `after three failures it is absent for a while, then one call tries`() async throws {
    let story = try Self.story(
      """
      for number = 1, 100 do
        prompt.tell { "next", title = told(loyalty:ask("points")) }
      end
      """)
    let service = ServiceStandIn(.absent(reason: "no route"))
    story.services = service
    let next = "next: ok"
    try await story.play(Story.signIn + [next, next, next, next])
    #expect(service.calls.count == 3)
    let absence = ServiceAbsence()
    let start = Moment(milliseconds: 0)
    var (now, spans): (Moment, [Int64]) = (start, [])
    for _ in 1...10 {
      #expect(!absence.isAbsent("loyalty", at: now))
      let span = absence.note("loyalty", failed: true, at: now)?.components.seconds ?? 0
      spans.append(span)
      if span > 0 {
        #expect(absence.isAbsent("loyalty", at: now.adding(milliseconds: span * 1_000 - 1)))
        #expect(!absence.isAbsent("other", at: now))
      }
      now = now.adding(milliseconds: span * 1_000)
    }
    #expect(spans == [0, 0, 60, 120, 240, 480, 900, 900, 900, 900])
    #expect(absence.note("loyalty", failed: false, at: now) == nil)
    #expect(!absence.isAbsent("loyalty", at: now))
    // What is set up otherwise since has not failed yet.
    for _ in 1...3 { _ = absence.note("loyalty", settings: 1, failed: true, at: now) }
    #expect(absence.isAbsent("loyalty", settings: 1, at: now))
    #expect(!absence.isAbsent("loyalty", settings: 2, at: now))
    #expect(absence.note("loyalty", settings: 2, failed: true, at: now) == nil)
  }
}
