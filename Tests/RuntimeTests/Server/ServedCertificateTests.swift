import Foundation
import KassaRuntime
import Logging
import Synchronization
import Testing

@testable import KassaServer

/// A certificate that is renewed while a till serves.
@Suite struct ServedCertificateTests {
  /// What changes about a machine while its till runs.
  private final class Machine: Sendable {
    private let state = Mutex(
      (addresses: ["192.168.1.5"], now: Moment(milliseconds: 1_795_000_000_000)))
    var addresses: [HostAddress] { state.withLock { $0.addresses.compactMap { HostAddress($0) } } }
    var now: Moment { state.withLock(\.now) }
    func move(to addresses: String...) { state.withLock { $0.addresses = addresses } }
    func pass(days: Int64) {
      state.withLock { $0.now = $0.now.adding(milliseconds: days * 86_400_000) }
    }
    func set(_ now: Moment) { state.withLock { $0.now = now } }
  }

  private let folder: TestFolder
  private let machine = Machine()

  init() throws { folder = try TestFolder() }

  private func own(_ listen: String = "0.0.0.0:0", names: [String] = []) throws -> ServedCertificate
  {
    try ServedCertificate(
      ownIn: folder.path, try #require(ListenAddress(listen)), names: names, now: machine.now,
      machine: { [machine] in machine.addresses })
  }

  private func span(_ certificate: ServedCertificate) -> ClosedRange<Date> {
    certificate.shown.from...certificate.shown.until
  }

  @Test func `is renewed two months before its end, and stands until then`() throws {
    let certificate = try own()
    let first = span(certificate)
    machine.pass(days: 305)
    #expect(certificate.look(now: machine.now) == nil)
    #expect(span(certificate) == first)
    machine.pass(days: 2)
    #expect(certificate.look(now: machine.now) == nil)
    #expect(span(certificate).upperBound > first.upperBound)
    #expect(span(certificate).contains(machine.now.date))
    machine.pass(days: 4_000)
    #expect(certificate.look(now: machine.now) == nil)
    #expect(span(certificate).contains(machine.now.date))
  }

  @Test(arguments: [-1, -14, -16, -400, -18_000] as [Int64])
  func `a clock set back leaves no certificate of the future`(days: Int64) throws {
    let certificate = try own()
    machine.pass(days: days)
    #expect(certificate.look(now: machine.now) == nil)
    #expect(span(certificate).contains(machine.now.date))
    // Nor does one that was wrong on the first day spoil the authority.
    #expect(try own().toInstall == certificate.toInstall)
  }

  @Test func `goes with a new address, and tablets need nothing new`() throws {
    let certificate = try own()
    let installed = certificate.toInstall
    #expect(certificate.hosts == ["192.168.1.5"])
    machine.move(to: "192.168.1.77", "8.8.8.8")
    #expect(certificate.look(now: machine.now) == nil)
    #expect(certificate.hosts == ["192.168.1.77"])
    #expect(certificate.serves(try #require(HostAddress("192.168.1.77"))))
    #expect(!certificate.serves(try #require(HostAddress("192.168.1.5"))))
    #expect(certificate.toInstall == installed)
  }

  @Test func `an address that was given and is gone is told once`() throws {
    let certificate = try own("192.168.1.5:0")
    machine.move(to: "192.168.1.77")
    #expect(certificate.look(now: machine.now) == .addressGone("192.168.1.5"))
    #expect(certificate.look(now: machine.now) == nil)
    machine.move(to: "192.168.1.5")
    #expect(certificate.look(now: machine.now) == nil)
    machine.move()
    #expect(certificate.look(now: machine.now) == .addressGone("192.168.1.5"))
  }

  /// A certificate as somebody else makes one: `name.crt` and `name.key`.
  private func make(_ name: String, host: String = "till.example", days: Int = 30) throws {
    let run = try CommandRun(
      "/usr/bin/openssl",
      [
        "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=\(host)", "-days", "\(days)",
        "-addext", "subjectAltName=DNS:\(host),DNS:*.shop.example,IP:10.0.0.1", "-keyout",
        folder.path + "/\(name).key", "-out", folder.path + "/\(name).crt",
      ])
    try #require(run.code == 0, "\(run.errors)")
  }

  private func given(_ name: String, key: String? = nil, names: [String] = ["till.example"]) throws
    -> ServedCertificate
  {
    try ServedCertificate(
      certificate: folder.path + "/\(name).crt", key: folder.path + "/\(key ?? name).key",
      try #require(ListenAddress("127.0.0.1:0")), names: names)
  }

  @Test func `files are taken as they are, and what they lack is said`() throws {
    try make("a")
    let certificate = try given("a", names: ["till.example", "x.shop.example", "10.0.0.1"])
    #expect(certificate.toInstall == nil)
    #expect(certificate.look(now: .now) == nil)
    let wrong = try given("a", names: ["other.example", "x.y.shop.example", "10.0.0.2"])
    #expect(
      wrong.look(now: .now) == .otherNames(["other.example", "x.y.shop.example", "10.0.0.2"]))
    let later = Moment.now.adding(milliseconds: 40 * 86_400_000)
    #expect(try given("a").look(now: later) == .over(certificate.shown.until))
    let earlier = Moment.now.adding(milliseconds: -40 * 86_400_000)
    #expect(try given("a").look(now: earlier) == .notYet(certificate.shown.from))
  }

  @Test func `files that are renewed are shown without a start, broken ones not`() throws {
    try make("a")
    let certificate = try given("a")
    let first = certificate.shown.chain[0]
    let (crt, key) = (folder.path + "/a.crt", folder.path + "/a.key")
    try make("b", days: 60)
    let files = try ["b.crt", "b.key"].map {
      try String(contentsOfFile: folder.path + "/" + $0, encoding: .utf8)
    }
    // Half of a renewal: the key is another one's.
    try files[0].write(toFile: crt, atomically: true, encoding: .utf8)
    #expect(certificate.look(now: .now) == .otherKey)
    #expect(certificate.look(now: .now) == nil)
    #expect(certificate.shown.chain[0] == first)
    try files[1].write(toFile: key, atomically: true, encoding: .utf8)
    #expect(certificate.look(now: .now) == nil)
    #expect(certificate.shown.chain[0] != first)
    try "".write(toFile: crt, atomically: true, encoding: .utf8)
    #expect(certificate.look(now: .now) == .damaged(crt))
  }

  @Test func `files that can't serve are refused, each in words`() throws {
    try make("a")
    try make("b")
    func path(_ name: String) -> String { folder.path + "/" + name }
    #expect(throws: CertificateProblem.otherKey) { try given("a", key: "b") }
    #expect(throws: CertificateProblem.unreadable(path("none.crt"))) {
      try given("none", key: "a")
    }
    #expect(throws: CertificateProblem.unreadable(path("none.key"))) {
      try given("a", key: "none")
    }
    try FileManager.default.copyItem(atPath: path("a.crt"), toPath: path("c.key"))
    #expect(throws: CertificateProblem.damaged(path("c.key"))) { try given("a", key: "c") }
    let closed = try CommandRun(
      "/usr/bin/openssl",
      ["pkcs8", "-topk8", "-in", path("a.key"), "-out", path("d.key"), "-passout", "pass:x"])
    try #require(closed.code == 0)
    #expect(throws: CertificateProblem.encrypted(path("d.key"))) { try given("a", key: "d") }
  }

  @Test(.timeLimit(.minutes(1)))
  func `a connection is shown what holds then, also a year later at another address`() async throws
  {
    let certificate = try own()
    let (ports, listening) = AsyncStream.makeStream(of: Int.self)
    let server = TillServer(
      folder: folder.path, cashier: WebCashier(), till: CurrentTill(), programToken: "x",
      .init(
        listen: try #require(ListenAddress("0.0.0.0:0")), certificate: certificate, language: .ru,
        offsetSeconds: 0, clock: { [machine] in machine.now },
        log: Logger(label: "", factory: { _ in SwiftLogNoOpLogHandler() })))
    let run = Task { try await server.run { listening.yield($0) } }
    defer { run.cancel() }
    var started = ports.makeAsyncIterator()
    let port = try #require(await started.next())
    let shown = folder.path + "/certificate-authority.crt"
    func verified(_ address: String) throws -> Bool {
      let run = try CommandRun(
        "/usr/bin/openssl",
        [
          "s_client", "-connect", "127.0.0.1:\(port)", "-CAfile", shown, "-verify_return_error",
          "-attime", "\(machine.now.milliseconds / 1000)", "-verify_ip", address, "-brief",
        ])
      return run.code == 0
    }
    #expect(try verified("192.168.1.5"))
    #expect(try !verified("192.168.1.77"))
    machine.pass(days: 365)
    machine.move(to: "192.168.1.77")
    for _ in 0..<80 where try !verified("192.168.1.77") {
      try await Task.sleep(for: .milliseconds(100))
    }
    #expect(try verified("192.168.1.77"))
    #expect(try !verified("192.168.1.5"))
  }
}
