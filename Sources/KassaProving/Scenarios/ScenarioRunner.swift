import KassaEmulators
public import KassaRuntime

/// Plays a store's scenarios, its chain's, and those that every store must pass, each on a till of its
/// own.
///
/// A scenario's till is a real one, with a journal and an emulated registrar, in memory. Its time stands
/// still unless the scenario moves it, and nothing is left to chance: a scenario that has passed passes
/// again. One run of a runner at a time.
public struct ScenarioRunner: Sendable {
  private let store: ScenarioStore
  private let name: String
  private let files: [ScenarioFile]
  /// Shared scenarios for which the store has others, and why.
  private let replaced: [String: DeclaredScenario]
  /// Scenarios that stand for a shared one that is not there.
  private let astray: [DeclaredScenario]

  /// Reads the store in `folder`, its goods.csv if it has one, and its scenarios; of a packed script those
  /// that are in it.
  ///
  /// - Parameter name: what results call the store; its folder's name without.
  /// - Throws: `StoreError` or `GoodsImportError` when these can't be used. A mistake in a scenario
  ///   is a result of `run`.
  public init(
    folder: String, chain: String? = nil, name: String? = nil, language: Language = .ru
  ) throws {
    self = try PackedStore.withFolders(folder, chain: chain) { folder, chain in
      try ScenarioRunner(in: folder, chain: chain, name: name, language: language)
    }
  }

  private init(in folder: String, chain: String?, name: String?, language: Language) throws {
    store = try ScenarioStore(folder: folder, chain: chain, language: language)
    self.name = name ?? store.name
    files = ScenarioFolder(store: folder, chain: chain, store.modules).files
    let own = files.flatMap(\.scenarios).filter { $0.reason != nil }
    let shared = Set(
      files.filter(\.isShared).flatMap(\.scenarios).filter { $0.reason == nil }.map(\.name))
    replaced = Dictionary(own.map { ($0.name, $0) }) { _, last in last }
    astray = own.filter { !shared.contains($0.name) }
  }

  /// Plays the scenarios whose names contain `filter`, one after the other.
  ///
  /// - Parameter each: is told of every result as it comes.
  /// - Returns: how many were played.
  @discardableResult
  public func run(
    filter: String = "", each: (ScenarioResult) -> Void
  ) async throws -> Int {
    let names = filter.isEmpty ? [] : [filter]
    return try await run(ScenarioFilter(names: names), withPowerCuts: false) { result, _ in
      each(result)
    }
  }

  /// The same of those that pass `filter`.
  ///
  /// - Parameters:
  ///   - cuts: whether each that passes is played again, with a power cut at every prompt.
  ///   - each: is told what of the store the day has met, too.
  @discardableResult
  package func run(
    _ filter: ScenarioFilter, withPowerCuts cuts: Bool, each: (ScenarioResult, StoreReach) -> Void
  ) async throws -> Int {
    guard filter.passes(store: name) else { return 0 }
    var count = 0
    for scenario in astray where filter.passes(file: scenario.place.file) {
      count += 1
      let failure = ScenarioFailure(astray: scenario)
      each(result(of: scenario.name, scenario.place.file, failure), .init())
    }
    for file in files where filter.passes(file: file.chunk.name) {
      if let failure = file.failure {
        count += 1
        each(result(of: file.chunk.name, file.chunk.name, failure), .init())
      }
      for scenario in file.scenarios where filter.passes(name: scenario.name) {
        if file.isShared, scenario.reason == nil, let own = replaced[scenario.name] {
          each(result(of: scenario.name, file.chunk.name, nil, replaced: own.reason), .init())
          continue
        }
        count += try await play(scenario, of: file, withPowerCuts: cuts, each: each)
      }
    }
    return count
  }

  /// What the store adds to the stock flows.
  ///
  /// - Parameter asked: the ids under which its calls ask.
  package func parts(asking asked: Set<String>) -> StoreParts {
    store.manifest.parts(asking: asked)
  }

  /// The names of shared scenarios for which the store has others, and why.
  package var replacements: [(name: String, reason: String)] {
    replaced.values.map { ($0.name, $0.reason ?? "") }.sorted { $0.0 < $1.0 }
  }

  private func result(
    of scenario: String, _ file: String, _ failure: ScenarioFailure?, replaced: String? = nil
  ) -> ScenarioResult {
    ScenarioResult(
      store: name, file: file, scenario: scenario, failure: failure, replaced: replaced)
  }

  /// The journal of one day of each of the store's own files is verified, whatever is filtered; and that of
  /// every day whose power is cut.
  private func isFirst(_ scenario: DeclaredScenario, of file: ScenarioFile) -> Bool {
    !file.isShared && file.scenarios.first?.name == scenario.name
  }

  /// How many results it came to.
  private func play(
    _ scenario: DeclaredScenario, of file: ScenarioFile, withPowerCuts cuts: Bool,
    each: (ScenarioResult, StoreReach) -> Void
  ) async throws -> Int {
    let (result, reach, play) = try await play(scenario, of: file)
    each(result, reach)
    guard cuts, result.failure == nil else { return 1 }
    let cut = try await self.play(scenario, of: file, like: await play.documents)
    each(cut.result, cut.reach)
    return 2
  }

  /// - Parameter documents: what a day without power cuts has printed, where this one has them.
  private func play(
    _ scenario: DeclaredScenario, of file: ScenarioFile, like documents: [FiscalDocument]? = nil
  ) async throws -> (result: ScenarioResult, reach: StoreReach, play: ScenarioPlay) {
    try store.files.goBack()
    let play = try ScenarioPlay(
      scenario.name, at: scenario.place, of: file, in: store, isCut: documents != nil,
      isVerified: isFirst(scenario, of: file))
    let clock = ContinuousClock()
    let begin = clock.now
    var failure = await play.play()
    if failure == nil, let documents, case let printed = await play.documents,
      documents != printed
    {
      failure = ScenarioFailure(
        DayMismatch(
          expected: "the documents of a day without power cuts",
          came: documents.count == printed.count
            ? "others" : "\(printed.count) instead of \(documents.count)"),
        at: scenario.place, in: nil)
    }
    let name = documents == nil ? scenario.name : scenario.name + ", with power cuts"
    var result = self.result(of: name, file.chunk.name, failure)
    result.log = await play.log
    result.seconds = begin.duration(to: clock.now) / .seconds(1)
    if failure != nil { result.trace = await play.trace }
    return (result, await play.reach, play)
  }
}

extension ScenarioFailure {
  /// One that stands for a shared scenario which nobody has.
  fileprivate init(astray scenario: DeclaredScenario) {
    self.init(
      file: scenario.place.file, line: scenario.place.line, step: nil,
      expected: "the name of a shared scenario",
      came: "«\(scenario.name)», which none has; leave out the reason, or correct the name")
  }
}
