import Foundation
import KassaEmulators
import KassaRuntime
import Synchronization

/// The store whose scenarios are played: read once, opened by every scenario.
///
/// One till at a time is open. Its files are in memory, and what every day begins with is made once: goods,
/// PINs, a registrar that is registered.
struct ScenarioStore: Sendable {
  let name: String
  private let lent = LentFiles()
  var files: MemoryFiles { lent.files }
  private let bundle: StoreBundle
  private let registration: RegistrarRegistration
  private let language: Language
  let manifest: StoreManifest

  init(folder: String, chain: String?, language: Language) throws {
    let url = URL(fileURLWithPath: folder).resolvingSymlinksInPath()
    name = url.lastPathComponent
    bundle = try StoreBundle(folder: folder, chain: chain)
    manifest = try StoreLoading.load(bundle).manifest
    registration = RegistrarRegistration(seller: manifest.seller, taxation: [manifest.taxation])
    self.language = language
    let file = url.appendingPathComponent("goods.csv").path
    let csv = FileManager.default.contents(atPath: file)
    try prepare(try csv.map { try GoodsImport(csv: $0).goods } ?? [])
  }

  /// What a till in memory calls its data folder.
  static let data = "/memory"
  private static let pinRounds = 2

  var seam: Seam { Seam(files) }

  /// What the store finds by `require`.
  var modules: [String: Chunk] { bundle.bundle.modules }

  private func prepare(_ goods: [Good]) throws {
    if lent.areUsed { try files.begin(without: ["/people.sqlite", "/registrar.sqlite"]) }
    let table = try GoodsTable(folder: Self.data, seam: seam)
    if !goods.isEmpty || lent.areUsed { try table.replace(with: goods) }
    _ = try registrar(DayClock())
    let numbers = Mutex(SplitMix64(0))
    _ = try Journal(
      folder: Self.data, identity: { TillIdentity.make { numbers.withLock { $0.next() } } },
      seam: seam)
    try givePINs()
    try files.remember(except: [GoodsTable.fileName])
  }

  private func registrar(_ clock: DayClock) throws -> EmulatedRegistrar {
    try EmulatedRegistrar(
      folder: Self.data, registration: registration, clock: { clock.now },
      offsetSeconds: DayClock.offsetSeconds, seam: seam)
  }

  /// The till as the day of `world` finds it, with `cashier` before it.
  ///
  /// - Parameter isFirst: whether none was open on that day.
  func till(
    of world: DayWorld, isFirst: Bool, cashier: any Cashier,
    isolation: isolated (any Actor)? = #isolation
  ) async throws -> Till {
    let (clock, trace, pinpad, chance) = (world.clock, world.trace, world.pinpad, world.chance)
    chance.beginAnew()
    let random: @Sendable () -> UInt64 = { chance.next() }
    if isFirst, !manifest.parameters.isEmpty || !world.parameters.isEmpty {
      let desk = try ParameterDesk(
        folder: Self.data, store: bundle, by: "setup", clock: { clock.now }, random: random,
        seam: seam)
      try desk.give(manifest.parameters.merging(world.parameters) { _, given in given })
      world.isSetUp = true
    }
    var settings = Till.Settings(
      language: world.language ?? language, columns: 48, offsetSeconds: DayClock.offsetSeconds,
      clock: { clock.now }, seam: seam, log: DayLog.silent)
    settings.hear = { trace.note($0) }
    settings.enter = { trace.note(entered: $0) }
    settings.committed = { trace.note(committed: $0) }
    settings.pinRounds = Self.pinRounds
    settings.services = world.services
    settings.connect = { pinpad.driver(id: $0.id, name: $0.name) }
    settings.random = random
    return try await Till(
      store: bundle, data: Self.data, registrar: try registrar(clock), cashier: cashier,
      settings: settings)
  }

  /// Everybody of the store has chosen a PIN before the day begins, so that a senior can say yes.
  private func givePINs() throws {
    let pins = try Pins(folder: Self.data, seam: seam, rounds: Self.pinRounds)
    try pins.give(DayCashierSteps.pin, to: manifest.people.names)
  }
}

/// Files in memory that one store after the other has: to make them and prepare all statements takes a fifth of
/// what playing a store's scenarios does.
private final class LentFiles: Sendable {
  let files: MemoryFiles
  /// Whether another store has had them.
  let areUsed: Bool

  private static let idle = Mutex<[MemoryFiles]>([])

  init() {
    let known = Self.idle.withLock { $0.popLast() }
    (files, areUsed) = (known ?? MemoryFiles(), known != nil)
  }

  deinit { Self.idle.withLock { [files] in $0.append(files) } }
}
