/// The store that a till starts with: the one it is given, or what ran here last where that can't be used.
struct StoreToStart {
  let store: StoreBundle
  let loaded: LoadedStore
  /// What lets it in, where it is the one that was given.
  var signature: StoreSignature?
  /// Why what was given can't be used; nil where it is.
  var refused: String?

  /// Whether nothing of a store's script is there: the stock flow sells on what is kept as data.
  var isStockOnly: Bool { loaded.bundle.modules["store"] == nil }

  /// Tries what is given at every start, then what ran last.
  ///
  /// - Throws: why what was given can't be used, where nothing has run here yet.
  init(
    _ open: () throws -> StoreBundle, _ journal: Journal, _ trust: Trust?, _ watch: CrashWatch,
    given key: (key: TrustedKey, file: String)?
  ) throws {
    let values = ParameterValues.till(journal.ledger.till.core.parameters ?? [:])
    do {
      let given = try open().with(values)
      let signature = try trust?.verify(given, given: key)
      (store, loaded) = (given, try Till.load(given, watch))
      self.signature = signature
    } catch {
      guard error.isOfTheStore, let last = try LastStore(journal, trust, watch) else { throw error }
      (store, loaded) = (last.store, last.loaded)
      refused = String(String(describing: error).prefix(Self.reasonMax))
    }
  }

  private static let reasonMax = 1_000

  private init(_ last: LastStore, instead error: any Error) {
    (store, loaded) = (last.store, last.loaded)
    refused = String(String(describing: error).prefix(Self.reasonMax))
  }

  /// This store, or what ran here last where the registrar was registered for another seller.
  ///
  /// - Parameter registrar: nil where it does not answer, which forbids nothing: without it nothing is sold.
  /// - Throws: `StoreError.foreignRegistrar` where what ran last is not the registrar's either.
  func fit(
    for registrar: RegistrarStatus?, _ journal: Journal, _ trust: Trust?, _ watch: CrashWatch
  ) throws -> StoreToStart {
    guard refused == nil, let status = registrar,
      let foreign = loaded.manifest.objection(to: status)
    else { return self }
    guard let last = try LastStore(journal, trust, watch),
      last.loaded.manifest.objection(to: status) == nil
    else { throw foreign }
    return StoreToStart(last, instead: foreign)
  }
}

extension StoreManifest {
  /// Why the registrar of `status` prints nothing of this store; nil where it was registered for it.
  fileprivate func objection(to status: RegistrarStatus) -> StoreError? {
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

  /// The files of the store and the chain, with this program's own stock library.
  ///
  /// Where they can't be used here, what a flow's start keeps as data; nil where none has begun.
  init?(_ journal: Journal, _ trust: Trust?, _ watch: CrashWatch) throws {
    let till = journal.ledger.till
    guard let start = till.flow?.start, let terms = start.terms else { return nil }
    if let hash = till.core.bundle, let last = try journal.bundle(hash),
      let found = Self.found(last, .till(till.core.parameters ?? [:]), trust, watch)
    {
      (store, loaded) = found
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
    let own = last.files.filter { !$0.key.hasPrefix(Bundle.Role.stock.rawValue + "/") }
    guard !own.isEmpty else { return nil }
    do {
      try trust?.requireAdmitted(last.hash)
      let store = StoreBundle(
        Bundle(files: own.merging(StockLibrary.files) { _, stock in stock })
      ).with(values)
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
