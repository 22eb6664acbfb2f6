import KassaRuntime
import KassaServer
import KassaStart

/// What `kassa-serve` prints once it listens.
struct Announcement {
  let language: Language
  let folder: String

  /// Where it may be opened, the best address first.
  func addresses(
    _ listen: ListenAddress, _ port: Int, _ certificate: ServedCertificate?
  ) -> [String] {
    let own = listen.host.contains(":") ? "[\(listen.host)]" : listen.host
    guard let certificate else { return ["http://\(own):\(port)/"] }
    let hosts = certificate.hosts + (listen.isLoopback ? [own] : [])
    return (hosts.isEmpty ? ["localhost"] : hosts)
      .map { "https://\($0)\(port == 443 ? "" : ":\(port)")/" }
  }

  /// Prints them, with a code for one browser and what a tablet has to install.
  func print(_ addresses: [String], code: String?, _ certificate: ServedCertificate?) {
    let output = Output()
    output.line(addresses[0] + (code.map { "#code=\($0)" } ?? ""))
    for other in addresses.dropFirst() { output.line(other) }
    if code != nil { output.line(words.code) }
    guard let certificate else { return }
    if let toInstall = certificate.toInstall {
      output.line(words.install)
      output.line(TillCertificate.path(in: folder))
      output.line("SHA-256 \(toInstall.fingerprint)")
    }
    if let problem = certificate.look(now: .now) { output.line("TLS: \(problem)") }
  }

  private var words: (code: String, install: String) {
    let minutes = BrowserDesk.codeMinutes
    return switch language {
    case .ru:
      (
        "Код впускает один браузер, \(minutes) минут; ещё: kassa-run devices code",
        "Сертификат для планшетов, ставится один раз; отпечаток сверьте на планшете:"
      )
    case .en:
      (
        "The code lets one browser in, for \(minutes) minutes; more: kassa-run devices code",
        "The certificate for tablets, installed once; compare its fingerprint there:"
      )
    }
  }
}
