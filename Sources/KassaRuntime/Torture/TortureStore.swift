import Foundation
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

  var barcodes: [String] { goods.flatMap(\.barcodes) }

  /// Puts the store's goods into a new data folder.
  func stock(_ data: String) throws {
    if !goods.isEmpty { try GoodsTable(folder: data).replace(with: goods) }
  }

  /// The till of the data folder, on that disk and at that time.
  func till(_ disk: PowerDisk, _ world: StoryWorld, cashier: any Cashier) async throws -> Till {
    let seam = Seam { try disk.reach($0) }
    let registrar = try EmulatedRegistrar(
      folder: disk.folder, registration: registration, clock: { world.now }, offsetSeconds: 10_800,
      seam: seam)
    var settings = Till.Settings(
      clock: { world.now }, seam: seam,
      log: Logger(label: "kassa.torture") { _ in SwiftLogNoOpLogHandler() })
    settings.pinRounds = 2
    settings.random = { world.random() }
    return try await Till(
      store: bundle, data: disk.folder, registrar: registrar, cashier: cashier,
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
    // 2026-01-12 10:00 in Moscow, a Monday.
    var now = Moment(milliseconds: 1_768_201_200_000)
    var latest = Moment(milliseconds: 1_768_201_200_000)
  }

  init(seed: UInt64) {
    hasPinpad = seed.isMultiple(of: 3)
    numbers = Mutex(StoryNumbers(seed ^ 0xC10C))
    time = Mutex(Time())
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

  /// The clock is set right again: to a minute after the latest time it has ever shown.
  func setRight() {
    time.withLock { $0.now = $0.latest.adding(milliseconds: 60_000) }
  }
}
