import HTTPTypes
import Hummingbird
import KassaRuntime
import KassaWire
import NIOCore

/// A request with its connection, which a stuck stream is cut by.
struct Connection: RequestContext {
  var coreContext: CoreRequestContextStorage
  let channel: any Channel

  init(source: ApplicationRequestContextSource) {
    coreContext = .init(source: source)
    channel = source.channel
  }

  /// Where it comes from; nil once the connection is gone.
  var machine: Crowd.Machine? { Crowd.Machine(of: channel) }
}

/// What the server answers to each request; docs/http.md is the contract.
struct Responder: HTTPResponder {
  typealias Context = Connection

  let house: House
  let door: Door

  func respond(to request: Request, context: Connection) async -> Response {
    var response: Response
    do { response = try await answer(request, context) } catch { response = error.response }
    for (name, value) in Self.headers { response.headers[name] = value }
    if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = "no-store" }
    return response
  }

  private func answer(_ request: Request, _ context: Connection) async throws(Reply) -> Response {
    let machine = context.machine?.asking(request.head.authority, door.hosts.proxied)
    do { try door.requireOneHost(request) } catch {
      try await count(.failure(error), machine)
      throw error
    }
    let seen = Result { () throws(Reply) in try door.visit(of: request) }
    try await count(seen, machine)
    let path = request.uri.path
    guard path.hasPrefix(Self.base) else { return try page(path, request) }
    let name = String(path.dropFirst(Self.base.count))
    switch (request.method, name) {
    case (.get, "session"): return try await session(seen.get()).response
    case (.get, "people"): return try await people(seen.get()).response
    case (.get, "events"): return try await events(request, seen.get(), context, .till)
    case (.get, "customer/events"): return try await events(request, seen.get(), context, .customer)
    case (.get, "goods"): return try await goods(request, seen.get()).response
    case (.post, "devices"): return try await admit(request, machine).response
    case (.post, _): return try await change(name, request, seen.get()).response
    default: throw .notFound
    }
  }

  private static let base = "/api/1/"
  /// How long who asks too often waits for being told so; meanwhile their connection asks nothing.
  private static let tooManyPause = Duration.seconds(1)

  /// Counts what comes from devices that were let in by the device, everything else by its machine: what other
  /// pages ask for in a device's name apart from strangers.
  ///
  /// Nothing of a device that was let in waits: its browser has six connections for the till's page and for other
  /// pages of this host.
  ///
  /// - Throws: the reply for who asks too often.
  private func count(
    _ seen: Result<Visit, Reply>, _ machine: Crowd.Machine?
  ) async throws(Reply) {
    switch seen {
    case .success(let visit):
      guard await house.rates.mayAsk(visit.caller.id) else { throw .tooMany.last }
    case .failure(let refusal):
      guard let machine = machine?.household else { throw .tooMany.last }
      if refusal == .otherOrigin {
        guard await house.otherPages.mayAsk(machine) else { throw .otherOrigin.last }
        return
      }
      guard await house.strangers.mayAsk(machine) else {
        try? await Task.sleep(for: Self.tooManyPause)
        throw .tooMany
      }
    }
  }

  private func change(
    _ name: String, _ request: Request, _ visit: Visit
  ) async throws(Reply) -> Reply {
    let caller = visit.caller
    try door.requireChange(request, visit)
    try caller.requireTill()
    let body = try await body(of: request)
    switch name {
    case "answers":
      return await house.cashier.answer(try sending(body, caller, request, without: "key"))
    case "scans": return await house.cashier.scan(try sending(body, caller, request))
    case "acknowledged":
      guard let number = body["notice"].int.flatMap({ Int(exactly: $0) }) else {
        throw .shape("«notice» should be a number")
      }
      let tab = Tab(browser: caller.id, client: try client(request.headers[.client]))
      return await house.cashier.acknowledge(number, at: tab)
    case "till/take": return try await take(body, caller)
    default: throw .notFound
    }
  }

  // MARK: The page

  private func page(_ path: String, _ request: Request) throws(Reply) -> Response {
    guard request.method == .get || request.method == .head, let file = house.page.file(at: path)
    else { throw .notFound }
    var headers = HTTPFields()
    headers[.contentType] = file.type
    headers[.eTag] = file.tag
    headers[.contentSecurityPolicy] = Self.policy
    headers[.cacheControl] = file.isForever ? "max-age=31536000, immutable" : "no-cache"
    guard request.headers[.ifNoneMatch] != file.tag else {
      return Response(status: .notModified, headers: headers)
    }
    return Response(status: .ok, headers: headers, body: .init(byteBuffer: file.body))
  }

  private static let policy = [
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:",
    "font-src 'self'", "connect-src 'self'", "base-uri 'none'", "form-action 'none'",
    "frame-ancestors 'none'", "require-trusted-types-for 'script'", "trusted-types 'none'",
  ].joined(separator: "; ")

  /// On every response.
  private static let headers: [(HTTPField.Name, String)] = [
    (.named("X-Content-Type-Options"), "nosniff"),
    (.named("Referrer-Policy"), "no-referrer"),
    (.named("Cross-Origin-Opener-Policy"), "same-origin"),
    (.named("Cross-Origin-Resource-Policy"), "same-origin"),
    (.named("X-Frame-Options"), "DENY"),
  ]

  // MARK: Bodies

  /// The JSON object of a request.
  func body(of request: Request) async throws(Reply) -> Value {
    guard request.headers[.contentType]?.hasPrefix("application/json") == true else {
      throw .refused(415, "type", "JSON was expected", "send it as application/json")
    }
    let length = request.headers[.contentLength].flatMap { Int($0) } ?? 0
    guard length <= Reply.bytesMax else { throw .tooLarge }
    let buffer: ByteBuffer
    do { buffer = try await request.body.collect(upTo: Reply.bytesMax) } catch {
      throw error is NIOTooManyBytesError ? .tooLarge : .broken
    }
    do {
      let value = try WireJSON.value(of: Array(buffer.readableBytesView))
      guard value.record != nil else { throw Reply.shape("an object was expected") }
      return value
    } catch let reply as Reply { throw reply } catch {
      throw .refused(
        400, "not_json", "the body is no JSON that is taken here", "send one JSON object")
    }
  }

  /// An answer or a scan.
  ///
  /// - Parameter dropped: a field that the line of the protocol does not have.
  private func sending(
    _ body: Value, _ caller: Caller, _ request: Request, without dropped: String? = nil
  ) throws(Reply) -> Sending {
    var fields = body.record ?? [:]
    guard let key = fields["key"]?.string, (1...64).contains(key.utf8.count) else {
      throw .shape("«key» should be a string of 1 to 64 bytes")
    }
    if let dropped { fields[dropped] = nil }
    return Sending(
      caller: caller, client: try client(request.headers[.client]), key: key,
      line: Array(WireJSON.line(.record(fields)).utf8))
  }

  /// The name of a tab.
  func client(_ text: String?) throws(Reply) -> String {
    guard let text, (1...64).contains(text.utf8.count) else {
      throw .shape("the tab's name should be 1 to 64 bytes")
    }
    return text
  }
}

extension Reply {
  fileprivate static let broken = refused(
    400, "not_json", "the body is broken", "send one JSON object")

  static func shape(_ message: String) -> Reply {
    refused(400, "shape", message, "see docs/http.md")
  }

  static let noStream = refused(
    409, "no_stream", "this tab has no stream of events", "open the events first")
}
