import Crypto
import Foundation
import GRDB

/// A large read is written once: where it comes again, its hash stands for it.
///
/// In an entry's JSON `{"same":"…"}` then stands among a step's reads; the table `read` says which
/// entry has the read itself. A read that is itself a record of that key alone stands within one more.
enum JournalReads {
  /// Smaller ones cost less than looking them up.
  static let bytesMin = 256

  private static let mark = "same"

  /// Half of SHA-256 over the read's JSON, in hex; nil for one that is written each time.
  static func hash(_ read: Value) -> String? {
    guard read.weight >= bytesMin else { return nil }
    return Data(SHA256.hash(data: Data(read.json)).prefix(16)).hex
  }

  /// The hash that stands in place of a read.
  static func reference(_ read: Value) -> String? {
    guard case .record(let fields) = read, fields.count == 1 else { return nil }
    return fields[mark]?.string
  }

  /// Whether a read by itself looks like a hash, or like one that is kept from doing so.
  private static func isMarked(_ read: Value) -> Bool {
    guard case .record(let fields) = read, fields.count == 1 else { return false }
    return fields[mark] != nil
  }

  /// The entry with `shorten` asked for each of its step's reads: whether its hash may stand for it.
  static func shortened(
    _ entry: Entry, _ shorten: (_ hash: String) throws -> Bool
  ) rethrows -> Entry {
    // A sale reads its terminals three times over, the same each time.
    var last: (read: Value, hash: String)?
    return try changed(entry) { read in
      if let last, last.read == read { return [mark: .string(last.hash)] }
      if let hash = hash(read) {
        last = (read, hash)
        if try shorten(hash) { return [mark: .string(hash)] }
      }
      return isMarked(read) ? [mark: read] : read
    }
  }

  /// The entry with each hash replaced by what `find` gives for it.
  static func completed(
    _ entry: Entry, _ find: (_ hash: String) throws -> Value
  ) rethrows -> Entry {
    try changed(entry) { read in
      if let hash = reference(read) { return try find(hash) }
      return isMarked(read) ? read[mark] : read
    }
  }

  private static func changed(
    _ entry: Entry, _ change: (Value) throws -> Value
  ) rethrows -> Entry {
    guard case .step(var step) = entry, !step.reads.isEmpty else { return entry }
    step.reads = try step.reads.map(change)
    return .step(taken: step)
  }

  // MARK: The table

  static func entry(with hash: String, _ connection: Database) throws -> Int? {
    let find = try connection.cachedStatement(sql: "SELECT entry FROM read WHERE hash = ?")
    return try Int.fetchOne(find, arguments: [hash])
  }

  static func note(_ hash: String, in entry: Int, _ connection: Database) throws {
    try connection.cachedStatement(sql: "INSERT INTO read (hash, entry) VALUES (?, ?)")
      .execute(arguments: [hash, entry])
  }
}

extension Entry {
  /// What its step read from outside; as it is written, hashes stand for large ones.
  var reads: [Value] { if case .step(let step) = self { step.reads } else { [] } }
}
