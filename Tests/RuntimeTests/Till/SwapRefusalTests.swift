import Foundation
import Testing

@testable import KassaRuntime

/// Each thing that speaks against a script at a till, and all of them at once.
@Suite struct SwapRefusalTests {
  private static let providers = "providers = { stock.standalone {}, stock.transfer {} },"
  private static let senior = #"cashiers = { { "Анна", role = "senior" } }, "#

  /// A till with a terminal of its own, a senior, and a charge in question on that terminal.
  private func till(inQuestion: Bool) async throws -> Story {
    let story = try Story.senior(Self.providers)
    try await story.play(Story.seniorSignIn)
    try story.addTerminal()
    if inQuestion {
      try await story.play([
        Story.coffee, "sale: pay.card", "charge.window: unknown", "charge.unknown: unknown",
        "charge.detached: next",
      ])
    }
    return story
  }

  private func sent(_ story: Story, _ script: String) async throws -> SwapReport {
    try await story.play([], swapping: story.bundle(script), at: 1).report
  }

  @Test func `a provider that is gone, where one of its terminals is in service`() async throws {
    let story = try await till(inQuestion: false)
    let gone = Story.store(Self.senior + "providers = { stock.transfer {} },")
    let report = try await sent(story, gone)
    #expect(report.reasons == ["t1 «Окно»: provider «standalone» is gone"])
    let refused = try await sent(story, gone)
    #expect(refused.outcome == .refused)
    try story.atTerminals { _ = try $0.setInService("t1", false) }
    #expect(try await sent(story, gone).outcome == .taken)
  }

  @Test func `all reasons are told at once, as people tell them`() async throws {
    let story = try await till(inQuestion: true)
    let report = try await sent(
      story,
      Story.store("providers = { stock.transfer {} },", inn: "7707083893"))
    #expect(
      report.reasons.dropFirst() == [
        "t1 «Окно»: provider «standalone» is gone (1 charge in question)",
        "parked №1, 199.50 in question: the seller's INN would change",
        "people: no senior would have a PIN here; now «Анна» has",
        "people: no technician would have a PIN here; now «Анна» has",
      ])
    #expect(report.reasons.first?.contains("the registrar's are 7701234567") == true)
    #expect(report.lines.first?.hasSuffix(": refused") == true)
    #expect(try await story.play([]).stands == "sale")
    _ = try story.verify()
  }

  @Test func `a matter that goes on is listed, and refuses nothing`() async throws {
    let story = try await till(inQuestion: true)
    let report = try await sent(
      story, Story.store(Self.senior + Self.providers + "ask_contact = true,"))
    #expect(report.outcome == .taken)
    #expect(report.notes == ["parked №1, 199.50 in question: goes on"])
  }

  @Test func `a parameter that this till lacks`() async throws {
    let story = try await till(inQuestion: false)
    let report = try await sent(
      story,
      Story.store(
        Self.senior + Self.providers
          + #"parameters = { { "limit", kind = "amount", title = "Предел" } },"#))
    #expect(report.reasons.count == 1)
    #expect(report.reasons.first?.hasPrefix("this till lacks «limit»") == true)
  }

  @Test func `a start holds the folder's script against the till in the same way`() async throws {
    let story = try await till(inQuestion: true)
    story.store = Story.store(Self.senior + "providers = { stock.transfer {} },")
    let scene = try await story.play([])
    #expect(scene.warnings.contains { $0.contains("касса работает на прежнем") })
    let offered = scene.state.flow?.start.terms?.providers.map(\.id) ?? []
    #expect(offered.contains("standalone"))
    #expect(story.log.text.contains("t1 «Окно»: provider «standalone» is gone"))
    // Each start tries again.
    story.store = Story.store(Self.senior + Self.providers + "ask_contact = true,")
    #expect(try await story.play([]).warnings == [])
  }
}

extension Story {
  fileprivate func atTerminals(_ body: (TerminalDesk) throws -> Void) throws {
    try body(try TerminalDesk(folder: data, by: "ivan"))
  }

  fileprivate func addTerminal() throws {
    try atTerminals { _ = try $0.add(provider: "standalone", name: "Окно", purpose: nil) }
  }
}

/// Swaps at a till that trusts a key.
@Suite struct SwapTrustTests {
  private static let key = SigningKey()

  private func trusting() throws -> Story {
    let story = try Story()
    story.trust = (Self.key.trusted, "key.pub")
    story.spoil = { bundle in
      do {
        try bundle.sign(version: 1, with: Self.key)
        return try StoreBundle(folder: bundle.folder)
      } catch {
        Issue.record(error)
        return bundle
      }
    }
    return story
  }

  private func signed(
    _ story: Story, _ part: String, version: Int, with key: SigningKey = SwapTrustTests.key
  ) throws -> StoreBundle {
    let name = "v\(version)"
    try story.bundle(Story.store(part), in: name).sign(version: version, with: key)
    return try StoreBundle(folder: story.folder.path + "/" + name)
  }

  @Test func `signed by another, by nobody, older: one clear reason each`() async throws {
    let story = try trusting()
    let two = try signed(story, "ask_contact = true,", version: 2)
    let (_, taken) = try await story.play(Story.signIn, swapping: two, at: 3)
    #expect(
      taken.outcome == .taken && taken.lines.first == "v1→v2: taken; the next receipt runs on it")
    let bad = [
      (try signed(story, "ask_contact = false,", version: 1), "version 1 is older than 2"),
      (try signed(story, "", version: 7, with: SigningKey()), "with a key that this till does not"),
      (try story.bundle(Story.store(""), in: "unsigned"), "is not signed"),
    ]
    for (store, reason) in bad {
      let (_, report) = try await story.play([], swapping: store, at: 1)
      #expect(report.outcome == .refused && report.reasons.count == 1)
      #expect(report.reasons.first?.contains(reason) == true, "\(report.reasons)")
    }
  }

  @Test func `the way back lowers the version that is demanded, until a higher one is taken`()
    async throws
  {
    let story = try trusting()
    let two = try signed(story, "ask_contact = true,", version: 2)
    try await story.play(Story.signIn, swapping: two, at: 3)
    let reports = SwapReports()
    try await story.play([], acting: [1: { await reports.add(try await $0.goBack(by: "ivan")) }])
    #expect(await reports.all.map(\.lines.first) == ["v2→v1: taken; the next receipt runs on it"])
    #expect(try await story.play([]).warnings == [])
    let (_, refused) = try await story.play([], swapping: two, at: 1)
    #expect(refused.reasons.first?.contains("swap --again") == true)
    let (_, again) = try await story.play([], swapping: two, at: 1, again: true)
    #expect(again.outcome == .taken)
    let one = try signed(story, "ask_contact = false,", version: 1)
    let (_, older) = try await story.play([], swapping: one, at: 1)
    #expect(older.reasons.first?.contains("version 1 is older than 2") == true)
  }
}

/// Many swaps at tills that sell.
@Suite(.timeLimit(.minutes(10))) struct ManySwapsTests {
  @Test func `a hundred swaps under load lose nothing`() async throws {
    let story = try Story()
    let stores = try ["Первый", "Второй"].enumerated().map {
      try story.bundle(
        Story.store("texts = { ru = { sale = { title = \"\($0.element)\" } } },"),
        in: "s\($0.offset)")
    }
    let reports = SwapReports()
    var acts: [Int: @Sendable (Till) async throws -> Void] = [:]
    for n in 0..<100 {
      // At each place of a sale in turn.
      acts[3 + 3 * n + n % 3] = { till in
        await reports.add(try await till.swap(to: stores[n % 2], by: "ivan"))
      }
    }
    let sale = [Story.coffee, "sale: pay.cash", "payment.cash: 199.50"]
    let scene = try await story.play(
      Story.signIn + (0..<101).flatMap { _ in sale }, acting: acts)
    #expect(scene.documents.count == 101)
    #expect(Set(await reports.all.map(\.outcome)) == [.taken, .waits])
    #expect(try story.scriptEntries().count == 100)
    #expect(try story.verify().receipts == 101)
  }
}
