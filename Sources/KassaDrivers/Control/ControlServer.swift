package import Foundation
package import KassaRuntime
import Synchronization

/// The control socket of a till: what its own user's programs ask of it while it runs.
///
/// `control.sock` in the data folder, for its owner only; whoever else connects is hung up on without a
/// word. One request a connection, of bounded size and by a deadline; a few connections at a time.
package final class ControlServer: Sendable {
  package typealias Answer =
    @Sendable (_ request: ControlRequest, _ body: Data) async -> ControlReply

  package static let name = "control.sock"

  private let listener: UnixSocket
  private let path: String
  private let answer: Answer
  private let open = Mutex(0)

  private static let connectionsMax = 4
  /// A packed script comes over the same machine in a moment.
  private static let readLimit = Duration.seconds(5)
  private static let writeLimit = Duration.seconds(5)

  /// Listens in `folder`, whose lock the caller holds; a socket that a till left behind is taken over.
  ///
  /// - Returns: nil where there can be no socket: the till sells without it.
  package init?(folder: String, answer: @escaping Answer) {
    path = folder + "/" + Self.name
    self.answer = answer
    Self.remove(path)
    guard let listener = UnixSocket.listen(at: path, rights: 0o600) else { return nil }
    self.listener = listener
  }

  /// Serves on threads of its own until `stop`.
  package func start() { Thread.detachNewThread { [self] in run() } }

  private func run() {
    while let connection = listener.accept() {
      // A stranger's is closed as it goes away.
      guard connection.isOfThisUser else { continue }
      let isServed = open.withLock { open in
        guard open < Self.connectionsMax else { return false }
        open += 1
        return true
      }
      guard isServed else { continue }
      Thread.detachNewThread { [self] in
        serve(connection)
        open.withLock { $0 -= 1 }
      }
    }
  }

  package func stop() {
    listener.shut()
    Self.remove(path)
  }

  /// Only ever a socket.
  private static func remove(_ path: String) {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    guard attributes?[.type] as? FileAttributeType == .typeSocket else { return }
    try? FileManager.default.removeItem(atPath: path)
  }

  private func serve(_ connection: UnixSocket) {
    let deadline = ContinuousClock.now + Self.readLimit
    let reply: ControlReply
    do {
      var incoming = UnixSocket.Incoming(connection)
      let line = try incoming.line(bytesMax: ControlRequest.lineBytesMax, by: deadline)
      if let request = ControlJSON.decode(ControlRequest.self, line),
        (0...ControlRequest.bytesMax).contains(request.bytes)
      {
        let body = try incoming.bytes(request.bytes, by: deadline)
        reply = wait(request, Data(body))
      } else {
        reply = ControlReply(error: "this is no request; use a program of this till's version")
      }
    } catch { return connection.shut() }
    try? connection.send(ControlJSON.line(reply), by: ContinuousClock.now + Self.writeLimit)
    connection.shut()
  }

  /// On a thread of its own, which may block.
  private func wait(_ request: ControlRequest, _ body: Data) -> ControlReply {
    let done = DispatchSemaphore(value: 0)
    let reply = Mutex<ControlReply?>(nil)
    Task {
      let answered = await answer(request, body)
      reply.withLock { $0 = answered }
      done.signal()
    }
    done.wait()
    return reply.withLock { $0 } ?? ControlReply(error: "no answer")
  }
}

/// Asks a till that runs.
package enum ControlClient {
  package enum Failure: Error, Hashable {
    /// No till of this program listens there.
    case nobody
    /// It has not answered: what was asked may have been done.
    case silent
  }

  /// Longer than a script takes to load and a till to look at itself.
  private static let limit = Duration.seconds(30)

  /// Sends a request to the till of `folder`; blocks its thread.
  package static func ask(
    _ request: ControlRequest, _ body: Data = Data(), in folder: String
  ) throws(Failure) -> ControlReply {
    let socket: UnixSocket
    do throws(UnixSocket.Failure) {
      socket = try UnixSocket.connect(to: folder + "/" + ControlServer.name)
    } catch { throw .nobody }
    var request = request
    request.bytes = body.count
    let deadline = ContinuousClock.now + limit
    do throws(UnixSocket.Failure) {
      try socket.send(ControlJSON.line(request) + Array(body), by: deadline)
      let line = try socket.line(bytesMax: ControlReply.bytesMax, by: deadline)
      guard let reply = ControlJSON.decode(ControlReply.self, line) else { throw .closed }
      return reply
    } catch { throw .silent }
  }
}

extension ControlReply {
  /// What a till makes of a request.
  package static func of(
    _ request: ControlRequest, _ body: Data, at till: Till, by who: String
  ) async -> ControlReply {
    do {
      switch request.action {
      case .swap:
        let store = try StoreBundle(
          StorePack(body, from: "the script sent"), from: "the script sent")
        return ControlReply(
          try await till.swap(to: store, by: who, again: request.again, plan: request.plan))
      case .back:
        return ControlReply(
          try await till.goBack(by: who, from: request.script, plan: request.plan))
      }
    } catch { return ControlReply(error: "\(error)") }
  }
}
