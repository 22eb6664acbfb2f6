/// Receipts set aside, by their id.
///
/// Keeps what each answer asks about all of them, and which of them are not written yet: a sale costs the same
/// over a thousand receipts set aside.
package struct ParkedReceipts: Sendable {
  private var all: [String: ParkedReceipt] = [:]
  /// How many have money in question.
  package private(set) var matterCount = 0
  /// How many have a print whose outcome is missing.
  private(set) var printingCount = 0
  /// Those that were set aside, changed or taken back since `settle`.
  private(set) var touched: Set<String> = []

  package subscript(id: String) -> ParkedReceipt? {
    get { all[id] }
    set {
      guard newValue != nil || all[id] != nil else { return }
      count(all[id], -1)
      count(newValue, 1)
      all[id] = newValue
      touched.insert(id)
    }
  }

  private mutating func count(_ parked: ParkedReceipt?, _ step: Int) {
    guard let parked else { return }
    if parked.isMatter { matterCount += step }
    if parked.receipt.isPrinting { printingCount += step }
  }

  /// All that was touched is written.
  mutating func settle() { touched = [] }

  package var values: some Collection<ParkedReceipt> { all.values }
  package var keys: some Collection<String> { all.keys }
  package var count: Int { all.count }
  package var isEmpty: Bool { all.isEmpty }
}

// What is to be written says how they came about, not what they are.
extension ParkedReceipts: Hashable {
  package static func == (left: ParkedReceipts, right: ParkedReceipts) -> Bool {
    left.all == right.all
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(all) }
}

extension ParkedReceipts: ExpressibleByDictionaryLiteral {
  package init(dictionaryLiteral parked: (String, ParkedReceipt)...) {
    for (id, receipt) in parked { self[id] = receipt }
  }
}
