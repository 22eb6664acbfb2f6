import Foundation
import Testing

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
    Case(fault: .timeOut, reply: .unknown, outcome: .unknown, operations: ["running 0"]),
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
    line("").replacing(#""kopecks":19950"#, with: #""kopecks":19951"#),
    line("").replacing(#""kopecks":19950"#, with: #""kopecks":0"#),
    line("").replacing(#""kopecks":19950"#, with: #""kopecks":-1"#),
    line("").replacing(#""kopecks":19950"#, with: #""kopecks":199.5"#),
    line("").replacing(#""kopecks":19950"#, with: #""kopecks":9223372036854775808"#),
    line("").replacing("approved", with: "Approved"),
    #"{"error":"storage",\#(line("").dropFirst())"#,
    line("").replacing(#""reference":"1""#, with: #""reference":"\#(String(repeating: "x", count: 70_000))""#),
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
    #""reference":"4111 1111 1111 1111""#, #""reference":"карта 5500005555555559 ок""#,
  ])
  func `a reply brings no card number`(reference: String) async throws {
    let text = Self.line("").replacing(#""reference":"1""#, with: reference)
    let socket = try TestSocket(answering: Array((text + "\n").utf8))
    let terminal = SocketTerminal(id: "t1", name: "t", path: socket.path, limit: .seconds(10))
    #expect(await terminal.charge(Self.charge) == .approved(reference: "…"))
    let declined = text.replacing(#""state":"approved""#, with: #""state":"declined""#)
      .replacing(#""reason":"""#, with: #""reason":"4111-1111-1111-1111""#)
    let other = try TestSocket(answering: Array((declined + "\n").utf8))
    let second = SocketTerminal(id: "t1", name: "t", path: other.path, limit: .seconds(10))
    #expect(await second.charge(Self.charge) == .declined(reason: "…"))
  }
}

/// The emulated pinpad itself.
@Suite struct EmulatedPinpadTests {
  private func ask(_ pinpad: EmulatedPinpad, _ request: PinpadRequest) -> PinpadReply? {
    guard case .reply(let reply) = pinpad.answer(request) else { return nil }
    return reply
  }

  @Test func `remembers over a restart, and what was under way took nothing`() throws {
    let folder = try TestFolder()
    do {
      let pinpad = try EmulatedPinpad(folder: folder.path)
      _ = pinpad.answer(PinpadRequest(.charge, key: "a", kopecks: 100))
      _ = pinpad.answer(PinpadRequest(.fault, fault: .timeOut, times: 1))
      #expect(pinpad.answer(PinpadRequest(.charge, key: "b", kopecks: 100)) == .silence)
      #expect(throws: PinpadServerError.folderInUse(folder.path)) {
        try EmulatedPinpad(folder: folder.path)
      }
    }
    let again = try EmulatedPinpad(folder: folder.path)
    #expect(ask(again, PinpadRequest(.outcome, key: "a"))?.operation?.state == .approved)
    let interrupted = ask(again, PinpadRequest(.charge, key: "b", kopecks: 100))?.operation
    #expect(interrupted?.state == .declined && interrupted?.reason == "interrupted")
    #expect(ask(again, PinpadRequest(.operations))?.operations?.count == 2)
  }

  @Test func `refuses what it can't do`() throws {
    let folder = try TestFolder()
    let pinpad = try EmulatedPinpad(folder: folder.path)
    let bad: [PinpadRequest] = [
      PinpadRequest(.charge), PinpadRequest(.charge, key: "a"),
      PinpadRequest(.charge, key: "a", kopecks: 0), PinpadRequest(.charge, key: "", kopecks: 1),
      PinpadRequest(.charge, key: "a", kopecks: .max), PinpadRequest(.outcome),
      PinpadRequest(.void), PinpadRequest(.fault),
      PinpadRequest(.fault, fault: .decline, times: 0),
      PinpadRequest(.outcome, key: String(repeating: "k", count: 201)),
    ]
    for request in bad { #expect(ask(pinpad, request)?.error == .badRequest, "\(request)") }
    #expect(ask(pinpad, PinpadRequest(.void, key: "a"))?.error == .noOperation)
    #expect(ask(pinpad, PinpadRequest(.last))?.error == .noOperation)
  }

  @Test func `a fault is over after its times, or once cleared`() throws {
    let folder = try TestFolder()
    let pinpad = try EmulatedPinpad(folder: folder.path)
    _ = ask(pinpad, PinpadRequest(.fault, fault: .decline, times: 2))
    _ = ask(pinpad, PinpadRequest(.fault, fault: .inPart))
    let states = (1...3).map { number in
      ask(pinpad, PinpadRequest(.charge, key: "\(number)", kopecks: 1000))?.operation?.kopecks
    }
    #expect(states == [0, 0, 500])
    #expect(ask(pinpad, PinpadRequest(.clear, fault: .inPart))?.faults == [])
    let whole = ask(pinpad, PinpadRequest(.charge, key: "4", kopecks: 1000))
    #expect(whole?.operation?.kopecks == 1000)
  }

  @Test func `takes over a socket left behind, and no file and no living pinpad's`() throws {
    let folder = try TestFolder()
    let pinpad = try EmulatedPinpad(folder: folder.path)
    let left = folder.path + "/left"
    #expect(UnixSocket.listen(at: left) != nil)
    let server = try PinpadServer(pinpad, socket: left)
    #expect(throws: PinpadServerError.socketInUse(left)) {
      try PinpadServer(pinpad, socket: left)
    }
    server.stop()
    let file = folder.path + "/file"
    try write("kept", to: file)
    #expect(throws: PinpadServerError.noSocket(file)) { try PinpadServer(pinpad, socket: file) }
    #expect(try String(contentsOfFile: file, encoding: .utf8) == "kept")
  }
}
