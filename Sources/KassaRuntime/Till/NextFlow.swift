/// Which flow follows at a till of one store, and on what.
///
/// It goes by what the entries tell, so that whoever walks a store in memory comes to the same flows.
struct NextFlow {
  let store: LoadedStore
  /// Whether nothing of the store's script could be used.
  let isStockOnly: Bool
  let language: Language
  /// Seconds east of UTC.
  let offsetSeconds: Int

  /// The flows that the runtime starts by name; any other name is the sale.
  private static let names = StoreManifest.flows

  /// - Parameters:
  ///   - last: the flow that ended; nil after a start of the process.
  ///   - fresh: what a flow begins with that takes nothing over.
  ///   - isSuspended: whether nothing of that level may run.
  func start(
    after till: TillState, _ last: FlowRun?, fresh: Receipt, seed: UInt64, at now: Moment,
    isSuspended: (FlowLevel) -> Bool
  ) -> FlowStart {
    var name = till.cashier == nil ? "sign_in" : "sale"
    var level = FlowLevel.store
    var receipt = fresh
    var number: Int?
    switch till.flow?.ended {
    case nil: break
    case .end(let end):
      if till.cashier != nil, let next = end.next, Self.names.contains(next) { name = next }
      let left = till.flow?.start.name
      if left != name, ![left, name].contains("sign_in"), let noted = last?.noted(after: end) {
        receipt = fresh.noted(in: noted)
      }
      if let id = end.takesBack, let parked = till.parked[id] {
        (receipt, number) = (parked.receipt, parked.number)
      }
    case .fault(_, let kept):
      level = (till.flow?.start.level ?? .store).next
      // It was another script that failed, and nothing of its receipt is left.
      if kept.isBlank, kept.memo.isEmpty, till.flow?.start.level == .store,
        till.flow?.start.bundle != store.bundle.hash
      {
        level = .store
      }
      if kept.isReturn || kept.isCorrection
        ? !kept.hasMoneyInQuestion : kept.isPrinted || kept.lines.isEmpty
      {
        let failed = till.flow?.start.name ?? name
        // Who has signed in before it failed types no PIN again.
        if till.cashier != nil, failed != "sign_in" { name = failed }
      } else {
        (receipt, number) = (kept, till.flow?.start.parkedNumber)
      }
    }
    var cashier = till.cashier
    if let signedIn = cashier, receipt.lines.isEmpty,
      !store.manifest.people.names.contains(signedIn)
    {
      // The store does not name them any more: the next receipt is somebody else's.
      (cashier, name) = (nil, "sign_in")
    }
    // Whatever a script names: nothing else goes on with one.
    if receipt.isReturn, cashier != nil { name = "returns" }
    if receipt.isCorrection, cashier != nil { name = "documents" }
    if isStockOnly || till.core.standsInFor != nil { level = max(level, .stock) }
    var spent = last?.context.spent ?? Spending()
    level = spend(aStartWith: receipt, at: level, &spent)
    while isSuspended(level) { level = level.next }
    var begun = till
    begun.listSafe(before: name)
    var core = begun.core
    core.cashier = cashier
    core.devices = core.devices ?? DeviceMemory()
    core.drawer = core.drawer ?? Drawer()
    return FlowStart(
      name: name, bundle: level == .last ? nil : bundle(level).hash, level: level,
      language: language, at: now, offsetSeconds: offsetSeconds, seed: seed, receipt: receipt,
      seller: store.manifest.seller, till: core, parkedNumber: number, terms: store.manifest.terms,
      spent: spent, asksSlips: true, keepsChoices: true, limitsDocument: true,
      undoesByKey: true, provesVoids: true, asksCash: true, holdsReturns: true,
      holdsMatters: true, holdsPeriods: true, holdsSlips: true, listsAlone: true,
      listsUndone: true)
  }

  /// Counts a start; what its budget does not cover any more begins at a level whose budget does.
  private func spend(
    aStartWith receipt: Receipt, at first: FlowLevel, _ spent: inout Spending
  ) -> FlowLevel {
    var level = first
    while level != .last {
      if !Budget.of(level).isOver(spent[level]) {
        spent[level].bytes += receipt.startBytes
        return level
      }
      level = level.next
    }
    return level
  }
}

extension NextFlow {
  func bundle(_ level: FlowLevel) -> Bundle {
    level == .store ? store.bundle : store.bundle.stockOnly
  }

  /// What a flow of that level runs and shows; no bundle where that is Swift's own.
  func parts(of level: FlowLevel) -> (bundle: Bundle?, words: Words, providers: [Provider]) {
    let manifest = store.manifest
    switch level {
    case .store: return (store.bundle, manifest.words, manifest.providers)
    case .stock:
      let bundle = store.bundle.stockOnly
      // Where even the stock words can't be read, the store's do: words never stop a fallback.
      let words = (try? StoreLoading.stockWords(bundle)) ?? manifest.words
      return (bundle, words, Provider.stock)
    case .last: return (nil, manifest.words, manifest.providers)
    }
  }
}

extension Receipt {
  /// About what a flow that begins with it takes in the journal.
  fileprivate var startBytes: Int { 2_048 + 512 * lines.count + Value.record(memo).weight }
}
