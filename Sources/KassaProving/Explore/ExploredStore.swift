import Foundation
package import KassaRuntime

/// A store that is explored: read once, walked by tills in memory.
package struct ExploredStore: Sendable {
  package let name: String
  package let facts: StoreFacts
  let bundle: StoreBundle
  var goods: [Good]
  let language: Language
  /// All names and texts of its files.
  private let vocabulary: Set<String>
  /// Where it behaves otherwise though nothing in its table says so; none before `findBorders`.
  package internal(set) var borders = StoreBorders()

  /// Reads the store in `folder`, and its goods.csv if it has one.
  ///
  /// - Throws: `StoreError` or `GoodsImportError` where these can't be used.
  package init(
    folder: String, chain: String? = nil, name: String? = nil, language: Language = .ru
  ) throws {
    let url = URL(fileURLWithPath: folder).resolvingSymlinksInPath()
    self.name = name ?? url.lastPathComponent
    self.language = language
    bundle = try StoreBundle(folder: folder, chain: chain)
    facts = try StoreFacts(bundle)
    vocabulary = try ComparedStore(bundle).vocabulary
    let file = url.appendingPathComponent("goods.csv").path
    goods =
      try FileManager.default.contents(atPath: file).map { try GoodsImport(csv: $0).goods } ?? []
  }

  /// Looks for amounts, times and remembered values from which on its functions ask something else.
  package mutating func findBorders() async throws {
    borders = try await BorderSearch.borders(of: self)
  }

  /// Tries what another store was found to have borders at, too.
  mutating func takeBorders(of other: ExploredStore) {
    borders.amounts += other.borders.amounts.filter { !borders.amounts.contains($0) }
  }

  /// Whether its files tell this good from others by the department.
  func names(_ good: Good) -> Bool {
    !good.department.isEmpty && vocabulary.contains(good.department)
  }

  /// Whether its files name this very good.
  func singlesOut(_ good: Good) -> Bool {
    vocabulary.contains(good.name) || good.barcodes.contains(where: vocabulary.contains)
  }

  /// One good of each kind; of those without a code only where the files look at what is measured.
  var kindsOfGoods: [Good] {
    var seen: Set<GoodsKind> = []
    let coded = goods.filter { !$0.barcodes.isEmpty && seen.insert(GoodsKind($0)).inserted }
    guard vocabulary.contains("measure") || vocabulary.contains("quantity") else { return coded }
    return coded
      + goods.filter { $0.barcodes.isEmpty && seen.insert(GoodsKind($0)).inserted }
  }

  /// One of each kind, and those that its files name.
  var goodsWorthTrying: [Good] { goodsWorthTrying { singlesOut($0) } }

  /// The same where another store's files may name some, too.
  func goodsWorthTrying(with other: ExploredStore) -> [Good] {
    goodsWorthTrying { singlesOut($0) || other.singlesOut($0) }
  }

  private func goodsWorthTrying(_ isNamed: (Good) -> Bool) -> [Good] {
    let kinds = Array(kindsOfGoods.prefix(Self.kindsMax))
    let named = goods.filter { good in isNamed(good) && !kinds.contains { $0.id == good.id } }
    return kinds + Array(named.prefix(Self.namedMax))
  }

  private static let kindsMax = 6
  private static let namedMax = 4

  /// So many lines are tried: more where its functions count them.
  var linesMax: Int {
    max(ExploredAnswers.linesMax, (facts.compared.counts.max() ?? 0) + 1)
  }
}

/// What rules and prices may tell goods apart by.
struct GoodsKind: Hashable {
  let department: String
  let measure: Measure
  let subject: SettlementSubject
  let vat: VATRate

  init(_ good: Good) {
    (department, measure) = (good.department, good.measure)
    (subject, vat) = (good.subject, good.vat)
  }
}

/// What stands before the first prompt of a way: when it is, and which terminals the till has.
package struct ExploredWorld: Hashable, Sendable {
  package var setup = WalkedSetup()
  /// The time, which stands still.
  package var now = DayClock().now
  /// What makes it another world than the first, as reports call it; "" for that.
  package var name = ""
  /// Whether only what is sold and paid is walked.
  package var isNarrow = false
  /// Whether its being another one is a thing in which ways depart from the usual.
  package var departs = false
  /// Whether goods are sold there too, and not only at a free price.
  package var sellsGoods = false
  /// The sale that was made there before, and what is walked then; nil where none was.
  package var sold: SoldBefore?

  package init() {}

  var isWide: Bool { !isNarrow }

  /// The provider of the terminal that took the sale before; nil where none did.
  var soldOn: String? {
    sold?.isByCard == true ? setup.marked.map { setup.terminals[$0].provider } : nil
  }
}

/// A sale in the most usual way, before what is walked.
package struct SoldBefore: Hashable, Sendable {
  /// On the terminal that is marked; else in cash.
  let isByCard: Bool
  let ageMilliseconds: Int64
  /// What is pressed at the next sale.
  var leads = Next.returns

  enum Next: String, Hashable, Sendable {
    /// It goes back.
    case returns
    /// The shift is closed, and its terminal settled.
    case closing = "shift"
  }

  /// Whether `answer`, at the next sale, is walked.
  func isWalked(_ answer: Answer) -> Bool { answer == .button(leads.rawValue) }
}
