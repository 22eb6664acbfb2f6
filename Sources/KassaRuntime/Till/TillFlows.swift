import Logging

/// Which flow runs next, and on what.
extension Till {
  /// The flows that the runtime starts by name; any other name is the sale.
  private static let names = StoreManifest.flows

  /// Starts the flow that follows the entries, from nothing or after one that ended.
  func begin() async throws {
    var draft = try draft()
    let progress = try begin(in: &draft)
    try await finish(progress, in: draft)
  }

  /// Adds the start of the flow that follows, and runs it to its first wait.
  func begin(in draft: inout JournalDraft) throws -> FlowRun.Progress {
    takeParameters(of: draft.ledger.till)
    let start = nextStart(after: draft)
    try draft.add(.flow(start: start))
    let run = makeRun(start)
    if start.level != .last { draft.add(bundle(start.level)) }
    let ledger = draft.ledger
    return try watched(start.level) { try run.begin(on: ledger) }
  }

  /// The start of the flow that follows a transaction.
  private func nextStart(after draft: JournalDraft) -> FlowStart {
    let till = draft.ledger.till
    let seed = settings.random()
    let fresh = Receipt(
      id: TillIdentity.receipt(journal.identity, entry: draft.next, seed: seed),
      taxation: store.manifest.taxation)
    var name = till.cashier == nil ? "sign_in" : "sale"
    var level = FlowLevel.store
    var receipt = fresh
    var number: Int?
    switch till.flow?.ended {
    case nil: break
    case .end(let end):
      if till.cashier != nil, let next = end.next, Self.names.contains(next) { name = next }
      let left = till.flow?.start.name
      if end.disposition == .none, left != name, ![left, name].contains("sign_in"),
        let ended = run?.context.receipt
      {
        receipt = fresh.noted(in: ended)
      }
      if let id = end.takesBack, let parked = till.parked[id] {
        (receipt, number) = (parked.receipt, parked.number)
      }
    case .fault(_, let kept):
      level = (till.flow?.start.level ?? .store).next
      if kept.isPrinted || kept.lines.isEmpty {
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
    if isStockOnly || till.core.standsInFor != nil { level = max(level, .stock) }
    var spent = run?.context.spent ?? Spending()
    level = spend(aStartWith: receipt, at: level, &spent)
    while isSuspended(level) { level = level.next }
    var core = till.core
    core.cashier = cashier
    core.devices = core.devices ?? DeviceMemory()
    return FlowStart(
      name: name, bundle: level == .last ? nil : bundle(level).hash, level: level,
      language: settings.language, at: now, offsetSeconds: settings.offsetSeconds, seed: seed,
      receipt: receipt, seller: store.manifest.seller, till: core,
      parkedNumber: number, terms: store.manifest.terms, spent: spent, asksSlips: true,
      keepsChoices: true, limitsDocument: true)
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

  private func bundle(_ level: FlowLevel) -> Bundle {
    level == .store ? store.bundle : store.bundle.stockOnly
  }

  /// Makes the flow of `start` on today's store.
  private func makeRun(_ start: FlowStart) -> FlowRun {
    switch start.level {
    case .store:
      return makeRun(
        start, bundle: store.bundle, words: store.manifest.words,
        providers: store.manifest.providers)
    case .stock:
      let bundle = store.bundle.stockOnly
      // Where even the stock words can't be read, the store's do: words never stop a fallback.
      let words = (try? StoreLoading.stockWords(bundle)) ?? store.manifest.words
      return makeRun(start, bundle: bundle, words: words, providers: Provider.stock)
    case .last:
      return makeRun(
        start, bundle: nil, words: store.manifest.words, providers: store.manifest.providers)
    }
  }

  /// - Parameter providers: those of a start that an older program wrote, without any.
  func makeRun(
    _ start: FlowStart, bundle: Bundle?, words: Words, providers: [Provider],
    limits: MachineLimits = MachineLimits()
  ) -> FlowRun {
    let (log, hear) = (settings.log, settings.hear)
    let script: any FlowScript =
      if let bundle {
        LuaFlow(
          bundle, sources[bundle], settings.images, limits: limits,
          log: { line in
            hear?(line)
            // What failed is kept with its step, and told once that is.
            if line.level == .info { log.info("script: \(CardNumber.redacted(line.shown))") }
          })
      } else { LastFlow() }
    let run = FlowRun(
      start, script: script, words: words,
      providers: start.terms?.providers(at: start.level) ?? providers, outside: outside,
      documents: DocumentFreezer(
        seller: start.seller, bundle: start.bundle ?? "-",
        limitsSize: start.limitsDocument == true))
    follow(run)
    return run
  }
}

/// Bundles as machines load them, by their hash: flows of one bundle load the same bytes, which are
/// compiled once.
final class BundleSources {
  private var sources: [String: BundleSource] = [:]

  subscript(bundle: Bundle) -> BundleSource {
    if let source = sources[bundle.hash] { return source }
    let source = BundleSource(bundle)
    sources[bundle.hash] = source
    return source
  }
}

extension Receipt {
  /// About what a flow that begins with it takes in the journal.
  fileprivate var startBytes: Int { 2_048 + 512 * lines.count + Value.record(memo).weight }
}

extension FlowLevel: Comparable {
  /// What takes over when a flow of this level fails.
  var next: FlowLevel {
    switch self {
    case .store: .stock
    case .stock, .last: .last
    }
  }

  private var depth: Int {
    switch self {
    case .store: 0
    case .stock: 1
    case .last: 2
    }
  }

  static func < (left: FlowLevel, right: FlowLevel) -> Bool { left.depth < right.depth }
}
