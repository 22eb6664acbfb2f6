import Foundation
import KassaRuntime

/// One till's long run: day after day on one data folder, the till now and then opened anew.
///
/// What is met is drawn from the seed, so the same seed sells the same receipts.
actor LongRun {
  let store: WorkloadStore
  let folder: String
  let world: WorkloadWorld
  let started = ContinuousClock.now
  var person: WorkloadPerson
  var watch: WorkloadWatch
  var audit = Audit()
  var numbers: SplitMix64
  var day: LongRunDay
  var figures = Simulation.Figures()
  var milestones: [Milestone] = []
  var violation: Violation?
  /// What was shown and done last, for whoever reads of a violation.
  var trace: [String] = []

  /// Whether the person who serves does anything a person can.
  var isWild = false
  /// Prompts since nobody waited for anything.
  var promptsOfCustomer = 0
  var promptsSinceReceipt = 0
  /// Whether a receipt was printed since anybody last came: the next screen is a new customer's.
  var isReceiptOver = false
  /// Begins when the customer takes too long, and all faults heal.
  var settling = Settling()
  var lastAnswer: Answer?
  var leaving = Leaving.walkedAway

  /// Why the front end went.
  enum Leaving: Sendable { case walkedAway, restarts, wentHome }

  /// - Parameter folder: the till's data folder, which has nothing in it.
  init(seed: UInt64, store: WorkloadStore, folder: String) throws {
    self.store = store
    self.folder = folder
    numbers = SplitMix64(seed ^ 0x11FE)
    world = WorkloadWorld(seed: seed, hasPinpad: true)
    person = WorkloadPerson(seed: seed, workload: .closeShift, barcodes: store.barcodes)
    watch = WorkloadWatch(secrets: person.secrets)
    day = LongRunDay(&numbers)
    try makeFolder(folder)
    try store.stock(folder, pin: person.pins[0])
  }

  /// Sells until there are `sales` receipts, and stops ten times on the way to measure.
  func run(_ sales: Int, progress: @Sendable (Simulation.Figures) -> Void) async throws {
    var till: Till?
    while milestones.count < Simulation.milestonesMax {
      if till == nil { till = try await open(world) }
      do { try await till?.run() } catch is CashierGone {}
      if let violation { throw violation }
      switch leaving {
      case .walkedAway: break
      case .restarts: till = nil
      case .wentHome:
        try endDay()
        progress(figures)
        if figures.sales * Simulation.milestonesMax >= sales * (milestones.count + 1) {
          let (memory, descriptors) = (try Gauge.residentBytes(), try Gauge.descriptors())
          till = nil
          try await measure(memory, descriptors)
        }
      }
    }
    try person.lookForSecrets(inFilesOf: folder)
  }

  private func open(_ world: WorkloadWorld) async throws -> Till {
    figures.openings += 1
    return try await store.till(folder, .production, world, cashier: self)
  }

  /// What the day wrote is checked, and what is settled need not be checked again.
  private func endDay() throws {
    try audit.check(folder, shown: watch.shown, paper: watch.papers, taken: world.pinpad.moved)
    watch.audited()
    audit.forgetSettled()
    world.pinpad.forgetAll(but: Set(audit.receipts.keys))
    figures.sales = audit.documents
    figures.days += 1
    world.passNight()
    day = LongRunDay(&numbers)
  }

  private func measure(_ memory: Int, _ descriptors: Int) async throws {
    let bytes = try Gauge.bytes(of: folder + "/journal.sqlite")
    let last = milestones.last
    let sold = figures.sales - (last?.sales ?? 0)
    milestones.append(
      Milestone(
        sales: figures.sales, prompts: figures.prompts,
        seconds: (ContinuousClock.now - started).inSeconds, memoryBytes: memory,
        descriptors: descriptors, openingMilliseconds: try await quickestOpening(),
        journalBytes: bytes, bytesPerSale: (bytes - (last?.journalBytes ?? 0)) / max(sold, 1)))
  }

  /// Of several: whatever else the machine does only makes an opening slower.
  private func quickestOpening() async throws -> Double {
    // Openings draw from chance; the till's own is left alone, or measuring would change its run.
    let aside = WorkloadWorld(seed: 0, hasPinpad: true, at: world.now)
    var quickest = Duration.seconds(3600)
    for _ in 0..<5 {
      let begin = ContinuousClock.now
      let till = try await open(aside)
      quickest = min(quickest, ContinuousClock.now - begin)
      withExtendedLifetime(till) {}
    }
    return quickest.inSeconds * 1000
  }
}

extension Duration {
  fileprivate var inSeconds: Double {
    Double(components.seconds) + Double(components.attoseconds) / 1e18
  }
}
