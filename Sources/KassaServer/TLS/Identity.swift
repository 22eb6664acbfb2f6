package import Foundation
import KassaRuntime
import NIOSSL
import SwiftASN1
import X509

/// What a till proves itself with: a chain of certificates, the first its own, and the key of that one.
struct Identity: Sendable {
  let chain: [Certificate]
  let sslChain: [NIOSSLCertificate]
  let sslKey: NIOSSLPrivateKey

  /// - Throws: where the key is not the first certificate's, or one can't be used.
  init(_ chain: [Certificate], key: Certificate.PrivateKey) throws(CertificateProblem) {
    guard let own = chain.first, own.publicKey == key.publicKey else { throw .otherKey }
    self.chain = chain
    do {
      sslChain = try chain.map { certificate in
        var der = DER.Serializer()
        try der.serialize(certificate)
        return try NIOSSLCertificate(bytes: der.serializedBytes, format: .der)
      }
      let pem = try key.serializeAsPEM().pemString
      sslKey = try NIOSSLPrivateKey(bytes: Array(pem.utf8), format: .pem)
    } catch { throw .unusable("\(error)") }
  }

  /// Reads what somebody else certified.
  init(certificate: String, key: String) throws(CertificateProblem) {
    let (chain, keys) = (try Self.documents(certificate), try Self.documents(key))
    let certificates: [Certificate]
    do {
      certificates = try chain.filter { $0.discriminator == "CERTIFICATE" }
        .map { try Certificate(pemDocument: $0) }
    } catch { throw .damaged(certificate) }
    guard !certificates.isEmpty else { throw .damaged(certificate) }
    // Beside an elliptic key often stand its parameters.
    guard let own = keys.first(where: { $0.discriminator.hasSuffix("PRIVATE KEY") }) else {
      throw .damaged(key)
    }
    guard own.discriminator != "ENCRYPTED PRIVATE KEY" else { throw .encrypted(key) }
    let privateKey: Certificate.PrivateKey
    do { privateKey = try Certificate.PrivateKey(pemDocument: own) } catch { throw .damaged(key) }
    try self.init(certificates, key: privateKey)
  }

  private static let bytesMax = 1 << 18

  /// What the file at `path` holds; nil where it can't be read.
  static func bytes(of path: String) -> Data? {
    try? BoundedFile.contents(path, bytesMax: bytesMax)
  }

  private static func documents(_ path: String) throws(CertificateProblem) -> [PEMDocument] {
    let data: Data
    do { data = try BoundedFile.contents(path, bytesMax: bytesMax) } catch {
      throw .unreadable(path)
    }
    do {
      return try PEMDocument.parseMultiple(pemString: String(decoding: data, as: UTF8.self))
    } catch { throw .damaged(path) }
  }

  var from: Date { chain[0].notValidBefore }
  var until: Date { chain[0].notValidAfter }

  /// What keeps a browser from believing it now, in words; nil where nothing does.
  func objection(as wanted: ServedNames, now: Date) -> CertificateProblem? {
    if now < from { return .notYet(from) }
    if now > until { return .over(until) }
    let missing = wanted.hosts.filter { !vouches(for: $0) }
    return missing.isEmpty ? nil : .otherNames(missing)
  }

  /// Whether the certificate names `host`, a name or an address.
  private func vouches(for host: String) -> Bool {
    guard let alternatives = try? chain[0].extensions.subjectAlternativeNames else { return false }
    let address = HostAddress(host)
    return alternatives.contains { name in
      switch name {
      case .ipAddress(let bytes): address.map { Array(bytes.bytes) == $0.bytes } ?? false
      case .dnsName(let pattern):
        address == nil && (pattern.lowercased() == host || covers(pattern.lowercased(), host))
      default: false
      }
    }
  }

  /// `*.shop.example` covers one label.
  private func covers(_ pattern: String, _ host: String) -> Bool {
    guard pattern.hasPrefix("*."), let dot = host.firstIndex(of: ".") else { return false }
    return host[dot...] == pattern.dropFirst()
  }
}

/// Why a till can't prove itself to browsers, or is not believed.
package enum CertificateProblem: Error, Hashable, Sendable {
  case unreadable(String)
  case damaged(String)
  case encrypted(String)
  case otherKey
  case unusable(String)
  case unwritable(String, reason: String)
  /// Tablets know an authority whose key is not there.
  case keyGone(String)
  /// Tablets know another authority than the key's.
  case otherAuthority(known: String, path: String)
  case notVouched([String], path: String)
  case notYet(Date)
  case over(Date)
  case otherNames([String])
  case addressGone(String)
}

extension CertificateProblem: CustomStringConvertible {
  package var description: String {
    switch self {
    case .unreadable(let path): "«\(path)» can't be read; correct the path or its rights"
    case .damaged(let path):
      "«\(path)» is no certificate or key as PEM; put the right file there, from a copy of the data folder where it is the till's own"
    case .encrypted(let path): "the key «\(path)» is encrypted; write it without a passphrase"
    case .otherKey: "the key is not that of the certificate; give the two that belong together"
    case .unusable(let reason): "the certificate can't be used: \(reason)"
    case .unwritable(let path, let reason): "«\(path)» can't be written: \(reason)"
    case .keyGone(let path):
      "«\(path)» is gone, and with it the key that tablets trust; put it back from a copy, or move certificate-authority.crt away too: then every tablet needs the new one"
    case .otherAuthority(let known, let path):
      "«\(path)» is not the authority of certificate-authority.crt, which tablets know (\(known)); put the right file back, or move the other one away"
    case .notVouched(let hosts, let path):
      "this till's own authority «\(path)» does not vouch for \(hosts.joined(separator: ", ")); give --certificate and --key, or move the authority's two files away: then every tablet needs the new one"
    case .notYet(let from):
      "the certificate is valid from \(Self.day(from)) only; is the clock right?"
    case .over(let until): "the certificate was valid until \(Self.day(until)); renew it"
    case .otherNames(let hosts):
      "the certificate is not for \(hosts.joined(separator: ", ")); browsers will warn there"
    case .addressGone(let host):
      "this machine is no longer at \(host); start the till with --listen 0.0.0.0:PORT, which keeps up, or with the new address"
    }
  }

  private static func day(_ date: Date) -> String {
    let milliseconds = Int64(date.timeIntervalSince1970 * 1000)
    return String(LocalTime(Moment(milliseconds: milliseconds), offsetSeconds: 0).iso.prefix(10))
  }
}
