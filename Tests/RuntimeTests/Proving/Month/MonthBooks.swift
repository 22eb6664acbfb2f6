@testable import KassaRuntime

/// What an accountant adds up by hand from what cashiers did: documents, drawer, terminals.
///
/// It knows nothing of how the till counts.
struct MonthBooks {
  struct Document {
    let number: Int
    let type: ReceiptType
    let cashier: String
    let shift: Int
    var cash: Int64 = 0
    var cashless: Int64 = 0
    var total: Int64 { cash + cashless }
    var sign: Int64 { type == .sale ? 1 : -1 }
  }

  private(set) var documents: [Document] = []
  /// What the drawer should hold, and what lies in it.
  private(set) var drawer: Int64 = 0
  var cash: Int64 = 0
  /// What each terminal did since it was settled, as receipts say: see `BankTerminal.report`.
  private(set) var terminals: [String: [String: Int64]] = [:]
  /// Of all days: charges, refunds and voids by terminal.
  private(set) var operations: [String: [BankTerminal.Act: (count: Int, kopecks: Int64)]] = [:]
  /// Lines taken off and charges not run, by cashier.
  private(set) var removed: [String: Int] = [:]
  private(set) var notRun: [String: Int] = [:]
  private(set) var moved: (paidIn: Int64, paidOut: Int64) = (0, 0)

  mutating func add(_ document: Document) {
    documents.append(document)
    drawer += document.sign * document.cash
  }

  /// A pair that puts a document right moves no money: the drawer should hold what it really got.
  mutating func addCorrection(_ reverse: Document, _ right: Document, changesDrawer: Bool) {
    documents += [reverse, right]
    if changesDrawer { drawer += right.cash - reverse.cash }
  }

  /// - Parameter isPeriodOpen: whether the terminal was not settled since; what is learnt of a period that ended
  ///   counts in no later one.
  mutating func book(
    _ act: BankTerminal.Act, _ kopecks: Int64, at terminal: String, isPeriodOpen: Bool = true
  ) {
    if isPeriodOpen {
      let field = act == .charge ? "charges" : act == .refund ? "refunds" : "voids"
      terminals[terminal, default: [:]][field, default: 0] += kopecks
      terminals[terminal, default: [:]][field + "_count", default: 0] += 1
    }
    var (count, sum) = operations[terminal]?[act] ?? (0, 0)
    (count, sum) = (count + 1, sum + kopecks)
    operations[terminal, default: [:]][act] = (count, sum)
  }

  /// By the fields of a count.
  func expected(of terminal: String) -> [String: Int64] {
    BankTerminal.none.merging(terminals[terminal] ?? [:]) { _, known in known }
  }

  mutating func settle(_ terminal: String) { terminals[terminal] = nil }
  mutating func remove(by cashier: String) { removed[cashier, default: 0] += 1 }
  mutating func notRun(by cashier: String) { notRun[cashier, default: 0] += 1 }

  mutating func move(_ kopecks: Int64) {
    drawer += kopecks
    cash += kopecks
    if kopecks > 0 { moved.paidIn += kopecks } else { moved.paidOut -= kopecks }
  }

  /// A count makes what lies there what should lie there.
  mutating func count() { drawer = cash }

  func sum(of type: ReceiptType, _ part: (Document) -> Int64) -> Int64 {
    documents.reduce(0) { $1.type == type ? $0 + part($1) : $0 }
  }
}
