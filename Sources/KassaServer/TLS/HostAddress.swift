import Glibc

/// An IP address, as a host is called by one.
struct HostAddress: Hashable, Sendable, CustomStringConvertible {
  /// Four, or sixteen.
  let bytes: [UInt8]

  /// - Returns: nil where `text` is no address; brackets around one are left out.
  init?(_ text: String) {
    let bare =
      text.hasPrefix("[") && text.hasSuffix("]") ? String(text.dropFirst().dropLast()) : text
    guard let bytes = Self.parsed(bare, AF_INET, 4) ?? Self.parsed(bare, AF_INET6, 16) else {
      return nil
    }
    self.bytes = bytes
  }

  private static func parsed(_ text: String, _ family: Int32, _ count: Int) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: count)
    return inet_pton(family, text, &bytes) == 1 ? bytes : nil
  }

  var description: String {
    var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
    _ = inet_ntop(bytes.count == 4 ? AF_INET : AF_INET6, bytes, &text, socklen_t(text.count))
    let name = String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    return bytes.count == 4 ? name : "[\(name)]"
  }

  /// The first address of those that one line of a provider has: of IPv6 2⁶⁴, of IPv4 it alone.
  var household: HostAddress {
    bytes.count == 4 ? self : HostAddress(bytes: bytes.prefix(8) + [UInt8](repeating: 0, count: 8))
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  /// Every address of the machine is meant.
  var isAny: Bool { bytes.allSatisfy { $0 == 0 } }

  func lies(in range: Range) -> Bool {
    bytes.count == range.bytes.count
      && (0..<bytes.count).allSatisfy { bytes[$0] & range.mask[$0] == range.bytes[$0] }
  }

  /// Addresses that begin alike.
  struct Range: Hashable, Sendable {
    let bytes: [UInt8]
    let mask: [UInt8]

    fileprivate init(_ beginning: [UInt8], bits: Int, of count: Int) {
      bytes = beginning + [UInt8](repeating: 0, count: count - beginning.count)
      mask = (0..<count).map { place in
        let left = min(8, max(0, bits - 8 * place))
        return left == 0 ? 0 : 0xFF << UInt8(8 - left)
      }
    }
  }

  /// Of this machine itself.
  static let loopback = [
    Range([127], bits: 8, of: 4), Range([UInt8](repeating: 0, count: 15) + [1], bits: 128, of: 16),
  ]

  /// That nobody on the internet has (RFC 1918, RFC 3927, RFC 6598, RFC 4193).
  static let ofHouses = [
    Range([10], bits: 8, of: 4), Range([172, 16], bits: 12, of: 4),
    Range([192, 168], bits: 16, of: 4),
    Range([169, 254], bits: 16, of: 4), Range([100, 64], bits: 10, of: 4),
    Range([0xFC], bits: 7, of: 16),
  ]

  /// Reached only with the name of an interface beside it (RFC 4291), which no browser takes.
  private static let ofLinks = Range([0xFE, 0x80], bits: 10, of: 16)

  /// The addresses that other machines may reach this one by, in their order.
  static func ofThisMachine() -> [HostAddress] {
    var first: UnsafeMutablePointer<ifaddrs>?
    guard getifaddrs(&first) == 0 else { return [] }
    defer { freeifaddrs(first) }
    var found: [HostAddress] = []
    for each in sequence(first: first, next: { $0?.pointee.ifa_next }) {
      guard let socket = each?.pointee.ifa_addr, let address = HostAddress(socket),
        !found.contains(address), !(loopback + [ofLinks]).contains(where: address.lies)
      else { continue }
      found.append(address)
    }
    return found
  }

  /// - Returns: nil for another family of addresses.
  private init?(_ socket: UnsafePointer<sockaddr>) {
    switch Int32(socket.pointee.sa_family) {
    case AF_INET:
      bytes = socket.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
        withUnsafeBytes(of: $0.pointee.sin_addr) { Array($0) }
      }
    case AF_INET6:
      bytes = socket.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) {
        withUnsafeBytes(of: $0.pointee.sin6_addr) { Array($0) }
      }
    default: return nil
    }
  }
}
