import Foundation
import KassaEmulators
import KassaRuntime
import Logging

/// The store whose till carries workloads: read once, opened again and again.
struct WorkloadStore: Sendable {
  let name: String
  let bundle: StoreBundle
  /// The same, by another hash: what the till's script is swapped for.
  let other: StoreBundle
  private let goods: [Good]
  private let people: People
  private let registration: RegistrarRegistration

  init(folder: String, chain: String?) throws {
    let url = URL(fileURLWithPath: folder).resolvingSymlinksInPath()
    name = url.lastPathComponent
    bundle = try StoreBundle(folder: folder, chain: chain)
    let more = ["store/\(name)/of_torture.lua": "return 1"]
    other = StoreBundle(Bundle(files: bundle.bundle.files.merging(more) { _, new in new }))
    let manifest = try StoreLoading.load(bundle).manifest
    people = manifest.people
    registration = RegistrarRegistration(seller: manifest.seller, taxation: [manifest.taxation])
    let file = url.appendingPathComponent("goods.csv").path
    goods =
      try FileManager.default.contents(atPath: file).map { try GoodsImport(csv: $0).goods } ?? []
  }

  /// A store that says only what every store must.
  static func stock() throws -> WorkloadStore {
    let folder = ScratchFolder.path("torture")
    try makeFolder(folder)
    defer { try? FileManager.default.removeFolder(folder) }
    let text = """
      return store {
        api = 1, name = "Лавка", inn = "7701234567", taxation = "usn_income", address = "Москва",
        place = "Лавка", cashiers = { "Анна", "Борис" },
      }
      """
    try text.write(toFile: folder + "/store.lua", atomically: true, encoding: .utf8)
    return try WorkloadStore(folder: folder, chain: nil)
  }

  var barcodes: [String] { goods.flatMap(\.barcodes) }

  /// Puts the store's goods into a new data folder, and gives `pin` to everybody who does not choose one.
  func stock(_ data: String, pin: String) throws {
    if !goods.isEmpty { try GoodsTable(folder: data).replace(with: goods) }
    var numbers = SplitMix64(1)
    try bundle.setUp(data, at: .now) { numbers.next() }
    let given = people.givenPINs
    guard !given.isEmpty else { return }
    let pins = try Pins(folder: data, seam: .production, rounds: 2)
    for name in given {
      try pins.propose(pin, of: name)
      _ = try pins.confirm(pin, of: name, at: .now)
    }
  }

  /// The till of the data folder, in that world.
  func till(
    _ folder: String, _ seam: Seam, _ world: WorkloadWorld, cashier: any Cashier
  ) async throws -> Till {
    let registrar = try EmulatedRegistrar(
      folder: folder, registration: registration, clock: { world.now }, offsetSeconds: 10_800,
      seam: seam)
    var settings = Till.Settings(
      clock: { world.now }, seam: seam,
      log: Logger(label: "kassa.torture") { _ in SwiftLogNoOpLogHandler() })
    settings.pinRounds = 2
    settings.random = { world.random() }
    settings.services = world.services
    return try await Till(
      store: bundle, data: folder, registrar: registrar, cashier: cashier,
      terminals: world.hasPinpad ? [world.pinpad] : [], settings: settings)
  }
}
