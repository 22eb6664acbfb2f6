import KassaDrivers
import Testing

@testable import KassaEmulators
@testable import KassaRuntime

/// Money that a connected terminal took late and that pays nothing: the terminal itself gives it back, by a key.
@Suite(.serialized) struct LateChargeTests {
  private static let pin = ReturnTests.boris

  /// Анна at a till that has learnt at its closing that a charge, which she had called declined, was taken.
  private static func story(_ pinpad: TestPinpad) async throws -> (Story, id: String) {
    let story = try ReturnTests.story(AliveChargeTests.store)
    let setUp = AliveChargeTests.setUp(pinpad.path).dropFirst(Story.seniorSignIn.count)
    try await story.play(
      ["sign_in.name: Борис", "sign_in.pin: text \(pin)"] + setUp + ["sale: sign_out"]
        + ReturnTests.start + [Story.coffee])
    try pinpad.set(.takeLate)
    let scene = try await story.play(
      [
        "sale: pay.card", "charge.running: declined", "charge.declined: park", "sale: shift",
        "shift.close: yes",
      ] + ReturnTests.start)
    let charge = try #require(
      scene.state.unconfirmed.first { $0.standing == .owed },
      "\(scene.prompts.map(\.id)) \(scene.faults)")
    return (story, charge.key.id)
  }

  struct Case: CustomTestStringConvertible, Sendable {
    let testDescription: String
    var fault: PinpadFault?
    let operations: [String]
    var period = [0, 0, 0]
  }

  static let cases = [
    Case(
      testDescription: "undone", operations: ["voided 19950"],
      period: [1, 0, 1]),
    Case(
      testDescription: "a lost reply is asked about by the same void", fault: .loseReply,
      operations: ["voided 19950"], period: [1, 0, 1]),
    Case(
      testDescription: "a void that is refused leads to the refund", fault: .decline,
      operations: ["approved 19950", "approved 19950"], period: [1, 1, 0]),
  ]

  @Test(arguments: cases)
  func `goes back by a senior's PIN, once`(_ each: Case) async throws {
    let pinpad = try TestPinpad()
    let (story, id) = try await Self.story(pinpad)
    if let fault = each.fault { try pinpad.set(fault) }
    let asked = try await story.play([
      "sale: parked", "parked.list: \(id)", "unconfirmed.owed: give_back",
    ])
    #expect(asked.stands == "unconfirmed.give_back", "\(asked.prompts.map(\.id)) \(asked.faults)")
    #expect(asked.prompts.last?.effect?.text(.ru) == "Возврат 199,50\u{A0}₽ · Пинпад")
    #expect(
      asked.prompts.last?.title == "Вернуть 199,50\u{A0}₽?", "\(asked.prompts.last?.title ?? "")")
    let scene = try await story.play([
      "unconfirmed.give_back: yes", "rights.pin: text \(Self.pin)", "unconfirmed.settled: ok",
    ])
    #expect(scene.state.unconfirmed.isEmpty, "\(scene.prompts.map(\.id)) \(scene.faults)")
    #expect(try pinpad.operations == each.operations)
    let period = try #require(scene.state.periods["t1"])
    #expect([period.charges.count, period.refunds.count, period.voids.count] == each.period)
    let by = try story.journalEntries().flatMap(\.changes).compactMap { change in
      if case .till(.chargeGivenBack(_, _, let by, _)) = change { by } else { nil }
    }
    #expect(by == ["Борис"])
    _ = try story.verify()
  }

  @Test func `without a senior nothing goes back`() async throws {
    let pinpad = try TestPinpad()
    let (story, id) = try await Self.story(pinpad)
    let wrong = try await story.play([
      "sale: parked", "parked.list: \(id)", "unconfirmed.owed: give_back",
      "unconfirmed.give_back: yes", "rights.pin: cancel", "unconfirmed.give_back: no",
      "unconfirmed.owed: back",
    ])
    #expect(wrong.state.unconfirmed.map(\.standing) == [.owed], "\(wrong.prompts.map(\.id))")
    #expect(try pinpad.operations == ["approved 19950"])
  }

  /// The terminal is gone: what may be alive there stays listed, and asked again it goes back once.
  @Test func `a terminal that does not answer keeps it on the list`() async throws {
    let pinpad = try TestPinpad()
    let (story, id) = try await Self.story(pinpad)
    pinpad.stop()
    let scene = try await story.play([
      "sale: parked", "parked.list: \(id)", "unconfirmed.owed: give_back",
      "unconfirmed.give_back: yes", "rights.pin: text \(Self.pin)", "unconfirmed.not_given: ok",
    ])
    #expect(scene.stands == "unconfirmed.owed", "\(scene.prompts.map(\.id)) \(scene.faults)")
    #expect(scene.state.unconfirmed.map(\.standing) == [.owed])
    _ = try story.verify()
  }

  /// It is the till's own question: no script gives money back by itself, nor in the middle of a receipt.
  @Test func `no script gives it back by itself`() async throws {
    let pinpad = try TestPinpad()
    let (story, _) = try await Self.story(pinpad)
    story.store = story.store.replacing(
      "providers = {",
      with: Story.flow(
        """
        local charge = terminal.unconfirmed()[1]
        local deed, why = terminal.give_back(charge.id)
        prompt.tell { "told", title = tostring(deed) .. " " .. tostring(why) }
        """) + " providers = {")
    let scene = try await story.play(
      ["unconfirmed.give_back: no"])
    #expect(
      scene.prompts.last?.title == "nil cancelled", "\(scene.prompts.map(\.id)) \(scene.faults)")
    #expect(try pinpad.operations == ["approved 19950"])
  }
}
