public import KassaDrivers
import KassaRuntime

/// Asks a pinpad one thing, from another process or this one.
public struct PinpadClient: Sendable {
  private let path: String

  /// Takes the path of the pinpad's Unix socket; connects at each request.
  public init(socket path: String) { self.path = path }

  /// Sends `request` and waits for the reply; blocks its thread.
  ///
  /// - Throws: `PinpadServerError.silent` when none comes within `limit`.
  public func ask(
    _ request: PinpadRequest, limit: Duration = .seconds(10)
  ) throws(PinpadServerError) -> PinpadReply {
    do {
      let deadline = ContinuousClock.now + limit
      let socket = try UnixSocket.connect(to: path)
      try socket.send(try PinpadJSON.line(request), by: deadline)
      let line = try socket.line(bytesMax: PinpadReply.bytesMax, by: deadline)
      return try PinpadJSON.decode(PinpadReply.self, line)
    } catch { throw .silent(path) }
  }
}
