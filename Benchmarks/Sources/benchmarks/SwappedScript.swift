@testable import KassaEmulators
@testable import KassaRuntime

/// Row 17: how long a till that is sent another script keeps its cashier waiting.
///
/// The script is loaded beside the till; what is measured is the longest time for which nothing else gets an
/// answer of it meanwhile.
enum SwappedScript {
  static func rows(in folder: TemporaryFolder) async throws -> [Row] {
    let data = try folder.make("swapped")
    let store = try StoreBundle(folder: Project.cafe)
    let more = ["store/cafe/of_benchmark.lua": "return 1"]
    let other = StoreBundle(Bundle(files: store.bundle.files.merging(more) { _, new in new }))
    let cashier = SwappingCashier([other, store])
    let till = try await Till(
      store: store, data: data, registrar: try EmulatedRegistrar(for: store, data: data),
      cashier: cashier)
    await cashier.watch(till)
    do { try await till.run() } catch is CashierGone {}
    let (held, whole) = (await cashier.held, await cashier.whole)
    guard let longest = held.max(), !whole.isEmpty else { throw Failure("no script was taken") }
    return [
      Row(
        what: "a swap holds the cashier", measured: time(longest), against: "–", ratio: "–",
        reach: "< 200 ms", isReached: longest < 200e6,
        note: "the longest of \(held.count), median \(time(median(held))); from its order to its "
          + "taking \(time(median(whole)))")
    ]
  }
}

/// Signs in, and has scripts swapped while the first sale waits.
private actor SwappingCashier: Cashier {
  /// Nanoseconds for which the till answered nobody, and from a script's order to its taking.
  private(set) var held: [Double] = []
  private(set) var whole: [Double] = []
  private let stores: [StoreBundle]
  private weak var till: Till?

  private static let swaps = 20

  init(_ stores: [StoreBundle]) { self.stores = stores }

  func watch(_ till: Till) { self.till = till }

  func answer(_ prompt: Prompt) async throws(CashierGone) -> Answer {
    switch prompt.kind {
    case .sale:
      if let till { for number in 0..<Self.swaps { await swap(till, to: stores[number % 2]) } }
      throw CashierGone()
    case .secret: return .text("1234")
    case .choose: return .button(prompt.buttons[0].id)
    case .tell, .confirm, .outcome, .amount, .text, .count: throw CashierGone()
    }
  }

  private func swap(_ till: Till, to store: StoreBundle) async {
    let clock = ContinuousClock()
    let begin = clock.now
    async let report = till.swap(to: store, by: "benchmark", again: true)
    var longest = Duration.zero
    var isTaken = false
    while !isTaken, begin.duration(to: clock.now) < .seconds(10) {
      let asked = clock.now
      isTaken = await till.runs(store)
      longest = max(longest, asked.duration(to: clock.now))
    }
    guard (try? await report)?.outcome == .taken else { return }
    held.append(longest / .nanoseconds(1))
    whole.append(begin.duration(to: clock.now) / .nanoseconds(1))
  }

  func refuse(_ error: AnswerError, of prompt: Prompt) async {}
  func show(_ notice: Notice) async {}
}

extension Till {
  fileprivate func runs(_ store: StoreBundle) -> Bool {
    journal.ledger.till.scripts?.running.script == store.script
  }
}
