extension Receipt {
  /// What the store's guards have said of the goods, and who went on past them.
  mutating func applyToGuards(_ change: ReceiptChange) throws(ReceiptError) {
    try requireNothingOpen()
    switch change {
    case .guardPassed(let name):
      guard passed?.contains(name) != true else { return }
      guard (passed?.count ?? 0) < Self.guardsMax else { throw .memoFull }
      passed = ((passed ?? []) + [name]).sorted()
    case .guardLifted(let name, let who, _, _):
      lifted = (lifted ?? [:]).merging([name: who]) { _, new in new }
    case .guardUnderWay(let name): underWay = name
    case .guardOver: underWay = nil
    default: break
    }
  }

  /// More would be a script's that passes names without end.
  private static let guardsMax = 8
}
