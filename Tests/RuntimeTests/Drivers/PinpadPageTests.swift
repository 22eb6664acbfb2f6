import Foundation
import Testing

@testable import KassaDrivers
@testable import KassaRuntime

/// docs/pinpad.md: its examples run against the pinpad, and it names all there is.
@Suite struct PinpadPageTests {
  private func page() throws -> String {
    try String(
      contentsOf: TillProcess.root.appendingPathComponent("docs/pinpad.md"), encoding: .utf8)
  }

  @Test func `every example is what the pinpad does`() throws {
    let blocks = try page().components(separatedBy: "```jsonl\n").dropFirst().map { text in
      (text.components(separatedBy: "```").first ?? "").split(separator: "\n")
    }
    #expect(blocks.count == 5)
    for block in blocks {
      let pinpad = try TestPinpad()
      let socket = try UnixSocket.connect(to: pinpad.path)
      var replies = UnixSocket.Lines(socket, bytesMax: 4096)
      for line in block {
        if line.hasPrefix("> ") {
          try socket.send(Array(line.dropFirst(2).utf8) + [10])
        } else {
          let deadline = ContinuousClock.now + .seconds(10)
          let reply = try replies.next(by: deadline)
          #expect("< " + String(decoding: reply, as: UTF8.self) == line)
        }
      }
    }
  }

  @Test func `it names every request, state, error and fault`() throws {
    let page = try page()
    let requests: [PinpadRequest.Action] = [
      .charge, .refund, .outcome, .last, .void, .operations, .status, .fault, .clear,
    ]
    let states: [PinpadOperation.State] = [.running, .approved, .declined, .voided]
    let errors: [PinpadError] = [.badRequest, .keyTaken, .noOperation, .storage]
    let names =
      requests.map(\.rawValue) + states.map(\.rawValue) + errors.map(\.rawValue)
      + PinpadFault.allCases.map(\.rawValue)
    for name in names { #expect(page.contains("| `\(name)` |"), "\(name)") }
  }
}
