import Foundation
import KassaEmulators
public import KassaRuntime
import Logging
import Synchronization

/// Plays a store's scenarios, and those that every store must pass, each on a till of its own.
///
/// A scenario's till is a real one, with a journal and an emulated registrar in a folder that is
/// removed afterwards. Its time stands still unless the scenario moves it, and nothing is left to
/// chance: a scenario that has passed passes again.
public struct ScenarioRunner: Sendable {
  private let store: ScenarioStore
  private let files: [ScenarioFile]

  /// Reads the store in `folder`, its goods.csv if it has one, and its scenarios.
  ///
  /// - Throws: `StoreError` or `GoodsImportError` when these can't be used. A mistake in a scenario
  ///   is a result of `run`.
  public init(folder: String, chain: String? = nil, language: Language = .ru) throws {
    store = try ScenarioStore(folder: folder, chain: chain, language: language)
    files = ScenarioFile.common + (try ScenarioFile.all(of: folder))
  }

  /// Plays the scenarios whose names contain `filter`, one after the other.
  ///
  /// - Parameter each: is told of every result as it comes.
  /// - Returns: how many were played.
  @discardableResult
  public func run(
    filter: String = "", each: (ScenarioResult) -> Void
  ) async throws -> Int {
    var count = 0
    for file in files {
      if let failure = file.failure {
        count += 1
        each(ScenarioResult(store: store.name, scenario: file.chunk.name, failure: failure))
      }
      for scenario in file.scenarios where filter.isEmpty || scenario.name.contains(filter) {
        count += 1
        let failure = try await play(scenario.name, at: scenario.place, of: file)
        each(ScenarioResult(store: store.name, scenario: scenario.name, failure: failure))
      }
    }
    return count
  }

  private func play(
    _ name: String, at place: ScenarioPlace, of file: ScenarioFile
  ) async throws -> ScenarioFailure? {
    let data = FileManager.default.temporaryDirectory.appendingPathComponent(
      "kassa-scenario-\(UUID().uuidString)"
    ).path
    try makeFolder(data)
    let result: Result<ScenarioFailure?, any Error>
    do {
      try store.stock(data)
      let play = try ScenarioPlay(name, at: place, of: file, in: store, data: data)
      result = .success(await play.play())
    } catch { result = .failure(error) }
    try FileManager.default.removeItem(atPath: data)
    return try result.get()
  }
}

/// The store whose scenarios are played: read once, opened by every scenario.
struct ScenarioStore: Sendable {
  let name: String
  private let bundle: StoreBundle
  private let goods: [Good]
  private let registration: RegistrarRegistration
  private let people: People
  private let language: Language

  init(folder: String, chain: String?, language: Language) throws {
    let url = URL(fileURLWithPath: folder).resolvingSymlinksInPath()
    name = url.lastPathComponent
    bundle = try StoreBundle(folder: folder, chain: chain)
    let manifest = try StoreLoading.load(bundle.bundle).manifest
    registration = RegistrarRegistration(seller: manifest.seller, taxation: [manifest.taxation])
    people = manifest.people
    self.language = language
    let file = url.appendingPathComponent("goods.csv").path
    goods =
      try FileManager.default.contents(atPath: file).map { try GoodsImport(csv: $0).goods } ?? []
  }

  /// Puts the store's goods into a new data folder.
  func stock(_ data: String) throws {
    if !goods.isEmpty { try GoodsTable(folder: data).replace(with: goods) }
  }

  /// The till of the data folder, with `cashier` before it.
  ///
  /// - Parameter language: over the one that was asked for, where the scenario says so.
  func till(
    data: String, clock: DayClock, language: Language?, pinpad: DayPinpad, log: DayLog,
    cashier: any Cashier
  ) async throws -> Till {
    let registrar = try EmulatedRegistrar(
      folder: data, registration: registration, clock: { clock.now },
      offsetSeconds: DayClock.offsetSeconds)
    var settings = Till.Settings(
      language: language ?? self.language, columns: 48, offsetSeconds: DayClock.offsetSeconds,
      clock: { clock.now }, log: log.logger)
    settings.pinRounds = 2
    settings.connect = { pinpad.driver(id: $0.id, name: $0.name) }
    try givePINs(data, rounds: settings.pinRounds)
    let numbers = CountedNumbers()
    settings.random = { numbers.next() }
    return try await Till(
      store: bundle, data: data, registrar: registrar, cashier: cashier, settings: settings)
  }

  /// Everybody of the store has chosen a PIN before the day begins, so that a senior can say yes.
  private func givePINs(_ data: String, rounds: Int) throws {
    let pins = try Pins(folder: data, seam: .production, rounds: rounds)
    for name in people.names where try !pins.has(name) {
      try pins.propose(DayCashierSteps.pin, of: name)
      _ = try pins.confirm(DayCashierSteps.pin, of: name, at: .now)
    }
  }
}

/// The same numbers at every run, spread over all bits (SplitMix64).
private final class CountedNumbers: Sendable {
  private let state = Mutex<UInt64>(0)

  func next() -> UInt64 {
    state.withLock { state in
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
  }
}
