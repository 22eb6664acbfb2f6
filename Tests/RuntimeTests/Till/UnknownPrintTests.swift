import Testing

@testable import KassaEmulators
@testable import KassaRuntime

/// The registrar's reply to a print is lost: until it has answered, the receipt stays as it was frozen,
/// whatever a script tries, and nobody else's memory settles it.
@Suite struct UnknownPrintTests {
  /// What a script tries on a receipt of which nobody knows whether it was printed.
  static let attacks = [
    #"receipt.add { name = "Чай", price = 50 }"#, "receipt.remove(1)",
    #"receipt.set_quantity(1, "2")"#, "receipt.discount { line = 1, amount = 1 }",
    #"receipt.contact "a@b.ru""#, #"receipt.memo("kept", 2)"#, #"receipt.memo("new", 1)"#,
    #"receipt.return_cash { "payment.return_cash" }"#, #"receipt.cash { "payment.cash" }"#,
    #"receipt.confirm { tender = "other", amount = 1 }"#,
    #"terminal.charge { "charge.window", terminal = "standalone", amount = 1 }"#,
    #"terminal.void { "charge.void", charge = 1 }"#,
  ]

  private static func sale(_ attack: String) -> String {
    """
    if receipt.is_printing() then return end
    receipt.add { name = "Кофе", price = 100 }
    receipt.memo("kept", 1)
    shift.open()
    terminal.charge { "charge.window", terminal = "standalone", amount = 60 }
    receipt.cash { "payment.cash" }
    local _, why = receipt.print()
    local fine, done = pcall(function() return \(attack) end)
    prompt.choose { fine and done and "changed" or why, title = "?", buttons = { "ok" } }
    receipt.print()
    """
  }

  @Test(arguments: attacks, [EmulatedFault.lostReplyBefore, .lostReplyAfter])
  func `changes nothing`(attack: String, fault: EmulatedFault) async throws {
    let story = try Story.sale(Self.sale(attack))
    try await story.play(Story.signIn + ["charge.window: approved"])
    try story.control.set(fault, times: 1)
    let scene = try await story.play(["payment.cash: 0.40"])
    #expect(scene.stands == "unreachable", "\(attack): \(scene.faults)")
    let receipt = try #require(scene.receipt)
    #expect(receipt.isPrinting && receipt.total.kopecks == 100 && receipt.lines.count == 1)
    #expect(receipt.memo == ["kept": 1] && receipt.contact == nil)
    #expect(receipt.charged.kopecks == 60 && receipt.received.kopecks == 40)
    #expect(receipt.attempts.count == 1)
    #expect(try await story.play([]).receipt == receipt)
    try await story.play(["unreachable: ok"])
    let isIssued = fault == .lostReplyAfter
    #expect(try story.receipts.map(\.document.total.kopecks) == (isIssued ? [100] : []))
    _ = try story.verify()
  }
}

// MARK: - Another fiscal memory

extension UnknownPrintTests {
  /// The till of a card sale whose print was not answered, opened again before `registrar`.
  private func unanswered(
    _ fault: EmulatedFault
  ) async throws -> (story: Story, registrar: ProxyRegistrar) {
    let story = try Story()
    try await story.play(Story.start + ["sale: pay.card"])
    try story.control.set(fault, times: 1)
    let asked = try await story.play(["charge.window: approved"])
    #expect(asked.stands == "print.unreachable")
    let registrar = try ProxyRegistrar(story)
    story.registrar = registrar
    return (story, registrar)
  }

  @Test(arguments: [EmulatedFault.lostReplyBefore, .lostReplyAfter])
  func `another fiscal memory settles nothing`(fault: EmulatedFault) async throws {
    let (story, registrar) = try await unanswered(fault)
    registrar.pretend(memory: "9999000000000002")
    let other = try await story.play(["print.unreachable: ok", "print.other_registrar: again"])
    #expect(other.stands == "print.other_registrar")
    #expect(other.receipt?.isPrinting == true && other.state.lastDocument == 1)
    #expect(registrar.takeCalls() == [], "nothing is asked of it, and nothing printed")
    // Set aside it is a matter, and stays one however often it is taken back.
    let id = try #require(other.receipt?.id)
    let parked = try await story.play([
      "print.other_registrar: park", "sale: parked", "parked.list: \(id)",
    ])
    #expect(parked.stands == "print.other_registrar" && parked.receipt?.isPrinting == true)
    #expect(registrar.takeCalls() == [])
    registrar.pretend(memory: nil)
    let scene = try await story.play(["print.other_registrar: again"])
    #expect(scene.stands == "sale" && scene.documents.map(\.total.kopecks) == [19_950])
    let isIssued = fault == .lostReplyAfter
    #expect(registrar.takeCalls() == ["printed?"] + (isIssued ? [] : ["print"]))
    #expect(try story.verify().matters == 0)
  }

  /// A registrar that can't be reached settles nothing either.
  @Test(arguments: [EmulatedFault.lostReplyBefore, .lostReplyAfter])
  func `a registrar that is away settles nothing`(fault: EmulatedFault) async throws {
    let (story, registrar) = try await unanswered(fault)
    try story.control.set(.unreachable)
    let away = try await story.play(["print.unreachable: ok", "print.unreachable: ok"])
    #expect(away.stands == "print.unreachable" && away.receipt?.isPrinting == true)
    #expect(try await story.play([]).receipt?.isPrinting == true)
    #expect(registrar.takeCalls() == [])
    try story.control.clearAll()
    let scene = try await story.play(["print.unreachable: ok"])
    #expect(scene.stands == "sale" && scene.documents.count == 1)
    let isIssued = fault == .lostReplyAfter
    #expect(registrar.takeCalls() == ["printed?"] + (isIssued ? [] : ["print"]))
  }

  /// A till that died with its print on the way asks about it first of all, and sends nothing before.
  @Test(arguments: [EmulatedFault.lostReplyBefore, .lostReplyAfter])
  func `a restarted till asks about its print before it sends anything`(
    fault: EmulatedFault
  ) async throws {
    let story = try Story()
    try await story.play(Story.start + ["sale: pay.card"])
    try story.control.set(fault, times: 1)
    story.seam = Seam { point in
      if case .afterDevice(call: "print") = point { throw Died() }
    }
    await #expect(throws: Died.self) {
      try await story.open(story.scripted(["charge.window: approved"])).run()
    }
    story.seam = .production
    let registrar = try ProxyRegistrar(story)
    story.registrar = registrar
    let scene = try await story.play([])
    let isIssued = fault == .lostReplyAfter
    #expect(registrar.takeCalls() == ["printed?"] + (isIssued ? [] : ["print"]))
    #expect(scene.stands == "sale" && scene.documents.count == 1)
    #expect(try story.verify().receipts == 1)
  }

  /// The same where the print never left the till.
  @Test func `a till that died before it sent its print asks first too`() async throws {
    let story = try Story()
    try await story.play(Story.start + ["sale: pay.card"])
    story.seam = Seam { point in
      if case .beforeDevice(call: "print") = point { throw Died() }
    }
    await #expect(throws: Died.self) {
      try await story.open(story.scripted(["charge.window: approved"])).run()
    }
    story.seam = .production
    let registrar = try ProxyRegistrar(story)
    registrar.pretend(memory: "9999000000000002")
    story.registrar = registrar
    let other = try await story.play([])
    #expect(other.stands == "print.other_registrar" && registrar.takeCalls() == [])
    registrar.pretend(memory: nil)
    #expect(try await story.play(["print.other_registrar: again"]).documents.count == 1)
    #expect(registrar.takeCalls() == ["printed?", "print"])
  }

  private struct Died: Error {}
}
