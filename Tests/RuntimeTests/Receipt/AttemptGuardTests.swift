import Testing

@testable import KassaRuntime

/// Invariants 3, 6 and 7, attacked from a store's script: amounts that agree, one open attempt, and
/// money that is not forgotten.
@Suite struct AttemptGuardTests {
  private static let coffee = #"receipt.add { name = "Кофе", price = 100 } shift.open()"#

  private static func charge(_ more: String = "") -> String {
    #"terminal.charge { "charge.window", terminal = "standalone", amount = 100 \#(more) }"#
  }

  @Test func `a slip that shows more is not settled by paying the rest`() async throws {
    let script = """
      \(Self.coffee)
      \(Self.charge(", proof = { amount = 'required' }"))
      terminal.slip_amount { "charge.amount" }
      terminal.slip_verdict { "charge.under" }
      prompt.tell { "end", title = "End" }
      """
    let scene = try await Story.sale(script).play(
      Story.signIn + [
        "charge.window: approved", "charge.amount: 1.50",
        "charge.under: rest",
      ])
    #expect(scene.receipt?.charged == .zero)
    #expect(scene.receipt?.openAttempt?.state == .mismatched(slip: Money(checked: 150)))
  }

  @Test func `an error after an answer of don't know leaves the charge unknown to the stock flow`()
    async throws
  {
    let scene = try await Story.sale("\(Self.coffee) \(Self.charge()) error 'x'").play(
      Story.signIn + ["charge.window: unknown"])
    #expect(scene.stands == "charge.unknown")
    #expect(scene.receipt?.openAttempt?.state == .unknown)
    #expect(scene.state.flow?.start.level == .stock)
  }

  /// What a script tries while an attempt is unknown; each raises or is refused.
  @Test(arguments: [
    charge(), #"receipt.add { name = "Чай", price = 1 }"#, "receipt.remove(1)", "receipt.print()",
    "shift.close()", "cashier.sign_out()", #"receipt.cash { "payment.cash" }"#,
    #"receipt.memo("a", 1)"#,
  ])
  func `while an attempt is open only prompts, reads and the log work`(attack: String)
    async throws
  {
    let script = """
      \(Self.coffee)
      \(Self.charge())
      local ran, result = pcall(function() return \(attack) end)
      prompt.tell { ran and result and "done" or "refused", title = "?" }
      """
    let scene = try await Story.sale(script).play(
      Story.signIn + ["charge.window: unknown"])
    #expect(scene.stands == "refused", "\(scene.warnings)")
    #expect(scene.receipt?.openAttempt?.state == .unknown)
    #expect(scene.documents.isEmpty)
  }

  @Test func `an approval survives a failing script and a restart, and prints once`() async throws {
    let story = try Story.sale("\(Self.coffee) \(Self.charge()) error 'x'")
    let before = try await story.play(Story.signIn + ["charge.window: approved"])
    #expect(before.stands == "payment.leave")
    #expect(before.receipt?.charged == Money(checked: 100))
    let after = try await story.play(["payment.leave: print"])
    #expect(after.documents.map(\.payments.cashless) == [Money(checked: 100)])
  }
}
