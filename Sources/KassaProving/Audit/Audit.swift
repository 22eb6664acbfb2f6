import Crypto
import Foundation
import GRDB
import KassaRuntime

/// Whether a till's files keep the promises of the money, by their text alone.
///
/// It knows the tables and the JSON as they are documented and nothing of the runtime: no rule, no
/// receipt, no replay is used from there. It reads on from where it read before; what it has read
/// must still be there.
struct Audit {
  private(set) var lastNumber = 0
  private var head = [UInt8](repeating: 0, count: 32)
  var headHex: String { head.hex }
  private(set) var receipts: [String: AuditReceipt] = [:]
  /// The prompt that each entry leaves the till at.
  private var prompts: [Int: String] = [:]
  private var papers: Set<Int> = []
  /// The receipt of the flow that runs; none once it has ended well.
  private var current: String?
  /// Receipts that the registrar has issued.
  private(set) var documents = 0
  /// The document of each receipt that is still looked at, by the receipt's id.
  private var issued: [String: Int] = [:]
  /// Documents up to this number were checked and are not read again.
  private var lastForgotten = 0
  private var documentsForgotten = 0
  private var parked: Set<String> = []
  /// Documents of each kind since a person last answered; nil before the first answer.
  private var unasked: [String: Int]?
  /// Returns and corrections of the documents that were checked, and of those up to `lastForgotten`.
  private var books = AuditBooks()
  private var settledBooks = AuditBooks()
  /// What cards paid of the receipts that each open shift has printed, in kopecks.
  private var cashless: [Int64: Int64] = [:]
  /// The key of the service's call that a step asked for last.
  private var call = ""
  /// The keys of calls of which a script was told since the last check that they did nothing.
  private(set) var denied: [String] = []
  /// Shifts closed since the documents were last checked, with what their reports say.
  private var closed: [AuditShift] = []

  /// Reads what is new in `folder` and checks everything that must hold now.
  ///
  /// - Parameters:
  ///   - folder: a copy of the data folder, which reading may change.
  ///   - shown: the prompts a front end has shown since, by number and id.
  ///   - paper: the documents whose paper it has shown since.
  ///   - taken: what a connected terminal took, by the charge's key.
  /// - Throws: `Violation`, the first one.
  mutating func check(
    _ folder: String, shown: [(number: Int, id: String)], paper: [Int],
    taken: [String: FaultyTerminal.Moved]
  ) throws {
    denied = []
    let journal = try Self.open(folder + "/journal.sqlite")
    let parked = try journal.map { try $0.read { try read($0) } } ?? []
    for prompt in shown where prompts[prompt.number] != prompt.id {
      throw Violation(
        "shown, not committed",
        "prompt \(prompt.number) «\(prompt.id)» was shown, and the journal "
          + (prompts[prompt.number].map { "has «\($0)» there" } ?? "has no such entry"))
    }
    for number in paper where !papers.contains(number) {
      throw Violation("shown, not committed", "the paper of document \(number) was shown")
    }
    if let registrar = try Self.open(folder + "/registrar.sqlite") {
      try registrar.read { try checkDocuments($0) }
    }
    self.parked = Set(parked.map(\.id))
    try checkMoney(parked)
    try checkPinpad(taken)
  }

  /// A file with what lies beside it, which SQLite may have to mend before it is read.
  private static func open(_ path: String) throws -> DatabaseQueue? {
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    let database = try DatabaseQueue(path: path)
    // A power cut may come before there is a single table.
    let tables = try database.read {
      try Int.fetchOne($0, sql: "SELECT COUNT(*) FROM sqlite_master") ?? 0
    }
    return tables == 0 ? nil : database
  }
}

// MARK: - The journal

extension Audit {
  /// Reads the entries; the parked receipts as the tables beside them say.
  private mutating func read(_ journal: Database) throws -> [(id: String, receipt: AuditReceipt)] {
    if lastNumber > 0 {
      let hash = try Data.fetchOne(
        journal, sql: "SELECT hash FROM entry WHERE number = ?", arguments: [lastNumber])
      guard hash.map(Array.init) == head else {
        throw Violation("lost entry", "entry \(lastNumber) was there before, and is not now")
      }
    }
    let rows = try Row.fetchAll(
      journal, sql: "SELECT number, kind, at, body, hash FROM entry WHERE number > ? ORDER BY 1",
      arguments: [lastNumber])
    for row in rows { try read(row) }
    return try Row.fetchAll(
      journal, sql: "SELECT key, value FROM projection WHERE key LIKE 'parked/%'"
    ).map { row in
      let json = try AuditJSON(row["value"] as Data)
      return (String((row["key"] as String).dropFirst(7)), AuditReceipt(snapshot: json["receipt"]))
    }
  }

  private mutating func read(_ row: Row) throws {
    let (number, kind, at): (Int, String, Int64) = (row["number"], row["kind"], row["at"])
    let body: Data = row["body"]
    guard number == lastNumber + 1 else {
      throw Violation("broken chain", "entry \(lastNumber + 1) is missing")
    }
    var digest = SHA256()
    digest.update(data: head)
    digest.update(data: Data("\(number)\n\(at)\n\(kind)\n".utf8))
    digest.update(data: body)
    head = Array(digest.finalize())
    lastNumber = number
    guard head == Array(row["hash"] as Data) else {
      throw Violation("broken chain", "entry \(number) has another hash than its text gives")
    }
    try fold(try AuditJSON(body), kind)
  }

  private mutating func fold(_ body: AuditJSON, _ kind: String) throws {
    switch kind {
    case "flow":
      let snapshot = AuditReceipt(snapshot: body["flow"]["start"]["receipt"])
      let id = body["flow"]["start"]["receipt"]["id"].text
      current = id
      try receipts[id]?.compare(snapshot, "the flow of entry \(lastNumber)")
      if receipts[id] == nil { receipts[id] = snapshot }
    case "device":
      let outcome = body["device"]["outcome"]
      if ["absent", "refused"].contains(outcome["result"].items.last?.text ?? "") {
        denied.append(call)
      }
      try requireNoEvidence(outcome["changes"]) { $0["by"]["person"].isThere }
      try apply(outcome["changes"])
      try count(outcome["changes"])
      if let number = outcome["paper"]["number"].number { papers.insert(Int(number)) }
    case "step":
      let step = body["step"]["taken"]
      if step["answer"].isThere { unasked = [:] }
      try requireNoEvidence(step["changes"]) { _ in true }
      if !step["answer"].isThere { try requireNoEvidence(step["answered"]) { _ in true } }
      try apply(step["answered"])
      try apply(step["changes"])
      let id = step["next"]["prompt"]["request"]["id"].text
      if !id.isEmpty { prompts[lastNumber] = id }
      call = step["next"]["device"]["call"]["callService"]["intent"]["key"].text
      if step["next"]["end"].isThere { current = nil }
    default: break
    }
  }

  private mutating func apply(_ changes: AuditJSON) throws {
    for change in changes.items {
      guard let id = current, change["receipt"].isThere else { continue }
      do { try receipts[id]?.apply(change["receipt"]["change"]) } catch let error as Violation {
        throw Violation(error.rule, "entry \(lastNumber): \(error.detail)")
      }
    }
  }
}

// MARK: - What must hold

extension Audit {
  /// What a person says about money comes with an answer, never from a script or a device.
  private func requireNoEvidence(_ changes: AuditJSON, where isOne: (AuditJSON) -> Bool) throws {
    for change in changes.items {
      let receipt = change["receipt"]["change"]
      let fields = receipt[receipt.name]
      guard Self.evidence.contains(receipt.name), isOne(fields) else { continue }
      throw Violation(
        "evidence without an answer", "entry \(lastNumber) has «\(receipt.name)» of nobody's")
    }
  }

  private static let evidence: Set = [
    "outcome", "slipAmount", "slipField", "slipAccepted", "slipVoided", "cashReceived",
    "cashReturned", "confirmed", "guardLifted", "returnAllowed", "cashHandedOver",
    "correctionAllowed",
  ]

  /// One answer of a person needs one receipt at most, with a shift closed and opened for it; and a
  /// closing says what its shift's receipts came to.
  private mutating func count(_ changes: AuditJSON) throws {
    for change in changes.items {
      let (receipt, till) = (change["receipt"]["change"], change["till"]["change"])
      let name = receipt.isThere ? receipt.name : till.name
      switch name {
      case "printed":
        // A yes to a correction is one to both of its documents.
        if let reversed = current.flatMap({ receipts[$0]?.correction?.reversed }),
          receipt["printed"]["document"]["number"].number != Int64(reversed)
        {
          unasked?["right", default: 0] += 1
          guard unasked?["right"] ?? 1 > 1 else { continue }
        }
        // A correction's charge counts on its terminal in the shift that took it.
        if let printed = current.flatMap({ receipts[$0] }), printed.correction == nil {
          let shift = receipt["printed"]["document"]["shift"].number ?? 0
          cashless[shift, default: 0] += printed.cashlessKopecks
        }
      case "shiftOpened": break
      case "shiftClosed":
        let shift = till["shiftClosed"]["number"].number ?? 0
        let figures = till["shiftClosed"]["figures"]
        if figures.isThere {
          let found = AuditShift(number: shift, figures)
          try found.compare(cashlessKopecks: cashless[shift] ?? 0)
          closed.append(found)
        }
        cashless[shift] = nil
      default: continue
      }
      unasked?[name, default: 0] += 1
      guard unasked?[name] == 1 else {
        let before = unasked == nil ? "a «\(name)» before" : "the second «\(name)» since"
        throw Violation(
          "document without a human answer",
          "entry \(lastNumber) is \(before) somebody answered")
      }
    }
  }

  /// Money that was taken has its receipt, or somebody still has it in hand.
  private func checkMoney(_ parked: [(id: String, receipt: AuditReceipt)]) throws {
    for (id, receipt) in receipts
    where receipt.hasMoney && receipt.document == nil || receipt.owesCash {
      if id == current { continue }
      guard let matter = parked.first(where: { $0.id == id }) else {
        throw Violation(
          "money forgotten", "receipt \(id) has money and no document, flow or matter")
      }
      try receipt.compare(matter.receipt, "the matter of receipt \(id)")
    }
  }

  private mutating func checkDocuments(_ registrar: Database) throws {
    let rows = try Row.fetchAll(
      registrar,
      sql: "SELECT number, key, total, cash, cashless, prepaid, credit, other, body "
        + "FROM document WHERE kind = 'receipt' AND number > ? ORDER BY number",
      arguments: [lastForgotten])
    issued = issued.filter { $0.value <= lastForgotten }
    books = settledBooks
    for shift in closed { try shift.check(registrar) }
    closed = []
    documents = documentsForgotten + rows.count
    for row in rows {
      let (number, key): (Int, String) = (row["number"], row["key"])
      issued[key] = number
      let id = Self.receipt(ofKey: key)
      guard let receipt = receipts[id], let frozen = receipt.frozen[key] else {
        throw Violation(
          "document without evidence", "document \(number) has the key «\(key)» of no receipt")
      }
      guard try AuditJSON(Data((row["body"] as String).utf8)) == frozen else {
        throw Violation("other content", "document \(number) is not what was frozen")
      }
      guard
        receipt.document == number || receipt.correction?.reversed == number || receipt.isPrinting
      else {
        throw Violation(
          "document twice", "document \(number) was issued and its receipt may print another")
      }
      let sums = AuditBooks.Sums(row)
      try receipt.check(number, sums)
      try count(receipt, id, key, number, sums, registrar)
    }
    for (id, receipt) in receipts {
      if let document = receipt.document, issued[id] != document, issued[id + "-right"] != document
      {
        throw Violation("no such document", "receipt \(id) names document \(document)")
      }
    }
    try books.requireRoom(
      for: receipts.values.flatMap { receipt in
        guard let back = receipt.back, receipt.document == nil, !receipt.isPrinting else {
          return [(back: AuditReturn, charge: String, kopecks: Int64)]()
        }
        return receipt.refunds.map { (back, $0.key, $0.value) }
      })
  }

  /// The right document of a correction has a key of its own.
  private static func receipt(ofKey key: String) -> String {
    key.hasSuffix("-right") ? String(key.dropLast("-right".count)) : key
  }

  /// Counts what gives back or puts right.
  private mutating func count(
    _ receipt: AuditReceipt, _ id: String, _ key: String, _ number: Int, _ sums: AuditBooks.Sums,
    _ registrar: Database
  ) throws {
    if let back = receipt.back {
      try books.giveBack(
        back, number, sums, of: try AuditBooks.Sums.find(back.document, registrar),
        refunds: receipt.refunds)
    }
    guard let correction = receipt.correction else { return }
    try books.correct(correction, by: id, number)
    guard key == id, correction.isOfSale else { return }
    guard try AuditBooks.Sums.find(correction.originalDocument, registrar) == sums else {
      throw Violation(
        "reverse is not its original",
        "document \(number) is not the reverse of \(correction.originalDocument)")
    }
  }

  /// What a connected terminal really did, against what the journal says of it.
  private func checkPinpad(_ taken: [String: FaultyTerminal.Moved]) throws {
    var unknown = taken
    for (id, receipt) in receipts {
      for (number, attempt) in receipt.attempts where attempt.terminal == "pinpad" {
        // A void has no key of its own: it is its charge's.
        if attempt.isVoid {
          try check(void: attempt, of: id, taken)
          continue
        }
        let key = "\(id)/\(number)/\(attempt.since)"
        let charge = unknown.removeValue(forKey: key)
        if let reply = attempt.deviceApproval {
          guard let charge else {
            throw Violation("false approval", "charge \(key) took nothing and is approved")
          }
          guard charge.reference == reply else {
            throw Violation("approval reused", "«\(reply)» approves «\(charge.reference)» too")
          }
        }
        if let charge, !charge.isVoided, attempt.deviceDeclined {
          throw Violation("money forgotten", "charge \(key) took \(charge.kopecks) and is declined")
        }
      }
    }
    if let (key, charge) = unknown.first {
      throw Violation(
        "money forgotten", "charge \(key) took \(charge.kopecks) and is of no receipt")
    }
  }

  /// A void by the terminal's word is one that it made.
  private func check(
    void: AuditReceipt.Attempt, of receipt: String, _ taken: [String: FaultyTerminal.Moved]
  ) throws(Violation) {
    guard void.deviceApproval != nil, let charge = void.undoes(in: receipt),
      let known = taken.first(where: { $0.key.hasPrefix(charge + "/") })?.value
    else { return }
    guard known.isVoided else {
      throw Violation("false approval", "charge \(charge) stands, and its void is approved")
    }
  }
}

extension Audit {
  /// Forgets what is over, for a till that sells for long: a receipt whose document was checked, or that
  /// ended without money, and prompts and paper that no front end can show again.
  mutating func forgetSettled() {
    receipts = receipts.filter { id, receipt in
      if id == current || parked.contains(id) { return true }
      return receipt.hasMoney && receipt.document == nil || receipt.owesCash
    }
    settledBooks = books
    lastForgotten = max(lastForgotten, issued.values.max() ?? 0)
    documentsForgotten = documents
    issued = issued.filter { receipts[$0.key] != nil }
    prompts = prompts.filter { $0.key == lastNumber }
    papers = papers.filter { $0 >= lastForgotten }
  }
}
