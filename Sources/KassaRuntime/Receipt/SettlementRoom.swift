/// How the settlement methods of a receipt's lines bound its tenders.
///
/// Lines of different methods share a receipt: one handed over on credit stands beside one that is paid.
/// What the tenders cover must be divisible among the lines that each of them may pay.
struct SettlementRoom {
  /// Tenders that go with the same lines; sets of these groups have a bit for each.
  private static let groups: [[TenderKind]] = [[.credit], [.prepaid], [.cash, .cashless, .other]]
  private static let sets = 1..<(1 << groups.count)

  /// By set of groups, what lines that go with any of them come to, less what these cover.
  private let rooms: [Int64]
  private let receipt: Receipt

  init(_ receipt: Receipt) {
    self.receipt = receipt
    // Lines by what goes with them, and covers by group: a sale asks for this some ten times.
    var sums = [Int64](repeating: 0, count: Self.sets.upperBound)
    for line in receipt.lines { sums[Self.groupsOf(line.item.method)] += line.sum.kopecks }
    let isCovered = !receipt.tenders.isEmpty || !receipt.attempts.isEmpty
    let covered = Self.groups.map { kinds in
      isCovered ? kinds.reduce(0) { $0 + receipt.covered(by: $1).kopecks } : 0
    }
    rooms = (0..<Self.sets.upperBound).map { set in
      let lines = sums.indices.reduce(0) { $1 & set == 0 ? $0 : $0 + sums[$1] }
      return covered.indices.reduce(lines) { set & 1 << $1 == 0 ? $0 : $0 - covered[$1] }
    }
  }

  /// What `kind` may still cover so that the rest can be paid too.
  func left(for kind: TenderKind) -> Money {
    let group = Self.groups.firstIndex { $0.contains(kind) } ?? 0
    let least = Self.sets.reduce(receipt.due.kopecks) { least, set in
      set & 1 << group == 0 ? least : min(least, rooms[set])
    }
    return Money(checked: max(0, least))
  }

  /// A kind of tender that covers more than the lines that go with it; nil where all fit.
  var misfit: TenderKind? {
    guard let set = Self.sets.first(where: { rooms[$0] < 0 }) else { return nil }
    return Self.groups.indices.filter { set & 1 << $0 != 0 }.flatMap { Self.groups[$0] }
      .first { receipt.covered(by: $0) > .zero }
  }

  /// The set of groups that lines of that method go with.
  private static func groupsOf(_ method: SettlementMethod) -> Int { setsOf[method.rawValue] }

  private static let setsOf: [Int] = {
    let last = SettlementMethod.allCases.map(\.rawValue).max() ?? 0
    var sets = [Int](repeating: 0, count: last + 1)
    for method in SettlementMethod.allCases {
      for (index, kinds) in groups.enumerated() where kinds.contains(where: { $0.fits(method) }) {
        sets[method.rawValue] |= 1 << index
      }
    }
    return sets
  }()
}
