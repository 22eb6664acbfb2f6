import GRDB
import Logging
import Synchronization
import Testing

@testable import KassaRuntime

/// Sells one coffee by card, whatever it is asked first, and leaves once the receipt is out.
private actor CoffeeCashier: Cashier {
  private let isSold: @Sendable () throws -> Bool
  private(set) var asked: [Prompt] = []

  init(isSold: @escaping @Sendable () throws -> Bool) { self.isSold = isSold }

  func answer(_ prompt: Prompt) async throws(CashierGone) -> Answer {
    asked.append(prompt)
    switch prompt.kind {
    case .secret: return .text("1234")
    case .outcome: return .button("approved")
    case .sale(let view) where !view.lines.isEmpty: return .button("pay.card")
    case .sale:
      // A registrar that can't be read is no reason to sell again.
      guard (try? isSold()) == false else { throw CashierGone() }
      return .action(.free(name: "Кофе", price: Prompts.money(19_950)))
    case .tell, .confirm, .choose, .amount, .text: throw CashierGone()
    }
  }

  func refuse(_ error: AnswerError, of prompt: Prompt) async {
    Issue.record("refused: \(error)")
  }

  func show(_ notice: Notice) async {}
}

/// A disk that is full at one commit of the journal, at each in turn.
@Suite struct FullDiskTests {
  @Test func `loses nothing at any commit that finds the disk full`() async throws {
    var commits = 0
    while true {
      let day = try Day()
      let (asked, isFull) = try await sell(day, seam: full(at: commits + 1))
      guard isFull else { break }
      commits += 1
      let (again, isFullAgain) = try await sell(day, seam: .production)
      #expect(!isFullAgain)
      if let last = asked.last, let first = again.first {
        #expect(first.number >= last.number, "commit \(commits)")
        if first.number == last.number { #expect(first.id == last.id, "commit \(commits)") }
      }
      #expect(try day.receipts.map(\.document.payments.cashless.kopecks) == [19_950])
      let verdict = try day.verify()
      #expect(verdict.receipts == 1 && verdict.matters == 0, "commit \(commits)")
    }
    // Opening, PIN, sign-in, shift, goods, payment, outcome, print: each has one at least.
    #expect(commits >= 8)
  }

  /// Sells until the receipt is out or the disk is full: what was asked, and which of both.
  private func sell(_ day: Day, seam: Seam) async throws -> (asked: [Prompt], isFull: Bool) {
    try makeFolder(day.data)
    let data = day.data
    let cashier = CoffeeCashier { try !EmulatedRegistrarControl(folder: data).receipts().isEmpty }
    var settings = Till.Settings(clock: { [clock = day.clock] in clock.now }, seam: seam)
    settings.log.logLevel = .critical
    do {
      let bundle = try StoreBundle(folder: day.store)
      let registrar = try EmulatedRegistrar(for: bundle, data: data, settings: settings)
      let till = try await Till(
        store: bundle, data: data, registrar: registrar, cashier: cashier, settings: settings)
      do { try await till.run() } catch JournalError.full {
        // Memory is ahead of the journal now: this till goes on only after a restart.
        await #expect(throws: JournalError.full) { try await till.run() }
        return (await cashier.asked, true)
      } catch is CashierGone { return (await cashier.asked, false) }
    } catch JournalError.full { return (await cashier.asked, true) }
    return (await cashier.asked, false)
  }

  /// A disk that is full when the journal commits for the `number`th time.
  private func full(at number: Int) -> Seam {
    let commits = Counter()
    return Seam { point in
      guard case .beforeCommit(store: "journal") = point else { return }
      if commits.next() == number { throw DatabaseError(resultCode: .SQLITE_FULL) }
    }
  }

  private final class Counter: Sendable {
    private let count = Atomic(0)
    func next() -> Int { count.add(1, ordering: .relaxed).newValue }
  }
}
