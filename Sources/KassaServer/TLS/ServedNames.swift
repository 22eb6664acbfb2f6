/// By what a till over the network is called: what its certificate has to say.
struct ServedNames: Hashable, Sendable {
  let names: [String]
  let addresses: [HostAddress]

  init(names: [String], addresses: [HostAddress]) {
    (self.names, self.addresses) = (names, addresses)
  }

  /// - Parameters:
  ///   - names: those of `--name`; a proxy's is the proxy's to prove.
  ///   - machine: this machine's own addresses now.
  init(_ listen: ListenAddress, names: [String], machine: [HostAddress]) {
    var all = names.map { $0.lowercased() }.filter { HostName($0).proxied == nil }
    var addresses: [HostAddress] = []
    for host in [listen.host] + all {
      guard let address = HostAddress(host) else { continue }
      addresses += address.isAny ? machine : [address]
    }
    if HostAddress(listen.host) == nil { all.append(listen.host) }
    self.names = Self.once(all.filter { HostAddress($0) == nil && $0 != "localhost" })
    self.addresses = Self.once(
      addresses.filter { address in !HostAddress.loopback.contains(where: address.lies) })
  }

  private static func once<Element: Hashable>(_ all: [Element]) -> [Element] {
    var seen: Set<Element> = []
    return all.filter { seen.insert($0).inserted }
  }

  /// As they stand in an address line.
  var hosts: [String] { names + addresses.map(\.description) }
}
