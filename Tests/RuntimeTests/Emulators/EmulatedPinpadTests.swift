import Foundation
import Testing

@testable import KassaDrivers
@testable import KassaEmulators
@testable import KassaRuntime

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
