import Testing

@testable import KassaRuntime

/// Each cause of a difference, by the trace that it leaves in the figures.
@Suite struct DifferenceSearchTests {
  /// What a hand typed off a report, as moves of what the till expects.
  struct Typed: Sendable {
    var charges: (sum: Int64, count: Int) = (0, 0)
    var refunds: (sum: Int64, count: Int) = (0, 0)
    var voids: (sum: Int64, count: Int) = (0, 0)
    var other: (sum: Int64, count: Int) = (0, 0)
    var drawer: Int64 = 0
  }

  struct Row: Sendable {
    let cause: DifferenceCause
    /// One of its ways has exactly these.
    let receipts: [Int]
    let typed: Typed
  }

  static let rows = [
    Row(cause: .notOnTerminal, receipts: [2], typed: Typed(charges: (-254_30, -1))),
    Row(cause: .notInBooks, receipts: [3], typed: Typed(charges: (731_90, 1))),
    Row(cause: .notInBooks, receipts: [5], typed: Typed(charges: (333_30, 1))),
    Row(cause: .notInBooks, receipts: [], typed: Typed(charges: (917_40, 1))),
    Row(
      cause: .tenderConfused, receipts: [9], typed: Typed(charges: (415_60, 1), drawer: -415_60)),
    Row(
      cause: .tenderConfused, receipts: [3], typed: Typed(charges: (-731_90, -1), drawer: 731_90)),
    Row(
      cause: .otherTerminal, receipts: [3],
      typed: Typed(charges: (-731_90, -1), other: (731_90, 1))),
    Row(cause: .scale, receipts: [2], typed: Typed(charges: (254_30 * 9, 0))),
    Row(cause: .scale, receipts: [2], typed: Typed(charges: (-228_87, 0))),
    Row(cause: .scale, receipts: [2], typed: Typed(charges: (254_30 * 99, 0))),
    Row(cause: .scale, receipts: [1], typed: Typed(charges: (-99_00, 0))),
    Row(cause: .digits, receipts: [3], typed: Typed(charges: (713_90 - 731_90, 0))),
    Row(cause: .digits, receipts: [2], typed: Typed(charges: (294_30 - 254_30, 0))),
    Row(cause: .previousAmount, receipts: [6], typed: Typed(charges: (333_30 - 512_70, 0))),
    Row(
      cause: .refundForSale, receipts: [2],
      typed: Typed(charges: (254_30, 1), refunds: (-254_30, -1))),
    Row(
      cause: .refundForSale, receipts: [3],
      typed: Typed(charges: (-731_90, -1), refunds: (731_90, 1))),
    Row(cause: .refundWithoutReturn, receipts: [3], typed: Typed(refunds: (731_90, 1))),
    Row(
      cause: .refundWithoutReturn, receipts: [3],
      typed: Typed(charges: (-731_90, -1), voids: (731_90, 1))),
    Row(cause: .returnWithoutRefund, receipts: [2], typed: Typed(refunds: (-254_30, -1))),
    Row(
      cause: .voidForRefund, receipts: [2],
      typed: Typed(charges: (-254_30, -1), refunds: (-254_30, -1), voids: (254_30, 1))),
    Row(cause: .voidsSetting, receipts: [6], typed: Typed(charges: (512_70, 1))),
    Row(
      cause: .periodEdge, receipts: [1, 2, 3],
      typed: Typed(charges: (-100_00 - 254_30 - 731_90, -3))),
    Row(cause: .periodEdge, receipts: [], typed: Typed(charges: (88_10 + 140_20, 2))),
    Row(cause: .tip, receipts: [3], typed: Typed(charges: (73_19, 0))),
    Row(cause: .wholeOnCard, receipts: [4], typed: Typed(charges: (120_00, 0), drawer: -120_00)),
    Row(
      cause: .rounding, receipts: [1, 2, 3, 4, 6],
      typed: Typed(charges: (-(30 + 90 + 50 + 70), 0))),
  ]

  /// A till's books: card payments on two terminals, one in cash, one declined, one partly in cash,
  /// a refund and a void.
  static func period(_ typed: Typed = Typed()) -> CountedPeriod {
    func on(
      _ terminal: String?, _ receipt: Int, _ amount: Int64, _ kind: BookedOperation.Kind = .charge,
      cash: Int64 = 0, counts: Bool = true
    ) -> BookedOperation {
      BookedOperation(
        receipt: receipt, terminal: terminal, kind: kind, amount: Money(checked: amount),
        cash: Money(checked: cash), counts: counts, person: "Анна")
    }
    func total(_ sum: Int64, _ count: Int, _ by: (sum: Int64, count: Int)) -> ReportFigures.Total {
      .init(sum: Money(checked: sum + by.sum), count: count + by.count)
    }
    let nothing = ReportFigures.Total(sum: .zero, count: 0)
    let own = ReportFigures(
      charges: total(100_00 + 254_30 + 731_90 + 48_50, 4, typed.charges),
      refunds: total(254_30, 1, typed.refunds), voids: total(512_70, 1, typed.voids))
    let other = ReportFigures(
      charges: total(611_40 + 75_20, 2, typed.other), refunds: nothing, voids: nothing)
    return CountedPeriod(
      terminals: [
        CountedTerminal(id: "t1", voids: .inside, report: own),
        CountedTerminal(id: "t2", voids: .beside, report: other),
      ],
      operations: [
        on("t1", 1, 100_00), on("t1", 2, 254_30), on("t2", 7, 611_40), on("t1", 3, 731_90),
        on(nil, 9, 415_60), on("t1", 4, 48_50, cash: 120_00), on("t2", 8, 75_20),
        on("t1", 5, 333_30, counts: false), on("t1", 6, 512_70), on("t1", 2, 254_30, .refund),
        on("t1", 6, 512_70, .void),
      ],
      before: [on("t1", -2, 140_20), on("t1", -1, 88_10)], drawer: Money(checked: typed.drawer))
  }

  @Test(arguments: rows)
  func `the cause of a difference comes first with its receipts`(row: Row) throws {
    let period = Self.period(row.typed)
    let first = try #require(DifferenceSearch.explanations(of: period)?.first)
    #expect(first.parts.map(\.cause) == [row.cause])
    let receipts = first.fits.flatMap { $0[0] }.map { way in
      Set(way.operations.map { period.operations[$0].receipt })
    }
    #expect(receipts.contains(Set(row.receipts)))
  }

  @Test func `every cause has its row`() {
    #expect(Set(Self.rows.map(\.cause)) == Set(DifferenceCause.allCases))
  }

  @Test func `an honest day has nothing to explain`() {
    #expect(DifferenceSearch.explanations(of: Self.period()) == nil)
  }

  /// The drawer's own difference is not a terminal's.
  @Test func `a drawer that differs alone is not explained by terminals`() {
    #expect(DifferenceSearch.explanations(of: Self.period(Typed(drawer: -3_00))) == nil)
  }

  @Test func `a difference that nothing leaves is not explained`() throws {
    var typed = Typed(charges: (1_23, -7))
    typed.refunds = (9_99, 5)
    #expect(try #require(DifferenceSearch.explanations(of: Self.period(typed))).isEmpty)
  }

  /// One payment is not missing on the terminal and mistyped there at once.
  @Test func `two causes are about two operations`() throws {
    let nothing = ReportFigures.Total(sum: nil, count: nil)
    let report = ReportFigures(
      charges: .init(sum: Money(checked: 100_00), count: nil), refunds: nothing, voids: nothing)
    let period = CountedPeriod(
      terminals: [CountedTerminal(id: "a", voids: .beside, report: report)],
      operations: [BookedOperation(receipt: 1, terminal: "a", amount: Money(checked: 199_50))])
    for found in try #require(DifferenceSearch.explanations(of: period)) {
      for fit in found.fits where fit.count == 2 {
        let operations = fit.map { Set($0.flatMap(\.operations)) }
        #expect(operations[0].isDisjoint(with: operations[1]), "\(found.parts.map(\.cause))")
      }
    }
  }

  /// Two mistakes, one on each terminal.
  @Test func `two causes come with the receipts of both`() throws {
    let typed = Typed(charges: (-731_90, -1), other: (75_20 * 9, 0))
    let period = Self.period(typed)
    let first = try #require(DifferenceSearch.explanations(of: period)?.first)
    #expect(first.parts.map(\.cause) == [.notOnTerminal, .scale])
    #expect(first.parts.map(\.terminals) == [["t1"], ["t2"]])
    #expect(first.fits.map { $0.map { $0.map(\.operations) } } == [[[[3]], [[6]]]])
  }

  @Test func `a drawer wrong for another reason leaves the terminal explained`() throws {
    let period = Self.period(Typed(charges: (-731_90, -1), drawer: 2_00))
    let first = try #require(DifferenceSearch.explanations(of: period)?.first)
    #expect(first.parts.map(\.cause) == [.notOnTerminal])
  }

  @Test func `figures that a report lacks ask for nothing`() throws {
    var period = Self.period(Typed(charges: (-731_90, -1)))
    let whole = period.terminals[0].report
    period.terminals[0] = CountedTerminal(
      id: "t1", voids: .inside,
      report: ReportFigures(
        charges: .init(sum: whole.charges.sum, count: nil), refunds: .init(sum: nil, count: nil),
        voids: .init(sum: nil, count: nil)))
    let found = try #require(DifferenceSearch.explanations(of: period))
    #expect(found.contains { $0.parts.map(\.cause) == [.notOnTerminal] })
  }

  /// Whoever reads a proposal may check each of its members against the figures.
  @Test(arguments: FuzzSeeds.some(4))
  func `every member of a group fits every figure`(seed: UInt64) throws {
    for shop in PlantedPeriod.Shop.allCases {
      let period = PlantedPeriod(shop, charges: 80, mistakes: 2, seed: seed).period
      let map = FigureMap(period)
      var shifts: [MemberKey: Set<FigureShift>] = [:]
      for way in CauseWays(period, map: map).ways {
        shifts[MemberKey(way.source, way.operations, way.keyed), default: []].insert(way.shift)
      }
      for group in try #require(DifferenceSearch.explanations(of: period)) {
        let sources = group.parts.map { part in
          CauseSource(
            cause: part.cause, terminals: part.terminals.compactMap { map.index(of: $0) })
        }
        for fit in group.fits {
          let parts = zip(sources, fit).map { source, ways in
            ways.map { way in
              shifts[MemberKey(source, way.operations, way.keyed?.kopecks)] ?? []
            }
          }
          // What nothing on record gives is what the others leave.
          guard !parts.contains(where: { $0.contains([]) }) else { continue }
          let traces = parts.map { $0.dropFirst().reduce($0[0]) { $0.intersection($1) } }
          let rests = traces.reduce([map.difference(period)] as Set) { rests, traces in
            Set(rests.flatMap { rest in traces.map { rest - $0 } })
          }
          #expect(rests.contains(FigureShift()), "\(group.parts)")
        }
      }
    }
  }

  private struct MemberKey: Hashable {
    let source: CauseSource
    let operations: [Int]
    let keyed: Int64?

    init(_ source: CauseSource, _ operations: [Int], _ keyed: Int64?) {
      (self.source, self.operations, self.keyed) = (source, operations, keyed)
    }
  }
}
