/// A store's script as flows of the past are run on it, at no till.
package final class ShadowScript {
  package let bundle: Bundle
  let source: BundleSource
  private var read: [[String: Value]: StoreManifest] = [:]

  package init(_ bundle: Bundle) { (self.bundle, source) = (bundle, BundleSource(bundle)) }

  /// What the store says at a till whose parameters are these.
  package func manifest(_ parameters: [String: Value] = [:]) throws(StoreError) -> StoreManifest {
    if let known = read[parameters] { return known }
    let manifest = try StoreLoading.load(bundle, .known(parameters)).manifest
    read[parameters] = manifest
    return manifest
  }

  /// The same store and chain, with the stock library of this program.
  package var onThisLibrary: ShadowScript {
    let stock = Bundle.Role.stock.rawValue + "/"
    let own = bundle.files.filter { !$0.key.hasPrefix(stock) }
    return ShadowScript(Bundle(files: own.merging(StockLibrary.files) { _, new in new }))
  }

  /// The flow of `start`, to be run by this script.
  ///
  /// - Parameter isHeard: whether what fails of it is noted; a replay's was when it ran.
  func run(
    _ start: FlowStart, _ manifest: StoreManifest, _ outside: PastOutside, isHeard: Bool
  ) -> FlowRun {
    var limits = MachineLimits()
    // A slower machine finds the same.
    limits.millisecondsMax = .max
    let script = LuaFlow(
      bundle, source, .shared, limits: limits, isTimed: !isHeard, log: { _ in })
    return FlowRun(
      start, script: script, words: manifest.words,
      providers: start.terms?.providers(at: start.level) ?? manifest.providers, outside: outside,
      documents: DocumentFreezer(
        seller: start.seller, bundle: start.bundle ?? "-",
        limitsSize: start.limitsDocument == true))
  }
}

extension FlowStart {
  /// This start as a till would begin it with the script of `bundle`.
  func on(_ bundle: Bundle, _ manifest: StoreManifest) -> FlowStart {
    FlowStart(
      name: name, bundle: bundle.hash, level: level, language: language, at: at,
      offsetSeconds: offsetSeconds, seed: seed, receipt: receipt, seller: manifest.seller,
      till: till, parkedNumber: parkedNumber, terms: manifest.terms, spent: nil, asksSlips: true,
      keepsChoices: true, limitsDocument: true, undoesByKey: true, provesVoids: true,
      asksCash: true, holdsReturns: true, holdsMatters: true, holdsPeriods: true,
      holdsSlips: true, listsAlone: true, listsUndone: true)
  }
}
