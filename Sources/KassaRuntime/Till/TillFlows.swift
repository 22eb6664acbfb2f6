import Logging

/// Which flow runs next, and on what.
extension Till {
  /// Starts the flow that follows the entries, from nothing or after one that ended.
  func begin() async throws {
    var draft = try draft()
    let progress = try begin(in: &draft)
    try await finish(progress, in: draft)
  }

  /// Adds the start of the flow that follows, and runs it to its first wait.
  func begin(in draft: inout JournalDraft) throws -> FlowRun.Progress {
    takeParameters(of: draft.ledger.till)
    try changeScript(in: &draft)
    var start = nextStart(after: draft)
    start.asksCharges = takeLate()
    other.passHeld(over: draft.ledger.till.flow, to: start)
    try draft.add(.flow(start: start))
    let run = makeRun(start)
    if start.level != .last { draft.add(bundle(start.level)) }
    let ledger = draft.ledger
    return try watched(start.level) { try run.begin(on: ledger) }
  }

  /// The start of the flow that follows a transaction.
  private func nextStart(after draft: JournalDraft) -> FlowStart {
    let seed = settings.random()
    let fresh = Receipt(
      id: TillIdentity.receipt(journal.identity, entry: draft.next, seed: seed),
      taxation: store.manifest.taxation)
    return nextFlow.start(
      after: draft.ledger.till, run, fresh: fresh, seed: seed, at: now, isSuspended: isSuspended)
  }

  private var nextFlow: NextFlow {
    NextFlow(
      store: store, isStockOnly: isStockOnly, language: settings.language,
      offsetSeconds: settings.offsetSeconds)
  }

  private func bundle(_ level: FlowLevel) -> Bundle { nextFlow.bundle(level) }

  /// Makes the flow of `start` on today's store.
  private func makeRun(_ start: FlowStart) -> FlowRun {
    let (bundle, words, providers) = nextFlow.parts(of: start.level)
    return makeRun(start, bundle: bundle, words: words, providers: providers)
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
