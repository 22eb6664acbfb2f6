extension Change {
  /// About how many bytes it takes in the journal.
  var weight: Int {
    switch self {
    case .receipt(.memoSet(let key, let value)): key.utf8.count + value.weight
    case .receipt(.restored(let lines, _, let memo)): 512 * lines.count + Value.record(memo).weight
    case .receipt(.repriced(let lines)): lines.reduce(512) { $0 + 64 + 192 * $1.cuts.count }
    case .receipt(.returnBegun(let sale)): 1_024 + 512 * sale.lines.count
    case .receipt(.correctionBegun(let original, _)):
      1_024 + 512 * original.sale.lines.count + original.document.bytes.count
    case .till(.kept(let change)):
      128 + change.key.row.utf8.count + (change.kept?.value.weight ?? 0)
    case .receipt, .till: 512
    }
  }
}
