import Crypto
import Foundation

/// The certificate that tablets install, so that they know this till over the network; its key stays here.
package struct TillCertificate: Hashable, Sendable {
  /// Of the authority: its key and its certificate, in one file so that a power cut parts none from the other.
  package static func authorityPath(in folder: String) -> String {
    folder + "/certificate-authority.pem"
  }

  /// What tablets install.
  package static func path(in folder: String) -> String { folder + "/certificate-authority.crt" }

  /// A certificate has some 800.
  package static let bytesMax = 16_384

  /// As PEM.
  package let text: String
  /// SHA-256 as tablets show it: `AB:CD:…`.
  package let fingerprint: String

  /// - Returns: nil where `text` is no certificate as PEM.
  package init?(_ text: String) {
    let lines = text.split(whereSeparator: \.isNewline).map {
      $0.trimmingCharacters(in: .whitespaces)
    }
    guard let first = lines.firstIndex(of: "-----BEGIN CERTIFICATE-----"),
      let last = lines[first...].firstIndex(of: "-----END CERTIFICATE-----"),
      let der = Data(base64Encoded: lines[(first + 1)..<last].joined()), !der.isEmpty
    else { return nil }
    self.text = lines[first...last].joined(separator: "\n") + "\n"
    fingerprint = SHA256.hash(data: der).map { String(format: "%02X", $0) }.joined(separator: ":")
  }

  /// The one of the till in `folder`; nil where it has served no other machine yet.
  package static func known(in folder: String) throws(TillCertificateError) -> TillCertificate? {
    let data: Data
    do { data = try BoundedFile.contents(path(in: folder), bytesMax: bytesMax) } catch {
      if error == .missing { return nil }
      throw .damaged(path(in: folder))
    }
    guard let known = TillCertificate(String(decoding: data, as: UTF8.self)) else {
      throw .damaged(path(in: folder))
    }
    return known
  }
}

/// Why the till's own certificate can't be told.
package enum TillCertificateError: Error, Hashable, Sendable, CustomStringConvertible {
  case damaged(String)

  package var description: String {
    switch self {
    case .damaged(let path):
      "«\(path)» is no certificate; move it away: kassa-serve writes it anew when it starts"
    }
  }
}
