import Testing

@testable import KassaEmulators
@testable import KassaRuntime

/// Invariant 9, its last line: with the store's script and the stock library both broken, Swift's own
/// flow prints, resolves or detaches.
@Suite struct LastFlowTests {
  /// How the stock library's sale is broken.
  static let breaks = [
    "error 'broken'", "return function() error 'broken' end", "return 1", "this is no Lua",
    "return function() while true do end end",
    "return function() return prompt.tell { 'nowhere' } end",
  ]

  /// A store whose sale fails after its charge, on a stock library whose modules are `text`.
  private static func story(_ text: String) throws -> Story {
    let story = try Story.sale(
      """
      if receipt.charged() > 0 or #receipt.parked() > 0 then
        return prompt.choose { "end", title = "End", buttons = { "ok" } }
      end
      receipt.add { name = "Кофе", price = 100 }
      shift.open()
      terminal.charge { "charge.window", terminal = "standalone", amount = 100 }
      error 'x'
      """)
    story.spoil = { store in
      var files = store.bundle.files
      for module in ["sale", "payment", "charge", "printing"] {
        files["stock/kassa/\(module).lua"] = text
      }
      return StoreBundle(Bundle(files: files))
    }
    return story
  }

  @Test(arguments: breaks)
  func `prints what is paid`(text: String) async throws {
    let story = try Self.story(text)
    let asked = try await story.play(Story.signIn + ["charge.window: approved"])
    #expect(asked.stands == "last.paid")
    #expect(asked.state.flow?.start.level == .last)
    let scene = try await story.play(["last.paid: print"])
    #expect(scene.documents.map(\.payments.cashless.kopecks) == [100])
    #expect(try story.verify().matters == 0)
  }

  /// What is said from the window on, and what becomes of the receipt.
  static let endings: [(replies: [String], cashless: [Int64], matters: Int)] = [
    (["charge.window: approved", "last.paid: aside"], [], 1),
    (["charge.window: unknown", "last.outcome: approved", "last.paid: print"], [100], 0),
    (["charge.window: unknown", "last.outcome: unknown"], [], 1),
    (["charge.window: unknown", "last.outcome: declined", "last.told: ok"], [], 0),
    (["charge.window: declined", "last.told: ok"], [], 0),
  ]

  @Test(arguments: endings.indices)
  func `resolves, prints or detaches`(index: Int) async throws {
    let (replies, cashless, matters) = Self.endings[index]
    let story = try Self.story("error 'broken'")
    for (number, reply) in replies.enumerated() {
      try await story.play((number == 0 ? Story.signIn : []) + [reply])
    }
    #expect(try story.receipts.map(\.document.payments.cashless.kopecks) == cashless)
    #expect(try story.verify().matters == matters)
  }

  @Test func `asks again while the registrar can't print, and prints once`() async throws {
    let story = try Self.story("error 'broken'")
    try await story.play(Story.signIn + ["charge.window: approved"])
    try story.control.set(.noPaper)
    let refused = try await story.play(["last.paid: print"])
    #expect(refused.stands == "last.not_printed")
    try story.control.clear(.noPaper)
    try await story.play(["last.not_printed: print"])
    #expect(try story.receipts.count == 1)
    #expect(try story.verify().matters == 0)
  }

  @Test(arguments: [EmulatedFault.lostReplyBefore, .lostReplyAfter, .paperOutDuring])
  func `issues one document whatever happens to its reply or paper`(
    fault: EmulatedFault
  ) async throws {
    let story = try Self.story("error 'broken'")
    try await story.play(Story.signIn + ["charge.window: approved"])
    try story.control.set(fault, times: 1)
    var stands = try await story.play(["last.paid: print"]).stands
    // Once for the registrar's word on what became of it, once to print.
    for _ in 0..<2 where ["last.unreachable", "last.not_printed"].contains(stands) {
      stands = try await story.play(["\(stands): print"]).stands
    }
    if stands == "last.paper" { stands = try await story.play(["last.paper: ok"]).stands }
    #expect(stands == "charge.window")
    #expect(try story.receipts.count == 1)
    #expect(try story.verify().matters == 0)
  }

  @Test func `a slip that shows another amount ends as a matter, never approved`() async throws {
    let story = try Self.story("error 'broken'")
    story.store = story.store.replacing(
      "amount = 100 }",
      with: """
        amount = 100, proof = { amount = "required" } } terminal.slip_amount { "charge.amount" }
        """)
    let scene = try await story.play(
      Story.signIn + [
        "charge.window: approved", "charge.amount: 0.50", "last.outcome: approved",
        "last.outcome: declined", "last.outcome: unknown",
      ])
    #expect(scene.refusals.count == 2)
    let slip = Money(checked: 50)
    #expect(scene.state.matters.map(\.receipt.openAttempt?.state) == [.mismatched(slip: slip)])
    #expect(scene.documents.isEmpty)
  }

  @Test func `a till whose whole stock library is broken still opens and says so`() async throws {
    let story = try Story.sale("error 'x'")
    story.spoil = { store in
      var files = store.bundle.files
      files["stock/kassa/flow.lua"] = "error 'broken'"
      return StoreBundle(Bundle(files: files))
    }
    let scene = try await story.play(["last.told: ok"])
    #expect(scene.stands == "last.told")
    #expect(scene.documents.isEmpty)
  }
}
