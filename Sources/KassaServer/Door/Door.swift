import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import KassaRuntime

/// Who speaks to the till.
enum Caller: Hashable, Sendable {
  /// A browser that was let in; a customer's screen sees what customers may, and works no till.
  case browser(id: String, name: String, isCustomers: Bool)
  /// A program of the till's owner, by the token in the data folder.
  case program

  /// What its answers and streams are kept under.
  var id: String {
    switch self {
    case .browser(let id, _, _): id
    case .program: "program"
    }
  }

  /// - Throws: the reply for a customer's screen, which gets nowhere.
  func requireTill() throws(Reply) {
    if case .browser(_, _, isCustomers: true) = self { throw .customersScreen }
  }
}

/// Somebody who may speak to the till.
struct Visit: Hashable, Sendable {
  let caller: Caller
  /// What their page sends with what changes anything; empty for a program.
  let token: String
}

/// Who may speak to the till: by host, origin, cookie and token.
///
/// Cookies are shared by all ports of a host, so nothing is believed because of one alone: what changes anything
/// names this origin with its port and carries a token that only this origin's page can read.
struct Door: Sendable {
  let hosts: KnownHosts
  let desk: BrowserDesk
  /// What programs of the till's owner send.
  let programToken: String
  /// Makes the tokens of sessions; another one at each start.
  private let key = SymmetricKey(size: .bits256)

  init(hosts: KnownHosts, desk: BrowserDesk, programToken: String) {
    (self.hosts, self.desk, self.programToken) = (hosts, desk, programToken)
  }

  /// - Throws: the reply for a request that names no host of the till's, or more than one.
  func requireOneHost(_ request: Request) throws(Reply) {
    // Who stands between reads one of them, perhaps the other.
    guard request.headers[values: .secondHost].isEmpty else { throw .manyHosts }
    guard hosts.origin(of: request.head.authority) != nil else { throw .otherHost }
  }

  /// Who sent `request`.
  ///
  /// - Throws: the reply for who may not.
  func visit(of request: Request) throws(Reply) -> Visit {
    if let given = request.headers[.authorization] {
      guard isSame(given, "Bearer \(programToken)") else { throw .notLetIn }
      return Visit(caller: .program, token: "")
    }
    let cookies = CookieTokens.first(
      in: request.headers[values: .cookie], named: cookieName(for: request))
    for cookie in cookies {
      let known: BrowserDesk.Browser?
      do { known = try desk.browser(token: cookie) } catch { throw .unusable(error) }
      guard let known else { continue }
      // What another page asks for in the name of this browser; programs and old browsers say nothing.
      let site = request.headers[.secFetchSite] ?? "same-origin"
      guard ["same-origin", "none"].contains(site), isOwn(request, required: false) else {
        throw .otherOrigin
      }
      return Visit(
        caller: .browser(id: known.id, name: known.name, isCustomers: known.isCustomers),
        token: sessionToken(for: cookie))
    }
    throw .notLetIn
  }

  /// - Throws: the reply for a `request` of that visit that changes something, and may not.
  func requireChange(_ request: Request, _ visit: Visit) throws(Reply) {
    guard case .browser = visit.caller else { return }
    guard isOwn(request, required: true) else { throw .otherOrigin }
    guard let given = request.headers[.token], isSame(given, visit.token) else { throw .noToken }
  }

  /// Whether `request` comes from this till's own page.
  func isOwn(_ request: Request, required: Bool) -> Bool {
    guard let origin = request.headers[.origin] else { return !required }
    return origin.lowercased() == hosts.origin(of: request.head.authority)
  }

  /// What a page that was let in sends with what changes anything.
  func sessionToken(for cookie: String) -> String {
    HMAC<SHA256>.authenticationCode(for: Data(cookie.utf8), using: key).hex
  }

  /// The header that gives a browser its cookie: a year, and out of every script's reach.
  func settingCookie(_ token: String, for request: Request) -> String {
    let secure = isSecure(request) ? "; Secure" : ""
    return "\(cookieName(for: request))=\(token); Max-Age=31536000; Path=/; HttpOnly"
      + "; SameSite=Strict\(secure)"
  }

  /// Tills on several ports of one host share its cookies; over TLS nobody without it can set this one.
  private func cookieName(for request: Request) -> String {
    "\(isSecure(request) ? "__Host-" : "")kassa-\(hosts.port)"
  }

  /// Whether the browser speaks TLS, with this till or with a proxy before it.
  private func isSecure(_ request: Request) -> Bool {
    hosts.origin(of: request.head.authority)?.hasPrefix("https://") ?? false
  }

  /// No early exit: the time tells nothing about where they differ.
  private func isSame(_ one: String, _ other: String) -> Bool {
    zip(one.utf8, other.utf8).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
      && one.utf8.count == other.utf8.count
  }
}

extension Reply: Error {
  fileprivate static let customersScreen = refused(
    403, "customers_screen", "this device is the customer's screen",
    "put it out (kassa-run devices out) and let it in anew at the till's own page")

  /// The file of browsers can't be used.
  static func unusable(_ error: BrowserDeskError) -> Reply {
    refused(500, "devices", "\(error)", "see to the till's data folder")
  }
}

extension HTTPField.Name {
  /// A second one: the first is the request's authority.
  static let secondHost = named("Host")
  static let secFetchSite = named("Sec-Fetch-Site")
  /// Of the session, by which the till knows its own page.
  static let token = named("X-Kassa-Token")
  /// Of the tab that works the till.
  static let client = named("X-Kassa-Client")

  static func named(_ name: String) -> Self {
    guard let name = Self(name) else { preconditionFailure("«\(name)» is no header") }
    return name
  }
}
