/// What a receipt was like before a tender that is about to be taken: where it is not, what the store
/// changed for it is undone.
package struct BeforeTender: Codable, Hashable, Sendable {
  let lines: ReceiptLines
  let contact: String?
  /// All of it; once the listeners are through, what those of its keys held that they changed.
  private(set) var memo: [String: Value]
  /// Whether the listeners before the tender are through, and whether they changed the contact.
  private(set) var isHeard = false
  private(set) var isContactChanged = true
  /// What money was taken then, in kopecks.
  let taken: Int64

  init(_ receipt: Receipt) {
    (lines, contact, memo) = (receipt.lines, receipt.contact, receipt.memo)
    taken = receipt.taken
  }

  /// From here on only what the listeners changed of the memo and the contact is theirs to be undone.
  mutating func hear(_ receipt: Receipt) {
    let keys = Set(memo.keys).union(receipt.memo.keys).filter { memo[$0] != receipt.memo[$0] }
    memo = Dictionary(uniqueKeysWithValues: keys.map { ($0, memo[$0] ?? .null) })
    isContactChanged = contact != receipt.contact
    isHeard = true
  }

  /// The memo without what was changed for the tender.
  func memo(undone memo: [String: Value]) -> [String: Value] {
    guard isHeard else { return self.memo }
    return memo.merging(self.memo) { $1 }.filter { $0.value != .null }
  }
}

/// A line, and what the store's prices take off it.
package struct CutLine: JSONCoded, Hashable, Sendable {
  let line: Int
  let cuts: [PriceCut]
}

extension Receipt {
  /// What money was taken for it by whatever tender, in kopecks.
  var taken: Int64 {
    charged.kopecks
      + tenders.reduce(0) { sum, tender in
        switch tender.evidence {
        case .received(let amount): sum + amount.kopecks
        case .confirmed: sum + tender.amount.kopecks
        }
      }
  }

  mutating func applyToTender(_ change: ReceiptChange) throws(ReceiptError) {
    switch change {
    case .tenderBegun: beforeTender = BeforeTender(self)
    case .tenderHeard:
      var before = beforeTender
      before?.hear(self)
      beforeTender = before
    case .tenderOver(let isTaken):
      guard !isTaken, let before = beforeTender else { return beforeTender = nil }
      try undo(before)
    default: break
    }
  }

  private mutating func undo(_ before: BeforeTender) throws(ReceiptError) {
    if before.lines != lines {
      guard tenders.isEmpty else { throw .tendersTaken }
      guard before.lines.sum >= charged.kopecks else { throw .belowCharges(charged) }
      if !lines.hasSameGoods(as: before.lines) { passed = nil }
      lines = before.lines
    }
    memo = before.memo(undone: memo)
    if before.isContactChanged { contact = before.contact }
    beforeTender = nil
  }
}

extension ReceiptLines {
  /// Whether only what the store's prices take off may differ.
  fileprivate func hasSameGoods(as other: ReceiptLines) -> Bool {
    count == other.count
      && zip(self, other).allSatisfy {
        $0.id == $1.id && $0.item == $1.item && $0.discount == $1.discount
      }
  }
}

extension BeforeTender: JSONCoded {
  package func write(to json: inout JSONWriter) {
    json.record { json in
      json.field("contact", contact)
      json.field("isContactChanged", isContactChanged)
      json.field("isHeard", isHeard)
      json.field("lines", lines)
      json.field("memo", memo)
      json.field("taken", taken)
    }
  }

  package init(json: JSONNode) throws {
    var fields = try json.fields()
    contact = try fields.find("contact")
    isContactChanged = try fields.take("isContactChanged")
    isHeard = try fields.take("isHeard")
    lines = try fields.take("lines")
    memo = try fields.take("memo")
    taken = try fields.take("taken")
  }
}
