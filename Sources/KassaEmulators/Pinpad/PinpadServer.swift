import Foundation
import KassaDrivers
import Synchronization

/// An emulated pinpad behind a Unix domain socket, a thread for each connection.
public final class PinpadServer: Sendable {
  private let pinpad: EmulatedPinpad
  private let path: String
  private let listener: UnixSocket
  /// The connections that are open; nil once the server has stopped.
  private let connections: Mutex<[ObjectIdentifier: UnixSocket]?> = Mutex([:])

  /// A request is a key and some words.
  static let requestBytesMax = 4096

  /// Listens at `path`.
  ///
  /// A socket that a pinpad left behind when it was killed is taken over.
  /// - Throws: `PinpadServerError` when somebody listens there or no socket can be made.
  public init(_ pinpad: EmulatedPinpad, socket path: String) throws(PinpadServerError) {
    self.pinpad = pinpad
    self.path = path
    if (try? UnixSocket.connect(to: path)) != nil { throw .socketInUse(path) }
    Self.removeSocket(path)
    guard let listener = UnixSocket.listen(at: path) else { throw .noSocket(path) }
    self.listener = listener
  }

  /// Only ever a socket: a slip in the path must not cost a file.
  private static func removeSocket(_ path: String) {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    guard attributes?[.type] as? FileAttributeType == .typeSocket else { return }
    unlink(path)
  }

  /// Serves whoever connects, until `stop`; blocks its thread.
  public func run() {
    while let connection = listener.accept() {
      let isServed = connections.withLock { $0?[ObjectIdentifier(connection)] = connection } != nil
      guard isServed else { return }
      Thread.detachNewThread { self.serve(connection) }
    }
  }

  /// Serves on a thread of its own.
  public func start() { Thread.detachNewThread { self.run() } }

  /// Ends it as unplugging a pinpad does: nobody gets an answer any more.
  public func stop() {
    let open = connections.withLock { open in
      defer { open = nil }
      return open ?? [:]
    }
    listener.shut()
    open.values.forEach { $0.shut() }
    Self.removeSocket(path)
  }

  /// One request after another, until the other end leaves.
  private func serve(_ connection: UnixSocket) {
    defer {
      connection.shut()
      connections.withLock { _ = $0?.removeValue(forKey: ObjectIdentifier(connection)) }
    }
    var lines = UnixSocket.Lines(connection, bytesMax: Self.requestBytesMax)
    while let line = try? lines.next() {
      let answer: EmulatedPinpad.Response
      if let request = try? PinpadJSON.decode(PinpadRequest.self, line) {
        answer = pinpad.answer(request)
      } else {
        answer = .reply(PinpadReply(error: .badRequest))
      }
      guard case .reply(let reply) = answer else {
        if answer == .silence { continue }
        return
      }
      guard let bytes = try? PinpadJSON.line(reply), (try? connection.send(bytes)) != nil else {
        return
      }
    }
  }
}
