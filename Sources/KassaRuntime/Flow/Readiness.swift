/// Whether the registrar could print now: asked before any card is taken.
struct Readiness: Hashable, Sendable {
  /// Why not; nil when it could.
  var reason: Reason?
  /// The registrar's last fiscal document (tag 1040).
  var lastDocument: Int
  /// The number of its fiscal memory (tag 1041).
  var memory = ""
  /// How much paper it has; nil where it did not say, and in a replay.
  var paper: PaperState?
  /// The formats of its documents; nil where nothing depends on them.
  var format: FormatVersion?
  /// Whether it prints what puts a document right.
  var printsCorrections = true

  enum Reason: String, Hashable, Sendable, CaseIterable {
    case unreachable
    case noPaper = "no_paper"
    case coverOpen = "cover_open"
    case shiftClosed = "shift_closed"
    case shiftExpired = "shift_expired"
    /// Less of the shift's 24 hours is left than a payment may take.
    case shiftEnding = "shift_ending"
    case foreignSeller = "foreign_seller"
    /// The registrar's clock stands before its last document.
    case clock
    /// The registrar has issued documents that the journal does not know.
    case behind
    case deviceFault = "device_fault"
    /// Fiscal memory would not take the receipt.
    case documentInvalid = "document_invalid"
    /// It can't print what puts a document right.
    case noCorrections = "no_corrections"
    /// A card paid it in a shift since closed, and the store has a correction make up for its document.
    case lateReceipt = "late_receipt"
  }

  /// A card payment with its questions is given ten minutes before the shift's end.
  static let timeLeftMillisecondsMin: Int64 = 10 * 60 * 1000

  init(reason: Reason?, lastDocument: Int) {
    self.reason = reason
    self.lastDocument = lastDocument
  }

  init(_ status: RegistrarStatus, seller: Seller, taxation: TaxationSystem, known: Int) {
    lastDocument = status.lastDocument
    memory = status.fn
    paper = status.paper
    reason = Self.reason(status, seller, taxation, known)
  }

  private static func reason(
    _ status: RegistrarStatus, _ seller: Seller, _ taxation: TaxationSystem, _ known: Int
  ) -> Reason? {
    if status.inn != seller.inn || !status.taxation.contains(taxation) { return .foreignSeller }
    if status.lastDocument > known { return .behind }
    if status.coverIsOpen { return .coverOpen }
    if status.paper == .out { return .noPaper }
    if let last = status.lastDocumentAt, status.clock < last { return .clock }
    switch status.shift {
    case .closed: return .shiftClosed
    case .expired: return .shiftExpired
    case .open(_, _, let closesBy):
      return closesBy.milliseconds(since: status.clock) < timeLeftMillisecondsMin
        ? .shiftEnding : nil
    }
  }

  /// As scripts read it and the journal keeps it.
  var value: Value {
    var fields: [String: Value] = [
      "ready": .bool(reason == nil), "reason": reason.map { .string($0.rawValue) } ?? .null,
      "last_document": .int(Int64(lastDocument)), "memory": .string(memory),
    ]
    fields["format"] = format.map { .int(Int64($0.rawValue)) }
    if !printsCorrections { fields["corrections"] = false }
    return .record(fields)
  }

  /// Nil where `value` is none that this program writes: what can't be read is not ready.
  init?(_ value: Value) {
    guard let lastDocument = value["last_document"].int.flatMap(Int.init(exactly:)) else {
      return nil
    }
    let reason = value["reason"].string.flatMap(Reason.init)
    guard value["ready"] == .bool(reason == nil), reason != nil || value["reason"] == .null else {
      return nil
    }
    self.reason = reason
    self.lastDocument = lastDocument
    memory = value["memory"].string ?? ""
    format = value["format"].int.flatMap { FormatVersion(rawValue: Int(clamping: $0)) }
    printsCorrections = value["corrections"] != false
  }
}
