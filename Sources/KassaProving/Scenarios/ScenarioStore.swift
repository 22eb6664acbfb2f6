import Foundation
import KassaEmulators
import KassaRuntime
import Synchronization

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
    let manifest = try StoreLoading.load(bundle).manifest
    registration = RegistrarRegistration(seller: manifest.seller, taxation: [manifest.taxation])
    people = manifest.people
    self.language = language
    let file = url.appendingPathComponent("goods.csv").path
    goods =
      try FileManager.default.contents(atPath: file).map { try GoodsImport(csv: $0).goods } ?? []
  }

  /// What the store finds by `require`.
  var modules: [String: Chunk] { bundle.bundle.modules }

  /// Puts the store's goods into a new data folder.
  func stock(_ data: String) throws {
    if !goods.isEmpty { try GoodsTable(folder: data).replace(with: goods) }
  }

  /// The till of the data folder, with `cashier` before it.
  ///
  /// - Parameter language: over the one that was asked for, where the scenario says so.
  func till(
    data: String, clock: DayClock, language: Language?, parameters: [String: Value],
    pinpad: DayPinpad, services: DayService, trace: DayTrace, cashier: any Cashier
  ) async throws -> Till {
    let numbers = Mutex(SplitMix64(0))
    try bundle.setUp(data, parameters, at: clock.now) { numbers.withLock { $0.next() } }
    let registrar = try EmulatedRegistrar(
      folder: data, registration: registration, clock: { clock.now },
      offsetSeconds: DayClock.offsetSeconds)
    var settings = Till.Settings(
      language: language ?? self.language, columns: 48, offsetSeconds: DayClock.offsetSeconds,
      clock: { clock.now }, log: DayLog.silent)
    settings.hear = { trace.note($0) }
    settings.pinRounds = 2
    settings.services = services
    settings.connect = { pinpad.driver(id: $0.id, name: $0.name) }
    try givePINs(data, rounds: settings.pinRounds)
    settings.random = { numbers.withLock { $0.next() } }
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
