import Foundation
import Logging
import Testing

@testable import KassaRuntime
@testable import KassaServer

/// Connections that hold a place and don't go on, or send more than is answered.
@Suite(.timeLimit(.minutes(3))) struct DeadlinesTests {
  private let folder: TestFolder

  init() throws { folder = try TestFolder() }

  /// Runs `body` beside a server of that limit; it is told the port.
  ///
  /// - Returns: how long it took.
  @discardableResult
  private func serving(
    _ deadline: Duration = .seconds(1), _ body: @escaping @Sendable (Int) throws -> Void
  ) async throws -> Duration {
    var settings = TillServer.Settings(
      listen: try #require(ListenAddress("127.0.0.1:0")), language: .ru, offsetSeconds: 0,
      log: Logger(label: "test"))
    settings.deadline = deadline
    let server = TillServer(
      folder: folder.path, cashier: WebCashier(), till: CurrentTill(), programToken: "t", settings)
    let (ports, port) = AsyncStream.makeStream(of: Int.self)
    let running = Task { try await server.run { port.yield($0) } }
    defer { running.cancel() }
    for await port in ports {
      return try await withCheckedThrowingContinuation { continuation in
        DispatchQueue.global().async {
          let start = ContinuousClock.now
          continuation.resume(
            with: Result {
              try body(port)
              return start.duration(to: .now)
            })
        }
      }
    }
    throw WebConnection.Gone()
  }

  private static func head(_ method: String, _ path: String, _ port: Int, _ more: String) -> String
  {
    "\(method) \(path) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nOrigin: http://127.0.0.1:\(port)\r\n"
      + "Content-Type: application/json\r\n\(more)\r\n"
  }

  /// Sends until the connection ends, which is within 20 s.
  private func sendWithoutEnd(_ connection: WebConnection, _ text: String) {
    #expect(throws: WebConnection.Gone.self) {
      for _ in 0..<200 {
        try connection.send(text)
        usleep(100_000)
      }
    }
  }

  @Test func `a body that drips in ends its connection`() async throws {
    try await serving { port in
      let connection = try WebConnection(port: port)
      try connection.send(Self.head("POST", "/api/1/devices", port, "Content-Length: 60000\r\n"))
      sendWithoutEnd(connection, " ")
    }
  }

  @Test func `replies that nobody reads end their connection`() async throws {
    try await serving { port in
      let connection = try WebConnection(port: port, held: 4_096)
      let asked = Self.head("GET", "/page/inter-400.woff2", port, "")
      // More than the system holds for both ends, and less than what makes the till wait with replies.
      for _ in 0..<3 {
        try connection.send(String(repeating: asked, count: 4))
        usleep(300_000)
      }
      // Nobody reads it in time.
      sleep(4)
      #expect(throws: WebConnection.Gone.self) {
        for _ in 0..<12 { _ = try WebReply(connection) }
      }
    }
  }

  @Test func `requests that wait for no reply end their connection`() async throws {
    try await serving(.seconds(30)) { port in
      let connection = try WebConnection(port: port)
      var replies = 0
      #expect(throws: WebConnection.Gone.self) {
        try connection.send(String(repeating: Self.head("GET", "/x", port, ""), count: 1_000))
        while replies < 1_000 {
          _ = try WebReply(connection)
          replies += 1
        }
      }
      #expect(replies < 100)
    }
  }

  @Test func `a body in more pieces than anybody sends ends its connection`() async throws {
    try await serving(.seconds(30)) { port in
      let connection = try WebConnection(port: port)
      #expect(throws: WebConnection.Gone.self) {
        try connection.send(
          Self.head("POST", "/api/1/devices", port, "Transfer-Encoding: chunked\r\n")
            + String(repeating: "1\r\na\r\n", count: 1_000) + "0\r\n\r\n")
        _ = try WebReply(connection)
      }
    }
  }

  @Test(arguments: [("/api/1/answers", 401), ("/nothing", 404)])
  func `a body that nobody reads is not read without end`(path: String, status: Int) async throws {
    try await serving(.seconds(30)) { port in
      let connection = try WebConnection(port: port)
      try connection.send(Self.head("POST", path, port, "Content-Length: 104857600\r\n"))
      #expect(try WebReply(connection).status == status)
      sendWithoutEnd(connection, String(repeating: "a", count: 8_192))
    }
  }

  @Test(arguments: ["Content-Length: 104857600\r\n", "Transfer-Encoding: chunked\r\n"])
  func `nothing is read on behind a body that was too long`(length: String) async throws {
    try await serving(.seconds(30)) { port in
      let connection = try WebConnection(port: port)
      try connection.send(Self.head("POST", "/api/1/devices", port, length))
      let piece = String(repeating: "a", count: 65_536)
      if length.hasPrefix("Transfer") {
        for _ in 0..<2 { try connection.send("10000\r\n\(piece)\r\n") }
      }
      let reply = try WebReply(connection)
      #expect(reply.status == 413 && reply.headers["connection"] == "close")
      sendWithoutEnd(connection, length.hasPrefix("Transfer") ? "10000\r\n\(piece)\r\n" : piece)
    }
  }
}
