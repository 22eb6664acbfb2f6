import Foundation
import Testing

@testable import KassaDrivers
@testable import KassaEmulators
@testable import KassaRuntime

/// The real pinpad behind a real socket, in this process.
final class TestPinpad {
  private let folder: TestFolder
  private var server: PinpadServer
  let path: String

  init() throws {
    folder = try TestFolder()
    path = folder.path + "/pinpad"
    server = try PinpadServer(EmulatedPinpad(folder: folder.path), socket: path)
    server.start()
  }

  deinit { server.stop() }

  /// Ends it, so that nobody listens there.
  func stop() { server.stop() }

  func ask(_ request: PinpadRequest) throws -> PinpadReply {
    try PinpadClient(socket: path).ask(request)
  }

  func set(_ fault: PinpadFault) throws {
    _ = try ask(PinpadRequest(.fault, fault: fault, times: 1))
  }

  /// State and what was taken of each operation, in kopecks, oldest first.
  var operations: [String] {
    get throws {
      try (ask(PinpadRequest(.operations)).operations ?? [])
        .map { "\($0.state.rawValue) \($0.kopecks)" }
    }
  }

  func terminal(limit: Duration = .seconds(10)) -> SocketTerminal {
    SocketTerminal(id: "t1", name: "Пинпад", path: path, limit: limit)
  }
}

/// A socket that answers every request with the same bytes, and closes.
final class TestSocket {
  private let folder: TestFolder
  private let listener: UnixSocket
  let path: String

  init(answering bytes: [UInt8]) throws {
    let folder = try TestFolder()
    self.folder = folder
    path = folder.path + "/s"
    let listener = try #require(UnixSocket.listen(at: path))
    self.listener = listener
    Thread.detachNewThread {
      while let connection = listener.accept() {
        _ = try? connection.line(bytesMax: 4096)
        try? connection.send(bytes)
        connection.shut()
      }
    }
  }

  deinit { listener.shut() }
}
