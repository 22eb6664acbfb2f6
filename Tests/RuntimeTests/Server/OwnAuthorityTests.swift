import Foundation
import KassaRuntime
import SwiftASN1
import Testing
import X509

@testable import KassaServer

/// The authority of a till's own: its files, what it vouches for, and for how long.
@Suite struct OwnAuthorityTests {
  private let folder: TestFolder
  private let now = Date(timeIntervalSince1970: 1_795_000_000)
  private var pem: String { folder.path + "/certificate-authority.pem" }
  private var shown: String { folder.path + "/certificate-authority.crt" }

  init() throws { folder = try TestFolder() }

  private func open(_ names: [String] = ["till.shop.example"]) throws -> OwnAuthority {
    try OwnAuthority.open(in: folder.path, names: names)
  }

  private func names(_ names: [String], _ addresses: String...) throws -> ServedNames {
    ServedNames(names: names, addresses: try addresses.map { try #require(HostAddress($0)) })
  }

  private func text(_ path: String) throws -> String {
    try String(contentsOfFile: path, encoding: .utf8)
  }

  @Test func `is made once, for its owner's eyes only, and is the same at each start`() throws {
    let made = try open()
    let kept = try text(pem)
    for path in [pem, shown] {
      let facts = try FileManager.default.attributesOfItem(atPath: path)
      #expect(facts[.posixPermissions] as? Int == 0o600)
    }
    #expect(try text(shown) == made.known.text)
    #expect(!(try text(shown)).contains("PRIVATE"))
    #expect(try open().known == made.known)
    #expect(try text(pem) == kept)
    #expect(CardNumber.redacted(made.known.fingerprint) == made.known.fingerprint)
  }

  @Test func `a key that others may read is closed again`() throws {
    let made = try open()
    chmod(pem, 0o644)
    #expect(try open().known == made.known)
    let facts = try FileManager.default.attributesOfItem(atPath: pem)
    #expect(facts[.posixPermissions] as? Int == 0o600)
  }

  @Test func `says the fingerprint that openssl says`() throws {
    let made = try open()
    let run = try CommandRun(
      "/usr/bin/openssl", ["x509", "-in", shown, "-noout", "-fingerprint", "-sha256"])
    #expect(run.output.contains("=" + made.known.fingerprint))
  }

  @Test func `is believed by openssl for each name and address, for 396 days around now`() throws {
    let authority = try open()
    let served = try names(["till.shop.example", "till.local"], "192.168.1.5", "fd00::5")
    let identity = try authority.identity(for: served, now: now)
    let days = identity.until.timeIntervalSince(identity.from) / 86_400
    #expect(days > 390 && days <= 397)
    #expect(identity.objection(as: served, now: now) == nil)
    let leaf = folder.path + "/leaf"
    try identity.chain[0].serializeAsPEM().pemString
      .write(toFile: leaf, atomically: true, encoding: .utf8)
    let hosts = [
      ("-verify_hostname", "till.shop.example"), ("-verify_hostname", "till.local"),
      ("-verify_hostname", "localhost"), ("-verify_ip", "192.168.1.5"), ("-verify_ip", "fd00::5"),
      ("-verify_ip", "127.0.0.1"), ("-verify_ip", "::1"),
    ]
    func verify(_ option: String, _ host: String, days: Double = 0) throws -> Int32 {
      let at = Int(now.timeIntervalSince1970 + days * 86_400)
      return try CommandRun(
        "/usr/bin/openssl",
        [
          "verify", "-x509_strict", "-CAfile", shown, "-attime", "\(at)", "-purpose", "sslserver",
          option, host, leaf,
        ]
      ).code
    }
    for (option, host) in hosts { #expect(try verify(option, host) == 0, "\(host)") }
    #expect(try verify("-verify_hostname", "bank.example") != 0)
    #expect(try verify("-verify_ip", "192.168.1.6") != 0)
    // A tablet three weeks slow, or three weeks before the renewal.
    for days in [-21.0, 345] { #expect(try verify("-verify_ip", "192.168.1.5", days: days) == 0) }
    for days in [-31.0, 367] { #expect(try verify("-verify_ip", "192.168.1.5", days: days) != 0) }
  }

  @Test func `whoever has its key can't stand in for a bank`() throws {
    let authority = try open()
    let leaf = folder.path + "/leaf"
    for (name, address, option, host) in [
      ("bank.example", "10.0.0.1", "-verify_hostname", "bank.example"),
      ("till.local", "93.184.216.34", "-verify_ip", "93.184.216.34"),
    ] {
      let identity = try authority.identity(for: try names([name], address), now: now)
      try identity.chain[0].serializeAsPEM().pemString
        .write(toFile: leaf, atomically: true, encoding: .utf8)
      let run = try CommandRun(
        "/usr/bin/openssl",
        [
          "verify", "-CAfile", shown, "-attime", "\(Int(now.timeIntervalSince1970))", option, host,
          leaf,
        ])
      #expect(run.code != 0)
      #expect((run.output + run.errors).contains("permitted subtree violation"))
    }
  }

  @Test func `does not vouch for what it was not made for, and says so`() throws {
    let authority = try open()
    try authority.check(try names(["till.shop.example", "a.lan"], "10.1.2.3"), isEvery: false)
    #expect(throws: CertificateProblem.notVouched(["other.example", "8.8.8.8"], path: pem)) {
      try authority.check(try names(["other.example", "a.lan"], "8.8.8.8"), isEvery: false)
    }
    // Of all addresses of a machine it vouches for those of a house.
    let every = try names([], "8.8.8.8", "192.168.1.5")
    try authority.check(every, isEvery: true)
    #expect(authority.vouched(of: every).addresses.map(\.description) == ["192.168.1.5"])
  }

  /// What can become of the file with the key, and what is said then.
  static let damages: [(name: String, damage: @Sendable (String) -> String)] = [
    ("empty", { _ in "" }),
    ("cut in the middle", { String($0.prefix($0.count / 2)) }),
    ("cut near its end", { String($0.dropLast(30)) }),
    ("no text", { _ in "\u{0}\u{1}\u{2}" }),
    ("the key alone", { String($0.prefix($0.count / 4)) }),
    ("a letter of the key", { $0.replacing("\nMI", with: "\nMJ", maxReplacements: 1) }),
    ("without its certificate", { $0.components(separatedBy: "-----BEGIN CERT")[0] }),
    ("without its key", { "-----BEGIN CERT" + $0.components(separatedBy: "-----BEGIN CERT")[1] }),
  ]

  @Test(arguments: damages.indices)
  func `a damaged key is told, and nothing is made anew`(place: Int) throws {
    _ = try open()
    let broken = Self.damages[place].damage(try text(pem))
    try broken.write(toFile: pem, atomically: true, encoding: .utf8)
    #expect(throws: CertificateProblem.damaged(pem)) { try open() }
    #expect(try text(pem) == broken)
  }

  @Test func `a key that is gone is told as long as tablets may know it`() throws {
    _ = try open()
    try FileManager.default.removeItem(atPath: pem)
    #expect(throws: CertificateProblem.keyGone(pem)) { try open() }
    try FileManager.default.removeItem(atPath: shown)
    _ = try open()
  }

  @Test func `another till's key is told`() throws {
    let own = try open()
    let ownText = try text(pem)
    let other = try TestFolder()
    _ = try OwnAuthority.open(in: other.path, names: [])
    let foreign = try text(other.path + "/certificate-authority.pem")
    try foreign.write(toFile: pem, atomically: true, encoding: .utf8)
    #expect(
      throws: CertificateProblem.otherAuthority(known: own.known.fingerprint, path: pem)
    ) { try open() }
    // Its key beside this till's certificate.
    let mark = "-----BEGIN CERT"
    let mixed =
      foreign.components(separatedBy: mark)[0] + mark + ownText.components(separatedBy: mark)[1]
    try mixed.write(toFile: pem, atomically: true, encoding: .utf8)
    #expect(throws: CertificateProblem.otherKey) { try open() }
  }

  @Test func `the file for tablets is written again where it is gone`() throws {
    let made = try open()
    try FileManager.default.removeItem(atPath: shown)
    #expect(try open().known == made.known)
    #expect(try text(shown) == made.known.text)
    try "nothing".write(toFile: shown, atomically: true, encoding: .utf8)
    #expect(throws: CertificateProblem.damaged(shown)) { try open() }
  }

  @Test func `a power cut while it is written leaves none or all of it`() throws {
    struct Cut: Error {}
    for point in 1...4 {
      let folder = try TestFolder()
      let passed = Counted()
      let seam = Seam { _ in if passed.next() == point { throw Cut() } }
      #expect(throws: CertificateProblem.self) {
        try OwnAuthority.open(in: folder.path, names: [], seam: seam)
      }
      let before = try? String(
        contentsOfFile: folder.path + "/certificate-authority.crt", encoding: .utf8)
      let opened = try OwnAuthority.open(in: folder.path, names: [])
      if let before { #expect(before == opened.known.text) }
      #expect(try OwnAuthority.open(in: folder.path, names: []).known == opened.known)
    }
  }

  private final class Counted: @unchecked Sendable {
    private var count = 0
    func next() -> Int {
      count += 1
      return count
    }
  }

  @Test func `a folder that can't be written is told`() throws {
    let path = folder.path + "/none"
    #expect(throws: CertificateProblem.self) { try OwnAuthority.open(in: path, names: []) }
  }
}
