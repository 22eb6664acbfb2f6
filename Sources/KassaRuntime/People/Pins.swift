import CryptoExtras
import Foundation

/// The cashiers' PINs at this till.
///
/// Each is kept as scrypt of the PIN with 16 random bytes of salt. A new one is proposed first and
/// counts once it was typed again: what nobody can repeat would lock its owner out.
package final class Pins {
  let store: PeopleStore
  private let rounds: Int

  /// What scrypt costs at a till that guards money: N = 2^14.
  static let rounds = 1 << 14

  /// - Parameter rounds: scrypt's N; a scenario's till, which guards nothing, takes the least.
  package init(folder: String, seam: Seam, rounds: Int = Pins.rounds) throws(StorageError) {
    store = try PeopleStore(folder: folder, seam: seam)
    self.rounds = rounds
  }

  package func has(_ cashier: String) throws(StorageError) -> Bool {
    try store.kept(of: cashier) != nil
  }

  /// Keeps a PIN that its owner has still to repeat.
  ///
  /// Whoever may choose one need not wait for guesses at the one before.
  package func propose(_ pin: String, of cashier: String) throws {
    let salt = Data((0..<16).map { _ in UInt8.random(in: .min ... .max) })
    try store.propose(PeopleStore.Hashed(salt: salt, hash: try hash(pin, salt)), of: cashier)
  }

  /// Gives all of them the same PIN, with the same salt: it guards nothing.
  package func give(_ pin: String, to names: [String]) throws {
    let salt = Data(repeating: 0, count: 16)
    let hashed = PeopleStore.Hashed(salt: salt, hash: try hash(pin, salt))
    try store.keep(hashed, of: names)
  }

  /// Makes the proposed PIN the cashier's if `pin` is the same; a different one drops it.
  ///
  /// After a power cut between this commit and the journal's, the question comes again: the PIN
  /// kept is then compared instead.
  package func confirm(_ pin: String, of cashier: String, at now: Moment) throws -> Bool {
    guard let proposed = try store.proposed(of: cashier) else {
      return try verify(pin, of: cashier, at: now)
    }
    let isSame = try matches(pin, proposed)
    try store.settleProposed(of: cashier, isKept: isSame)
    return isSame
  }

  func matches(_ pin: String, _ kept: PeopleStore.Hashed) throws -> Bool {
    let (expected, actual) = (kept.hash, try hash(pin, kept.salt))
    // No early exit: the time tells nothing about where they differ.
    return zip(expected, actual).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
      && expected.count == actual.count
  }

  /// scrypt with r = 8 and p = 1 (RFC 7914): at N = 2^14, 16 MiB and some 50 ms a guess.
  private func hash(_ pin: String, _ salt: Data) throws -> Data {
    let key = try KDF.Scrypt.deriveKey(
      from: Data(pin.utf8), salt: salt, outputByteCount: 32, rounds: rounds, blockSize: 8,
      parallelism: 1)
    return key.withUnsafeBytes { Data($0) }
  }
}
