/// The entries of a journal in words, one after the other: what a receipt comes to and where a charge
/// went stand in entries before the one that says what became of them.
package struct JournalListing {
  private var document: FiscalDocument?
  /// "199.50 on «ВТБ»", by the attempt's number.
  private var attempts: [Int: String] = [:]
  /// The goods of the receipt in hand, by their lines.
  private var goods: [Int: String] = [:]
  private var lastLine = 0
  /// Who stood at the till when the last entry was written; nil where nobody did.
  package private(set) var person: String?

  package init() {}

  /// What happened, in a few words of English.
  package mutating func summary(of entry: JournalReader.ListedEntry) -> String {
    guard let content = entry.content else { return entry.summary }
    note(content)
    let changes = content.moneyChanges.compactMap { words($0) }
    return ([content.summary] + changes).joined(separator: "; ")
  }

  private mutating func note(_ entry: Entry) {
    switch entry {
    case .flow(let start):
      person = start.cashier
      (goods, lastLine) = ([:], start.receipt.lastLine)
      for line in start.receipt.lines { goods[line.id] = line.item.name }
    case .person(let name): person = name
    case .step(let step):
      for case .till(let change) in step.answered + step.changes {
        if case .signedIn(let name) = change { person = name }
        if case .signedOut = change { person = nil }
      }
    case .device, .reconciled, .terminals, .start, .swap, .script, .refused, .permission, .pin,
      .parameter:
      break
    }
  }

  private mutating func words(_ change: Change) -> String? {
    switch change {
    case .receipt(.lineAdded(let item)):
      lastLine += 1
      goods[lastLine] = item.name
      return "\(item.quantity) × «\(item.name)» at \(item.price)"
    case .receipt(.lineRemoved(let line)): return named(line).map { "\($0) taken off" }
    case .receipt(.quantitySet(let line, let quantity)):
      return named(line).map { "\(quantity) × \($0)" }
    case .receipt(.discountSet(let line, let discount)):
      return named(line).map { discount == nil ? "\($0) without a discount" : "\($0) for less" }
    case .receipt(.attemptOpened(let attempt)):
      let sum = "\(attempt.amount) on «\(attempt.terminal.name)»"
      attempts[attempt.id] = sum
      return switch attempt.operation {
      case .charge: "charge of \(sum)"
      case .void: "void of \(sum)"
      case .refund: "refund of \(sum)"
      }
    case .receipt(.outcome(let attempt, let outcome, _, _)):
      return attempts[attempt].map { "\($0): \(outcome.rawValue)" }
    case .receipt(.slipAmount(let attempt, let amount, _, _)):
      return attempts[attempt].map { "\($0): its slip shows \(amount)" }
    case .receipt(.cashReceived(let amount)): return "\(amount) in cash"
    case .receipt(.returnLineSet(let line, let quantity?)):
      return "\(quantity) of line \(line) goes back"
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

extension JournalListing {
  private func named(_ line: Int) -> String? { goods[line].map { "«\($0)»" } }
}

extension Entry {
  /// What it changed that is about money.
  fileprivate var moneyChanges: [Change] {
    switch self {
    case .step(let step): step.answered + step.changes
    case .device(let outcome): outcome.changes
    case .flow, .reconciled, .terminals, .start, .swap, .script, .refused, .person, .permission,
      .pin, .parameter:
      []
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
