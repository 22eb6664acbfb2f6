import Crypto
package import Foundation

/// The sign of an emulated document (tag 1077): 32 bits that depend on all of its content.
///
/// It proves nothing to a tax service. It makes two documents that differ carry signs that differ,
/// as real ones do, and is the same for the same document on every machine.
package enum FiscalSign {
  package static func make(fn: String, number: Int, at: Moment, body: Data) -> UInt32 {
    let key = SymmetricKey(data: Data("KASSA EMULATOR \(fn)".utf8))
    var hmac = HMAC<SHA256>(key: key)
    hmac.update(data: Data("\(number) \(at.milliseconds) ".utf8))
    hmac.update(data: body)
    return hmac.finalize().prefix(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
  }
}
