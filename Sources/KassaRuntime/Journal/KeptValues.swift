/// How long a durable value lives.
package enum KeptLife: String, JSONCoded, CaseIterable, Sendable {
  /// Until the shift is closed.
  case shift
  /// Until the till's calendar has another day.
  case day
  case till
}

/// A durable value that a store declares.
struct KeptRule: JSONCoded, Hashable, Sendable {
  let id: String
  let rule: ValueRule
  let life: KeptLife
  /// What it is as long as none is kept; null for nothing.
  var standard: Value = .null
  /// Whether there is one for each key; absent for no.
  var isKeyed: Bool?
}

extension KeptRule {
  /// Whether it declares what is kept there.
  func declares(_ key: KeptKey, _ kept: KeptValue) -> Bool {
    id == key.name && (isKeyed == true) == (key.key != nil)
      && rule.problem(with: kept.value) == nil
  }
}

/// One value as it is kept.
package struct KeptValue: JSONCoded, Hashable, Sendable {
  package let value: Value
  let life: KeptLife
  /// Of a value of one day, which: "2026-11-28".
  var day: String?
}

/// What a durable value is known by: its name and, where there is one for each, its key.
package struct KeptKey: JSONCoded, Hashable, Sendable {
  let name: String
  var key: String?

  package init(_ name: String, _ key: String? = nil) { (self.name, self.key) = (name, key) }

  /// As a row of the projection; a name has no slash.
  package var row: String { name + (key.map { "/\($0)" } ?? "") }

  init(row: String) {
    let parts = row.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    self.init(String(parts[0]), parts.count > 1 ? String(parts[1]) : nil)
  }

  static let keyMax = 64
}

/// A change of one durable value; null takes it away.
package struct KeptChange: JSONCoded, Hashable, Sendable {
  let key: KeptKey
  /// Absent where it is taken away.
  var kept: KeptValue?
}

/// Everything that scripts remember beyond a receipt.
package struct KeptValues: Hashable, Sendable {
  private(set) var values: [KeptKey: KeptValue] = [:]

  static let countMax = 1_000
  static let bytesMax = 65_536

  /// What is kept on `day`.
  package func value(_ key: KeptKey, on day: String) -> KeptValue? {
    values[key].flatMap { $0.isOver(on: day) ? nil : $0 }
  }

  /// All that is kept on `day`, in order.
  func all(on day: String) -> [(key: KeptKey, kept: KeptValue)] {
    values.filter { !$0.value.isOver(on: day) }.map { ($0.key, $0.value) }
      .sorted { $0.key.row < $1.key.row }
  }

  /// What goes, as it is kept, so that a value can be kept beside the others of its day: as little as will
  /// do of what the script that runs does not declare, or declares otherwise.
  ///
  /// - Throws: `NoRoom` where the values that it declares leave none.
  func room(
    for change: KeptChange, declared: [KeptRule], on day: String
  ) throws(NoRoom) -> [KeptChange] {
    guard change.kept != nil else { return [] }
    var after = self
    after.removeOver(on: day)
    after.apply(change)
    var gone: [KeptChange] = []
    var bytes = after.values.reduce(0) { $0 + Self.bytes($1.key, $1.value) }
    guard after.values.count > Self.countMax || bytes > Self.bytesMax else { return [] }
    let others = after.values.filter { key, kept in !declared.contains { $0.declares(key, kept) } }
    for (key, kept) in others.sorted(by: { $0.key.row < $1.key.row }) {
      guard after.values.count - gone.count > Self.countMax || bytes > Self.bytesMax else { break }
      gone.append(KeptChange(key: key, kept: kept))
      bytes -= Self.bytes(key, kept)
    }
    guard after.values.count - gone.count <= Self.countMax else { throw .count }
    guard bytes <= Self.bytesMax else { throw .bytes(bytes) }
    return gone
  }

  private static func bytes(_ key: KeptKey, _ kept: KeptValue) -> Int {
    key.row.utf8.count + kept.value.weight
  }

  /// Why a value can't be kept beside the others.
  enum NoRoom: Error {
    case count
    case bytes(Int)

    var text: String {
      switch self {
      case .count: "\(countMax) values are kept already, no more are; take some away"
      case .bytes(let bytes):
        "all values together would take \(bytes) bytes, at most \(bytesMax) are kept; "
          + "take some away"
      }
    }
  }

  mutating func apply(_ change: KeptChange) {
    if let day = change.kept?.day { removeOver(on: day) }
    values[change.key] = change.kept
  }

  mutating func endShift() { values = values.filter { $0.value.life != .shift } }

  private mutating func removeOver(on day: String) {
    guard values.contains(where: { $0.value.isOver(on: day) }) else { return }
    values = values.filter { !$0.value.isOver(on: day) }
  }

  mutating func take(_ kept: KeptValue, of key: KeptKey) { values[key] = kept }
}

extension KeptValue {
  fileprivate func isOver(on day: String) -> Bool { self.day.map { $0 != day } ?? false }
}
