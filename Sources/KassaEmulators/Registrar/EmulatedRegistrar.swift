import Foundation
import GRDB
public import KassaRuntime

/// A registrar made of software, for trying out, tests and demonstrations.
///
/// It numbers, signs, refuses and remembers as a device does, of FFD 1.2 unless told, and prints to
/// ``PrintedDocument/text``. Its documents say that they are not fiscal ones. Its memory is
/// `registrar.sqlite` in the data folder; a document that was answered survives a power cut.
public final class EmulatedRegistrar: Registrar {
  private let registration: RegistrarRegistration
  private let registrationNumber: String
  private let clock: @Sendable () -> Moment
  private let offsetSeconds: Int
  private let layout: ReceiptLayout
  private let format: FormatVersion
  let store: EmulatedStore

  /// What all of its paper says at both ends.
  public static let banner = ["НЕ ФИСКАЛЬНЫЙ ДОКУМЕНТ", "ЭМУЛЯТОР ККТ"]

  public var banner: [String] { Self.banner }

  /// Opens the registrar in `folder`, or registers a new one there.
  ///
  /// - Parameters:
  ///   - folder: an existing folder; nil keeps everything in memory.
  ///   - registration: its INN and fiscal memory must be those of the registrar in the folder.
  ///   - clock: the registrar's own clock.
  ///   - offsetSeconds: seconds east of UTC by which paper shows time.
  ///   - paperColumns: columns of its paper.
  ///   - format: the version of its formats, unless the one in the folder was registered with another.
  ///   - seam: what its commits pass through.
  public init(
    folder: String?, registration: RegistrarRegistration,
    clock: @escaping @Sendable () -> Moment, offsetSeconds: Int, paperColumns: Int = 48,
    format: FormatVersion = .ffd12, seam: Seam = .production
  ) throws {
    self.registration = registration
    registrationNumber = registration.registrationNumber
    self.clock = clock
    self.offsetSeconds = offsetSeconds
    layout = ReceiptLayout(width: paperColumns, banner: Self.banner)
    store = try EmulatedStore(folder: folder, seam: seam)
    let chosen = try store.transaction { database in
      try database.register(registration)
      return try database.format()
    }
    self.format = chosen ?? format
  }

  public func status() async throws(RegistrarError) -> RegistrarStatus {
    try perform(.ask) { database, _ in
      let now = clock()
      let head = try database.head()
      let faults = try database.allFaults()
      return RegistrarStatus(
        paper: faults.keys.contains(.noPaper)
          ? .out : faults.keys.contains(.paperLow) ? .low : .present,
        coverIsOpen: faults.keys.contains(.coverOpen), shift: try database.shiftState(at: now),
        clock: now, offsetSeconds: offsetSeconds, inn: registration.seller.inn,
        taxation: registration.taxation, format: format,
        registrationNumber: registrationNumber, serial: registration.serial,
        fn: registration.fn, lastDocument: head.number,
        lastDocumentAt: head.number > 0 ? head.at : nil, unsentDocuments: 0)
    }
  }

  public func print(
    _ document: FiscalDocument, key: String
  ) async throws(RegistrarError) -> PrintedDocument {
    try perform(.receipt) { database, faults in
      if let known = try database.document(key: key) {
        guard let receipt = try known.whole() else { throw Refusal.keyTaken }
        return receipt
      }
      try check(document)
      let (head, shift, now) = try ready(database, faults)
      let body = Data(document.json)
      var printed = try answer(
        document, body: body, key: key, head: head, shift: shift, at: now,
        paper: faults.has(.paperOutDuring) ? .interrupted : .complete)
      try database.completePaper()
      try database.insert(document, body: String(decoding: body, as: UTF8.self), printed)
      printed.document = document
      return printed
    }
  }

  public func printed(key: String) async throws(RegistrarError) -> PrintedDocument? {
    try perform(.ask) { database, _ in try database.document(key: key)?.whole() }
  }

  public func report(key: String) async throws(RegistrarError) -> ShiftReport? {
    try perform(.ask) { database, _ in try database.document(key: key)?.report() }
  }

  public func lastPrinted() async throws(RegistrarError) -> PrintedDocument? {
    try perform(.ask) { database, _ in try database.lastReceipt()?.whole() }
  }

  public func continuePrinting() async throws(RegistrarError) -> PrintedDocument? {
    try perform(.paper) { database, faults in
      guard var printed = try database.interruptedReceipt()?.receipt() else { return nil }
      if let refusal = faults.refusal { throw refusal }
      try database.completePaper()
      printed.paper = .complete
      return printed
    }
  }

  public func copyOfLast() async throws(RegistrarError) -> PrintedDocument {
    try perform(.paper) { database, faults in
      guard var printed = try database.lastReceipt()?.receipt() else {
        throw Refusal.nothingPrinted
      }
      if let refusal = faults.refusal { throw refusal }
      try database.completePaper()
      printed.paper = .complete
      var copy = PaperLines(width: layout.width)
      copy.centred("КОПИЯ")
      printed.text = copy.lines + (printed.text ?? [])
      return printed
    }
  }

  public func openShift(
    key: String, cashier: String
  ) async throws(RegistrarError) -> ShiftReport {
    try perform(.shift) { database, faults in
      if let known = try database.document(key: key) { return try report(known, .opening) }
      try check(cashier: cashier)
      if let refusal = faults.refusal { throw refusal }
      let head = try database.head()
      let now = try time(after: head)
      switch try database.shiftState(at: now) {
      case .open: throw Refusal.shiftOpen
      case .expired: throw Refusal.shiftExpired
      case .closed: break
      }
      let report = try shiftReport(
        .opening, key: key, shift: database.lastShiftNumber() + 1, cashier: cashier,
        number: head.number + 1, openedAt: now, at: now)
      try database.completePaper()
      try database.insert(report, .opening, at: now, receipts: 0)
      return report
    }
  }

  public func closeShift(
    key: String, cashier: String
  ) async throws(RegistrarError) -> ShiftReport {
    try perform(.shift) { database, faults in
      if let known = try database.document(key: key) { return try report(known, .closing) }
      try check(cashier: cashier)
      if let refusal = faults.refusal { throw refusal }
      let head = try database.head()
      let now = try time(after: head)
      let shift: Int
      let openedAt: Moment
      switch try database.shiftState(at: now) {
      case .closed: throw Refusal.shiftClosed
      case .open(let number, let moment, _), .expired(let number, let moment):
        (shift, openedAt) = (number, moment)
      }
      let totals = try database.shiftTotals(shift)
      let report = try shiftReport(
        .closing, key: key, shift: shift, cashier: cashier, number: head.number + 1,
        openedAt: openedAt, at: now, receipts: head.receiptInShift, totals: totals)
      try database.completePaper()
      try database.insert(report, .closing, at: now, receipts: 0)
      return report
    }
  }
}

extension EmulatedRegistrar {
  /// One call in one transaction: faults are met first, and using one up is kept even where the
  /// call is refused, so `body` must refuse before it writes.
  func perform<Answer>(
    _ call: EmulatedCall, _ body: (Database, EmulatedFaults) throws -> Answer
  ) throws(RegistrarError) -> Answer {
    let outcome: Result<Answer, RegistrarError>
    do {
      outcome = try store.transaction { database in
        do { return try attempt(call, database, body) } catch { throw Undone(reason: error) }
      }
    } catch let undone as Undone {
      throw .refused(undone.refusal)
    } catch let error as DatabaseError where error.resultCode == .SQLITE_FULL {
      // SQLite undid the transaction.
      throw .refused(.memoryFull)
    } catch {
      // A commit that failed may or may not have reached the disk.
      throw .unreachable
    }
    return try outcome.get()
  }

  private func attempt<Answer>(
    _ call: EmulatedCall, _ database: Database, _ body: (Database, EmulatedFaults) throws -> Answer
  ) throws -> Result<Answer, RegistrarError> {
    let faults = try database.takeFaults(for: call)
    if faults.has(.unreachable) || faults.has(.lostReplyBefore) { return .failure(.unreachable) }
    do {
      let answer = try body(database, faults)
      return faults.has(.lostReplyAfter) ? .failure(.unreachable) : .success(answer)
    } catch let refusal as Refusal {
      return .failure(.refused(refusal))
    }
  }

  /// What went wrong before any commit: the transaction is undone, so certainly nothing was done.
  private struct Undone: Error {
    let reason: any Error

    var refusal: Refusal {
      if let error = reason as? DatabaseError, error.resultCode == .SQLITE_FULL {
        return .memoryFull
      }
      return .deviceFault("\(EmulatedStore.fileName): \(reason)")
    }
  }

  private func check(_ document: FiscalDocument) throws {
    do {
      try document.validate()
    } catch {
      throw Refusal.documentInvalid(error.description)
    }
    guard document.seller.inn == registration.seller.inn else {
      throw Refusal.foreignSeller(registered: registration.seller.inn)
    }
    guard registration.taxation.contains(document.taxation) else {
      throw Refusal.taxationNotRegistered(document.taxation)
    }
  }

  func check(cashier: String) throws {
    do {
      try FiscalDocument.check(cashier, .cashier)
    } catch {
      throw Refusal.documentInvalid(error.description)
    }
  }

  /// The registrar's time, which never goes back (54-FZ; a real one refuses too).
  func time(after head: EmulatedHead) throws -> Moment {
    let now = clock()
    guard now >= head.at else { throw Refusal.clockBackwards(last: head.at) }
    return now
  }

  /// Where the next receipt goes; refuses whatever keeps it from being printed.
  func ready(
    _ database: Database, _ faults: EmulatedFaults
  ) throws -> (head: EmulatedHead, shift: Int, now: Moment) {
    if let refusal = faults.refusal { throw refusal }
    let head = try database.head()
    let now = try time(after: head)
    switch try database.shiftState(at: now) {
    case .closed: throw Refusal.shiftClosed
    case .expired: throw Refusal.shiftExpired
    case .open(let number, _, _): return (head, number, now)
    }
  }

  private func answer(
    _ document: FiscalDocument, body: Data, key: String, head: EmulatedHead, shift: Int,
    at: Moment, paper: PaperOutcome
  ) throws -> PrintedDocument {
    let number = head.number + 1
    let sign = FiscalSign.make(fn: registration.fn, number: number, at: at, body: body)
    let qr = ReceiptQR(
      at: LocalTime(at, offsetSeconds: offsetSeconds), total: document.total,
      fn: registration.fn, number: UInt32(clamping: number), sign: sign, type: document.type)
    var printed = PrintedDocument(
      key: key, number: number, sign: String(sign), fn: registration.fn,
      registrationNumber: registrationNumber, shift: shift,
      receiptInShift: head.receiptInShift + 1, format: format, at: at,
      offsetSeconds: offsetSeconds, paper: paper, qr: qr.text)
    printed.text = try layout.lines(document, printed)
    return printed
  }

  private func report(_ known: EmulatedRow, _ kind: ShiftReport.Kind) throws -> ShiftReport {
    guard let report = try known.report(), report.kind == kind else { throw Refusal.keyTaken }
    return report
  }

  /// With those that opened and closed the shift, as far as there are such.
  private func documents(_ kind: ShiftReport.Kind, _ receipts: Int) -> Int {
    switch kind {
    case .opening: 1
    case .interim: receipts + 1
    case .closing: receipts + 2
    }
  }

  func shiftReport(
    _ kind: ShiftReport.Kind, key: String, shift: Int, cashier: String, number: Int,
    openedAt: Moment, at: Moment, receipts: Int = 0, totals: [ShiftTotal] = []
  ) throws -> ShiftReport {
    var report = ShiftReport(
      kind: kind, key: key, shift: shift, number: number, sign: "", fn: registration.fn,
      registrationNumber: registrationNumber, format: format, cashier: cashier,
      openedAt: openedAt, closedAt: kind == .opening ? nil : at, offsetSeconds: offsetSeconds,
      receipts: receipts, documents: documents(kind, receipts), totals: totals)
    let body = Data(report.json)
    let sign = FiscalSign.make(fn: registration.fn, number: number, at: at, body: body)
    report.sign = String(sign)
    report.text = layout.lines(report, seller: registration.seller)
    return report
  }
}
