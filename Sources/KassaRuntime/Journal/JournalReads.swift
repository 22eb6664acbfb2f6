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
    _ entry: Value, _ shorten: (_ hash: String) throws -> Bool
  ) rethrows -> Value {
    try changed(entry) { read in
      if let hash = hash(read), try shorten(hash) { return [mark: .string(hash)] }
      return isMarked(read) ? [mark: read] : read
    }
  }

  /// The entry with each hash replaced by what `find` gives for it.
  static func completed(
    _ entry: Value, _ find: (_ hash: String) throws -> Value
  ) rethrows -> Value {
    try changed(entry) { read in
      if let hash = reference(read) { return try find(hash) }
      return isMarked(read) ? read[mark] : read
    }
  }

  private static func changed(
    _ entry: Value, _ change: (Value) throws -> Value
  ) rethrows -> Value {
    guard case .record(var fields) = entry, case .record(var kind)? = fields["step"],
      case .record(var step)? = kind["taken"], case .list(let reads)? = step["reads"],
      !reads.isEmpty
    else { return entry }
    step["reads"] = .list(try reads.map(change))
    kind["taken"] = .record(step)
    fields["step"] = .record(kind)
    return .record(fields)
  }

  /// A step's reads as they stand in an entry.
  static func reads(of entry: Value) -> [Value] { entry["step"]["taken"]["reads"].list ?? [] }

  // MARK: The table

  static func entry(with hash: String, _ connection: Database) throws -> Int? {
    let find = try connection.cachedStatement(sql: "SELECT entry FROM read WHERE hash = ?")
    return try Int.fetchOne(find, arguments: [hash])
  }

  static func note(_ hash: String, in entry: Int, _ connection: Database) throws {
    try connection.execute(
      sql: "INSERT INTO read (hash, entry) VALUES (?, ?)", arguments: [hash, entry])
  }
}
