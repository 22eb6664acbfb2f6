internal import CHTTP

/// What this process says: one line of what came of the call, then the body of an answer.
struct Answer {
  let bytes: [UInt8]

  private init(_ line: String, _ body: [UInt8] = []) { bytes = Array((line + "\n").utf8) + body }

  static let badRequest = Answer("absent kassa-call does not understand the till")

  /// Makes the call, and says what came of it.
  init(to request: Request) {
    var reply = kassa_http_reply()
    let body = [UInt8](unsafeUninitializedCapacity: Int(KASSA_HTTP_BODY_MAX)) { buffer, count in
      buffer.withMemoryRebound(to: CChar.self) { reply.body = $0.baseAddress }
      request.post(&reply)
      count = reply.length
    }
    let reason = String(cString: reply.reason)
    switch reply.end {
    case KASSA_HTTP_ANSWERED: self.init("answered \(reply.status)", body)
    case KASSA_HTTP_ABSENT: self.init("absent \(reason)")
    case KASSA_HTTP_LATE: self.init("late")
    case KASSA_HTTP_LONG: self.init("lost the answer is longer than \(KASSA_HTTP_BODY_MAX) bytes")
    default: self.init("lost \(reason)")
    }
  }
}

extension Request {
  fileprivate func post(_ reply: inout kassa_http_reply) {
    address.withCString { address in
      key.withCString { key in
        Self.with(token) { token in
          Self.with(certificates) { certificates in
            body.withUnsafeBytes { body in
              var request = kassa_http_request(
                address: address, key: key, token: token, certificates: certificates,
                body: body.baseAddress, length: body.count, milliseconds: milliseconds)
              kassa_http_post(&request, &reply)
            }
          }
        }
      }
    }
  }

  private static func with(_ text: String?, _ body: (UnsafePointer<CChar>?) -> Void) {
    if let text { text.withCString { body($0) } } else { body(nil) }
  }
}
