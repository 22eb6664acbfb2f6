import Foundation
import KassaRuntime

/// Plays one story: the front end of a real till, which loses its power again and again.
///
/// Each opening is a new till on what the last one left. After each the audit reads the files.
actor StoryRun {
  let store: TortureStore
  let story: Story
  let world: StoryWorld
  let root: String
  var disk: PowerDisk
  var person: StoryPerson
  var audit = Audit()
  var result = StoryResult()
  var violation: Violation?
  var isOver = false

  var watch: StoryWatch
  var isRecovering = false
  var lastAnswer: Answer?
  /// Begins when the world becomes kind.
  var settling = StorySettling()
  var sweep = SweepCount()

  private var folders = 0

  /// - Parameter root: a folder of its own, removed by whoever made it.
  init(_ story: Story, in store: TortureStore, root: String) throws {
    self.story = story
    self.store = store
    self.root = root
    world = StoryWorld(seed: story.seed, hasPinpad: story.seed.isMultiple(of: 3))
    person = StoryPerson(seed: story.seed, errand: story.errand, barcodes: store.barcodes)
    watch = StoryWatch(secrets: person.secrets)
    let folder = root + "/0"
    try makeFolder(folder)
    try store.stock(folder)
    disk = try PowerDisk(folder: folder, seed: story.seed)
    result.openings = story.openings
  }

  func play() async -> StoryResult {
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
    try makeFolder(copy)
    for name in try FileManager.default.contentsOfDirectory(atPath: disk.folder)
    where name.hasPrefix("journal.") || name.hasPrefix("registrar.") {
      if name.hasSuffix("-shm") { continue }
      try FileManager.default.copyItem(atPath: "\(disk.folder)/\(name)", toPath: "\(copy)/\(name)")
    }
    try audit.check(copy, shown: watch.shown, paper: watch.papers, taken: world.pinpad.taken)
    try FileManager.default.removeItem(atPath: copy)
    watch.audited()
  }

  private func serve() async throws {
    let seam = Seam { [disk] in try disk.reach($0) }
    let till = try await store.till(disk.folder, seam, world, cashier: self)
    try await till.run()
  }

  /// A new disk with what the power cut left.
  private func recover() throws {
    result.crashes += 1
    result.telling.append("        power cut: \(disk.place)")
    folders += 1
    let folder = "\(root)/\(folders)"
    try makeFolder(folder)
    try disk.restore(into: folder)
    PowerDiskShim.remove(disk)
    try FileManager.default.removeItem(atPath: disk.folder)
    disk = try PowerDisk(folder: folder, seed: story.seed &+ UInt64(folders))
    PowerDiskShim.insert(disk)
  }
}

// MARK: - Openings

/// How far a sweep has come at the place the till stands at.
struct SweepCount: Sendable {
  /// The journal's last entry at the last opening, which is cut no more once it survived.
  var state = -1
  var isOpeningOver = true
  var opening = 0
  var prompt = -1
  var answer = 0
  /// Prompts that were swept: an errand whose last prompt never comes ends by these.
  var prompts = 0
  static let promptsMax = 25
}

extension StoryRun {
  private func planOpening() {
    guard let cut = nextOpening() else { return disk.plan() }
    disk.plan(cut: cut)
    if result.moves.isEmpty {
      if story.sweep != nil { result.openings.append(cut) }
    } else {
      result.moves[result.moves.count - 1].reopenings.append(cut)
    }
  }

  /// Where the power goes during this opening; nil where it stays.
  private func nextOpening() -> PowerDisk.Cut? {
    if let sweep = story.sweep { return nextSweptOpening(sweep) }
    guard isRecovering || result.moves.isEmpty else { return nil }
    let done = result.moves.last?.reopenings.count ?? sweep.opening
    let index = result.moves.count - 1
    let planned =
      index < 0
      ? story.openings
      : story.moves.indices.contains(index) ? story.moves[index].reopenings : []
    guard done < planned.count else { return nil }
    if index < 0 { sweep.opening += 1 }
    return planned[done]
  }

  private func nextSweptOpening(_ kind: Story.Sweep) -> PowerDisk.Cut? {
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

extension Story.Sweep {
  func cut(at number: Int) -> PowerDisk.Cut {
    switch self {
    case .points: .point(number)
    case .operations: .operation(number)
    }
  }
}
