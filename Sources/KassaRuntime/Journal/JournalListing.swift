/// The entries of a journal in words, one after the other: what a receipt comes to and where a charge
/// went stand in entries before the one that says what became of them.
package struct JournalListing {
  private var document: FiscalDocument?
  /// "199.50 on «ВТБ»", by the attempt's number.
  private var attempts: [Int: String] = [:]

  package init() {}

  /// What happened, in a few words of English.
  package mutating func summary(of entry: JournalReader.ListedEntry) -> String {
    guard let content = entry.content else { return entry.summary }
    let changes = content.moneyChanges.compactMap { words($0) }
    return ([content.summary] + changes).joined(separator: "; ")
  }

  private mutating func words(_ change: Change) -> String? {
    switch change {
    case .receipt(.attemptOpened(let attempt)):
      let sum = "\(attempt.amount) on «\(attempt.terminal.name)»"
      attempts[attempt.id] = sum
      return attempt.operation == .charge ? "charge of \(sum)" : "void of \(sum)"
    case .receipt(.outcome(let attempt, let outcome, _, _)):
      return attempts[attempt].map { "\($0): \(outcome.rawValue)" }
    case .receipt(.slipAmount(let attempt, let amount, _, _)):
      return attempts[attempt].map { "\($0): its slip shows \(amount)" }
    case .receipt(.cashReceived(let amount)): return "\(amount) in cash"
    case .receipt(.cashReturned): return "the cash is given back"
    case .receipt(.printIntended(let intent)):
      document = try? FiscalDocument(json: intent.document.bytes)
      return document.map { "receipt of \($0.total)" }
    case .receipt(.printed): return document.map { "\($0.total): \($0.payments.words)" }
    case .till(.shiftClosed(_, let document, _, _, let figures)):
      return "document \(document)" + (figures.map { ", \($0.receipts) receipts" } ?? "")
    case .receipt, .till: return nil
    }
  }
}

extension Entry {
  /// What it changed that is about money.
  fileprivate var moneyChanges: [Change] {
    switch self {
    case .step(let step): step.answered + step.changes
    case .device(let outcome): outcome.changes
    case .flow, .reconciled, .terminals, .start, .swap, .person, .permission, .pin, .parameter: []
    }
  }
}

extension Payments {
  /// "100.00 cash, 99.50 cashless".
  fileprivate var words: String {
    let kinds = [
      (cash, "cash"), (cashless, "cashless"), (prepaid, "prepaid"), (credit, "on credit"),
      (other, "other"),
    ]
    return kinds.filter { $0.0 != .zero }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
  }
}
