extension Receipt {
  /// What a person said is to become of a receipt that money was taken for.
  mutating func applyToHold(_ change: ReceiptChange) {
    switch change {
    case .heldBack: heldBack = true
    case .goesOn: heldBack = nil
    default: break
    }
  }

  /// Refuses what needs a word of somebody's first: a senior's, or of whoever held the receipt back.
  func requireNobodysWord() throws(ReceiptError) {
    guard !detached else { throw .seniorNeeded }
    guard heldBack == nil else { throw .heldBack }
  }
}
