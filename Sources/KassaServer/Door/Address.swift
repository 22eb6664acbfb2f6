/// Where a till listens, and by which names it may be spoken to.
package struct ListenAddress: Hashable, Sendable {
  package let host: String
  /// 0 for any free one.
  package let port: Int

  /// Reads `127.0.0.1:8080`, `[::1]:8080`, `localhost:8080`.
  ///
  /// - Returns: nil for anything else.
  package init?(_ text: String) {
    guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]),
      (0...65_535).contains(port)
    else { return nil }
    var host = text[..<colon]
    if host.hasPrefix("["), host.hasSuffix("]") {
      host = host.dropFirst().dropLast()
    } else if host.contains(":") {
      return nil
    }
    guard !host.isEmpty, host.utf8.allSatisfy(Self.isOfAName) else { return nil }
    (self.host, self.port) = (host.lowercased(), port)
  }

  /// Whether it listens at every address of this machine.
  package var isEvery: Bool { HostAddress(host)?.isAny ?? false }

  /// Whether nobody but programs on this machine reaches it.
  package var isLoopback: Bool {
    let parts = host.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
    return host == "localhost" || host == "::1"
      || parts.count == 4 && parts[0] == 127 && !parts.contains(nil)
  }

  /// Letters, digits and what stands in addresses; nothing that could end a header or a host.
  fileprivate static func isOfAName(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x3A, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E: true
    default: false
    }
  }
}

/// The hosts by which proxies before the till are called.
struct ProxiedHosts: Sendable {
  private let hosts: Set<String>

  /// - Parameter names: those of `--name`.
  init(_ names: [String]) { hosts = Set(names.compactMap { HostName($0).proxied }) }

  func contains(_ host: String?) -> Bool { host.map { hosts.contains($0.lowercased()) } ?? false }
}

/// The hosts that requests may name: a page elsewhere whose name leads here must not speak for this one.
struct KnownHosts: Sendable {
  /// By the host that a request names, the origin of the till's page there.
  private let origins: [String: String]
  private let certificate: ServedCertificate?
  let proxied: ProxiedHosts
  let port: Int

  /// - Parameters:
  ///   - port: the one that is listened at.
  ///   - names: further names, each as it may be typed, without a port where it is that one.
  ///   - certificate: what it proves itself with over the network; nil for a till of this machine alone.
  init(_ address: ListenAddress, port: Int, names: [String], certificate: ServedCertificate?) {
    (self.port, self.certificate) = (port, certificate)
    proxied = ProxiedHosts(names)
    let own = address.host.contains(":") ? "[\(address.host)]" : address.host
    let all =
      ["127.0.0.1", "localhost", "[::1]"] + (address.isEvery ? [] : [own])
      + names.map { $0.lowercased() }
    var origins: [String: String] = [:]
    for name in all {
      if let proxied = HostName(name).proxied {
        origins[proxied] = name
      } else {
        origins.merge(Self.origins(of: name, port, isTLS: certificate != nil)) { $1 }
      }
    }
    self.origins = origins
  }

  private static func origins(of name: String, _ port: Int, isTLS: Bool) -> [String: String] {
    let scheme = isTLS ? "https" : "http"
    // A browser leaves out the port that the scheme has anyway.
    guard port == (isTLS ? 443 : 80) else {
      return ["\(name):\(port)": "\(scheme)://\(name):\(port)"]
    }
    return [name: "\(scheme)://\(name)", "\(name):\(port)": "\(scheme)://\(name)"]
  }

  /// The origin of the till's page where it is called `host`; nil where it may not be called that.
  func origin(of host: String?) -> String? {
    guard let host = host?.lowercased() else { return nil }
    if let known = origins[host] { return known }
    // An address that this machine has now, where the till is at each of them.
    let name = host.replacing(/:[0-9]+$/, with: "")
    guard let certificate, let address = HostAddress(name), certificate.serves(address) else {
      return nil
    }
    return Self.origins(of: address.description, port, isTLS: true)[host]
  }
}

/// A name for `--name`: of the till itself, or of a proxy with TLS before it, `https://till.local`.
package struct HostName {
  private static let scheme = "https://"
  private let text: String

  package init(_ text: String) { self.text = text.lowercased() }

  /// The host, and its port where it has one, of a proxy; nil where it is none.
  var proxied: String? {
    text.hasPrefix(Self.scheme) ? String(text.dropFirst(Self.scheme.count)) : nil
  }

  /// Whether it is a name: letters, digits, dots and dashes, of a proxy with a port too.
  package var isValid: Bool {
    let parts = (proxied ?? text).split(separator: ":", omittingEmptySubsequences: false)
    let isNamed =
      (1...253).contains(parts[0].utf8.count)
      && parts[0].utf8.allSatisfy(ListenAddress.isOfAName)
    return isNamed
      && (parts.count == 1 || proxied != nil && parts.count == 2 && UInt16(parts[1]) != nil)
  }
}
