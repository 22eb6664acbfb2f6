import Foundation
import Testing

@testable import KassaDrivers
@testable import KassaRuntime

/// `kassa-call` against servers of every kind, and a till that outlives whatever becomes of it.
@Suite(.timeLimit(.minutes(2))) struct ServiceProcessTests {
  private static var program: String {
    TillProcess.binary.deletingLastPathComponent().appendingPathComponent("kassa-call").path
  }

  private let folder: TestFolder

  init() throws { folder = try TestFolder() }

  /// What a call of the service at `address` comes to.
  private func reply(
    _ address: String, token: String? = "s3cret", certificates: String? = nil,
    within limit: Duration = .seconds(3), program: String = program
  ) async throws -> ServiceReply {
    let place = try ServiceBook.Place(address: address, token: token, certificates: certificates)
    try ServiceBook(folder: folder.path).set("loyalty", place)
    let call = ServiceCall(
      service: "loyalty", what: "points", key: "r-1/1/17", body: Array(#"{"phone":"+7"}"#.utf8),
      limit: limit)
    return await ServiceProcess(folder: folder.path, program: program).call(call)
  }

  private func answered(_ text: String) -> ServiceReply { .answered(Array(text.utf8)) }

  @Test func `posts the body with its key and the token, and brings the answer`() async throws {
    let server = try FaultyServer(says: FaultyServer.ok(#"{"points":120}"#))
    defer { server.stop() }
    #expect(try await reply(server.address + "/") == answered(#"{"points":120}"#))
    let request = try #require(server.requests.first)
    let lines = request.components(separatedBy: "\r\n")
    #expect(lines.first == "POST /kassa/points HTTP/1.1")
    for line in [
      "Content-Type: application/json", "Idempotency-Key: r-1/1/17",
      "Authorization: Bearer s3cret", "Content-Length: 14",
    ] { #expect(lines.contains(line), "\(request)") }
    #expect(lines.last == #"{"phone":"+7"}"#)
    #expect(!lines.contains { $0.hasPrefix("Expect") || $0.hasPrefix("Cookie") })
  }

  @Test func `sends no token where none is set up`() async throws {
    let server = try FaultyServer(says: FaultyServer.ok("true"))
    defer { server.stop() }
    #expect(try await reply(server.address, token: nil) == answered("true"))
    #expect(server.requests.first?.contains("Authorization") == false)
  }

  static let said: [(says: String, reply: ServiceReply)] = [
    (FaultyServer.ok("<html>", "text/html"), .answered(Array("<html>".utf8))),
    ("HTTP/1.1 204 No Content\r\n\r\n", .answered([])),
    (FaultyServer.status(404), .refused), (FaultyServer.status(422), .refused),
    (FaultyServer.status(401), .absent(reason: "status 401")),
    (FaultyServer.status(429), .absent(reason: "status 429")),
    (FaultyServer.status(500), .unknown(reason: "status 500")),
    (FaultyServer.status(503), .unknown(reason: "status 503")),
    // It says so twice: nobody hears the second time.
    (FaultyServer.ok("1") + FaultyServer.ok("2"), .answered(Array("1".utf8))),
  ]

  @Test(arguments: said.indices)
  func `takes a yes for an answer and a no for a no`(index: Int) async throws {
    let server = try FaultyServer(says: Self.said[index].says)
    defer { server.stop() }
    #expect(try await reply(server.address) == Self.said[index].reply)
  }

  @Test func `follows no redirect`() async throws {
    let elsewhere = try FaultyServer(says: FaultyServer.ok("1"))
    let server = try FaultyServer(
      says: FaultyServer.status(307, "Location: \(elsewhere.address)\r\n"))
    defer { server.stop() }
    defer { elsewhere.stop() }
    #expect(
      try await reply(server.address) == .unknown(reason: "status 307: no redirect is followed"))
    #expect(elsewhere.requests.isEmpty)
  }

  /// What a server does that never comes to an answer.
  enum Hanging: String, CaseIterable {
    case nothing, endless, promised, slow, closes, garbage

    @Sendable func play(_ connection: Int32) {
      let head = "HTTP/1.1 200 OK\r\n"
      switch self {
      case .nothing: sleep(30)
      case .endless:
        FaultyServer.say(head + "\r\n", to: connection)
        while FaultyServer.say(String(repeating: "x", count: 65_536), to: connection) {}
      case .promised:
        FaultyServer.say(head + "Content-Length: 1073741824\r\n\r\n{", to: connection)
        sleep(30)
      case .slow:
        FaultyServer.say(head + "Content-Length: 100\r\n\r\n", to: connection)
        while FaultyServer.say(" ", to: connection) { usleep(100_000) }
      case .closes: break
      case .garbage: FaultyServer.say("\0\u{1}\u{2} nothing of HTTP\r\n\r\n", to: connection)
      }
    }

    var isLate: Bool { self == .nothing || self == .slow }
  }

  @Test(arguments: Hanging.allCases)
  func `a server that never comes to an answer is left in time`(server kind: Hanging) async throws {
    let server = try FaultyServer(kind.play)
    defer { server.stop() }
    let start = ContinuousClock.now
    let reply = try await reply(server.address, within: .seconds(1))
    #expect(ContinuousClock.now - start < .seconds(15))
    if kind.isLate {
      #expect(reply == .late)
    } else if case .unknown = reply {
    } else {
      Issue.record("\(kind): \(reply)")
    }
    #expect(server.requests.count == 1)
  }

  @Test func `where nobody listens nothing was sent`() async throws {
    let server = try FaultyServer(says: "")
    let address = server.address
    server.stop()
    guard case .absent(let reason) = try await reply(address) else {
      Issue.record("something was sent")
      return
    }
    #expect(reason.contains("connect"))
    guard case .absent = try await reply("https://no-such-host.invalid") else {
      Issue.record("something was sent")
      return
    }
  }

  // MARK: - TLS

  /// A server with TLS that says 17, its certificate for `name`.
  private func secure(_ name: String) throws -> (server: Process, port: Int, certificate: String) {
    let (key, certificate) = (folder.path + "/key.pem", folder.path + "/certificate.pem")
    let made = try CommandRun(
      "/usr/bin/openssl",
      [
        "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
        "-subj", "/CN=\(name)", "-addext", "subjectAltName=DNS:\(name)", "-days", "2", "-keyout",
        key, "-out", certificate,
      ])
    #expect(made.code == 0, "\(made.errors)")
    // A port that was free a moment ago.
    let free = try FaultyServer(says: "")
    free.stop()
    let server = Process()
    server.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
    server.arguments = [
      "s_server", "-quiet", "-accept", "127.0.0.1:\(free.port)", "-cert", certificate, "-key", key,
    ]
    let input = Pipe()
    server.standardInput = input
    server.standardOutput = FileHandle.nullDevice
    server.standardError = FileHandle.nullDevice
    try server.run()
    try input.fileHandleForWriting.write(contentsOf: Data(FaultyServer.ok("17").utf8))
    return (server, Int(free.port), certificate)
  }

  @Test(arguments: [
    ("localhost", true, true), ("localhost", false, false), ("elsewhere.example", true, false),
  ])
  func `speaks TLS with a certificate that is trusted and is of that name`(
    name: String, isTrusted: Bool, answers: Bool
  ) async throws {
    let (server, port, certificate) = try secure(name)
    defer { server.terminate() }
    var reply = ServiceReply.late
    // It needs a moment until it listens.
    for _ in 0..<50 {
      reply = try await self.reply(
        "https://localhost:\(port)", certificates: isTrusted ? certificate : nil)
      guard case .absent(let reason) = reply, reason.contains("connect to server") else { break }
      try await Task.sleep(for: .milliseconds(100))
    }
    if answers {
      #expect(reply == answered("17"))
    } else if case .absent(let reason) = reply {
      #expect(reason.contains("SSL"), "\(reason)")
    } else {
      Issue.record("\(reply)")
    }
  }

  // MARK: - The process

  private func script(_ body: String) throws -> String {
    let path = folder.path + "/call"
    try "#!/bin/sh\n\(body)\n".write(toFile: path, atomically: true, encoding: .utf8)
    chmod(path, 0o700)
    return path
  }

  static let processes: [(body: String, reply: ServiceReply)] = [
    ("exec sleep 60", .late), ("cat > /dev/null; exec > /dev/null; exec sleep 60", .unknownDeath),
    ("exec cat /dev/zero", .late), ("exit 1", .unknownDeath), ("kill -9 $$", .unknownDeath),
    ("echo hello", .unknown(reason: "")), ("env | wc -c; echo", .unknown(reason: "")),
    ("cat > /dev/null; printf 'answered 200\\n17'", .answered(Array("17".utf8))),
  ]

  @Test(arguments: processes.indices)
  func `a helper that hangs, dies or babbles is ended in time`(index: Int) async throws {
    let (body, expected) = Self.processes[index]
    let program = try script(body)
    var (reply, took) = (ServiceReply.late, Duration.zero)
    // As long as a process that another test starts has the script open as well, it can't be run.
    for _ in 0..<50 {
      let start = ContinuousClock.now
      reply = try await self.reply("https://shop.example", within: .seconds(1), program: program)
      took = ContinuousClock.now - start
      guard case .absent(let reason) = reply, reason.contains("can't be started") else { break }
      try await Task.sleep(for: .milliseconds(20))
    }
    #expect(reply == expected, "\(body)")
    #expect(took < .seconds(15))
  }

  @Test func `says so where the helper was not built, and where nothing is set up`() async throws {
    guard case .absent(let reason) = try await reply("https://a.example", program: "/no/such")
    else {
      Issue.record("it was started")
      return
    }
    #expect(reason.contains("kassa-call"))
    try ServiceBook(folder: folder.path).set("loyalty", nil)
    let call = ServiceCall(service: "loyalty", what: "x", key: "k", body: [], limit: .seconds(1))
    let caller = ServiceProcess(folder: folder.path, program: Self.program)
    #expect(await caller.call(call) == .absent(reason: "it is not set up at this till"))
  }

  @Test func `understands no till that speaks otherwise`() throws {
    for request in [
      "", "hello", "address x\n\n", "address file:///etc/passwd\nkey k\nmilliseconds 9\n\n",
    ] {
      let run = try CommandRun(Self.program, [], input: request)
      #expect(run.code == 0 && run.output.hasPrefix("absent "), "\(run.output)")
    }
  }

  // MARK: - The book

  @Test(arguments: [
    "http://shop.example/x", "ftp://shop.example", "shop.example", "https://",
    "https://a@b.example",
    "https://127.0.0.1@b.example", "http://127.0.0.1.example", "https://b.example?token=1",
    "https://b.example/#a", "https://b.example/a b", "https://b.example/\n", "file:///etc/passwd",
  ])
  func `no address leads elsewhere`(address: String) {
    #expect(throws: ServiceBookError.address) {
      try ServiceBook.Place(address: address, token: nil, certificates: nil)
    }
  }

  @Test func `only its owner may read what a technician said`() throws {
    let book = ServiceBook(folder: folder.path)
    let place = try ServiceBook.Place(
      address: "https://shop.example/kassa/", token: "t", certificates: "/a.pem")
    try book.set("loyalty", place)
    #expect(
      try book.places() == ["loyalty": place] && place.address == "https://shop.example/kassa")
    let path = folder.path + "/services.json"
    let rights = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(rights == 0o600)
    #expect(throws: ServiceBookError.token) {
      try ServiceBook.Place(address: "https://a.example", token: "a\nb", certificates: nil)
    }
    try "{".write(toFile: path, atomically: true, encoding: .utf8)
    #expect(throws: ServiceBookError.unreadable(path)) { try book.places() }
  }
}

extension ServiceReply {
  fileprivate static let unknownDeath = ServiceReply.unknown(
    reason: "kassa-call ended without a word")
}
