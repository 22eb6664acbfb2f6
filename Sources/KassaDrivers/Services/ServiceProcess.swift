import Foundation
public import KassaRuntime

/// Calls the shop's own services through `kassa-call`, a process a call (docs/services.md).
///
/// So no TLS is in the till's memory, and whatever a server does ends with that process: it is killed
/// once the call's time is over.
public struct ServiceProcess: ServiceCaller {
  private let book: ServiceBook
  private let program: String

  /// - Parameters:
  ///   - folder: the till's data folder, where a technician set the services up.
  ///   - program: the path of `kassa-call`.
  public init(folder: String, program: String) {
    book = ServiceBook(folder: folder)
    self.program = program
  }

  public func call(_ call: ServiceCall) async -> ServiceReply {
    let place: ServiceBook.Place
    do {
      guard let found = try book.places()[call.service] else {
        return .absent(reason: "it is not set up at this till")
      }
      place = found
    } catch { return .absent(reason: error.description) }
    let request = Self.request(call, at: place)
    let program = program
    // On a thread of its own: the runtime's own threads are never blocked.
    let answer = await withCheckedContinuation { continuation in
      Thread.detachNewThread {
        continuation.resume(
          returning: ChildProcess.run(
            program, sending: request, bytesMax: Self.answerBytesMax, within: call.limit))
      }
    }
    return switch answer {
    case .said(let bytes): Self.reply(bytes)
    case .notStarted: .absent(reason: "«\(program)» can't be started; build the product kassa-call")
    case .killed: .late
    }
  }

  public func settings(of service: String) -> Int {
    var hasher = Hasher()
    hasher.combine((try? book.places())?[service])
    return hasher.finalize()
  }

  /// A line and an answer.
  private static let answerBytesMax = ServiceCall.bytesMax + 512

  /// The request as `kassa-call` reads it; none of its values has a line's end in it.
  private static func request(_ call: ServiceCall, at place: ServiceBook.Place) -> [UInt8] {
    let (seconds, fraction) = call.limit.components
    let limit = seconds * 1_000 + fraction / 1_000_000_000_000_000
    // Its own word that no answer came is heard in time.
    let milliseconds = max(1, limit - 100)
    var lines = [
      "address \(place.address)/\(call.what)", "key \(call.key)", "milliseconds \(milliseconds)",
    ]
    if let token = place.token { lines.append("token \(token)") }
    if let file = place.certificates { lines.append("certificates \(file)") }
    return Array((lines.joined(separator: "\n") + "\n\n").utf8) + call.body
  }

  /// What `kassa-call` said; words that are none of its own mean that nobody knows.
  private static func reply(_ bytes: [UInt8]) -> ServiceReply {
    guard let end = bytes.firstIndex(of: UInt8(ascii: "\n")) else {
      return .unknown(reason: "kassa-call ended without a word")
    }
    let line = String(decoding: bytes[..<end], as: UTF8.self)
    let words = line.split(separator: " ", maxSplits: 1).map(String.init)
    let rest = words.count > 1 ? words[1] : ""
    switch words.first {
    case "answered": return reply(status: Int(rest) ?? 0, Array(bytes[(end + 1)...]))
    case "absent": return .absent(reason: rest)
    case "late": return .late
    default: return .unknown(reason: rest)
    }
  }

  /// Only a yes is an answer; a no says that nothing was done, and anything else says nothing.
  private static func reply(status: Int, _ body: [UInt8]) -> ServiceReply {
    switch status {
    case 200..<300: .answered(body)
    case 401, 403, 407, 408, 425, 429: .absent(reason: "status \(status)")
    case 400..<500: .refused
    case 300..<400: .unknown(reason: "status \(status): no redirect is followed")
    default: .unknown(reason: "status \(status)")
    }
  }
}
