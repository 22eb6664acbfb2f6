import Crypto
import Foundation

/// Who signs stores: the private half of an Ed25519 key (RFC 8032), in a file of its own.
///
/// The file is `kassa-private-key 1`, a line break, the 32 bytes of the seed in hex, a line break.
package struct SigningKey: Sendable {
  private let key: Curve25519.Signing.PrivateKey
  private static let head = "kassa-private-key 1"

  /// A new one, from the system's random numbers.
  package init() { key = Curve25519.Signing.PrivateKey() }

  /// - Throws: `SignatureError.notAKey` where the text is no private key.
  package init(text: String, file: String) throws(SignatureError) {
    guard let bytes = KeyText.bytes(text, head: Self.head),
      let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: bytes)
    else { throw .notAKey(file: file, expected: Self.head) }
    self.key = key
  }

  /// The file of the key, secret as the key is.
  package var text: String { KeyText.text(key.rawRepresentation, head: Self.head) }

  /// What tills are given to know this key's signatures by.
  package var trusted: TrustedKey { TrustedKey(key.publicKey) }

  func signature(of message: Data) throws -> Data { try key.signature(for: message) }
}

/// Whose signed stores a till runs: the public half of a signing key.
///
/// The file is `kassa-public-key 1`, a line break, the 32 bytes in hex, a line break.
public struct TrustedKey: Sendable {
  private let key: Curve25519.Signing.PublicKey
  private static let head = "kassa-public-key 1"

  fileprivate init(_ key: Curve25519.Signing.PublicKey) { self.key = key }

  /// - Throws: `SignatureError.notAKey` where the text is no public key.
  public init(text: String, file: String) throws(SignatureError) {
    guard let bytes = KeyText.bytes(text, head: Self.head),
      let key = try? Curve25519.Signing.PublicKey(rawRepresentation: bytes)
    else { throw .notAKey(file: file, expected: Self.head) }
    self.key = key
  }

  /// The file of the key.
  package var text: String { KeyText.text(key.rawRepresentation, head: Self.head) }

  /// As a signature and a till's memory have it.
  init(hex: String, file: String) throws(SignatureError) {
    try self.init(text: "\(Self.head)\n\(hex)\n", file: file)
  }

  var hex: String { Array(key.rawRepresentation).hex }

  func isValid(_ signature: Data, of message: Data) -> Bool {
    key.isValidSignature(signature, for: message)
  }
}

private enum KeyText {
  static func text(_ bytes: Data, head: String) -> String { "\(head)\n\(Array(bytes).hex)\n" }

  static func bytes(_ text: String, head: String) -> Data? {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.count == 3, lines[0] == head, lines[2].isEmpty else { return nil }
    return Data(hex: lines[1])
  }
}

extension Data {
  /// Bytes of lower-case hex; nil for anything else.
  init?(hex: some StringProtocol) {
    let digits = Array(hex.utf8)
    guard digits.count.isMultiple(of: 2) else { return nil }
    var bytes: [UInt8] = []
    for index in stride(from: 0, to: digits.count, by: 2) {
      guard let high = Self.value(digits[index]), let low = Self.value(digits[index + 1]) else {
        return nil
      }
      bytes.append(high << 4 | low)
    }
    self.init(bytes)
  }

  private static func value(_ digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
    default: nil
    }
  }
}
