import Synchronization
import Testing

@testable import KassaRuntime

/// A terminal whose driver the host brings: whatever it answers, the charge ends in a state that can be
/// proven, and nothing it says is kept that must not be.
@Suite struct HostTerminalTests {
  private static let due = Money(checked: 19_950)
  private static let card = "4276 5500 1234 5678 (4111 1111 1111 1111)"

  struct Case: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let charge: TerminalReply
    var outcome = TerminalReply.unknown
    let stands: String
    var state: Attempt.State?
    var calls = ["charge"]
  }

  private static func money(_ kopecks: Int64) -> Money { Money(checked: kopecks) }

  static let cases = [
    Case(testDescription: "approved", charge: .approved(reference: "1"), stands: "sale"),
    Case(
      testDescription: "declined", charge: .declined(reason: "no"), stands: "charge.declined",
      state: .declined),
    Case(
      testDescription: "unknown, then approved", charge: .unknown,
      outcome: .approved(reference: "1"), stands: "sale", calls: ["charge", "outcome"]),
    Case(
      testDescription: "unknown, then declined", charge: .unknown, outcome: .declined(reason: "no"),
      stands: "charge.declined", state: .declined, calls: ["charge", "outcome"]),
    Case(
      testDescription: "unknown, and still unknown", charge: .unknown, stands: "charge.unknown",
      state: .unknown, calls: ["charge", "outcome"]),
    Case(
      testDescription: "unknown, then in part", charge: .unknown,
      outcome: .approvedInPart(money(100), reference: "1"), stands: "charge.under",
      state: .mismatched(slip: money(100)), calls: ["charge", "outcome"]),
    Case(
      testDescription: "in part", charge: .approvedInPart(money(19_949), reference: "1"),
      stands: "charge.under", state: .mismatched(slip: money(19_949))),
    Case(
      testDescription: "a part that is the whole", charge: .approvedInPart(due, reference: "1"),
      stands: "charge.unknown", state: .unknown),
    Case(
      testDescription: "a part of more than the whole",
      charge: .approvedInPart(money(19_951), reference: "1"), stands: "charge.unknown",
      state: .unknown),
    Case(
      testDescription: "a part of nothing", charge: .approvedInPart(.zero, reference: "1"),
      stands: "charge.unknown", state: .unknown),
    Case(
      testDescription: "a part below nothing", charge: .approvedInPart(money(-1), reference: "1"),
      stands: "charge.unknown", state: .unknown),
  ]

  @Test(arguments: cases)
  func `ends in a state that can be proven`(_ one: Case) async throws {
    let terminal = SaidTerminal(one.charge, one.outcome)
    let story = try Story()
    story.terminals = [terminal]
    let scene = try await story.play(Story.start + ["sale: pay.card"])
    #expect(scene.stands == one.stands)
    #expect(terminal.calls == one.calls)
    #expect(scene.receipt?.attempts.map(\.state) == (one.state.map { [$0] } ?? []))
    let isPaid = one.stands == "sale"
    #expect(scene.documents.map(\.payments.cashless) == (isPaid ? [Self.due] : []))
    _ = try story.verify()
  }

  /// The till dies around the charge: opened again it asks what became of it, and charges nothing.
  @Test(arguments: [true, false])
  func `is asked and not charged again after a restart`(isBefore: Bool) async throws {
    let story = try Story()
    story.terminals = [SaidTerminal(.unknown, .unknown)]
    try await story.play(Story.start)
    story.seam = Seam { point in
      switch point {
      case .beforeDevice(call: "charge") where isBefore,
        .afterDevice(call: "charge") where !isBefore:
        throw Died()
      default: break
      }
    }
    await #expect(throws: Died.self) {
      try await story.open(story.scripted(["sale: pay.card"])).run()
    }
    story.seam = .production
    let again = SaidTerminal(.approved(reference: "twice"), .approved(reference: "1"))
    story.terminals = [again]
    #expect(try await story.play([]).documents.map(\.payments.cashless) == [Self.due])
    #expect(again.calls == ["outcome"])
  }

  /// Its words are free text from outside.
  @Test(arguments: [TerminalReply.approved(reference: card), .declined(reason: card)])
  func `no card number in its words is kept`(reply: TerminalReply) async throws {
    let story = try Story()
    story.terminals = [SaidTerminal(reply, .unknown)]
    try await story.play(Story.start + ["sale: pay.card"])
    for number in ["4276 5500 1234 5678", "4111 1111 1111 1111", "4111111111111111"] {
      #expect(try !story.dataHolds(number) && !story.log.text.contains(number), "\(number)")
    }
  }

  /// How long a terminal that was set up at the till may take, as its provider says.
  @Test(arguments: [("seconds = 1", 1), ("seconds = 300", 300), ("", 60)])
  func `waits as long as its provider says`(field: String, seconds: Int) async throws {
    let story = try Story.senior(
      #"providers = { stock.connected { \#(field) } },"#
    )
    let limits = Limits()
    story.connect = { address in
      let limit = address.limit
      limits.note(limit)
      return SaidTerminal(.approved(reference: "1"), .unknown)
    }
    let scene = try await story.play(
      Story.seniorSignIn + [
        "sale: terminals", "settings: terminals", "terminals.list: add",
        "terminals.provider: connected", "terminals.chosen: next", "terminals.name: text Пинпад",
        "terminals.address: text /run/pinpad", "terminals.list: back", Story.coffee,
        "sale: pay.card",
      ])
    #expect(scene.documents.map(\.payments.cashless) == [Self.due])
    #expect(limits.noted == [.seconds(seconds)])
  }

  private struct Died: Error {}
}

private final class Limits: Sendable {
  private let limits = Mutex<[Duration]>([])

  var noted: [Duration] { limits.withLock { $0 } }
  func note(_ limit: Duration) { limits.withLock { $0.append(limit) } }
}

/// A terminal that says what a test tells it to.
private final class SaidTerminal: TerminalDriver {
  let id = "host"
  let name = "Пинпад"
  private let replies: (charge: TerminalReply, outcome: TerminalReply)
  private let asked = Mutex<[String]>([])

  init(_ charge: TerminalReply, _ outcome: TerminalReply) { replies = (charge, outcome) }

  var calls: [String] { asked.withLock { $0 } }

  func charge(_ request: TerminalCharge) async -> TerminalReply {
    asked.withLock { $0.append("charge") }
    return replies.charge
  }

  func outcome(of request: TerminalCharge) async -> TerminalReply {
    asked.withLock { $0.append("outcome") }
    return replies.outcome
  }
}
