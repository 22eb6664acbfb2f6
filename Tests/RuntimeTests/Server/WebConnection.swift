import Foundation
import Glibc

/// A connection to a till's server that sends what it is told, right or wrong, byte for byte.
final class WebConnection {
  struct Gone: Error {}

  private let socket: Int32
  private var unread: [UInt8] = []

  /// Connects to `port` of this machine; a read that takes longer than `seconds` fails.
  ///
  /// - Parameters:
  ///   - address: the one of this machine's that it is reached at.
  ///   - held: so many bytes the system holds until they are read, and few on their way; nil for what is usual.
  init(
    port: Int, at address: String = "127.0.0.1", seconds: Int = 20, held: Int32? = nil
  ) throws {
    socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    if var held {
      setsockopt(socket, SOL_SOCKET, SO_RCVBUF, &held, socklen_t(MemoryLayout<Int32>.size))
      var segment: Int32 = 536
      setsockopt(
        socket, Int32(IPPROTO_TCP), TCP_MAXSEG, &segment, socklen_t(MemoryLayout<Int32>.size))
    }
    var limit = timeval(tv_sec: seconds, tv_usec: 0)
    setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    var place = sockaddr_in()
    place.sin_family = sa_family_t(AF_INET)
    place.sin_port = in_port_t(port).bigEndian
    place.sin_addr.s_addr = inet_addr(address)
    let result = withUnsafePointer(to: &place) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard result == 0 else { throw Gone() }
  }

  deinit { close(socket) }

  func send(_ text: String) throws {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { throw Gone() }
      rest = rest.dropFirst(count)
    }
  }

  /// The text up to `end`, which is taken and not returned.
  func text(to end: String) throws -> String {
    let end = Array(end.utf8)
    while true {
      if let found = unread.firstRange(of: end) {
        defer { unread.removeSubrange(..<found.upperBound) }
        return String(decoding: unread[..<found.lowerBound], as: UTF8.self)
      }
      try readMore()
    }
  }

  func bytes(_ count: Int) throws -> [UInt8] {
    while unread.count < count { try readMore() }
    defer { unread.removeFirst(count) }
    return Array(unread.prefix(count))
  }

  /// The next piece of a body of unknown length.
  func chunk() throws -> String {
    guard let count = Int(try text(to: "\r\n"), radix: 16), count > 0 else { throw Gone() }
    let bytes = try bytes(count)
    _ = try text(to: "\r\n")
    return String(decoding: bytes, as: UTF8.self)
  }

  private func readMore() throws {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = buffer.withUnsafeMutableBytes { recv(socket, $0.baseAddress, $0.count, 0) }
    guard count > 0 else { throw Gone() }
    unread += buffer[..<count]
  }
}

/// What a server answered.
struct WebReply {
  let status: Int
  /// By names in small letters.
  let headers: [String: String]
  let body: String

  /// Reads the head of an answer, and its body where its length is told.
  init(_ connection: WebConnection) throws {
    let lines = try connection.text(to: "\r\n\r\n").components(separatedBy: "\r\n")
    status = lines.first?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
    var headers: [String: String] = [:]
    for line in lines.dropFirst() {
      guard let colon = line.firstIndex(of: ":") else { continue }
      headers[line[..<colon].lowercased()] =
        line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
    }
    self.headers = headers
    let count = headers["content-length"].flatMap { Int($0) } ?? 0
    body = String(decoding: try connection.bytes(count), as: UTF8.self)
  }

  var json: [String: Any] {
    (try? JSONSerialization.jsonObject(with: Data(body.utf8))) as? [String: Any] ?? [:]
  }

  /// The stable name of what was refused.
  var code: String? { (json["error"] as? [String: Any])?["code"] as? String }
  var isTaken: Bool { json["taken"] as? Bool == true }
}
