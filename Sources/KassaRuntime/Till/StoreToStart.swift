/// The store that a till starts with: the one it is given, or what ran here last.
struct StoreToStart {
  let store: StoreBundle
  let loaded: LoadedStore
  /// What lets it in, where it is the one that was given.
  var signature: StoreSignature?
  /// Why what was given can't be used; nil where it is, or is left where it lies.
  var refused: String?
  /// The hash of the script that was given, where it is the one that starts.
  private(set) var taken: String?
  /// The script whose place it takes, and what was looked at; nil where it ran last.
  private(set) var change: ScriptTaken?

  /// Whether nothing of a store's script is there: the stock flow sells on what is kept as data.
  var isStockOnly: Bool { loaded.bundle.modules["store"] == nil }

  /// Tries what is given at every start, then what ran last.
  ///
  /// A folder whose script was taken from there before another was sent, or that the till has gone back
  /// from, is left where it lies.
  /// - Throws: why what was given can't be used, where nothing has run here yet.
  init(
    _ open: () throws -> StoreBundle, _ journal: Journal, _ trust: Trust?, _ watch: CrashWatch,
    given key: (key: TrustedKey, file: String)?
  ) throws {
    let values = ParameterValues.till(journal.ledger.till.core.parameters ?? [:])
    do {
      let given = try open().with(values)
      // A key that is named for the first time is asked about what lies there.
      if journal.ledger.till.scripts?.keeps(from: given.script) == true,
        try trust?.isTrusting(beside: key) ?? true,
        let last = try LastStore(whole: journal, trust, watch)
      {
        (store, loaded) = (last.store, last.loaded)
        return
      }
      let signature = try trust?.verify(given, given: key)
      (store, loaded) = (given, try Till.load(given, watch))
      (self.signature, taken) = (signature, given.script)
    } catch {
      guard error.isOfTheStore, let last = try LastStore(journal, trust, watch) else { throw error }
      (store, loaded) = (last.store, last.loaded)
      refused = String(String(describing: error).prefix(Self.reasonMax))
    }
  }

  private static let reasonMax = 1_000

  private init(_ last: LastStore, instead reasons: String) {
    (store, loaded) = (last.store, last.loaded)
    refused = String(reasons.prefix(Self.reasonMax))
  }

  /// This store, or what ran here last where the registrar was registered for another seller, or the till
  /// can't go on with it.
  ///
  /// - Parameter registrar: nil where it does not answer, which forbids nothing: without it nothing is sold.
  /// - Throws: `StoreError.foreignRegistrar` where what ran last is not the registrar's either.
  func fit(
    for registrar: RegistrarStatus?, _ gate: ScriptGate, _ watch: CrashWatch, at now: Moment
  ) throws -> StoreToStart {
    guard taken != nil else { return self }
    let (journal, trust) = (gate.journal, gate.trust)
    if let status = registrar, let foreign = loaded.manifest.objection(to: status) {
      guard let last = try LastStore(journal, trust, watch),
        last.loaded.manifest.objection(to: status) == nil
      else { throw foreign }
      return StoreToStart(last, instead: "\(foreign)")
    }
    guard let running = journal.runningScript, running.script != store.script else { return self }
    let old = try LastStore(whole: journal, trust, watch)?.loaded.manifest
    let found = gate.preflight(loaded.manifest, after: old, at: journal.ledger, registrar)
    if !found.reasons.isEmpty, let last = try LastStore(journal, trust, watch) {
      return StoreToStart(last, instead: found.reasons.joined(separator: "; "))
    }
    var start = self
    let candidate = ScriptGate.Candidate(
      loaded: loaded,
      script: RanScript(
        script: store.script, bundle: loaded.bundle.hash, version: signature?.version),
      source: .folder, parameters: [:])
    start.change = gate.taken(candidate, found.notes, on: journal.ledger, at: now)
    return start
  }
}

extension StoreManifest {
  /// Why the registrar of `status` prints nothing of this store; nil where it was registered for it.
  func objection(to status: RegistrarStatus) -> StoreError? {
    guard status.inn != seller.inn || !status.taxation.contains(taxation) else { return nil }
    let names = status.taxation.map(\.name).sorted().joined(separator: ", ")
    return .foreignRegistrar(
      store: "\(seller.inn), \(taxation.name)", registrar: "\(status.inn), \(names)")
  }
}

/// What ran at this till last, as its journal keeps it.
private struct LastStore {
  let store: StoreBundle
  let loaded: LoadedStore

  /// The files of the store and the chain; nil where they can't be used here.
  init?(whole journal: Journal, _ trust: Trust?, _ watch: CrashWatch) throws {
    let till = journal.ledger.till
    guard let hash = till.core.bundle, let last = try journal.bundle(hash),
      let found = Self.found(last, .till(till.core.parameters ?? [:]), trust, watch)
    else { return nil }
    (store, loaded) = found
  }

  /// The files of the store and the chain, with this program's own stock library.
  ///
  /// Where they can't be used here, what a flow's start keeps as data; nil where none has begun.
  init?(_ journal: Journal, _ trust: Trust?, _ watch: CrashWatch) throws {
    guard let start = journal.ledger.till.flow?.start, let terms = start.terms else { return nil }
    if let last = try LastStore(whole: journal, trust, watch) {
      self = last
      return
    }
    let bundle = Bundle(files: StockLibrary.files)
    let manifest = StoreManifest(
      name: start.seller.name, seller: start.seller, taxation: start.receipt.taxation,
      people: People(all: terms.people), rights: terms.rights ?? Rights(),
      providers: terms.providers(at: .stock), purposes: [],
      words: try StoreLoading.stockWords(bundle), terms: terms)
    loaded = LoadedStore(bundle: bundle, manifest: manifest)
    store = StoreBundle(bundle)
    store.loaded.keep(loaded, of: store.values)
  }

  /// Nil where trust, the API level or the files themselves forbid it.
  private static func found(
    _ last: Bundle, _ values: ParameterValues, _ trust: Trust?, _ watch: CrashWatch
  ) -> (StoreBundle, LoadedStore)? {
    guard let bundle = last.onThisLibrary else { return nil }
    do {
      try trust?.requireAdmitted(last.hash)
      let store = StoreBundle(bundle).with(values)
      let loaded = try Till.load(store, watch)
      try trust?.admit(store.bundle.hash)
      return (store, loaded)
    } catch { return nil }
  }
}

extension Error {
  /// Whether the store can't be used, and nothing else is wrong.
  fileprivate var isOfTheStore: Bool {
    switch self as any Error {
    case let error as StoreError: error != .deadly
    case let error as SignatureError: if case .otherTrust = error { false } else { true }
    default: false
    }
  }
}
