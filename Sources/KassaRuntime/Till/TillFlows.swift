import Logging

/// Which flow runs next, and on what.
extension Till {
  /// The flows that the runtime starts by name; any other name is the sale.
  private static let names = StoreManifest.flows

  /// How many flows may end in a row without waiting for anything, before less of the store runs:
  /// a script that always returns at once would hang the till.
  private static let flowsWithoutWaitMax = 3

  /// Starts the flow that follows the entries, from nothing or after one that ended.
  func begin() async throws {
    let start = try nextStart(after: [], 0)
    let bodies: [EntryBody] = [.flow(start: start)]
    let (progress, bundle) = try open(start, after: bodies)
    try await finish(progress, after: bodies, bundle: bundle)
  }

  /// The start of the flow that follows `bodies`, which are not committed yet.
  func nextStart(after bodies: [EntryBody], _ flowsWithoutWait: Int) throws -> FlowStart {
    var ledger = journal.ledger
    for (offset, body) in bodies.enumerated() {
      try ledger.apply(body, number: journal.lastNumber + 1 + offset)
    }
    let till = ledger.till
    let entry = journal.lastNumber + bodies.count + 1
    let seed = settings.random()
    let fresh = Receipt(
      id: TillIdentity.receipt(journal.identity, entry: entry, seed: seed),
      taxation: store.manifest.taxation)
    var name = till.cashier == nil ? "sign_in" : "sale"
    var level = FlowLevel.store
    var receipt = fresh
    switch till.flow?.ended {
    case nil: break
    case .end(let end):
      if till.cashier != nil, let next = end.next, Self.names.contains(next) { name = next }
      if let id = end.takesBack, let parked = till.parked[id] { receipt = parked.receipt }
    case .fault(_, let kept):
      level = (till.flow?.start.level ?? .store).next
      if kept.isPrinted || kept.lines.isEmpty {
        name = till.cashier == nil ? "sign_in" : till.flow?.start.name ?? name
      } else {
        receipt = kept
      }
    }
    var cashier = till.cashier
    if let signedIn = cashier, receipt.lines.isEmpty,
      !store.manifest.people.names.contains(signedIn)
    {
      // The store does not name them any more: the next receipt is somebody else's.
      (cashier, name) = (nil, "sign_in")
    }
    if flowsWithoutWait > Self.flowsWithoutWaitMax { level = max(level, .stock) }
    if flowsWithoutWait > 2 * Self.flowsWithoutWaitMax { level = .last }
    while isSuspended(level) { level = level.next }
    return FlowStart(
      name: name, bundle: level == .last ? nil : bundle(level).hash, level: level,
      cashier: cashier, language: settings.language, at: now,
      offsetSeconds: settings.offsetSeconds,
      seed: seed, receipt: receipt,
      seller: store.manifest.seller, terminals: till.terminals, lastDocument: till.lastDocument)
  }

  private func bundle(_ level: FlowLevel) -> Bundle {
    level == .store ? store.bundle : store.bundle.stockOnly
  }

  /// Makes the flow of `start` and runs it to its first wait.
  func open(
    _ start: FlowStart, after bodies: [EntryBody]
  ) throws -> (FlowRun.Progress, Bundle?) {
    var ledger = journal.ledger
    for (offset, body) in bodies.enumerated() {
      try ledger.apply(body, number: journal.lastNumber + 1 + offset)
    }
    let bundle: Bundle? = start.level == .last ? nil : bundle(start.level)
    var (words, providers) = (store.manifest.words, store.manifest.providers)
    if let bundle, start.level == .stock {
      // Where even the stock words can't be read, the store's do: words never stop a fallback.
      words = (try? StoreLoading.stockWords(bundle)) ?? words
      providers = Provider.stock
    }
    let run = makeRun(
      start, till: ledger.till, bundle: bundle, words: words, providers: providers)
    return (try watched(start.level) { try run.begin() }, bundle)
  }

  private func source(of bundle: Bundle) -> BundleSource {
    if let source = sources[bundle.hash] { return source }
    let source = BundleSource(bundle)
    sources[bundle.hash] = source
    return source
  }

  func makeRun(
    _ start: FlowStart, till: TillState, bundle: Bundle?, words: Words, providers: [Provider],
    limits: MachineLimits = MachineLimits()
  ) -> FlowRun {
    let log = settings.log
    let script: any FlowScript =
      if let bundle {
        LuaFlow(
          bundle, source(of: bundle), words, limits: limits,
          log: { log.info("script: \(CardNumber.redacted($0))") })
      } else { LastFlow() }
    let run = FlowRun(
      start, till: till, script: script, providers: providers, outside: outside,
      documents: DocumentFreezer(seller: start.seller, bundle: start.bundle ?? "-"))
    self.run = run
    self.words = words
    return run
  }
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
