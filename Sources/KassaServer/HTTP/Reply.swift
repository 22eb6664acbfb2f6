import Hummingbird
import HTTPTypes
import KassaRuntime
import KassaWire

/// What the server answers with: a status, and one JSON object.
struct Reply: Hashable, Sendable {
  let status: Int
  let body: Value
  /// A cookie to set.
  var cookie: String?
  /// Whether the connection ends behind it, and what came in advance with it.
  var isLast = false

  init(_ status: Int = 200, _ body: Value) { (self.status, self.body) = (status, body) }

  static let taken = Reply(200, ["taken": true])

  /// A refusal, in the shape of the protocol's errors.
  ///
  /// - Parameter seconds: how long to wait before it is tried again.
  static func refused(
    _ status: Int, _ code: String, _ message: String, _ remedy: String, seconds: Int? = nil
  ) -> Reply {
    var fields: [String: Value] = [
      "code": .string(code), "message": .string(message), "remedy": .string(remedy),
    ]
    if let seconds { fields["seconds"] = .int(Int64(seconds)) }
    return Reply(status, ["error": .record(fields)])
  }

  /// An answer or a scan that did not count.
  static func refused(_ error: WireError, of prompt: Prompt) -> Reply {
    Reply(409, error.wire(of: prompt))
  }

  /// The same as the connection's last.
  var last: Reply {
    var reply = self
    reply.isLast = true
    return reply
  }

  var response: Response {
    var headers = HTTPFields()
    headers[.contentType] = "application/json; charset=utf-8"
    if let cookie { headers[.setCookie] = cookie }
    if isLast { headers[.connection] = "close" }
    return Response(
      status: .init(code: status), headers: headers,
      body: .init(byteBuffer: ByteBuffer(string: WireJSON.line(body))))
  }
}

extension Reply {
  static let notFound = refused(404, "not_found", "there is nothing here", "see docs/http.md")
  static let manyHosts = refused(
    400, "host", "the request names more than one host", "name one, the till's own")
  static let otherHost = refused(
    421, "host", "this till is not called that",
    "open it by its own address, or start it with --name")
  static let otherOrigin = refused(
    403, "origin", "this came from another page", "send it from the till's own page")
  static let notLetIn = refused(
    401, "not_let_in", "this browser was not let in",
    "let it in with a code: kassa-run devices code")
  static let noToken = refused(
    403, "token", "the token of this session is missing or old", "ask for the session anew")
  static let tooLarge = refused(
    413, "too_large", "the body is longer than \(bytesMax) bytes", "send less"
  ).last
  static let tooMany = refused(429, "too_many", "too many requests", "wait a second", seconds: 1)
  static let closing = refused(503, "closing", "the till stops", "try again once it runs")

  /// The longest body that is read; an answer is far shorter.
  static let bytesMax = 65_536
}
