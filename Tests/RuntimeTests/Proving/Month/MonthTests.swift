import Foundation
import Testing

@testable import KassaEmulators
@testable import KassaProving
@testable import KassaRuntime

/// Documents, journal and drawer agree to the kopeck, and each terminal differs by exactly what was planted: a
/// day in a check, a month by `Scripts/nightly month`.
@Suite(.timeLimit(.minutes(60))) struct MonthTests {
  private static var size: (days: Int, receipts: Int) {
    Nightly.isOn ? (30, Nightly.sales) : (2, 90)
  }

  @Test func `the books of a month add up by hand`() async throws {
    let (days, receipts) = Self.size
    let seed = Nightly.isOn ? Nightly.seed : 1
    let world = MonthWorld()
    defer { #expect(throws: Never.self) { try world.remove() } }
    try world.setUp()
    let cashier = MonthCashier(seed: seed, world)
    var audit = Audit()
    for day in 0..<days {
      await cashier.begin(day: day, receipts: receipts / days)
      let till = try await world.till(before: cashier)
      do { try await till.run() } catch is CashierGone {}
      let failure = await cashier.failure
      let trace = await cashier.trace
      try #require(failure == nil, "day \(day): \(failure ?? "") \(trace.suffix(12))")
      try audit.check(world.folder + "/data", shown: [], paper: [], taken: [:])
      audit.forgetSettled()
      try await check(evening: day, world, cashier)
      world.sleep()
    }
    let books = await cashier.books
    try check(books, against: world.documents)
    try check(books, against: try JournalReader(folder: world.folder + "/data").books())
    #expect(try JournalReader(folder: world.folder + "/data").verify().matters == 0)
    let explained = await cashier.explained
    let misses = await cashier.misses
    #expect(explained.right * 10 >= explained.asked * 9, "\(explained) \(misses)")
  }

  /// What the drawer and each terminal should have held and held, as the evening's counts say.
  private func check(
    evening day: Int, _ world: MonthWorld, _ cashier: MonthCashier
  ) async throws {
    let evening = await cashier.takeEvening()
    let counts = world.counts.suffix(evening.terminals.count)
    #expect(counts.count == evening.terminals.count)
    for count in counts {
      let title = count.title == "Пинпад" ? "pinpad" : count.title
      let known = try #require(evening.terminals[title], "\(title)")
      #expect(count.expected == known.expected, "day \(day), \(title)")
      #expect(count.figures == known.report, "day \(day), \(title)")
    }
    let drawer = try #require(world.drawers.last)
    #expect(drawer.figure == evening.cash)
    if day > 0 { #expect(drawer.expected == evening.drawer, "day \(day)") }
  }

  private func check(_ books: MonthBooks, against records: [FiscalRecord]) throws {
    #expect(records.count == books.documents.count)
    for (record, booked) in zip(records, books.documents) {
      let document = record.document
      let agrees =
        record.printed.number == booked.number && document.type == booked.type
        && document.payments.cash.kopecks == booked.cash
        && document.payments.cashless.kopecks == booked.cashless
        && document.total.kopecks == booked.total && record.printed.shift == booked.shift
        && document.cashier.contains(booked.cashier)
        && document.lines.reduce(0) { $0 + $1.sum.kopecks } == booked.total
      #expect(agrees, "\(booked): \(document.total) \(document.payments)")
    }
  }

  /// The reports of the journal against what was added up by hand.
  private func check(_ books: MonthBooks, against journal: PeriodBooks) throws {
    let (sold, back) = (
      books.sum(of: .sale) { $0.total }, books.sum(of: .saleReturn) { $0.total }
    )
    let cash = books.sum(of: .sale) { $0.cash } - books.sum(of: .saleReturn) { $0.cash }
    for report in [PeriodReport.shift, .day, .cashier] {
      let total = try row(
        journal.table(report, now: Moment(milliseconds: 0), offsetSeconds: 10_800))
      #expect(total["sales_sum"] == .money(Int128(sold)), "\(report)")
      #expect(total["returns_sum"] == .money(Int128(back)), "\(report)")
      #expect(total["net"] == .money(Int128(sold - back)), "\(report)")
      #expect(total["cash"] == .money(Int128(cash)), "\(report)")
      #expect(total["cashless"] == .money(Int128(sold - back - cash)), "\(report)")
    }
    let goods = try row(journal.table(.goods, now: Moment(milliseconds: 0), offsetSeconds: 0))
    #expect(goods["net"] == .money(Int128(sold - back)))
    let cashiers = try row(journal.table(.cashier, now: Moment(milliseconds: 0), offsetSeconds: 0))
    #expect(cashiers["removed"] == .count(books.removed.values.reduce(0, +)))
    #expect(cashiers["not_run"] == .count(books.notRun.values.reduce(0, +)))
    let terminals = journal.table(.terminal, now: Moment(milliseconds: 0), offsetSeconds: 0)
    #expect(terminals.rows.count == books.operations.count)
    for row in terminals.rows {
      let cells = Dictionary(uniqueKeysWithValues: zip(terminals.columns, row))
      guard case .text(let name)? = cells["name"] else { continue }
      let known = books.operations[name == "Пинпад" ? "pinpad" : name] ?? [:]
      for act in BankTerminal.Act.allCases {
        #expect(cells["\(act)s"] == .count(known[act]?.count ?? 0), "\(name) \(act)")
        #expect(cells["\(act)s_sum"] == .money(Int128(known[act]?.kopecks ?? 0)), "\(name) \(act)")
      }
      #expect(cells["without_receipt"] == .money(0), "\(name)")
    }
  }

  private func row(_ table: ReportTable) throws -> [String: ReportTable.Cell] {
    Dictionary(uniqueKeysWithValues: zip(table.columns, try #require(table.total)))
  }
}
