import Foundation
import Testing

@testable import KassaServer

/// A till that other machines reach: by TLS, to its own names, and to nobody without it.
@Suite(.timeLimit(.minutes(3))) struct NetworkProcessTests {
  private let folder: TestFolder

  init() throws { folder = try TestFolder() }

  private func start(_ listen: String = "0.0.0.0:0", _ options: String...) throws -> ServedTill {
    try ServedTill(
      data: folder.path, options: ["--listen", listen, "--name", "till.local"] + options)
  }

  private var authority: String { folder.path + "/certificate-authority.crt" }

  /// One request as a tablet sends it that has installed the certificate.
  ///
  /// - Returns: its status, then the reply's head and body; 0 where nothing was spoken.
  private func ask(
    _ till: ServedTill, path: String = "/", host: String = "till.local", scheme: String = "https",
    authority: String? = nil, at address: String = "127.0.0.1", more: String...
  ) throws -> (status: Int, text: String) {
    let run = try CommandRun(
      "/usr/bin/curl",
      [
        "--silent", "--include", "--max-time", "10", "--noproxy", "*", "--cacert",
        authority ?? self.authority, "--resolve", "\(host):\(till.port):\(address)",
        "--write-out", "\n%{http_code}",
      ] + more + ["\(scheme)://\(host):\(till.port)\(path)"])
    let status = run.output.split(separator: "\n").last.flatMap { Int($0) } ?? 0
    return (status, run.output)
  }

  @Test func `a tablet that installed the certificate opens it by each of its names`() throws {
    let till = try start()
    for host in ["till.local", "127.0.0.1", "localhost"] {
      let reply = try ask(till, host: host)
      #expect(reply.status == 200, "\(host)")
      #expect(reply.text.lowercased().contains("content-security-policy"))
    }
    #expect(try ask(till, authority: "/etc/ssl/certs/ca-certificates.crt").status == 0)
    // A name that leads here is not the till's: neither the certificate nor the till takes it.
    #expect(try ask(till, host: "evil.example").status == 0)
    #expect(try ask(till, more: "--header", "Host: evil.example:\(till.port)").status == 421)
    #expect(try ask(till, more: "--header", "Host: 0.0.0.0:\(till.port)").status == 421)
    #expect(try ask(till, more: "--header", "Host: 10.9.8.7:\(till.port)").status == 421)
  }

  @Test func `nothing is spoken without TLS, or with an old one`() throws {
    let till = try start()
    for path in ["/", "/api/1/session", "/customer"] {
      #expect(try ask(till, path: path, scheme: "http").status == 0)
    }
    #expect(try ask(till, more: "--tls-max", "1.1").status == 0)
    #expect(try ask(till, more: "--tls-max", "1.2").status == 200)
    // Who sends rubbish or nothing holds up nobody.
    var held: [WebConnection] = []
    for _ in 0..<20 {
      let connection = try WebConnection(port: till.port)
      try connection.send("\u{16}\u{3}\u{1}GET / HTTP/1.1\r\n\r\n")
      held.append(connection)
      held.append(try WebConnection(port: till.port))
    }
    #expect(try ask(till).status == 200)
    withExtendedLifetime(held) {}
  }

  /// The address that the till prints is opened at its own screen too.
  @Test(.enabled(if: !NetworkProcessTests.ownAddresses.isEmpty))
  func `this machine is itself at each of its addresses`() throws {
    let till = try start()
    let address = try #require(Self.ownAddresses.first)
    let held = try (0..<Crowd.ofOneMax + 8).map { _ in
      try WebConnection(port: till.port, at: address)
    }
    // Until all of them are counted.
    Thread.sleep(forTimeInterval: 0.5)
    #expect(try ask(till, at: address).status == 200)
    withExtendedLifetime(held) {}
  }

  /// Those of IPv4 that other machines reach this one by.
  private static var ownAddresses: [String] {
    HostAddress.ofThisMachine().filter { $0.bytes.count == 4 }.map(\.description)
  }

  @Test func `a browser's cookie goes nowhere but over TLS`() throws {
    let till = try start()
    let origin = "https://till.local:\(till.port)"
    let body = try String(
      decoding: JSONSerialization.data(withJSONObject: ["code": till.code, "name": "Планшет"]),
      as: UTF8.self)
    func admit(_ origin: String) throws -> (status: Int, text: String) {
      try ask(
        till, path: "/api/1/devices", more: "--header", "Origin: \(origin)", "--header",
        "Content-Type: application/json", "--data", body)
    }
    for other in ["http://till.local:\(till.port)", "https://till.local", "null"] {
      #expect(try admit(other).status == 403)
    }
    let admitted = try admit(origin)
    try #require(admitted.status == 200)
    let cookie = try #require(
      admitted.text.split(separator: "\r\n").first { $0.lowercased().hasPrefix("set-cookie") })
    #expect(cookie.contains("__Host-kassa-\(till.port)="))
    for word in ["; Secure", "; HttpOnly", "; SameSite=Strict", "; Path=/"] {
      #expect(cookie.contains(word), "\(word)")
    }
    let pair = try #require(
      cookie.split(separator: " ").dropFirst().first?.split(separator: ";").first)
    #expect(try ask(till, path: "/api/1/session", more: "--cookie", String(pair)).status == 200)
    // One that somebody without TLS could have set is none.
    let value = try #require(pair.split(separator: "=").last)
    #expect(
      try ask(till, path: "/api/1/session", more: "--cookie", "kassa-\(till.port)=\(value)").status
        == 401)
    let page = try ask(
      till, path: "/api/1/session", more: "--cookie", String(pair), "--header",
      "Origin: http://evil.example")
    #expect(page.status == 403)
    #expect(try ask(till, path: "/api/1/session").status == 401)
    #expect(try ask(till, path: "/api/1/events?client=a").status == 401)
  }

  @Test func `once installed it is believed after restarts, and the command says its fingerprint`()
    throws
  {
    let installed = folder.path + "/on the tablet.crt"
    var till = try start()
    try FileManager.default.copyItem(atPath: authority, toPath: installed)
    let said = try CommandRun(["devices", "certificate", "--data", folder.path])
    let openssl = try CommandRun(
      "/usr/bin/openssl", ["x509", "-in", installed, "-noout", "-fingerprint", "-sha256"])
    let fingerprint = try #require(openssl.output.split(separator: "=").last)
    #expect(said.output == "\(authority)\nSHA-256 \(fingerprint)")
    till.kill()
    // The name that is new is of a house, so the authority vouches for it.
    till = try start("0.0.0.0:0", "--name", "bar.lan")
    #expect(try ask(till, authority: installed).status == 200)
    #expect(try ask(till, host: "bar.lan", authority: installed).status == 200)
  }

  @Test func `it says which address or file is wrong, and does not serve`() throws {
    func refusal(_ listen: String, _ options: String...) throws -> String {
      do {
        _ = try ServedTill(data: folder.path, options: ["--listen", listen] + options)
        return ""
      } catch let refused as ServedTill.Refused { return "\(refused.code) \(refused.said)" }
    }
    #expect(try refusal("0.0.0.0:0", "--certificate", "a").hasPrefix("64 "))
    #expect(try refusal("0.0.0.0:0", "--key", "a").contains("both were expected, or neither"))
    let none = folder.path + "/none.pem"
    #expect(
      try refusal("0.0.0.0:0", "--certificate", none, "--key", none)
        .contains("TLS: «\(none)» can't be read"))
    // Made for no further name: one of the internet is not vouched for afterwards.
    try start().kill()
    let name = try refusal("0.0.0.0:0", "--name", "kassa.example")
    #expect(name.hasPrefix("2 ") && name.contains("does not vouch for kassa.example"))
    #expect(try refusal("8.8.8.8:0").contains("does not vouch for 8.8.8.8"))
    // An address of a house that this machine has not.
    let away = try refusal("10.255.254.253:0")
    #expect(away.contains("can't listen at 10.255.254.253:0"))
    try "rubbish".write(
      toFile: folder.path + "/certificate-authority.pem", atomically: true, encoding: .utf8)
    let damaged = try refusal("0.0.0.0:0")
    #expect(damaged.hasPrefix("2 ") && damaged.contains("certificate-authority.pem»"))
    // This machine alone needs none of it.
    _ = try ServedTill(data: folder.path)
  }

  @Test func `a till of this machine alone has no certificate, and the command says so`() throws {
    _ = try ServedTill(data: folder.path)
    let said = try CommandRun(["devices", "certificate", "--data", folder.path])
    #expect(said.code == 2 && said.errors.contains("--listen"))
    #expect(!FileManager.default.fileExists(atPath: authority))
  }
}
