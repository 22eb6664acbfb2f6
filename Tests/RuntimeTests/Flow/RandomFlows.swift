import Foundation

@testable import KassaProving
@testable import KassaRuntime

/// Flows of an example store without a disk, answered at random: the same for the same seed.
struct RandomFlows {
  private let store: LoadedStore
  private let source: BundleSource
  private let documents: DocumentFreezer

  init(store name: String) throws {
    let stores = TillProcess.root.path + "/Scripts/lua/stores/"
    store = try StoreLoading.load(StoreBundle(folder: stores + name, chain: stores + "chain"))
    source = BundleSource(store.bundle)
    documents = DocumentFreezer(seller: store.manifest.seller, bundle: store.bundle.hash)
  }

  /// What went into a flow, one step after the other.
  enum Input {
    case answer(RecordedAnswer, to: PromptRequest, on: Ledger)
    case outcome(DeviceOutcome, on: Ledger)
    case readiness(Readiness)
  }

  /// One flow as it went.
  struct Played {
    var inputs: [Input] = []
    /// Its steps as the journal has them.
    var steps: [String] = []
    /// The flow as it stood at some of its prompts, after so many inputs and steps.
    var saved: [(flow: SavedFlow, inputs: Int, steps: Int)] = []
  }

  /// Plays one flow to its end, or to the number of answers that a person would have patience for.
  ///
  /// - Parameter saving: whether it is saved at every third prompt or so.
  func play(_ seed: UInt64, _ images: FlowImages, saving: Bool = false) throws -> Played {
    var (numbers, coins) = (SplitMix64(seed), SplitMix64(~seed))
    var played = Played()
    let run = makeRun(&numbers, images)
    defer { run.close() }
    var ledger = run.start.ledger(parked: [:])
    var progress = try run.begin(on: ledger)
    for _ in 0..<60 {
      switch progress {
      case .needsReadiness:
        let reason: Readiness.Reason? = numbers.once(in: 6) ? .noPaper : nil
        progress = try go(run, .readiness(Readiness(reason: reason, lastDocument: 0)), &played)
      case .step(let step):
        played.steps.append(Entry.step(taken: step).jsonText)
        ledger = run.context.ledger
        switch step.next {
        case .end, .fault: return played
        case .device(let call):
          let outcome = outcome(of: call, ledger, &numbers)
          try ledger.apply(outcome.changes)
          progress = try go(run, .outcome(outcome, on: ledger), &played)
        case .prompt(let request):
          if saving, coins.once(in: 3), let flow = SavedFlow(run) {
            played.saved.append((flow, played.inputs.count, played.steps.count))
          }
          progress = try answered(run, request, ledger, &numbers, &played)
        }
      }
    }
    // What the last input led to.
    if case .step(let step) = progress { played.steps.append(Entry.step(taken: step).jsonText) }
    return played
  }

  /// A flow that has not begun.
  func saleRun() -> FlowRun {
    var numbers = SplitMix64(0)
    return makeRun(&numbers, .none)
  }

  /// Gives a flow that stands where another stood what that one was given then; its steps.
  func steps(of run: FlowRun, _ inputs: some Sequence<Input>) -> [String] {
    var steps: [String] = []
    for input in inputs {
      guard case .step(let step)? = try? go(run, input) else { continue }
      steps.append(Entry.step(taken: step).jsonText)
    }
    return steps
  }
}

extension RandomFlows {
  static let now = Moment(milliseconds: 1_768_201_200_000)
  private static let names = ["sale", "sale", "sale", "sale", "terminals", "parked", "sign_in"]

  private func makeRun(_ numbers: inout SplitMix64, _ images: FlowImages) -> FlowRun {
    let manifest = store.manifest
    var state = TillState()
    state.cashier = manifest.people.names.first
    state.core.shift = .init(number: 1, openedAt: Self.now)
    let name = Self.names[numbers.below(Self.names.count)]
    let start = FlowStart(
      name: name, bundle: store.bundle.hash, level: .store,
      language: numbers.once(in: 4) ? .en : .ru, at: Self.now, offsetSeconds: 10_800,
      seed: numbers.next(), receipt: Receipt(id: "random-1", taxation: manifest.taxation),
      seller: manifest.seller, till: state.core, terms: manifest.terms, asksSlips: true,
      keepsChoices: true)
    let script = LuaFlow(
      store.bundle, source, images, limits: MachineLimits(millisecondsMax: .max), log: { _ in })
    return FlowRun(
      start, script: script, words: manifest.words, providers: manifest.providers,
      outside: OneOfEach(), documents: documents)
  }

  @discardableResult
  private func go(
    _ run: FlowRun, _ input: Input, _ played: inout Played
  ) throws -> FlowRun.Progress {
    played.inputs.append(input)
    return try go(run, input)
  }

  private func go(_ run: FlowRun, _ input: Input) throws -> FlowRun.Progress {
    switch input {
    case .answer(let answer, let request, let ledger):
      try run.answer(answer, by: .program, to: request, on: ledger, at: Self.now)
    case .outcome(let outcome, let ledger): try run.resume(after: outcome, on: ledger, at: Self.now)
    case .readiness(let readiness): run.provide(readiness)
    }
  }

  /// Answers until an answer counts.
  private func answered(
    _ run: FlowRun, _ request: PromptRequest, _ ledger: Ledger, _ numbers: inout SplitMix64,
    _ played: inout Played
  ) throws -> FlowRun.Progress {
    let prompt = PromptRendering(
      words: run.words, language: run.start.language, receipt: ledger.receipt ?? run.start.receipt,
      till: ledger.till, now: Self.now, offsetSeconds: 10_800, isResumed: false
    ).prompt(request, number: 1)
    while true {
      let answer = try Self.answer(to: prompt, &numbers)
      if (try? prompt.check(answer)) == nil { continue }
      var recorded = RecordedAnswer.given(answer: answer)
      if case .secret = prompt.kind, case .text = answer { recorded = .verdict(right: true) }
      let input = Input.answer(recorded, to: request, on: ledger)
      do { return try go(run, input, &played) } catch is ReceiptError {}
    }
  }

  private static func answer(to prompt: Prompt, _ numbers: inout SplitMix64) throws -> Answer {
    if prompt.mayCancel, numbers.once(in: 10) { return .cancel }
    if let button = button(of: prompt, &numbers) { return .button(button) }
    switch prompt.kind {
    case .amount(let rule):
      let offered = [rule.least, rule.most] + rule.offered
      return .amount(offered[numbers.below(offered.count)])
    case .text(let rule), .secret(let rule):
      if rule.format == .contact { return .text("+79991234567") }
      return .text(String(repeating: "7", count: max(1, rule.least)))
    case .sale(let sale): return .action(try action(sale, &numbers))
    case .count(let rule):
      return .count([rule.fields[0].id: Int64(numbers.below(100_000))])
    case .tell, .confirm, .choose, .outcome: return .cancel
    }
  }

  private static func button(of prompt: Prompt, _ numbers: inout SplitMix64) -> String? {
    let others = prompt.buttons.map(\.id).filter { $0 != PromptRequest.wayOutButton }
    guard !others.isEmpty else { return nil }
    switch prompt.kind {
    case .tell, .confirm, .choose, .outcome: break
    case .amount, .text, .secret, .count: guard numbers.once(in: 3) else { return nil }
    case .sale(let sale):
      guard numbers.once(in: 2) else { return nil }
      if !sale.lines.isEmpty, numbers.once(in: 2) {
        return ["pay.card", "pay.cash", "pay.split"][numbers.below(3)]
      }
    }
    return others[numbers.below(others.count)]
  }

  private static func action(
    _ sale: SaleView, _ numbers: inout SplitMix64
  ) throws -> SaleAction {
    let line = sale.lines.last?.id ?? 1
    let price = Money(checked: 100 * Int64(1 + numbers.below(500)))
    switch sale.lines.isEmpty ? numbers.below(3) : numbers.below(8) {
    case 0: return .add(barcode: "4600000000015", quantity: nil)
    case 3: return .quantity(line: line, try Quantity(Int64(1 + numbers.below(5))))
    case 4: return .remove(line: line)
    case 5: return .discount(line: line, Money(checked: 50))
    case 6: return .contact("+79991234567")
    case 7: return .search("ко")
    default: return .free(name: "Товар \(numbers.below(9))", price: price)
    }
  }

  private func outcome(
    of call: DeviceCall, _ ledger: Ledger, _ numbers: inout SplitMix64
  ) -> DeviceOutcome {
    var (result, changes): ([Value], [Change]) = ([.null, "unreachable"], [])
    if case .print = call, case .intended? = ledger.receipt?.printing, !numbers.once(in: 5) {
      let issued = Issued(number: 1, sign: "1234567890", shift: 1, at: Self.now)
      result = [["number": 1, "paper": "complete"]]
      changes = [.receipt(change: .printed(document: issued))]
    }
    return DeviceOutcome(at: Self.now, result: result, changes: changes, paper: nil)
  }
}

/// One good, one terminal, one cashier.
private final class OneOfEach: Outside {
  private static let coffee: Value = ["name": "Кофе", "price": 19_950, "barcode": "4600000000015"]

  func value(of read: OutsideRead, _ till: TillState, _ offered: [Provider]) -> Value {
    switch read {
    case .terminals: TerminalList([], till.terminals, offered).value
    case .cashiers: [["name": "Анна", "role": "senior", "has_pin": true]]
    case .good, .row: Self.coffee
    case .search: [[Self.coffee], 1]
    case .parked, .department, .failures, .sales, .documents, .reports: .list([])
    case .sale, .corrected, .paper, .report, .explained, .givenBack: .null
    }
  }
}
