import Foundation
import KassaRuntime
import Testing

/// The real `kassa-serve` on a free port of this machine.
final class ServedTill {
  private let process = Process()
  private let output = Pipe()
  private let errors = Pipe()
  private(set) var port = 0
  /// What lets the first browser in.
  private(set) var code = ""
  let data: String

  static let binary = TillProcess.binary.deletingLastPathComponent()
    .appendingPathComponent("kassa-serve")

  init(data: String, store: String = TillProcess.cafe, options: [String] = []) throws {
    self.data = data
    process.executableURL = Self.binary
    process.arguments =
      ["--store", store, "--data", data]
      + (options.contains("--listen") ? [] : ["--listen", "127.0.0.1:0"]) + options
    process.standardOutput = output
    process.standardError = errors
    process.standardInput = FileHandle.nullDevice
    try process.run()
    var lines = LineReader(bytesMax: .max)
    while true {
      if case .line(let line) = lines.next() {
        let text = String(decoding: line, as: UTF8.self)
        let parts = text.components(separatedBy: "/#code=")
        port = parts.first?.split(separator: ":").last.flatMap { Int($0) } ?? 0
        code = parts.last ?? ""
        return
      }
      let more = output.fileHandleForReading.availableData
      guard !more.isEmpty else {
        process.waitUntilExit()
        throw Refused(
          code: process.terminationStatus,
          said: String(decoding: errors.fileHandleForReading.availableData, as: UTF8.self))
      }
      lines.append(more)
    }
  }

  /// It ended before it listened.
  struct Refused: Error {
    let code: Int32
    let said: String
  }

  deinit { kill() }

  func kill() {
    guard process.isRunning else { return }
    Foundation.kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }

  /// The resident memory, in KiB.
  var memory: Int {
    let path = "/proc/\(process.processIdentifier)/status"
    let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    let line = text.split(separator: "\n").first { $0.hasPrefix("VmRSS:") } ?? ""
    return Int(line.filter(\.isNumber)) ?? 0
  }

  var origin: String { "http://127.0.0.1:\(port)" }

  /// Sends one request on a connection of its own.
  ///
  /// - Parameter headers: beside Host, which one of them may replace; nil leaves Host out.
  func send(
    _ method: String, _ path: String, _ body: Any? = nil, _ headers: [String: String] = [:]
  ) throws -> WebReply {
    let connection = try WebConnection(port: port)
    let json = try body.map { try JSONSerialization.data(withJSONObject: $0) }
    var all = ["Host": "127.0.0.1:\(port)"].merging(headers) { $1 }
    if let json {
      all["Content-Length"] = "\(json.count)"
      all["Content-Type"] = all["Content-Type"] ?? "application/json"
    }
    let head = all.map { "\($0): \($1)\r\n" }.sorted().joined()
    try connection.send("\(method) \(path) HTTP/1.1\r\n\(head)\r\n")
    if let json { try connection.send(String(decoding: json, as: UTF8.self)) }
    return try WebReply(connection)
  }

  /// A program of the till's owner.
  func program() throws -> Visitor {
    let token = try String(contentsOfFile: data + "/program.token", encoding: .utf8)
    return Visitor(
      self, headers: ["Authorization": "Bearer \(token.trimmingCharacters(in: .newlines))"])
  }

  /// Lets a browser in by `code`, else by the one that was printed.
  ///
  /// - Parameter isCustomers: whether it is to stand before customers.
  func letIn(
    by code: String? = nil, name: String = "Планшет", isCustomers: Bool = false
  ) throws -> Visitor {
    var body: [String: Any] = ["code": code ?? self.code, "name": name]
    if isCustomers { body["customers"] = true }
    let reply = try send("POST", "/api/1/devices", body, ["Origin": origin])
    guard reply.status == 200,
      let cookie = reply.headers["set-cookie"]?.split(separator: ";").first,
      let token = reply.json["token"] as? String
    else { throw Refused(code: Int32(reply.status), said: reply.body) }
    return Visitor(
      self, headers: ["Cookie": String(cookie), "Origin": origin, "X-Kassa-Token": token])
  }

  /// Another code, as the command prints it.
  func newCode() throws -> String {
    try CommandRun(["devices", "code", "--data", data]).output
      .trimmingCharacters(in: .whitespacesAndNewlines)
  }
}

/// Somebody who may speak to the till, at one tab.
final class Visitor {
  let till: ServedTill
  var headers: [String: String]
  var client: String
  private var events: WebConnection?
  private var keys = 0
  /// The events of the last read that nobody has asked for yet.
  private var unread: [(name: String, data: [String: Any])] = []
  private var rest = ""

  init(_ till: ServedTill, headers: [String: String], client: String = UUID().uuidString) {
    (self.till, self.headers, self.client) = (till, headers, client)
  }

  /// The same browser at another tab.
  func otherTab() -> Visitor { Visitor(till, headers: headers) }

  func get(_ path: String) throws -> WebReply {
    try till.send("GET", "/api/1/" + path, nil, headers)
  }

  /// Takes the till over, as whoever has that PIN.
  func take(by name: String, _ pin: String) throws -> WebReply {
    try post("till/take", ["client": client, "name": name, "pin": pin])
  }

  func post(_ path: String, _ body: [String: Any]) throws -> WebReply {
    try till.send(
      "POST", "/api/1/" + path, body, headers.merging(["X-Kassa-Client": client]) { $1 })
  }

  func nextKey() -> String {
    keys += 1
    return "\(client.prefix(8))-\(keys)"
  }

  func answer(_ number: Int, _ answer: Any, key: String? = nil) throws -> WebReply {
    try post("answers", ["n": number, "answer": answer, "key": key ?? nextKey()])
  }

  func scan(_ code: String, key: String? = nil) throws -> WebReply {
    try post("scans", ["scan": code, "key": key ?? nextKey()])
  }

  // MARK: Events

  /// Opens the stream; the reply's head.
  @discardableResult
  func open(_ path: String = "events", seconds: Int = 20) throws -> WebReply {
    let connection = try WebConnection(port: till.port, seconds: seconds)
    let all = ["Host": "127.0.0.1:\(till.port)"].merging(headers) { $1 }
    let head = all.map { "\($0): \($1)\r\n" }.joined()
    try connection.send("GET /api/1/\(path)?client=\(client) HTTP/1.1\r\n\(head)\r\n")
    (events, unread, rest) = (connection, [], "")
    return try WebReply(connection)
  }

  func closeStream() { events = nil }

  /// The next event of the stream.
  func event() throws -> (name: String, data: [String: Any]) {
    guard let events else { throw WebConnection.Gone() }
    while unread.isEmpty {
      rest += try events.chunk()
      let parts = rest.components(separatedBy: "\n\n")
      rest = parts.last ?? ""
      unread = parts.dropLast().compactMap(Self.event)
    }
    return unread.removeFirst()
  }

  /// Nil for a sign of life.
  private static func event(_ text: String) -> (name: String, data: [String: Any])? {
    var (name, data) = ("", "")
    for line in text.split(separator: "\n") {
      if line.hasPrefix("event: ") { name = String(line.dropFirst(7)) }
      if line.hasPrefix("data: ") { data = String(line.dropFirst(6)) }
    }
    guard let json = try? JSONSerialization.jsonObject(with: Data(data.utf8)) else { return nil }
    return (name, json as? [String: Any] ?? [:])
  }

  /// The next event of that name; others go by.
  func event(_ name: String) throws -> [String: Any] {
    while true {
      let next = try event()
      if next.name == name { return next.data }
    }
  }

  /// The next prompt.
  func prompt() throws -> ShownPrompt {
    ShownPrompt(try event("prompt")["prompt"] as? [String: Any] ?? [:])
  }

  /// Answers prompts by `answers`, which are by their ids, until one of `ids` comes.
  func go(
    to ids: String..., answering answers: [String: Any] = [:]
  ) throws -> ShownPrompt {
    let known: [String: Any] = [
      "sign_in.name": "Анна", "sign_in.new_pin": "1234", "sign_in.repeat_pin": "1234",
      "sign_in.pin": "1234", "person.pin": "1234",
    ].merging(answers) { $1 }
    while true {
      let prompt = try prompt()
      if ids.contains(prompt.id) { return prompt }
      guard let answer = known[prompt.id] else {
        Issue.record("nobody answers «\(prompt.id)»")
        throw WebConnection.Gone()
      }
      #expect(try self.answer(prompt.number, answer).isTaken, "\(prompt.id)")
    }
  }
}
