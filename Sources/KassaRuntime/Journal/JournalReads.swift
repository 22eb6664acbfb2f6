import Crypto
import Foundation
import GRDB

/// What is large in entries is written once: where it comes again, its hash stands for it.
///
/// That is a step's read, and the terminals that a flow's start finds. The table `read` says which entry has the
/// thing itself. In an entry's JSON stands
///
/// - `{"same":hash}` among a step's reads for the read of that hash; a read that is itself a record of that key
///   alone stands within one more, and so does one that looks like the next;
/// - `{"like":hash,"but":{place:item}}` for a list that has other items than the list of that hash at a few places,
///   counted from 0: of a hundred terminals a charge changes two;
/// - `same` among a start's terminals, where `all` is empty then.
enum JournalReads {
  /// Smaller ones cost less than looking them up.
  static let bytesMin = 256

  private static let mark = "same"
  private static let (like, but) = ("like", "but")

  /// Half of SHA-256 over the read's JSON, in hex; nil for one that is written each time.
  static func hash(_ read: Value) -> String? {
    read.weight >= bytesMin ? hash(json: read.json) : nil
  }

  /// The same of the terminals of a start.
  static func hash(_ terminals: [ConfiguredTerminal]) -> String? {
    guard terminals.count >= terminalsMin else { return nil }
    var json = JSONWriter()
    json.list(terminals)
    return hash(json: json.bytes)
  }

  /// Fewer are hardly longer than their hash.
  private static let terminalsMin = 3

  private static func hash(json: [UInt8]) -> String {
    Data(SHA256.hash(data: Data(json)).prefix(16)).hex
  }

  /// The hash that stands in place of a read, or of what it is like.
  static func reference(_ read: Value) -> String? {
    guard case .record(let fields) = read else { return nil }
    if fields.count == 1 { return fields[mark]?.string }
    return isPatch(fields) ? fields[like]?.string : nil
  }

  private static func isPatch(_ fields: [String: Value]) -> Bool {
    guard fields.count == 2, fields[like]?.string != nil, case .record? = fields[but] else {
      return false
    }
    return true
  }

  /// Whether a read by itself looks like a hash, or like one that is kept from doing so.
  private static func isMarked(_ read: Value) -> Bool {
    guard case .record(let fields) = read else { return false }
    return fields.count == 1 ? fields[mark] != nil : isPatch(fields)
  }

  // MARK: Writing

  /// What came last, so that it is neither hashed nor looked up again: a sale reads its terminals some four times,
  /// and the next one the same.
  struct Recent: Sendable {
    /// The last lists that an entry has whole, one of each length: what another of that length is compared with.
    private var lists: [(hash: String, items: [Value])] = []
    /// Large reads whose hashes the table has.
    private var reads: [(read: Value, hash: String)] = []
    /// The terminals of the last start, and their hash.
    private var terminals: (all: [ConfiguredTerminal], hash: String)?
    // What a sale reads by itself; a list that grows with each receipt set aside would be kept at every length.
    private static let (readsMax, listsMax) = (4, 4)

    fileprivate func hash(of read: Value) -> String? { reads.first { $0.read == read }?.hash }

    /// The hash of a start's terminals; nil where they are written each time.
    mutating func hash(of all: [ConfiguredTerminal]) -> String? {
      if let terminals, terminals.all == all,
        zip(terminals.all, all).allSatisfy({ $0.isSpelled(as: $1) })
      {
        return terminals.hash
      }
      guard let hash = JournalReads.hash(all) else { return nil }
      terminals = (all, hash)
      return hash
    }

    /// The list that has the same items, or other ones at a few places; nil where that is no shorter.
    ///
    /// `items` are neither written nor hashed for that.
    fileprivate func near(
      _ items: [Value]
    ) -> (hash: String, items: [Value], changed: [String: Value])? {
      guard let known = lists.first(where: { $0.items.count == items.count }) else { return nil }
      var changed: [String: Value] = [:]
      for (place, item) in items.enumerated() where item != known.items[place] {
        changed["\(place)"] = item
        guard changed.count * 4 <= items.count else { return nil }
      }
      return (known.hash, known.items, changed)
    }

    fileprivate mutating func note(_ read: Value, _ hash: String) {
      reads = reads.suffix(Self.readsMax - 1) + [(read, hash)]
    }

    fileprivate mutating func note(_ items: [Value], _ hash: String) {
      lists.removeAll { $0.items.count == items.count }
      lists = lists.suffix(Self.listsMax - 1) + [(hash, items)]
    }
  }

  /// The entry as it is written, with `isKnown` asked of each large thing: whether its hash may stand for it.
  ///
  /// What it was asked of once it is not asked of again.
  static func shortened(
    _ entry: Entry, _ recent: inout Recent, _ isKnown: (_ hash: String) throws -> Bool
  ) rethrows -> Entry {
    switch entry {
    case .flow(var start):
      guard let hash = recent.hash(of: start.till.terminals.all), try isKnown(hash) else {
        return entry
      }
      start.till.terminals.all = []
      start.till.terminals.same = hash
      return .flow(start: start)
    case .step(var step) where !step.reads.isEmpty:
      step.reads = try step.reads.map { try shortened($0, &recent, isKnown) }
      return .step(taken: step)
    default: return entry
    }
  }

  private static func shortened(
    _ read: Value, _ recent: inout Recent, _ isKnown: (_ hash: String) throws -> Bool
  ) rethrows -> Value {
    guard !isMarked(read) else { return [mark: read] }
    if case .list(let items) = read, let near = recent.near(items) {
      // It stays among the last, whatever lists of other lengths come between.
      recent.note(near.items, near.hash)
      return near.changed.isEmpty
        ? [mark: .string(near.hash)]
        : [like: .string(near.hash), but: .record(near.changed)]
    }
    let known = recent.hash(of: read)
    guard let hash = known ?? hash(read) else { return read }
    let isKnown = try known != nil || isKnown(hash)
    if known == nil { recent.note(read, hash) }
    if case .list(let items) = read { recent.note(items, hash) }
    return isKnown ? [mark: .string(hash)] : read
  }

  // MARK: Reading

  /// The entry with each hash replaced by what stands for it in the entry that `earlier` gives.
  static func completed(
    _ entry: Entry, _ earlier: (_ hash: String) throws -> Entry
  ) throws -> Entry {
    switch entry {
    case .flow(var start):
      guard let hash = start.till.terminals.same else { return entry }
      guard let all = try earlier(hash).terminals(hash) else { throw JSONMismatch.refused }
      start.till.terminals.all = all
      start.till.terminals.same = nil
      return .flow(start: start)
    case .step(var step) where !step.reads.isEmpty:
      step.reads = try step.reads.map { try completed($0, earlier) }
      return .step(taken: step)
    default: return entry
    }
  }

  private static func completed(
    _ read: Value, _ earlier: (_ hash: String) throws -> Entry
  ) throws -> Value {
    guard isMarked(read) else { return read }
    guard let hash = reference(read) else { return read[mark] }
    guard let known = try earlier(hash).reads.first(where: { self.hash($0) == hash }) else {
      throw JSONMismatch.refused
    }
    guard case .record(let changed) = read[but] else { return known }
    guard case .list(var items) = known else { throw JSONMismatch.refused }
    for (place, item) in changed {
      guard let place = Int(place), items.indices.contains(place) else {
        throw JSONMismatch.refused
      }
      items[place] = item
    }
    return .list(items)
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

  /// The hashes that stand for something in it, as it is written.
  var references: [String] {
    if case .flow(let start) = self { return [start.till.terminals.same].compactMap(\.self) }
    return reads.compactMap(JournalReads.reference)
  }

  /// Whether it has the thing of that hash itself.
  func has(_ hash: String) -> Bool {
    terminals(hash) != nil || reads.contains { JournalReads.hash($0) == hash }
  }

  fileprivate func terminals(_ hash: String) -> [ConfiguredTerminal]? {
    guard case .flow(let start) = self, JournalReads.hash(start.till.terminals.all) == hash else {
      return nil
    }
    return start.till.terminals.all
  }
}
