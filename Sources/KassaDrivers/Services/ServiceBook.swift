import Foundation
import KassaRuntime

/// Where the shop's own services listen and what they know this till by: the technician's.
///
/// A file in the data folder that only its owner may read. No script, no journal and no log has any of it.
package struct ServiceBook {
  package struct Place: Hashable, Sendable {
    package let address: String
    /// What the service knows this till by; nil for none.
    package let token: String?
    /// A file with the certificates to trust instead of the system's.
    package let certificates: String?

    /// - Throws: `ServiceBookError`: what is wrong with it.
    package init(address: String, token: String?, certificates: String?) throws(ServiceBookError) {
      guard Self.isAddress(address) else { throw .address }
      guard token?.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) != false,
        (1...1_024).contains(token?.utf8.count ?? 1)
      else { throw .token }
      guard certificates?.contains("\n") != true else { throw .certificates }
      self.address = address.hasSuffix("/") ? String(address.dropLast()) : address
      (self.token, self.certificates) = (token, certificates)
    }

    /// HTTPS anywhere, plain HTTP on this machine alone; no name, no question, no fragment in it.
    private static func isAddress(_ text: String) -> Bool {
      guard text.utf8.count <= 1_024, text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }),
        let url = URLComponents(string: text), let host = url.host, !host.isEmpty,
        url.user == nil, url.password == nil, url.query == nil, url.fragment == nil
      else { return false }
      return switch url.scheme {
      case "https": true
      case "http": ["127.0.0.1", "localhost", "[::1]"].contains(host)
      default: false
      }
    }
  }

  private let path: String

  package init(folder: String) { path = folder + "/services.json" }

  /// The services that are set up, by id.
  ///
  /// - Throws: `ServiceBookError.unreadable`.
  package func places() throws(ServiceBookError) -> [String: Place] {
    guard FileManager.default.fileExists(atPath: path) else { return [:] }
    guard let bytes = FileManager.default.contents(atPath: path),
      let fields = try? JSONReader.value(of: Array(bytes)).record
    else { throw .unreadable(path) }
    var places: [String: Place] = [:]
    for (id, value) in fields {
      places[id] = try Place(
        address: value["address"].string ?? "", token: value["token"].string,
        certificates: value["certificates"].string)
    }
    return places
  }

  /// Sets the service `id` up at `place`; nil takes it away.
  ///
  /// - Throws: `ServiceBookError`; nothing is changed then.
  package func set(_ id: String, _ place: Place?) throws(ServiceBookError) {
    guard ServiceCall.isName(id) else { throw .name }
    var places = try places()
    places[id] = place
    let value = Value.record(
      places.mapValues { place in
        var fields: [String: Value] = ["address": .string(place.address)]
        fields["token"] = place.token.map(Value.string)
        fields["certificates"] = place.certificates.map(Value.string)
        return .record(fields)
      })
    do {
      try DurableFile.replace(path, with: value.json, "services", seam: .production)
    } catch { throw .unwritable(path) }
  }
}

/// Why services can't be set up so; it repeats no address and no token.
package enum ServiceBookError: Error, Hashable, Sendable, CustomStringConvertible {
  case name
  case address
  case token
  case certificates
  case unreadable(String)
  case unwritable(String)

  package var description: String {
    switch self {
    case .name: "the service's id: 1 to 64 letters, digits, «_» and «-» were expected"
    case .address:
      "the address: https://… was expected, or http on this machine, without a name or a question; "
        + "correct it"
    case .token: "the token: at most 1024 characters without spaces were expected"
    case .certificates: "the certificates: a file was expected"
    case .unreadable(let path): "«\(path)» can't be read; set the services up anew"
    case .unwritable(let path): "«\(path)» can't be written; correct its rights"
    }
  }
}
