/// A transaction that is being put together: its entries, and the ledger as it will be after them.
struct JournalDraft {
  private(set) var entries: [Entry] = []
  /// Those that the flows among the entries run, each stored once by its hash.
  private(set) var bundles: [Bundle] = []
  private(set) var ledger: Ledger
  /// What was committed before it.
  let before: Ledger
  private let first: Int

  /// - Parameter first: the number of the entry to come.
  init(on ledger: Ledger, first: Int) {
    (self.ledger, before, self.first) = (ledger, ledger, first)
  }

  /// The number of the entry to come.
  var next: Int { first + entries.count }

  /// - Throws: what the rules of the money refuse; the draft is of no use then.
  mutating func add(_ entry: Entry) throws(ReceiptError) {
    try ledger.apply(entry, number: next)
    entries.append(entry)
  }

  /// Adds a step whose changes are in `drafted` already: the rules of the money have seen them.
  mutating func add(_ step: Step, drafted: Ledger) {
    ledger = drafted
    ledger.go(to: step)
    entries.append(.step(taken: step))
  }

  mutating func add(_ bundle: Bundle?) { if let bundle { bundles.append(bundle) } }
}
