import Crypto
import Foundation
import KassaRuntime
import SwiftASN1
import X509

/// A till's own certificate authority, for networks where nobody else vouches for it.
///
/// Tablets install its certificate once. It vouches for names and addresses of a house's own network, and for
/// the names that the till had when it was made: who steals its key can stand in for the till, not for a bank.
struct OwnAuthority: Sendable {
  let certificate: Certificate
  /// What tablets install.
  let known: TillCertificate
  private let key: P256.Signing.PrivateKey
  private let path: String

  /// Names that nobody on the internet has (RFC 6762, RFC 8375, RFC 6761, ICANN's «internal»).
  private static let ofHouses = ["local", "lan", "home.arpa", "internal", "localhost"]

  /// The authority of the till in `folder`, made where it has none.
  ///
  /// - Parameter names: those that a new one vouches for, beside a house's own.
  static func open(
    in folder: String, names: [String], seam: Seam = .production
  ) throws(CertificateProblem) -> OwnAuthority {
    let (path, shown) = (
      TillCertificate.authorityPath(in: folder), TillCertificate.path(in: folder)
    )
    let kept = try text(of: path)
    let given = try text(of: shown)
    guard let kept else {
      guard given == nil else { throw .keyGone(path) }
      var made = try made(for: names, at: path)
      // What is printed hides digits that may be a card's.
      while CardNumber.redacted(made.known.fingerprint) != made.known.fingerprint {
        made = try Self.made(for: names, at: path)
      }
      try write(made.key.pemRepresentation + "\n" + made.known.text, path, seam)
      try write(made.known.text, shown, seam)
      return made
    }
    let authority = try OwnAuthority(kept, at: path)
    // What an editor or a copy opened to others is closed again.
    chmod(path, 0o600)
    guard let given else {
      try write(authority.known.text, shown, seam)
      return authority
    }
    guard let other = TillCertificate(given) else { throw .damaged(shown) }
    guard other.fingerprint == authority.known.fingerprint else {
      throw .otherAuthority(known: other.fingerprint, path: path)
    }
    return authority
  }

  private init(_ text: String, at path: String) throws(CertificateProblem) {
    do {
      let parts = try PEMDocument.parseMultiple(pemString: text)
      guard let key = parts.first(where: { $0.discriminator == "PRIVATE KEY" }),
        let certificate = parts.first(where: { $0.discriminator == "CERTIFICATE" }),
        let known = TillCertificate(certificate.pemString)
      else { throw CertificateProblem.damaged(path) }
      self.key = try P256.Signing.PrivateKey(pemRepresentation: key.pemString)
      self.certificate = try Certificate(pemDocument: certificate)
      (self.known, self.path) = (known, path)
    } catch { throw .damaged(path) }
    guard certificate.publicKey == Certificate.PrivateKey(key).publicKey else { throw .otherKey }
  }

  private init(
    _ certificate: Certificate, _ key: P256.Signing.PrivateKey, at path: String
  ) throws(CertificateProblem) {
    guard let pem = try? certificate.serializeAsPEM().pemString, let known = TillCertificate(pem)
    else { throw .unusable("it can't be written") }
    (self.certificate, self.key, self.known, self.path) = (certificate, key, known, path)
  }

  /// Its dates hang on no clock, so that one which was wrong on the first day spoils nothing.
  private static let (from, until) = (
    Date(timeIntervalSince1970: 1_577_836_800), Date(timeIntervalSince1970: 2_524_521_600)
  )

  private static func made(
    for names: [String], at path: String
  ) throws(CertificateProblem) -> OwnAuthority {
    let key = P256.Signing.PrivateKey()
    let own = Certificate.PrivateKey(key)
    do {
      // Tablets list authorities by name: two tills' are told apart.
      let mark = SHA256.hash(data: key.publicKey.derRepresentation).hex.prefix(6)
      let name = try DistinguishedName { CommonName("Kassa till \(mark)") }
      let ranges = (HostAddress.ofHouses + HostAddress.loopback)
        .map { ASN1OctetString(contentBytes: ArraySlice($0.bytes + $0.mask)) }
      let limits = NameConstraints(
        permittedDNSDomains: ofHouses + names.filter { !isOfAHouse($0) },
        permittedIPRanges: ranges)
      let certificate = try Certificate(
        version: .v3, serialNumber: .init(), publicKey: own.publicKey,
        notValidBefore: from, notValidAfter: until, issuer: name, subject: name,
        extensions: try .init {
          Critical(BasicConstraints.isCertificateAuthority(maxPathLength: 0))
          Critical(KeyUsage(keyCertSign: true, cRLSign: true))
          Critical(limits)
          SubjectKeyIdentifier(hash: own.publicKey)
        },
        issuerPrivateKey: own)
      return try OwnAuthority(certificate, key, at: path)
    } catch let problem as CertificateProblem { throw problem } catch {
      throw .unusable("\(error)")
    }
  }

  private static func isOfAHouse(_ name: String) -> Bool {
    ofHouses.contains { name == $0 || name.hasSuffix("." + $0) }
  }

  private static func text(of path: String) throws(CertificateProblem) -> String? {
    do {
      let data = try BoundedFile.contents(path, bytesMax: TillCertificate.bytesMax)
      return String(decoding: data, as: UTF8.self)
    } catch {
      if error == .missing { return nil }
      throw .unreadable(path)
    }
  }

  private static func write(
    _ text: String, _ path: String, _ seam: Seam
  ) throws(CertificateProblem) {
    do { try DurableFile.replace(path, with: Array(text.utf8), "certificate", seam: seam) } catch {
      throw .unwritable(path, reason: (error as? FolderError)?.reason ?? "\(error)")
    }
  }
}

// MARK: - What it vouches for

extension OwnAuthority {
  /// A tablet's clock may be that wrong.
  private static let daysBefore = 30
  /// Together at most 397, which is what browsers believe of anybody.
  private static let daysAfter = 366
  /// So long before its end it is renewed.
  private static let daysLeft = 60
  /// A clock that was put back leaves less than that for slow tablets.
  private static let daysPast = 15

  /// The part of `wanted` that it can vouch for: of many addresses of a machine, those of a house.
  func vouched(of wanted: ServedNames) -> ServedNames {
    ServedNames(
      names: wanted.names,
      addresses: wanted.addresses.filter { HostAddress.ofHouses.contains(where: $0.lies) })
  }

  /// - Throws: where `wanted` names what its own certificate rules out.
  func check(_ wanted: ServedNames, isEvery: Bool) throws(CertificateProblem) {
    let permitted = (try? certificate.extensions.nameConstraints).map {
      Array($0.permittedDNSDomains)
    }
    let names = wanted.names.filter { name in
      !(permitted ?? []).contains { name == $0 || name.hasSuffix("." + $0) }
    }
    let addresses =
      isEvery
      ? []
      : wanted.addresses.filter { address in
        !HostAddress.ofHouses.contains { address.lies(in: $0) }
      }
    guard names.isEmpty, addresses.isEmpty else {
      throw .notVouched(names + addresses.map(\.description), path: path)
    }
  }

  /// A certificate for `names`, with a key of its own that is kept nowhere.
  func identity(for names: ServedNames, now: Date) throws(CertificateProblem) -> Identity {
    let key = Certificate.PrivateKey(P256.Signing.PrivateKey())
    let day = 86_400.0
    let alternatives =
      (["localhost"] + names.names).map { GeneralName.dnsName($0) }
      + ([HostAddress("127.0.0.1"), HostAddress("::1")].compactMap(\.self) + names.addresses)
      .map { GeneralName.ipAddress(ASN1OctetString(contentBytes: ArraySlice($0.bytes))) }
    do {
      let certificate = try Certificate(
        version: .v3, serialNumber: .init(), publicKey: key.publicKey,
        notValidBefore: now.addingTimeInterval(-day * Double(Self.daysBefore)),
        notValidAfter: now.addingTimeInterval(day * Double(Self.daysAfter)),
        issuer: self.certificate.subject,
        subject: try DistinguishedName { CommonName("Kassa till") },
        extensions: try .init {
          Critical(BasicConstraints.notCertificateAuthority)
          Critical(KeyUsage(digitalSignature: true))
          try ExtendedKeyUsage([.serverAuth])
          SubjectAlternativeNames(alternatives)
          AuthorityKeyIdentifier(
            keyIdentifier: SubjectKeyIdentifier(hash: self.certificate.publicKey).keyIdentifier)
          SubjectKeyIdentifier(hash: key.publicKey)
        },
        issuerPrivateKey: Certificate.PrivateKey(self.key))
      return try Identity([certificate, self.certificate], key: key)
    } catch let problem as CertificateProblem { throw problem } catch {
      throw .unusable("\(error)")
    }
  }

  /// Whether `identity`, which it made, still serves at `now`.
  static func serves(_ identity: Identity, now: Date) -> Bool {
    let day = 86_400.0
    return now >= identity.from.addingTimeInterval(day * Double(daysPast))
      && now <= identity.until.addingTimeInterval(-day * Double(daysLeft))
  }
}
