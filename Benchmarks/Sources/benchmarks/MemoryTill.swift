@testable import KassaRuntime

/// Flows of the example café without a disk: what the till does around them is done in memory.
struct MemoryTill {
  let store: LoadedStore
  let source: BundleSource
  private let state: TillState
  private let outside = CafeOutside()
  private let documents: DocumentFreezer
  private let images: FlowImages

  init(_ bundle: StoreBundle, images: FlowImages = .shared) throws {
    self.images = images
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
      store.bundle, source, images, limits: MachineLimits(), log: { _ in })
    return FlowRun(
      start, script: script, words: manifest.words, providers: manifest.providers, outside: outside,
      documents: documents)
  }

  /// A sale that stands at its second prompt, with one good, to be gone on from.
  func save() throws -> (flow: SavedFlow, request: PromptRequest, ledger: Ledger) {
    let run = makeRun()
    var ledger = run.start.ledger(parked: [:])
    var progress = try run.begin(on: ledger)
    for turn in 0..<2 {
      guard case .step(let step) = progress, case .prompt(let request) = step.next else { break }
      ledger = run.context.ledger
      if turn == 0 {
        progress = try run.answer(
          .given(answer: Self.good), by: .program, to: request, on: ledger, at: Self.now)
      } else if let flow = SavedFlow(run) {
        run.close()
        return (flow, request, ledger)
      }
    }
    throw Failure("a sale can't be saved here")
  }

  private static let good = Answer.action(.free(name: "Товар", price: price))

  /// Goes on from where a sale was saved, by one good more.
  func branch(_ saved: (flow: SavedFlow, request: PromptRequest, ledger: Ledger)) throws {
    guard let run = saved.flow.flow() else { throw Failure("another flow lives there") }
    _ = try run.answer(
      .given(answer: Self.good), by: .program, to: saved.request, on: saved.ledger, at: Self.now)
    run.close()
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
  private let terminals = KnownTerminalLists()

  func value(of read: OutsideRead, _ till: TillState, _ offered: [Provider]) -> Value {
    switch read {
    case .terminals: terminals.value([], till.terminals, offered)
    case .cashiers: [["name": "Анна", "role": "cashier", "has_pin": true]]
    case .good, .row, .sale, .corrected, .paper, .report, .explained: .null
    case .givenBack: 0
    case .search, .parked, .department, .failures, .sales, .documents, .reports: .list([])
    }
  }
}
