import KassaEmulators
import KassaRuntime

/// What a day's entries say, and what must hold at its end.
///
/// It goes by the entries alone, apart from the till that wrote them.
struct DayRecord: Sendable {
  private(set) var ledger = Ledger()
  private(set) var count = 0
  /// The prompt or device the till stands at, by its last step.
  private(set) var next: Next?
  /// The charge or void that was begun last.
  private(set) var lastAttempt: Attempt?
  /// What of the store failed, in the order it did.
  private(set) var faults: [DayFault] = []
  /// What cards paid of each receipt, by its id.
  private var charged: [String: Money] = [:]
  /// What cards had paid of each printed receipt, by the number of its document.
  private var approved: [Int: Money] = [:]
  private var printed: Set<String> = []

  mutating func add(_ body: Entry) throws(ReceiptError) {
    count += 1
    if case .flow(let start) = body { note(start.receipt) }
    if var receipt = ledger.receipt {
      for case .receipt(let change) in body.changes {
        // A correction says what was so: its cards are those of its original, or of a slip.
        let cards = receipt.covered(by: .cashless)
        try receipt.apply(change)
        if case .attemptOpened(let attempt) = change { lastAttempt = attempt }
        if case .printed(let document) = change { approved[document.number] = cards }
      }
      note(receipt)
    }
    try ledger.apply(body, number: count)
    guard case .step(let step) = body else { return }
    next = step.next
    faults += (step.failures ?? []).map { DayFault($0) }
    if case .fault(let fault) = step.next { faults.append(DayFault(fault)) }
  }

  /// Notes what failed and is in no entry.
  mutating func note(_ fault: DayFault) {
    if !faults.contains(fault) { faults.append(fault) }
  }

  private mutating func note(_ receipt: Receipt) {
    charged[receipt.id] = receipt.charged
    if receipt.isPrinted { printed.insert(receipt.id) }
  }

  /// What the till stands at asks for, as the script asked it.
  var request: PromptRequest? { if case .prompt(let request) = next { request } else { nil } }
}

extension DayRecord {
  /// Whether every document has its approvals, and every approval its document or its matter.
  func check(_ documents: [FiscalRecord]) throws(DayMismatch) {
    for each in documents {
      let number = each.printed.number
      let cashless = each.document.payments.cashless
      guard let approved = approved[number] else {
        if ledger.lastDocumentPossible >= number { continue }
        throw DayMismatch(
          expected: "no document beside those of receipts", came: "document \(number)")
      }
      guard approved == cashless else {
        throw DayMismatch(
          expected: "document \(number) with \(approved) approved on cards",
          came: "\(cashless) cashless on paper")
      }
    }
    for (id, amount) in charged.sorted(by: { $0.key < $1.key })
    where amount > .zero && !printed.contains(id) && ledger.till.parked[id]?.isMatter != true {
      throw DayMismatch(
        expected: "a receipt or a matter for every charge at the end of the day",
        came: "\(amount) charged and neither")
    }
  }
}
