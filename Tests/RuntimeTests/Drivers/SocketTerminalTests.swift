import Testing

@testable import KassaDrivers
@testable import KassaRuntime

/// The driver of a connected terminal against the real pinpad, over a real socket.
@Suite struct SocketTerminalTests {
  private static let charge = TerminalCharge(key: "receipt/1", amount: Money(checked: 19_950))
  private static let approved = TerminalReply.approved(reference: "000000000001")

  /// What a charge and a question after it are told, and what the pinpad did, with each fault.
  struct Case: CustomTestStringConvertible, Sendable {
    var testDescription: String { fault?.rawValue ?? "no fault" }
    let fault: PinpadFault?
    let reply: TerminalReply
    let outcome: TerminalReply
    let operations: [String]
  }

  static let cases = [
    Case(fault: nil, reply: approved, outcome: approved, operations: ["approved 19950"]),
    Case(
      fault: .decline, reply: .declined(reason: "no_funds"),
      outcome: .declined(reason: "no_funds"), operations: ["declined 0"]),
    Case(fault: .timeOut, reply: .unknown, outcome: .running, operations: ["running 0"]),
    Case(fault: .loseReply, reply: .unknown, outcome: approved, operations: ["approved 19950"]),
    Case(
      fault: .loseConnection, reply: .unknown, outcome: .declined(reason: "never_charged"),
      operations: ["declined 0"]),
    Case(
      fault: .inPart,
      reply: .approvedInPart(Money(checked: 9_900), reference: "000000000001"),
      outcome: .approvedInPart(Money(checked: 9_900), reference: "000000000001"),
      operations: ["approved 9900"]),
  ]

  @Test(arguments: cases)
  func `is told what happened, and never guesses`(_ one: Case) async throws {
    let pinpad = try TestPinpad()
    if let fault = one.fault { try pinpad.set(fault) }
    let limit: Duration = one.fault == .timeOut ? .milliseconds(100) : .seconds(10)
    #expect(await pinpad.terminal(limit: limit).charge(Self.charge) == one.reply)
    #expect(await pinpad.terminal().outcome(of: Self.charge) == one.outcome)
    // Asked or charged again, the key charges nobody twice.
    #expect(await pinpad.terminal().charge(Self.charge) == one.outcome)
    #expect(try pinpad.operations == one.operations)
  }

  @Test func `a question closes a key that was never charged`() async throws {
    let pinpad = try TestPinpad()
    let never = TerminalReply.declined(reason: "never_charged")
    #expect(await pinpad.terminal().outcome(of: Self.charge) == never)
    #expect(await pinpad.terminal().charge(Self.charge) == never)
    #expect(try pinpad.operations == ["declined 0"])
  }

  @Test func `a key of another amount is no answer`() async throws {
    let pinpad = try TestPinpad()
    let other = TerminalCharge(key: Self.charge.key, amount: Money(checked: 10_000))
    #expect(await pinpad.terminal().charge(Self.charge) == Self.approved)
    #expect(await pinpad.terminal().charge(other) == .unknown)
    #expect(await pinpad.terminal().outcome(of: other) == .unknown)
    #expect(try pinpad.operations == ["approved 19950"])
  }

  @Test func `a terminal that took more is told of`() async throws {
    let pinpad = try TestPinpad()
    try pinpad.set(.over)
    let over = TerminalReply.approvedOver(Money(checked: 21_945), reference: "000000000001")
    #expect(await pinpad.terminal().charge(Self.charge) == over)
    #expect(await pinpad.terminal().stop(Self.charge) == over)
  }

  struct Undone: CustomTestStringConvertible, Sendable {
    var testDescription: String { fault?.rawValue ?? "no fault" }
    let fault: PinpadFault?
    let reply: TerminalReply
    let again: TerminalReply
    let operation: String
  }

  static let voids = [
    Undone(fault: nil, reply: approved, again: approved, operation: "voided 19950"),
    Undone(
      fault: .decline, reply: .declined(reason: "settled"), again: approved,
      operation: "voided 19950"),
    Undone(fault: .timeOut, reply: .unknown, again: approved, operation: "voided 19950"),
    Undone(fault: .loseReply, reply: .unknown, again: approved, operation: "voided 19950"),
    Undone(fault: .loseConnection, reply: .unknown, again: approved, operation: "voided 19950"),
    Undone(
      fault: .denyAndTake, reply: .declined(reason: "host_error"), again: approved,
      operation: "voided 19950"),
    Undone(fault: .takeLate, reply: .unknown, again: .running, operation: "voided 19950"),
  ]

  @Test(arguments: voids)
  func `a void is done once, however often it is asked`(_ one: Undone) async throws {
    let pinpad = try TestPinpad()
    #expect(await pinpad.terminal().charge(Self.charge) == Self.approved)
    if let fault = one.fault { try pinpad.set(fault) }
    #expect(await pinpad.terminal(limit: .milliseconds(200)).void(Self.charge) == one.reply)
    #expect(await pinpad.terminal().void(Self.charge) == one.again)
    #expect(try pinpad.operations == [one.operation])
  }

  @Test func `refunds never exceed their charge, and each is made once`() async throws {
    let pinpad = try TestPinpad()
    let terminal = pinpad.terminal()
    #expect(await terminal.charge(Self.charge) == Self.approved)
    let part = TerminalCharge(key: "return/1", amount: Money(checked: 15_000))
    try pinpad.set(.loseReply)
    #expect(await terminal.refund(part, of: Self.charge) == .unknown)
    let given = TerminalReply.approved(reference: "000000000002")
    #expect(await terminal.outcome(of: part) == given)
    #expect(await terminal.refund(part, of: Self.charge) == given)
    let more = TerminalCharge(key: "return/2", amount: Money(checked: 5_000))
    let nothing = TerminalReply.declined(reason: "nothing_to_refund")
    #expect(await terminal.refund(more, of: Self.charge) == nothing)
    #expect(await terminal.void(Self.charge) == .declined(reason: "refunded"))
    let other = TerminalCharge(key: "return/3", amount: Money(checked: 5_000))
    #expect(await terminal.refund(other, of: nil) == .approved(reference: "000000000004"))
    #expect(
      try pinpad.operations == [
        "approved 19950", "approved 15000", "declined 0", "approved 5000",
      ])
  }

  @Test func `stopping ends what still runs, and leaves what was approved`() async throws {
    let pinpad = try TestPinpad()
    try pinpad.set(.timeOut)
    #expect(await pinpad.terminal(limit: .milliseconds(100)).charge(Self.charge) == .unknown)
    #expect(await pinpad.terminal().stop(Self.charge) == .declined(reason: "cancelled"))
    let second = TerminalCharge(key: "receipt/2", amount: Self.charge.amount)
    #expect(await pinpad.terminal().charge(second) == .approved(reference: "000000000002"))
    #expect(await pinpad.terminal().stop(second) == .approved(reference: "000000000002"))
    #expect(try pinpad.operations == ["declined 0", "approved 19950"])
  }

  @Test func `a voided charge took nothing`() async throws {
    let pinpad = try TestPinpad()
    #expect(await pinpad.terminal().charge(Self.charge) == Self.approved)
    _ = try pinpad.ask(PinpadRequest(.void, key: Self.charge.key))
    #expect(await pinpad.terminal().outcome(of: Self.charge) == .declined(reason: "voided"))
    #expect(try pinpad.ask(PinpadRequest(.last)).operation?.state == .voided)
  }

  @Test func `where nobody listens nothing was charged, and nothing is known of before`()
    async throws
  {
    let pinpad = try TestPinpad()
    pinpad.stop()
    #expect(
      await pinpad.terminal().charge(Self.charge) == .declined(reason: "unreachable"))
    #expect(await pinpad.terminal().outcome(of: Self.charge) == .unknown)
    let long = SocketTerminal(
      id: "t", name: "t", path: String(repeating: "x", count: 300), limit: .seconds(1))
    #expect(await long.charge(Self.charge) == .declined(reason: "unreachable"))
  }

  private static func line(_ fields: String) -> String {
    #"{"operation":{"asked":19950,"key":"receipt/1","kopecks":19950,"reason":"","#
      + #""reference":"1","state":"approved"\#(fields)}}"#
  }

  /// Lines that are no answer to the charge.
  static let garbage = [
    "", "hello", "null", "{}", "[]", #"{"operation":{}}"#, #"{"error":"storage"}"#,
    line("").replacing("receipt/1", with: "receipt/2"),
    line("").replacing(#""asked":19950"#, with: #""asked":19951"#),
    line("").replacing(#""kopecks":19950"#, with: #""kopecks":0"#),
    line("").replacing(#""kopecks":19950"#, with: #""kopecks":-1"#),
    line("").replacing(#""kopecks":19950"#, with: #""kopecks":199.5"#),
    line("").replacing(#""kopecks":19950"#, with: #""kopecks":9223372036854775808"#),
    line("").replacing("approved", with: "Approved"),
    #"{"error":"storage",\#(line("").dropFirst())"#,
    line("").replacing(
      #""reference":"1""#, with: #""reference":"\#(String(repeating: "x", count: 70_000))""#),
  ]

  @Test(arguments: garbage.indices)
  func `words that are no answer to this charge are unknown`(index: Int) async throws {
    let socket = try TestSocket(answering: Array((Self.garbage[index] + "\n").utf8))
    let terminal = SocketTerminal(id: "t1", name: "t", path: socket.path, limit: .seconds(10))
    #expect(await terminal.charge(Self.charge) == .unknown)
    #expect(await terminal.outcome(of: Self.charge) == .unknown)
  }

  @Test func `half a line is unknown, and a whole one is believed`() async throws {
    for (bytes, reply) in [
      (Array(Self.line("").utf8), TerminalReply.unknown), ([0xFF, 0xFE, 10], .unknown),
      (Array((Self.line("") + "\nmore").utf8), .approved(reference: "1")),
    ] {
      let socket = try TestSocket(answering: bytes)
      let terminal = SocketTerminal(id: "t1", name: "t", path: socket.path, limit: .seconds(10))
      #expect(await terminal.charge(Self.charge) == reply)
    }
  }

  @Test(arguments: [
    (#""reference":"4111 1111 1111 1111""#, "…"),
    (#""reference":"карта 5500005555555559 ок""#, "карта … ок"),
  ])
  func `a reply brings no card number`(reference: String, kept: String) async throws {
    let text = Self.line("").replacing(#""reference":"1""#, with: reference)
    let socket = try TestSocket(answering: Array((text + "\n").utf8))
    let terminal = SocketTerminal(id: "t1", name: "t", path: socket.path, limit: .seconds(10))
    #expect(await terminal.charge(Self.charge) == .approved(reference: kept))
    let declined = text.replacing(#""state":"approved""#, with: #""state":"declined""#)
      .replacing(#""reason":"""#, with: #""reason":"4111-1111-1111-1111""#)
    let other = try TestSocket(answering: Array((declined + "\n").utf8))
    let second = SocketTerminal(id: "t1", name: "t", path: other.path, limit: .seconds(10))
    #expect(await second.charge(Self.charge) == .declined(reason: "…"))
  }
}
