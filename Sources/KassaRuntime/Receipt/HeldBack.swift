extension Receipt {
  /// What a person said is to become of a receipt that money was taken for.
  ///
  /// What became of a return's money is known; only its document may be missing.
  mutating func applyToHold(_ change: ReceiptChange) {
    guard isSale else { return }
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
