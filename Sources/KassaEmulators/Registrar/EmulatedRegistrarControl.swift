import GRDB
public import KassaRuntime

/// The emulated registrar from outside: faults to have, paper to look at.
///
/// It works on the file, so another process can use it while a till runs.
public struct EmulatedRegistrarControl: Sendable {
  private let store: EmulatedStore

  /// - Parameter folder: the data folder of the till.
  public init(folder: String) throws { try self.init(folder: folder, seam: .production) }

  /// The same where the till keeps its files.
  package init(folder: String, seam: Seam) throws {
    store = try EmulatedStore(folder: folder, seam: seam)
  }

  /// Tells the registrar to have `fault` from its next call on.
  ///
  /// - Parameter times: for how many calls that meet it; nil until it is cleared.
  public func set(_ fault: EmulatedFault, times: Int? = nil) throws {
    try store.transaction { database in try database.setFault(fault, times: times) }
  }

  /// Takes `fault` away, whether or not it is set.
  public func clear(_ fault: EmulatedFault) throws { try set(fault, times: 0) }

  /// Takes every fault away.
  public func clearAll() throws {
    try store.transaction { database in try database.execute(sql: "DELETE FROM fault") }
  }

  /// The faults to come, each with the calls it has left; nil without an end.
  public func faults() throws -> [EmulatedFault: Int?] {
    try store.transaction { database in try database.allFaults() }
  }

  /// Registers it anew with the formats of another version, from the till's next start on.
  ///
  /// - Returns: whether there is a registrar in the folder.
  public func register(with format: FormatVersion) throws -> Bool {
    try store.transaction { database in
      try database.execute(
        sql: "UPDATE identity SET format = ?", arguments: [format.rawValue])
      return database.changesCount > 0
    }
  }

  /// The version of its formats; nil where nobody chose one.
  public func format() throws -> FormatVersion? {
    try store.transaction { database in try database.format() }
  }

  /// The receipts in memory with numbers above `number`, oldest first.
  public func receipts(after number: Int = 0) throws -> [FiscalRecord] {
    try store.transaction { database in try database.receipts(after: number) }
  }

  /// The paper of the last `count` documents, shift reports too, oldest first.
  public func paper(last count: Int) throws -> [[String]] {
    try store.transaction { database in try database.paper(last: count) }
  }
}

/// A receipt in the emulated registrar's memory: what was asked and what was answered.
public struct FiscalRecord: Hashable, Sendable {
  public var document: FiscalDocument
  public var printed: PrintedDocument
}

extension Database {
  /// Keeps who this registrar is; what differs from earlier without being another device is
  /// updated.
  func register(_ registration: RegistrarRegistration) throws {
    let select = try cachedStatement(sql: "SELECT registration FROM identity")
    if let kept = try String.fetchOne(select) {
      if kept == registration.jsonText { return }
      let known = try RegistrarRegistration(jsonText: kept)
      if known == registration { return }
      guard known.seller.inn == registration.seller.inn, known.fn == registration.fn else {
        throw EmulatedStoreError.otherRegistration(
          inn: known.seller.inn, fn: known.fn, asked: registration.seller.inn)
      }
    }
    try execute(
      sql: """
        INSERT INTO identity(id, registration) VALUES (1, ?)
        ON CONFLICT(id) DO UPDATE SET registration = excluded.registration
        """,
      arguments: [registration.jsonText])
  }

  func format() throws -> FormatVersion? {
    let select = try cachedStatement(sql: "SELECT format FROM identity")
    return try Int.fetchOne(select).flatMap(FormatVersion.init(rawValue:))
  }

  fileprivate func receipts(after number: Int) throws -> [FiscalRecord] {
    let select = try cachedStatement(
      sql: """
        SELECT kind, paper, body, answer FROM document
        WHERE number > ? AND kind = 'receipt' ORDER BY number
        """)
    let rows = try Row.fetchAll(select, arguments: [number])
    return try rows.map(EmulatedRow.init).compactMap { row in
      guard let body = row.body, let printed = try row.whole() else { return nil }
      let document = try FiscalDocument(jsonText: body)
      return FiscalRecord(document: document, printed: printed)
    }
  }

  fileprivate func paper(last count: Int) throws -> [[String]] {
    let rows = try Row.fetchAll(
      self,
      sql: "SELECT kind, paper, body, answer FROM document ORDER BY number DESC LIMIT ?",
      arguments: [max(0, count)])
    return try rows.reversed().map(EmulatedRow.init).compactMap { row in
      try row.receipt()?.text ?? row.report()?.text
    }
  }
}
