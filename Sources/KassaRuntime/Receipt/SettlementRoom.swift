/// How the settlement methods of a receipt's lines bound its tenders.
///
/// Lines of different methods share a receipt: one handed over on credit stands beside one that is paid.
/// What the tenders cover must be divisible among the lines that each of them may pay.
struct SettlementRoom {
  /// Tenders that go with the same lines.
  private static let groups: [[TenderKind]] = [[.credit], [.prepaid], [.cash, .cashless, .other]]

  private let sums: [SettlementMethod: Int64]
  private let receipt: Receipt

  init(_ receipt: Receipt) {
    self.receipt = receipt
    sums = receipt.lines.reduce(into: [:]) { $0[$1.item.method, default: 0] += $1.sum.kopecks }
  }

  /// What `kind` may still cover so that the rest can be paid too.
  func left(for kind: TenderKind) -> Money {
    let rooms = Self.unions.filter { $0.contains(kind) }.map(room)
    return Money(checked: max(0, min(receipt.due.kopecks, rooms.min() ?? 0)))
  }

  /// A kind of tender that covers more than the lines that go with it; nil where all fit.
  var misfit: TenderKind? {
    let union = Self.unions.first { room($0) < 0 }
    return union?.first { receipt.covered(by: $0) > .zero }
  }

  /// What lines that go with any of `kinds` come to, less what these cover.
  private func room(_ kinds: [TenderKind]) -> Int64 {
    let lines = sums.reduce(0) { sum, line in
      kinds.contains { $0.fits(line.key) } ? sum + line.value : sum
    }
    return kinds.reduce(lines) { $0 - receipt.covered(by: $1).kopecks }
  }

  /// Every union of the groups.
  private static let unions: [[TenderKind]] = (1..<1 << groups.count).map { set in
    groups.indices.filter { set & 1 << $0 != 0 }.flatMap { groups[$0] }
  }
}
