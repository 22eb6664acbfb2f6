import Foundation
import Testing

@testable import KassaEmulators
@testable import KassaRuntime

/// A running till takes a script between receipts.
@Suite struct SwapTests {
  /// A store whose sale is called otherwise.
  private static let titled = #"texts = { ru = { ["sale"] = { title = "Новый" } } },"#

  @Test func `the next receipt runs on the new script, and the answer to the old screen counts`()
    async throws
  {
    let story = try Story()
    let store = try story.bundle(Story.store(Self.titled))
    let (scene, report) = try await story.play(
      Story.signIn + [Story.coffee, "sale: pay.cash", "payment.cash: 199.50"], swapping: store,
      at: 3)
    #expect(report.outcome == .taken && report.reasons == [])
    #expect(scene.documents.count == 1)
    #expect(scene.prompts.dropFirst(3).first?.title == "Новый")
    let flows = try story.journalEntries().compactMap { entry -> FlowStart? in
      if case .flow(let start) = entry { start } else { nil }
    }
    #expect(flows.last?.bundle == store.bundle.hash)
    #expect(try story.verify().receipts == 1)
  }

  /// What a receipt has in hand when the script comes, and how it ends.
  static let begun: [(before: [String], after: [String])] = [
    ([Story.coffee], ["sale: pay.cash", "payment.cash: 199.50"]),
    (["sale: contact a@b.ru"], [Story.coffee, "sale: pay.cash", "payment.cash: 199.50"]),
    ([Story.coffee, "sale: pay.card"], ["charge.window: approved"]),
    (
      [Story.coffee, "sale: pay.card", "charge.window: declined"],
      ["charge.declined: cash", "payment.cash: 199.50"]
    ),
    ([Story.coffee, "sale: pay.cash"], ["payment.cash: 199.50"]),
  ]

  @Test(arguments: begun.indices)
  func `a receipt that has begun ends on its own script`(index: Int) async throws {
    let (before, after) = Self.begun[index]
    let story = try Story()
    let store = try story.bundle(Story.store(Self.titled))
    let start = Story.signIn + before
    let (scene, report) = try await story.play(start + after, swapping: store, at: start.count + 1)
    #expect(report.outcome == .waits)
    #expect(scene.documents.count == 1 && scene.stands == "sale")
    #expect(scene.prompts.last?.title == "Новый")
    #expect(!scene.prompts.dropLast().contains { $0.title == "Новый" })
    _ = try story.verify()
  }

  /// A question of the store's as a receipt begins.
  private static let phone = #"""
    on = { receipt_begun = function()
      receipt.memo("phone", prompt.text { "phone", title = "Телефон", format = "digits" })
    end },
    """#

  @Test(arguments: [true, false])
  func
    `a question that nobody has answered gives way, and what was typed counts where it is asked again`(
      asksAgain: Bool
    ) async throws
  {
    let story = try Story(Self.phone)
    let store = try story.bundle(Story.store((asksAgain ? Self.phone : "") + Self.titled))
    let (scene, report) = try await story.play(
      Story.signIn + ["phone: text 123", Story.coffee, "sale: pay.cash", "payment.cash: 199.50"],
      swapping: store, at: 3)
    #expect(report.outcome == .taken)
    #expect(scene.documents.count == 1)
    #expect(scene.prompts.contains { $0.title == "Новый" && $0.id == "sale" })
    let memos = try story.journalEntries().flatMap(\.changes).count {
      if case .receipt(.memoSet) = $0 { true } else { false }
    }
    #expect(memos == (asksAgain ? 1 : 0))
    _ = try story.verify()
  }

  @Test func `a question that was answered ends on its own script`() async throws {
    let story = try Story(Self.phone)
    let store = try story.bundle(Story.store(Self.titled))
    let (scene, report) = try await story.play(
      Story.signIn + ["phone: text 123", Story.coffee, "sale: pay.cash", "payment.cash: 199.50"],
      swapping: store, at: 4)
    #expect(report.outcome == .waits)
    #expect(scene.documents.count == 1 && scene.prompts.last?.title == "Новый")
    #expect(!scene.prompts.dropLast().contains { $0.title == "Новый" })
  }

  @Test func `a new first question is asked, and goods that were meant for the sale wait for it`()
    async throws
  {
    let story = try Story()
    let store = try story.bundle(
      Story.store(
        #"on = { receipt_begun = function() prompt.tell { "hello", title = "Карта есть?" } end },"#)
    )
    let (scene, report) = try await story.play(
      Story.signIn + ["sale: free 199.50 Кофе", "hello: ok", "sale: pay.cash"], swapping: store,
      at: 3)
    #expect(report.outcome == .taken)
    #expect(scene.stands == "payment.cash" && scene.receipt?.lines.count == 1)
  }

  @Test
  func `what was swapped in outlives a restart, the folder's own comes back by a change of it`()
    async throws
  {
    let story = try Story()
    let store = try story.bundle(Story.store(Self.titled))
    try await story.play(Story.signIn, swapping: store, at: 3)
    let again = try await story.play([])
    #expect(again.prompts.last?.title == "Новый" && again.warnings == [])
    story.store = Story.store(Self.titled.replacing("Новый", with: "Третий"))
    let third = try await story.play([])
    #expect(third.prompts.last?.title == "Третий")
    let sources = try story.scriptEntries().compactMap { entry -> ScriptTaken.Source? in
      if case .script(let change) = entry { change.source } else { nil }
    }
    #expect(sources == [.sent, .folder])
    _ = try story.verify()
  }

  @Test func `a plan says what would become of it, and does nothing`() async throws {
    let story = try Story()
    let store = try story.bundle(Story.store(Self.titled))
    let reports = SwapReports()
    try await story.play(
      Story.signIn,
      acting: [3: { await reports.add(try await $0.swap(to: store, by: "ivan", plan: true)) }])
    #expect(await reports.all.map(\.outcome) == [.planned])
    #expect(try story.scriptEntries().isEmpty)
  }

  @Test func `two at once: the second is told that one waits`() async throws {
    let story = try Story()
    let store = try story.bundle(Story.store(Self.titled))
    let other = try story.bundle(Story.store("ask_contact = true,"), in: "other")
    let reports = SwapReports()
    try await story.play(
      Story.start,
      acting: [
        4: { till in
          await reports.add(try await till.swap(to: store, by: "ivan"))
          await reports.add(try await till.swap(to: other, by: "olga"))
        }
      ])
    #expect(await reports.all.map(\.outcome) == [.waits, .refused])
    #expect(await reports.all.last?.reasons.first?.contains("waits to be taken") == true)
  }

  @Test func `a script that is no Lua is refused with file and line, and kept as an entry`()
    async throws
  {
    let story = try Story()
    let store = try story.bundle("return store {")
    let (scene, report) = try await story.play(
      Story.signIn + [Story.coffee], swapping: store, at: 3)
    #expect(report.outcome == .refused && scene.receipt?.lines.count == 1)
    #expect(report.reasons.first?.hasPrefix("sent/store.lua:1:") == true)
    let entries = try story.scriptEntries()
    guard case .refused(let refused)? = entries.first else {
      Issue.record("no entry of a refusal")
      return
    }
    #expect(refused.by == "ivan" && refused.reasons == report.reasons)
    _ = try story.verify()
  }

  @Test func `a script is taken at a sign-in nobody has answered`() async throws {
    let story = try Story()
    let store = try story.bundle(Story.store(Self.titled))
    let (scene, report) = try await story.play(Story.signIn, swapping: store, at: 1)
    #expect(report.outcome == .taken && scene.prompts.last?.title == "Новый")
  }

  @Test func `the words of a flow that a swap ended can be had back`() async throws {
    let story = try Story()
    let store = try story.bundle(Story.store(Self.titled))
    let (_, report) = try await story.play(Story.signIn, swapping: store, at: 1)
    #expect(report.outcome == .taken)
    let reader = try JournalReader(folder: story.data)
    var asked: [[String]] = []
    for (index, entry) in try story.journalEntries().enumerated() {
      guard case .flow = entry else { continue }
      asked.append(try reader.words(at: index + 1).asked.map(\.prompt.id))
    }
    #expect(asked.first == asked.dropFirst().first?.prefix(1).map(\.self), "\(asked)")
    #expect(asked.allSatisfy { !$0.isEmpty }, "\(asked)")
  }

  @Test func `the way back is to the script before, once`() async throws {
    let story = try Story()
    let store = try story.bundle(Story.store(Self.titled))
    let reports = SwapReports()
    let back: @Sendable (Till) async throws -> Void = {
      await reports.add(try await $0.goBack(by: "ivan"))
    }
    let scene = try await story.play(
      Story.signIn + ["sale: free 10 Чай", "sale: clear", "sale.clear: yes"],
      acting: [
        3: { till in
          await reports.add(try await till.swap(to: store, by: "ivan"))
          try await back(till)
          try await back(till)
        }
      ])
    #expect(await reports.all.map(\.outcome) == [.taken, .taken, .refused])
    #expect(scene.prompts.last?.title != "Новый")
    // It is taken again only where somebody says so.
    let (_, refused) = try await story.play([], swapping: store, at: 1)
    #expect(refused.reasons.first?.contains("swap --again") == true)
    let (_, taken) = try await story.play([], swapping: store, at: 1, again: true)
    #expect(taken.outcome == .taken)
    _ = try story.verify()
  }
}
