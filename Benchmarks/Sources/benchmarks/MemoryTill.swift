@testable import KassaRuntime

/// Flows of the example café without a disk: what the till does around them is done in memory.
struct MemoryTill {
  let store: LoadedStore
  let source: BundleSource
  private let state: TillState
  private let outside = CafeOutside()
  private let documents: DocumentFreezer

  init(_ bundle: StoreBundle) throws {
    store = try StoreLoading.load(bundle.bundle)
    source = BundleSource(bundle.bundle)
    // A receipt of many lines is measured all the same, though no fiscal memory would take it.
    documents = DocumentFreezer(
      seller: store.manifest.seller, bundle: bundle.bundle.hash, limitsSize: false)
    var state = TillState()
    state.cashier = "Анна"
    state.core.shift = .init(number: 1, openedAt: Self.now)
    self.state = state
  }

  static let now = Moment(milliseconds: 1_767_000_000_000)

  /// A sale in a fresh Lua state, at its start.
  func makeRun(_ number: Int = 1) -> FlowRun {
    let manifest = store.manifest
    let receipt = Receipt(id: "benchmark-\(number)", taxation: manifest.taxation)
    let start = FlowStart(
      name: "sale", bundle: store.bundle.hash, level: .store, language: .ru, at: Self.now,
      offsetSeconds: 10_800, seed: UInt64(number), receipt: receipt, seller: manifest.seller,
      till: state.core)
    let script = LuaFlow(
      store.bundle, source, manifest.words, limits: MachineLimits(), log: { _ in })
    return FlowRun(
      start, script: script, words: manifest.words, providers: manifest.providers, outside: outside,
      documents: documents)
  }

  /// Runs a flow to its first prompt.
  func begin(_ run: FlowRun) throws { _ = try run.begin(on: run.start.ledger(parked: [:])) }

  /// Sells `lines` goods of a free price by card, and gives the entries of the flow.
  @discardableResult
  func sell(_ run: FlowRun, lines: Int) throws -> [Entry] {
    var answers = (1...lines).map { Answer.action(.free(name: "Товар \($0)", price: Self.price)) }
    answers += [.button("pay.card"), .button("approved")]
    var left = answers[...]
    var entries: [Entry] = []
    var ledger = run.start.ledger(parked: [:])
    var progress = try run.begin(on: ledger)
    while true {
      switch progress {
      case .needsReadiness: progress = run.provide(Readiness(reason: nil, lastDocument: 0))
      case .step(let step):
        entries.append(.step(taken: step))
        ledger = run.context.ledger
        switch step.next {
        case .prompt(let request):
          guard let answer = left.popFirst() else { throw Failure("asked «\(request.id)»") }
          progress = try run.answer(
            .given(answer: answer), by: .program, to: request, on: ledger, at: Self.now)
        case .device(let call):
          guard case .print = call, case .intended(let intent)? = ledger.receipt?.printing else {
            throw Failure(call.name)
          }
          let outcome = try print(intent)
          entries.append(.device(outcome: outcome))
          try ledger.apply(outcome.changes)
          progress = try run.resume(after: outcome, on: ledger, at: Self.now)
        case .end:
          guard left.isEmpty, run.context.receipt.isPrinted else { throw Failure("not printed") }
          return entries
        case .fault(let fault): throw Failure(fault.message)
        }
      }
    }
  }

  private static let price = Money(checked: 19_950)

  /// What a registrar would have done: the document is read back and counts as issued.
  private func print(_ intent: PrintIntent) throws -> DeviceOutcome {
    _ = try DocumentFreezer.thaw(intent.document)
    let issued = Issued(number: 1, sign: "1234567890", shift: 1, at: Self.now)
    return DeviceOutcome(
      at: Self.now, result: [["number": 1, "paper": "complete"]],
      changes: [.receipt(change: .printed(document: issued))], paper: nil)
  }
}

/// The terminal that a new till has, and one cashier.
private final class CafeOutside: Outside {
  func value(of read: OutsideRead, _ till: TillState, _ offered: [Provider]) -> Value {
    switch read {
    case .terminals: TerminalList([], till.terminals, offered).value
    case .cashiers: [["name": "Анна", "role": "cashier", "has_pin": true]]
    case .good: .null
    case .search, .parked, .department, .failures: .list([])
    }
  }
}
