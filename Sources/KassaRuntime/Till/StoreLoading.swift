/// Runs a bundle's manifest module and checks what it says.
package enum StoreLoading {
  /// The same of a store's folder, read once however many ask.
  package static func load(_ store: StoreBundle) throws(StoreError) -> LoadedStore {
    if let loaded = store.loaded[store.values] { return loaded }
    let loaded = try load(store.bundle, store.values)
    store.loaded.keep(loaded, of: store.values)
    return loaded
  }

  /// Reads a store's table and the words of its prompts.
  ///
  /// - Throws: `StoreError` with file, line, what was expected and what came; the first of several.
  package static func load(
    _ bundle: Bundle, _ values: ParameterValues = .examples
  ) throws(StoreError) -> LoadedStore {
    let (manifest, reader) = try read(bundle, values)
    if let first = reader.problems.first { throw first }
    return LoadedStore(bundle: bundle, manifest: manifest)
  }

  /// Everything that is wrong with a store's modules and with its table, in the order it is read,
  /// and what is odd about it.
  static func findings(_ bundle: Bundle, _ values: ParameterValues = .examples) -> Findings {
    do throws(StoreError) {
      let names = bundle.modules.keys.filter { !$0.hasPrefix("kassa.") }.sorted()
      let loaded = try run(bundle, "kassa.modules", [.list(names.map(Value.string))])
      let broken = (loaded.first?.list ?? []).map { each in
        let calls = (each["calls"].string ?? "").split(separator: "\n").map(String.init)
        return ScriptError(parsing: each["problem"].string ?? "", calls: calls).blamingStore
      }
      // A table that can't be loaded is one of the modules.
      guard broken.isEmpty else {
        return Findings(problems: broken.map(StoreError.script))
      }
      let (manifest, reader) = try read(bundle, values)
      FlowNotices.note(bundle, heard: Set(manifest.terms.hooks.keys), reader)
      return Findings(
        problems: reader.problems, notices: reader.notices, languages: reader.languages,
        leftOut: reader.leftOut, manifest: manifest)
    } catch { return Findings(problems: [error]) }
  }

  struct Findings {
    let problems: [StoreError]
    var notices: [StoreError] = []
    /// Those of the table's own words.
    var languages: Set<Language> = []
    /// What would be noticed if the store's functions had words in every language.
    var leftOut: [StoreError] = []
    /// What could be read, mistakes or not; nil where the table can't be loaded.
    var manifest: StoreManifest?
  }

  /// The table as it was read, with all that is wrong with it.
  static func read(
    _ bundle: Bundle, _ given: ParameterValues
  ) throws(StoreError) -> (manifest: StoreManifest, reader: StoreReader) {
    let known = StockWords.known(of: bundle)
    let values = try run(bundle, withStore: true, known)
    let chunk = bundle.modules["store"] ?? Chunk(name: "store.lua", source: [])
    guard let texts = values.first, values.count > 1 else {
      throw .script(
        ScriptError(
          "the script returns nothing", remedy: "let it return store { … }", file: chunk.name))
    }
    let reader = StoreReader(values[1], chunk: chunk)
    if values.count > 2, let path = values[2]["path"].string {
      reader.note(
        path,
        "a whole number was expected, got \(values[2]["got"].string ?? "a fraction"); "
          + "write an amount as rub \"199.50\"")
    }
    reader.nearby = MisspeltKeys(bundle)
    let chain = chainReader(bundle, values)
    let stock = known ?? Words(stock: texts, reader)
    if known == nil { StockWords.keep(stock, of: bundle) }
    let manifest = try StoreManifest(stock: stock, reader, given, chain: chain)
    if let chain { reader.join(chain) }
    return (manifest, reader)
  }

  /// The table of a store, with its parameters as they are marked.
  static func table(of bundle: Bundle) throws(StoreError) -> StoreReader {
    try read(bundle, .examples).reader
  }

  /// What `chain.lua` of a chain says of all its stores; nil where there is none.
  private static func chainReader(_ bundle: Bundle, _ values: [Value]) -> StoreReader? {
    guard values.count > 3, let chunk = bundle.modules["kassa.chain"] else { return nil }
    let reader = StoreReader(values[3], chunk: chunk, of: "chain")
    reader.requireKnownKeys(["on"])
    return reader
  }

  /// The words of the stock library alone, for a flow that loads nothing of the store.
  static func stockWords(_ bundle: Bundle) throws(StoreError) -> Words {
    if let known = StockWords.known(of: bundle) { return known }
    let values = try run(bundle, withStore: false, nil)
    let reader = StoreReader(.null, chunk: Chunk(name: "kassa", source: []))
    return Words(stock: values.first ?? .null, reader)
  }

  /// The terminal a store's rules choose for a charge, and each rule that was looked at.
  ///
  /// - Parameter facts: as `kassa/default_terminal.lua` takes them.
  static func choice(
    _ bundle: Bundle, _ parameters: [String: Value] = [:], facts: Value, terminals: Value
  ) throws(StoreError) -> (id: String?, trace: Value, isNone: Bool) {
    let values = try run(bundle, "kassa.explain", [facts, terminals], parameters)
    return (
      values.first?.string, values.count > 1 ? values[1] : [],
      values.count > 2 && values[2].bool == true
    )
  }

  /// The same of many charges: the id of the terminal, "ask" or "none", and the rule.
  static func choices(
    _ bundle: Bundle, _ parameters: [String: Value], facts: [Value], terminals: Value
  ) throws(StoreError) -> [(id: String, rule: String)] {
    let values = try run(bundle, "kassa.choices", [.list(facts), terminals], parameters)
    return (values.first?.list ?? []).map { ($0["id"].string ?? "", $0["rule"].string ?? "") }
  }

  /// What `accepts` and `prices` of a store say of many charges and receipts (`kassa/judged.lua`).
  static func judged(
    _ bundle: Bundle, _ parameters: [String: Value], charges: [Value], receipts: [Value]
  ) throws(StoreError) -> [Value] {
    try run(
      bundle, "kassa.judged", [.list(charges), .list(receipts)],
      DeclaredModules(Bindings.modulesForJudging(parameters)))
  }

  /// - Parameter known: the stock words, which need not be loaded then.
  private static func run(
    _ bundle: Bundle, withStore: Bool, _ known: Words?
  ) throws(StoreError) -> [Value] {
    let modules = known == nil ? StockWords.modules(of: bundle) : .record([:])
    return try run(bundle, "kassa.manifest", [.bool(withStore), modules])
  }

  private static func run(
    _ bundle: Bundle, _ module: String, _ arguments: [Value],
    _ parameters: [String: Value] = [:]
  ) throws(StoreError) -> [Value] {
    let declared =
      parameters.isEmpty
      ? Bindings.declaredForLoading : DeclaredModules(Bindings.modulesForLoading(parameters))
    return try run(bundle, module, arguments, declared)
  }

  private static func run(
    _ bundle: Bundle, _ module: String, _ arguments: [Value], _ declared: DeclaredModules
  ) throws(StoreError) -> [Value] {
    let limits = MachineLimits()
    let program = Program(
      declared: declared, sources: BundleSource(bundle), prelude: "kassa.prelude")
    let machine = LuaMachine(program, limits: limits, seed: 0, log: { _ in })
    switch machine.start(module, arguments: arguments) {
    case .finished(let values): return values
    case .failed(let error):
      // An error that is no text, and one about the script as a whole, come without their place.
      throw .script(error.inFile(bundle.modules["store"]?.name ?? "store.lua"))
    case .killed(let kill, let place):
      throw .script(kill.error(within: limits, at: place))
    case .waiting:
      let error = ScriptError("a store can't ask while it is loaded")
      throw .script(machine.position.map(error.placed) ?? error.inFile("store.lua"))
    }
  }
}
