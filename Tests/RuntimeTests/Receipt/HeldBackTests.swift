import Testing

@testable import KassaRuntime

/// What a person chose to do with money that was charged is what happens, whatever the script goes on to.
@Suite struct HeldBackTests {
  /// A sale of the store's own whose card is charged, and what it does then.
  private static func flow(_ then: String, after card: Int = 19_950) throws -> Story {
    try Story.sale(
      """
      receipt.add { name = "Кофе", price = 19950 } shift.open()
      terminal.charge { "charge.window", terminal = "standalone", amount = \(card) }
      \(then)
      """)
  }

  private static let leave = #"prompt.choose { "payment.leave", hide = { "rest" } }"#
  private static let charged = Story.signIn + ["charge.window: approved"]

  /// What a person chose, and how a script goes on all the same.
  static let tricks: [(choices: [String], script: String)] = [
    (["payment.leave: refund"], "\(leave) receipt.print()"),
    (["payment.leave: senior"], "\(leave) receipt.print()"),
    (["payment.leave: refund"], "\(leave) pcall(receipt.print) receipt.print()"),
    (
      ["payment.leave: refund", "charge.void: declined"],
      #"\#(leave) terminal.void { "charge.void", charge = 1 } receipt.print()"#
    ),
    (
      ["payment.leave: refund", "charge.void: unknown", "charge.void: declined"],
      #"\#(leave) terminal.void { "charge.void", charge = 1 } terminal.ask { "charge.void" } "#
        + "receipt.print()"
    ),
    (
      ["payment.leave: refund", "own: ok"],
      #"\#(leave) prompt.tell { "own", title = "Спасибо", buttons = { "ok" } } receipt.print()"#
    ),
    (
      ["print.refused: leave"],
      #"prompt.choose { "print.refused", args = { reason = "" } } receipt.print()"#
    ),
    (
      ["payment.leave: refund"],
      "local s = receipt.snapshot() \(leave) receipt.restore(s) receipt.print()"
    ),
  ]

  @Test(arguments: tricks.indices)
  func `who does not print gets no document, and is asked again`(index: Int) async throws {
    let (choices, script) = Self.tricks[index]
    let scene = try await Self.flow(script).play(Self.charged + choices)
    #expect(scene.documents.isEmpty, "\(script)")
    #expect(scene.faults.count == 1, "\(script): \(scene.faults)")
    #expect(scene.stands == "payment.leave" && scene.receipt?.charged.kopecks == 19_950)
    #expect(scene.faults.first?.contains("chose to give the money back") == true, "\(scene.faults)")
  }

  @Test func `nothing more is taken meanwhile`() async throws {
    let story = try Self.flow(
      """
      prompt.choose { "payment.leave", hide = { "print" } }
      for _, take in ipairs {
        function() return receipt.cash { "payment.cash" } end,
        function() return terminal.charge { "charge.window", terminal = "standalone", amount = 100 } end,
      } do
        local fine, why = pcall(take)
        if fine or not why:find("chose to give the money back", 1, true) then error(tostring(why)) end
      end
      prompt.tell { "told", title = "Told" }
      """, after: 10_000)
    let scene = try await story.play(Self.charged + ["payment.leave: refund"])
    #expect(scene.stands == "told", "\(scene.faults)")
  }

  @Test func `a later choice, or the money given back, ends it`() async throws {
    let printed = try await Self.flow("\(Self.leave) \(Self.leave) receipt.print()").play(
      Self.charged + ["payment.leave: refund", "payment.leave: print"])
    #expect(printed.documents.count == 1 && printed.faults.isEmpty)
    let again = try await Self.flow(
      """
      \(Self.leave) terminal.void { "charge.void", charge = 1 }
      terminal.slip_amount { "void.amount" } terminal.slip_field { "void.number", field = "number" }
      terminal.charge { "charge.window", terminal = "standalone", amount = 19950 } receipt.print()
      """
    ).play(
      Self.charged + [
        "payment.leave: refund", "charge.void: approved", "void.amount: 199.50",
        "void.number: none", "charge.window: approved",
      ])
    #expect(again.documents.count == 1 && again.faults.isEmpty, "\(again.faults)")
  }

  @Test func `it holds over a restart, a fault and a receipt set aside`() async throws {
    let story = try Self.flow("\(Self.leave) prompt.tell { 'own', title = '?' } error 'x'")
    try await story.play(Self.charged + ["payment.leave: refund"])
    let scene = try await story.play(["own: ok"])
    #expect(scene.stands == "payment.leave" && scene.receipt?.heldBack == true)
    // The stock flow asks what is to become of it, and the answer counts.
    let printed = try await story.play(["payment.leave: print"])
    #expect(printed.documents.count == 1)
    _ = try story.verify()
  }
}
