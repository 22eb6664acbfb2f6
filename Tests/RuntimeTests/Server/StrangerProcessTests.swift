import Foundation
import Testing

/// What other pages, other names and wrong requests get of a till in a browser.
@Suite(.timeLimit(.minutes(3))) struct StrangerProcessTests {
  private let folder: TestFolder
  private let till: ServedTill
  private let tablet: Visitor

  init() throws {
    folder = try TestFolder()
    till = try ServedTill(
      data: folder.path, options: ["--name", "till.local", "--name", "https://kassa.example"])
    tablet = try till.letIn()
    try tablet.open()
    _ = try tablet.prompt()
  }

  @Test(arguments: [
    "evil.example", "127.0.0.1", "127.0.0.1:1", "localhost.evil.example:{port}",
    "till.local", "127.0.0.1:{port}.evil.example", "",
  ])
  func `a name that is not the till's is answered by nothing`(host: String) throws {
    let host = host.replacing("{port}", with: "\(till.port)")
    for path in ["/", "/api/1/session"] {
      let reply = try till.send(
        "GET", path, nil, tablet.headers.merging(["Host": host]) { $1 })
      // An empty one the parser itself refuses.
      #expect([421, 400].contains(reply.status), "\(host) \(path)")
    }
  }

  @Test(arguments: ["127.0.0.1", "localhost", "till.local", "[::1]", "TILL.local"])
  func `the till's own names are`(name: String) throws {
    let host = "\(name):\(till.port)"
    let own = ["Host": host, "Origin": "http://\(host.lowercased())"]
    #expect(
      try till.send("GET", "/api/1/session", nil, tablet.headers.merging(own) { $1 }).status == 200)
  }

  @Test func `a proxy with TLS before the till is the page's own where it was named`() throws {
    let own = ["Host": "kassa.example", "Origin": "https://kassa.example"]
    let admitted = try till.send(
      "POST", "/api/1/devices", ["code": try till.newCode(), "name": "Планшет"], own)
    let cookie = try #require(admitted.headers["set-cookie"])
    #expect(cookie.hasPrefix("__Host-kassa-\(till.port)=") && cookie.contains("; Secure"))
    let pair = try #require(cookie.split(separator: ";").first)
    let token = try #require(admitted.json["token"] as? String)
    let tablet = Visitor(
      till, headers: own.merging(["Cookie": String(pair), "X-Kassa-Token": token]) { $1 })
    // Let through, as a tab that does not work the till.
    #expect(try tablet.post("acknowledged", ["notice": 0]).code == "not_working")
    tablet.headers["Origin"] = "http://kassa.example"
    #expect(try tablet.post("acknowledged", ["notice": 0]).code == "origin")
    tablet.headers["Host"] = "kassa.example:\(till.port)"
    #expect(try tablet.post("acknowledged", ["notice": 0]).status == 421)
  }

  /// All of them come from this machine.
  @Test func `who guesses behind a proxy keeps nobody out at this machine`() throws {
    let proxy = ["Host": "kassa.example", "Origin": "https://kassa.example"]
    var codes: Set<String?> = []
    for guess in 0..<6 {
      let body = ["code": "00000\(guess)", "name": "X"]
      codes.insert(try till.send("POST", "/api/1/devices", body, proxy).code)
    }
    #expect(codes.contains("wait"))
    _ = try till.letIn(by: try till.newCode())
  }

  @Test func `connections of a proxy leave room for this machine's own`() throws {
    let asked = "GET / HTTP/1.1\r\nHost: kassa.example\r\n\r\n"
    let held = try (0..<110).map { _ in
      let connection = try WebConnection(port: till.port, seconds: 5)
      try? connection.send(asked)
      return connection
    }
    Thread.sleep(forTimeInterval: 0.5)
    for _ in 0..<3 { #expect(try tablet.get("session").status == 200) }
    withExtendedLifetime(held) {}
  }

  @Test(arguments: [
    nil, "null", "http://127.0.0.1", "http://127.0.0.1:1", "https://127.0.0.1:{port}",
    "http://localhost:{port}", "http://evil.example",
  ])
  func `nothing is changed for another page`(origin: String?) throws {
    let origin = origin?.replacing("{port}", with: "\(till.port)")
    tablet.headers["Origin"] = origin
    for (path, body) in Self.changes {
      let reply = try tablet.post(path, body)
      #expect(reply.status == 403 && reply.code == "origin", "\(path)")
    }
    let code = try till.newCode()
    var headers: [String: String] = [:]
    headers["Origin"] = origin
    let admission = try till.send(
      "POST", "/api/1/devices", ["code": code, "name": "X"], headers)
    #expect(admission.code == "origin")
  }

  private static var changes: [(String, [String: Any])] {
    [
      ("answers", ["n": 3, "answer": "Анна", "key": "k"]), ("scans", ["scan": "46", "key": "k"]),
      ("acknowledged", ["notice": 1]), ("till/take", ["client": "x"]),
    ]
  }

  @Test func `nothing is changed without the session's token`() throws {
    for token in [nil, "", "00", String(repeating: "0", count: 64)] {
      tablet.headers["X-Kassa-Token"] = token
      for (path, body) in Self.changes {
        let reply = try tablet.post(path, body)
        #expect(reply.status == 403 && reply.code == "token", "\(path)")
      }
    }
  }

  @Test func `a page of another port reads nothing with this browser's cookie`() throws {
    tablet.headers["Sec-Fetch-Site"] = "same-site"
    #expect(try tablet.get("session").status == 403)
    #expect(try tablet.get("events?client=b").status == 403)
    tablet.headers["Sec-Fetch-Site"] = nil
    tablet.headers["Origin"] = "http://127.0.0.1:1"
    #expect(try tablet.get("session").status == 403)
  }

  @Test func `a cookie of another port's till is none of this one's`() throws {
    let value = try #require(tablet.headers["Cookie"]?.split(separator: "=").last)
    tablet.headers["Cookie"] = "kassa-1=\(value); kassa=\(value); \(value)"
    #expect(try tablet.get("session").status == 401)
    tablet.headers["Cookie"] = "kassa-1=x;kassa-\(till.port)=\(value)"
    #expect(try tablet.get("session").status == 200)
  }

  @Test func `a page at another port hides this till's cookie by none of the same name`() throws {
    let own = try #require(tablet.headers["Cookie"])
    let name = try #require(own.split(separator: "=").first)
    let others = (0..<9).map { "\(name)=\(String(repeating: "\($0)", count: 64))" }
    for cookies in [others + [own], [own] + others, others.prefix(4) + [own] + others.dropFirst(4)]
    {
      tablet.headers["Cookie"] = cookies.joined(separator: "; ")
      #expect(try tablet.get("session").status == 200)
      // Let through, though nobody has signed in.
      #expect(try tablet.post("acknowledged", ["notice": 0]).code == "locked")
    }
    tablet.headers["Cookie"] = others.joined(separator: "; ")
    #expect(try tablet.get("session").status == 401)
    // Looking all of them up would cost as much as a hundred requests.
    let many = (10..<100).map { "\(name)=\(String(repeating: "0", count: 62))\($0)" }
    tablet.headers["Cookie"] = (many + [own]).joined(separator: "; ")
    #expect(try tablet.get("session").status == 401)
    tablet.headers["Cookie"] = ([own] + many).joined(separator: "; ")
    #expect(try tablet.get("session").status == 200)
  }

  @Test func `no reply to HEAD has a body`() throws {
    let heads = ["/", "/nothing", "/api/1/session", "/api/1/nothing", "/page/nothing"]
    let host = "Host: 127.0.0.1:\(till.port)\r\n"
    let connection = try WebConnection(port: till.port, seconds: 5)
    for head in heads.map({ "HEAD \($0) HTTP/1.1\r\n\(host)" })
      + ["HEAD / HTTP/1.1\r\nHost: evil.example\r\n"]
    {
      try connection.send(head + "\r\n")
      // Where a body came behind, it would stand before the next one's head.
      #expect(try connection.text(to: "\r\n\r\n").hasPrefix("HTTP/1.1 "), "\(head)")
    }
    try connection.send("GET / HTTP/1.1\r\n\(host)\r\n")
    #expect(try WebReply(connection).status == 200)
  }

  @Test func `a body that is too long, or no JSON, is refused`() throws {
    let long = try tablet.post(
      "answers", ["n": 3, "answer": String(repeating: "я", count: 40_000)])
    #expect(long.status == 413)
    let form = try till.send(
      "POST", "/api/1/answers", ["n": 3],
      tablet.headers.merging(["Content-Type": "text/plain"]) { $1 })
    #expect(form.status == 415)
    #expect(try tablet.post("answers", ["n": 3, "answer": "Анна"]).status == 400)
    #expect(try tablet.post("answers", ["n": 3, "key": "k", "answr": "Анна"]).code == "shape")
    #expect(try tablet.get("nothing").status == 404)
    let many = Dictionary(uniqueKeysWithValues: (0..<80).map { ("X-\($0)", "1") })
    #expect(throws: (any Error).self) {
      // The connection ends with it.
      let reply = try till.send("GET", "/", nil, many)
      if reply.status == 400 { throw WebConnection.Gone() }
    }
  }

  /// What one reader takes for one request and another for two, or for one of another host.
  private static let ambiguous = [
    "GET /api/1/session HTTP/1.1\r\nHost: evil.example\r\nHost: {own}\r\n",
    "GET /api/1/session HTTP/1.1\r\nHost: {own}\r\nHost: evil.example\r\n",
    "GET /api/1/session HTTP/1.1\r\nHost: {own}\r\nhost: {own}\r\n",
    "GET http://{own}/api/1/session HTTP/1.1\r\nHost: evil.example\r\n",
    "GET http://evil.example/api/1/session HTTP/1.1\r\nHost: {own}\r\n",
    "GET http://{own}@evil.example/api/1/session HTTP/1.1\r\nHost: {own}\r\n",
    "GET http://evil@{own}/api/1/session HTTP/1.1\r\nHost: {own}\r\n",
    "GET /api/1/session HTTP/1.1\r\n",
    "GET /api/1/session HTTP/1.0\r\n",
    "GET /api/1/session HTTP/1.1\r\nHost : {own}\r\n",
    "GET /api/1/session HTTP/1.1\r\nX: a\r\n Host: {own}\r\n",
    "CONNECT {own} HTTP/1.1\r\nHost: {own}\r\n",
    "OPTIONS /api/1/answers HTTP/1.1\r\nHost: {own}\r\n",
    "PUT /api/1/answers HTTP/1.1\r\nHost: {own}\r\nContent-Length: 0\r\n",
    "POST /api/1/answers HTTP/1.1\r\nHost: {own}\r\nContent-Length: 4\r\nContent-Length: 0\r\n",
    "POST /api/1/answers HTTP/1.1\r\nHost: {own}\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n",
    "GET /page/../api/1/session HTTP/1.1\r\nHost: {own}\r\n",
    "GET /page/%2e%2e/%2e%2e/program.token HTTP/1.1\r\nHost: {own}\r\n",
  ]

  @Test func `a request that can be read in two ways is refused`() throws {
    let more = tablet.headers.map { "\($0): \($1)\r\n" }.joined()
    for head in Self.ambiguous {
      let connection = try WebConnection(port: till.port, seconds: 5)
      try connection.send(
        head.replacing("{own}", with: "127.0.0.1:\(till.port)") + more + "\r\n")
      // Some end the connection.
      guard let reply = try? WebReply(connection) else { continue }
      #expect((400..<500).contains(reply.status), "\(reply.status) to \(head)")
      #expect(reply.json["token"] == nil)
      #expect(reply.headers["access-control-allow-origin"] == nil)
    }
    #expect(try tablet.get("session").status == 200)
  }

  @Test(arguments: [
    ("HTTP/1.1", "gzip, chunked"), ("HTTP/1.1", "identity\r\nTransfer-Encoding: chunked"),
    ("HTTP/1.1", "chunked, chunked"), ("HTTP/1.1", "xchunked"), ("HTTP/1.0", "chunked"),
  ])
  func `a body whose length could be read in two ways ends its connection`(
    version: String, encoding: String
  ) throws {
    let connection = try WebConnection(port: till.port, seconds: 5)
    let host = "Host: 127.0.0.1:\(till.port)\r\n"
    try connection.send(
      "POST /api/1/devices \(version)\r\n\(host)Transfer-Encoding: \(encoding)\r\n\r\n0\r\n\r\n"
        + "GET / HTTP/1.1\r\n\(host)\r\n")
    #expect(try WebReply(connection).status == 400)
    #expect(throws: WebConnection.Gone.self) { try WebReply(connection) }
  }

  @Test func `a broken chunk is called broken`() throws {
    let connection = try WebConnection(port: till.port, seconds: 5)
    let more = tablet.headers.map { "\($0): \($1)\r\n" }.joined()
    try connection.send(
      "POST /api/1/answers HTTP/1.1\r\nHost: 127.0.0.1:\(till.port)\r\n\(more)"
        + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n"
    )
    let reply = try WebReply(connection)
    #expect(reply.status == 400 && reply.code == "not_json")
  }

  @Test func `one machine has so many connections, and no more`() throws {
    var held = try (0..<95).map { _ in try WebConnection(port: till.port, seconds: 5) }
    let answered = till.port
    // Until all of them are counted.
    Thread.sleep(forTimeInterval: 0.5)
    func isAnswered() throws -> Bool {
      let connection = try WebConnection(port: answered, seconds: 5)
      try? connection.send("GET / HTTP/1.1\r\nHost: 127.0.0.1:\(answered)\r\n\r\n")
      return (try? WebReply(connection))?.status == 200
    }
    // The tablet's stream is the last that there is room for.
    #expect(try !isAnswered())
    held.removeLast(5)
    Thread.sleep(forTimeInterval: 0.3)
    #expect(try isAnswered())
    // What stays open loses nothing by it.
    #expect(try tablet.answer(3, "Анна").isTaken)
    withExtendedLifetime(held) {}
  }

  @Test func `who asks without end is slowed down, and the till goes on`() throws {
    var codes: Set<Int> = []
    for _ in 0..<400 {
      let reply = try tablet.post("acknowledged", ["notice": 0])
      codes.insert(reply.status)
      #expect((reply.headers["connection"] == "close") == (reply.status == 429))
    }
    #expect(codes == [409, 429])
    Thread.sleep(forTimeInterval: 1)
    #expect(try tablet.answer(3, "Анна").isTaken)
  }

  @Test(arguments: [
    "GET /api/1/session HTTP/1.1\r\nHost: {own}\r\nCookie: kassa-{port}={made}\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: {own}\r\nHost: evil.example\r\n\r\n",
  ])
  func `strangers who ask without end are slowed down, and no device that was let in`(
    asked: String
  ) throws {
    let connection = try WebConnection(port: till.port, seconds: 10)
    let made = String(repeating: "a", count: 64)
    let asked = asked.replacing("{own}", with: "127.0.0.1:{port}")
      .replacing("{port}", with: "\(till.port)").replacing("{made}", with: made)
    var left = 1_500
    while left > 0 {
      try connection.send(asked)
      if try WebReply(connection).status == 429 { break }
      left -= 1
    }
    #expect(left > 0)
    #expect(try tablet.get("session").status == 200)
    #expect(try tablet.answer(3, "Анна").isTaken)
  }

  @Test func `a page of another port that asks without end slows no connection down`() throws {
    let connection = try WebConnection(port: till.port, seconds: 10)
    let cookie = try #require(tablet.headers["Cookie"])
    let asked =
      "GET /api/1/session HTTP/1.1\r\nHost: 127.0.0.1:\(till.port)\r\nCookie: \(cookie)\r\n"
      + "Sec-Fetch-Site: same-site\r\n\r\n"
    var codes: Set<Int> = []
    let start = ContinuousClock.now
    for _ in 0..<900 {
      try connection.send(asked)
      codes.insert(try WebReply(connection).status)
    }
    #expect(codes == [403])
    // None of them waited: a second each would be a quarter of an hour.
    #expect(start.duration(to: .now) < .seconds(30))
    // A program asks faster than any browser; its connections end.
    var ended = 0
    for _ in 0..<6_000 where ended == 0 {
      try connection.send(asked)
      let reply = try WebReply(connection)
      #expect(reply.status == 403)
      ended += reply.headers["connection"] == "close" ? 1 : 0
    }
    let rate = 6_900 / (start.duration(to: .now) / .seconds(1))
    #expect(ended == 1 || rate < 1_200, "\(rate) a second")
    #expect(try tablet.get("session").status == 200)
  }

  /// The parser would keep what comes behind for whoever takes the connection over.
  @Test(arguments: [
    "GET / HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n",
    "POST /x HTTP/1.1\r\nConnection: keep-alive, uPgrade\r\nUpgrade: x\r\nContent-Length: 0\r\n",
    "GET / HTTP/1.0\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n",
    "GET http://evil.example/ HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: x\r\n",
    "CONNECT 127.0.0.1:{port} HTTP/1.1\r\n", "PRI * HTTP/2.0\r\n", "GET\r\n",
  ])
  func `nothing is kept of what comes behind the end of HTTP`(head: String) throws {
    let before = till.memory
    let connection = try WebConnection(port: till.port, seconds: 10)
    let host = "Host: 127.0.0.1:\(till.port)\r\n\r\n"
    try connection.send(head.replacing("{port}", with: "\(till.port)") + host)
    let start = ContinuousClock.now
    #expect(throws: WebConnection.Gone.self) {
      let piece = String(repeating: "0", count: 1 << 20)
      for _ in 0..<64 { try connection.send(piece) }
    }
    #expect(start.duration(to: .now) < .seconds(5))
    #expect(till.memory - before < 16 * 1_024)
    #expect(try tablet.get("session").status == 200)
  }

  @Test func `a second till on the folder, or at the port, says so`() throws {
    let second = try CommandRun([
      "till", "--store", TillProcess.cafe, "--data", folder.path, "--io", "jsonl",
    ])
    #expect(second.code == 3 && second.errors.contains("it is served at \(till.origin)/"))
    #expect {
      try ServedTill(data: folder.path)
    } throws: { ($0 as? ServedTill.Refused)?.code == 3 }
    let other = try TestFolder()
    #expect {
      try ServedTill(data: other.path, options: ["--listen", "127.0.0.1:\(till.port)"])
    } throws: {
      ($0 as? ServedTill.Refused)?.said.contains("can't listen at 127.0.0.1:\(till.port)") == true
    }
  }
}
