import Foundation
import KassaRuntime

/// Plays one schedule: the front end of a real till, which loses its power again and again.
///
/// Each opening is a new till on what the last one left. After each the audit reads the files.
actor ScheduleRun {
  let store: WorkloadStore
  let schedule: Schedule
  let world: WorkloadWorld
  let root: String
  var disk: PowerDisk
  var person: WorkloadPerson
  var audit = Audit()
  var result = ScheduleResult()
  var violation: Violation?
  var isOver = false

  var watch: WorkloadWatch
  var isRecovering = false
  var lastAnswer: Answer?
  /// The till that runs, and what is done to its script once its prompt is answered.
  weak var till: Till?
  var scriptAct: (ScheduleFault.ScriptAct, PowerDisk.Cut?)?
  /// Begins when all faults heal.
  var settling = Settling()
  var sweep = SweepProgress()

  private var folders = 0

  /// - Parameter root: a folder of its own, removed by whoever made it.
  init(_ schedule: Schedule, in store: WorkloadStore, root: String) throws {
    self.schedule = schedule
    self.store = store
    self.root = root
    world = WorkloadWorld(seed: schedule.seed, hasPinpad: schedule.seed.isMultiple(of: 3))
    person = WorkloadPerson(
      seed: schedule.seed, workload: schedule.workload, barcodes: store.barcodes)
    watch = WorkloadWatch(secrets: person.secrets)
    let folder = root + "/0"
    try makeFolder(folder)
    try store.stock(folder, pin: person.pins[0])
    disk = try PowerDisk(folder: folder, seed: schedule.seed)
    result.openings = schedule.openings
  }

  func play() async -> ScheduleResult {
    PowerDiskShim.insert(disk)
    do {
      while !isOver { try await open() }
      try person.lookForSecrets(inFilesOf: disk.folder)
    } catch let found as Violation {
      result.violation = found
    } catch {
      result.violation = Violation("till unusable", "\(error)")
    }
    PowerDiskShim.remove(disk)
    result.sales = audit.documents
    return result
  }

  /// Serves until the power, the front end or the disk goes, then looks at what is left.
  private func open() async throws {
    planOpening()
    do { try await serve() } catch is CashierGone {} catch {
      guard disk.isOff || disk.hasFailed else {
        throw Violation("till unusable", "\(error)")
      }
    }
    if let violation { throw violation }
    isRecovering = disk.isOff || disk.hasFailed
    if disk.isOff {
      try recover()
    } else {
      let hasFailed = disk.hasFailed
      disk.plan()
      if hasFailed {
        // Whether what could not be synced is there is open until the next till has synced it.
        result.failures += 1
        return
      }
    }
    try look()
  }

  /// Lets the audit read a copy: the till must find the files as the cut left them.
  private func look() throws {
    let copy = root + "/audit"
    while try !copyFiles(to: copy) { try FileManager.default.removeItem(atPath: copy) }
    try audit.check(copy, shown: watch.shown, paper: watch.papers, taken: world.pinpad.moved)
    try FileManager.default.removeItem(atPath: copy)
    if let key = world.services.doubled {
      throw Violation("service changed twice", "the call \(key) was sent again")
    }
    if let key = audit.denied.first(where: world.services.hasChanged) {
      throw Violation("service change denied", "the call \(key) was made, and told as not made")
    }
    watch.audited()
  }

  /// - Returns: false where a file went meanwhile: the till before closes a moment after it has ended, and a database
  ///   that closes takes its log away.
  private func copyFiles(to copy: String) throws -> Bool {
    try makeFolder(copy)
    for name in try FileManager.default.contentsOfDirectory(atPath: disk.folder)
    where name.hasPrefix("journal.") || name.hasPrefix("registrar.") {
      if name.hasSuffix("-shm") { continue }
      let path = "\(disk.folder)/\(name)"
      do { try FileManager.default.copyItem(atPath: path, toPath: "\(copy)/\(name)") } catch {
        guard !FileManager.default.fileExists(atPath: path) else { throw error }
        return false
      }
    }
    return true
  }

  private func serve() async throws {
    let seam = Seam { [disk] in try disk.reach($0) }
    let till = try await store.till(disk.folder, seam, world, cashier: self)
    (self.till, scriptAct) = (till, nil)
    try await till.run()
  }

  /// A new disk with what the power cut left.
  private func recover() throws {
    result.crashes += 1
    result.trace.append("        power cut: \(disk.place)")
    folders += 1
    let folder = "\(root)/\(folders)"
    try makeFolder(folder)
    try disk.restore(into: folder)
    PowerDiskShim.remove(disk)
    try FileManager.default.removeFolder(disk.folder)
    disk = try PowerDisk(folder: folder, seed: schedule.seed &+ UInt64(folders))
    PowerDiskShim.insert(disk)
  }
}

// MARK: - Openings

extension ScheduleRun {
  private func planOpening() {
    guard let cut = nextOpening() else { return disk.plan() }
    disk.plan(cut: cut)
    if result.steps.isEmpty {
      if schedule.sweep != nil { result.openings.append(cut) }
    } else {
      result.steps[result.steps.count - 1].reopenings.append(cut)
    }
  }

  /// Where the power goes during this opening; nil where it stays.
  private func nextOpening() -> PowerDisk.Cut? {
    if let sweep = schedule.sweep { return nextSweptOpening(sweep) }
    guard isRecovering || result.steps.isEmpty else { return nil }
    let done = result.steps.last?.reopenings.count ?? sweep.opening
    let index = result.steps.count - 1
    let planned =
      index < 0
      ? schedule.openings
      : schedule.steps.indices.contains(index) ? schedule.steps[index].reopenings : []
    guard done < planned.count else { return nil }
    if index < 0 { sweep.opening += 1 }
    return planned[done]
  }

  private func nextSweptOpening(_ kind: Sweep) -> PowerDisk.Cut? {
    // Counting goes on until a prompt is reached: from 1 again after each commit of the opening, a
    // print would never be sent.
    if sweep.state != audit.lastNumber, sweep.isOpeningOver {
      (sweep.isOpeningOver, sweep.opening) = (false, 0)
    }
    sweep.state = audit.lastNumber
    guard !sweep.isOpeningOver else { return nil }
    sweep.opening += 1
    return kind.cut(at: sweep.opening)
  }
}
