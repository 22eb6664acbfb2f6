import Foundation
package import KassaRuntime
import NIOCore
import NIOSSL
import Synchronization

/// What a till over the network proves itself with, renewed while it serves.
package final class ServedCertificate: Sendable {
  /// Where its certificate comes from.
  private enum Source {
    case own(OwnAuthority)
    case files(certificate: String, key: String)
  }

  private struct Now {
    var identity: Identity
    var names: ServedNames
    /// What was told last, so that it is told once.
    var told: CertificateProblem?
    /// The files that were read last, by their bytes.
    var seen: [Data?] = []
  }

  private let listen: ListenAddress
  private let names: [String]
  private let source: Source
  private let machine: @Sendable () -> [HostAddress]
  private let current: Mutex<Now>

  /// The certificate of tablets, where it is this till's own.
  package var toInstall: TillCertificate? {
    guard case .own(let authority) = source else { return nil }
    return authority.known
  }

  /// Proves the till with this till's own authority, made where `folder` has none.
  package convenience init(
    ownIn folder: String, _ listen: ListenAddress, names: [String], now: Moment
  ) throws(CertificateProblem) {
    try self.init(ownIn: folder, listen, names: names, now: now, machine: HostAddress.ofThisMachine)
  }

  init(
    ownIn folder: String, _ listen: ListenAddress, names: [String], now: Moment,
    machine: @escaping @Sendable () -> [HostAddress]
  ) throws(CertificateProblem) {
    let wanted = ServedNames(listen, names: names, machine: machine())
    let authority = try OwnAuthority.open(in: folder, names: wanted.names)
    try authority.check(wanted, isEvery: listen.isEvery)
    let vouched = authority.vouched(of: wanted)
    let identity = try authority.identity(for: vouched, now: now.date)
    (self.listen, self.names, self.machine) = (listen, names, machine)
    source = .own(authority)
    current = Mutex(Now(identity: identity, names: vouched))
  }

  /// Proves the till by files, which somebody else renews.
  package init(
    certificate: String, key: String, _ listen: ListenAddress, names: [String]
  ) throws(CertificateProblem) {
    let identity = try Identity(certificate: certificate, key: key)
    (self.listen, self.names, machine) = (listen, names, HostAddress.ofThisMachine)
    source = .files(certificate: certificate, key: key)
    current = Mutex(
      Now(
        identity: identity, names: ServedNames(listen, names: names, machine: machine()),
        seen: [certificate, key].map(Identity.bytes(of:))))
  }

  /// What connections are shown now.
  var shown: Identity { current.withLock(\.identity) }

  /// The hosts that it is served at now, the first one the best to open.
  package var hosts: [String] { current.withLock(\.names.hosts) }

  /// Whether `address` is one of them.
  func serves(_ address: HostAddress) -> Bool {
    current.withLock { $0.names.addresses.contains(address) }
  }

  /// Renews it where names, addresses, the clock or files have changed.
  ///
  /// - Returns: what keeps browsers from believing it, where that is new.
  package func look(now: Moment) -> CertificateProblem? {
    current.withLock { current in
      let wanted = ServedNames(listen, names: names, machine: machine())
      do throws(CertificateProblem) {
        switch source {
        case .own(let authority):
          let vouched = authority.vouched(of: wanted)
          if vouched != current.names || !OwnAuthority.serves(current.identity, now: now.date) {
            current.identity = try authority.identity(for: vouched, now: now.date)
            current.names = vouched
          }
        case .files(let certificate, let key):
          current.names = wanted
          let seen = [certificate, key].map(Identity.bytes(of:))
          if seen != current.seen {
            current.seen = seen
            current.identity = try Identity(certificate: certificate, key: key)
          }
        }
      } catch {
        // What was good before goes on.
        return told(error, &current)
      }
      return told(lost ?? current.identity.objection(as: current.names, now: now.date), &current)
    }
  }

  private func told(
    _ problem: CertificateProblem?, _ current: inout Now
  ) -> CertificateProblem? {
    defer { current.told = problem }
    return problem == current.told ? nil : problem
  }

  /// It listens at an address that this machine no longer has.
  private var lost: CertificateProblem? {
    guard let address = HostAddress(listen.host), !address.isAny, !listen.isLoopback,
      !machine().contains(address)
    else { return nil }
    return .addressGone(listen.host)
  }

  /// How connections are spoken to; each is shown what holds then.
  func configuration() -> TLSConfiguration {
    let first = shown
    var configuration = TLSConfiguration.makeServerConfiguration(
      certificateChain: first.sslChain.map { .certificate($0) },
      privateKey: .privateKey(first.sslKey))
    configuration.minimumTLSVersion = .tlsv12
    configuration.applicationProtocols = ["http/1.1"]
    configuration.sslContextCallback = { [self] _, promise in
      let identity = self.shown
      var shown = NIOSSLContextConfigurationOverride()
      shown.certificateChain = identity.sslChain.map { .certificate($0) }
      shown.privateKey = .privateKey(identity.sslKey)
      promise.succeed(shown)
    }
    return configuration
  }
}

extension Moment {
  var date: Date { Date(timeIntervalSince1970: Double(milliseconds) / 1000) }
}
