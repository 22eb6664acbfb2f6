import Foundation
import KassaEmulators
import KassaRuntime
import Logging
import Synchronization

/// The store whose till is tormented: read once, opened again and again.
struct TortureStore: Sendable {
  let name: String
  private let bundle: StoreBundle
  private let goods: [Good]
  private let registration: RegistrarRegistration

  init(folder: String, chain: String?) throws {
    let url = URL(fileURLWithPath: folder).resolvingSymlinksInPath()
    name = url.lastPathComponent
    bundle = try StoreBundle(folder: folder, chain: chain)
    let manifest = try StoreLoading.load(bundle.bundle).manifest
    registration = RegistrarRegistration(seller: manifest.seller, taxation: [manifest.taxation])
    let file = url.appendingPathComponent("goods.csv").path
    goods =
      try FileManager.default.contents(atPath: file).map { try GoodsImport(csv: $0).goods } ?? []
  }

  /// A store that says only what every store must.
  static func stock() throws -> TortureStore {
    let folder = Torture.root()
    try makeFolder(folder)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let text = """
      return store {
        api = 1, name = "Лавка", inn = "7701234567", taxation = "usn_income", address = "Москва",
        place = "Лавка", cashiers = { "Анна", "Борис" },
      }
      """
    try text.write(toFile: folder + "/store.lua", atomically: true, encoding: .utf8)
    return try TortureStore(folder: folder, chain: nil)
  }

  var barcodes: [String] { goods.flatMap(\.barcodes) }

  /// Puts the store's goods into a new data folder.
  func stock(_ data: String) throws {
    if !goods.isEmpty { try GoodsTable(folder: data).replace(with: goods) }
  }

  /// The till of the data folder, in that world.
  func till(
    _ folder: String, _ seam: Seam, _ world: StoryWorld, cashier: any Cashier
  ) async throws -> Till {
    let registrar = try EmulatedRegistrar(
      folder: folder, registration: registration, clock: { world.now }, offsetSeconds: 10_800,
      seam: seam)
    var settings = Till.Settings(
      clock: { world.now }, seam: seam,
      log: Logger(label: "kassa.torture") { _ in SwiftLogNoOpLogHandler() })
    settings.pinRounds = 2
    settings.random = { world.random() }
    return try await Till(
      store: bundle, data: folder, registrar: registrar, cashier: cashier,
      terminals: world.hasPinpad ? [world.pinpad] : [], settings: settings)
  }
}

/// What is around a story's till and keeps its power: the time, the terminal, chance.
final class StoryWorld: Sendable {
  let pinpad = StoryPinpad()
  let hasPinpad: Bool
  private let numbers: Mutex<StoryNumbers>
  private let time: Mutex<Time>

  private struct Time {
    var now: Moment
    var latest: Moment
  }

  // 2026-01-12 10:00 in Moscow, a Monday.
  init(
    seed: UInt64, hasPinpad: Bool, at now: Moment = Moment(milliseconds: 1_768_201_200_000)
  ) {
    self.hasPinpad = hasPinpad
    numbers = Mutex(StoryNumbers(seed ^ 0xC10C))
    time = Mutex(Time(now: now, latest: now))
  }

  var now: Moment { time.withLock { $0.now } }

  func random() -> UInt64 { numbers.withLock { $0.next() } }

  /// Lets time pass, or jump back.
  func pass(seconds: Int) {
    time.withLock { time in
      time.now = time.now.adding(milliseconds: Int64(seconds) * 1000)
      time.latest = max(time.latest, time.now)
    }
  }

  /// What an event does to the world; the others happen to the till and to its front end.
  func meet(_ event: StoryMove.Event, _ folder: String) throws {
    switch event {
    case .none, .tapTwice, .walkAway, .cut, .cutWhileShown, .failure: break
    case .registrar(let fault, let times):
      try EmulatedRegistrarControl(folder: folder).set(fault, times: times)
    case .mend: try EmulatedRegistrarControl(folder: folder).clearAll()
    case .clock(let minutes): pass(seconds: minutes * 60)
    case .pinpad(let mood): pinpad.be(mood)
    }
  }

  /// Nothing stands in anybody's way any more.
  func beKind(_ folder: String) throws {
    try EmulatedRegistrarControl(folder: folder).clearAll()
    pinpad.be(.approve)
    setRight()
  }

  /// Nothing happens for a while; a clock that was wrong is right again.
  func passQuietly(seconds: Int) {
    setRight()
    pass(seconds: seconds)
  }

  /// The next morning, 9:00 in Moscow.
  func passNight() {
    setRight()
    let day: Int64 = 86_400_000
    let opening: Int64 = (9 - 3) * 3_600_000
    time.withLock { time in
      let days = (time.now.milliseconds - opening) / day + 1
      time.now = Moment(milliseconds: days * day + opening)
      time.latest = time.now
    }
  }

  /// The clock is set right again: to a minute after the latest time it has ever shown.
  func setRight() {
    time.withLock { $0.now = $0.latest.adding(milliseconds: 60_000) }
  }
}
