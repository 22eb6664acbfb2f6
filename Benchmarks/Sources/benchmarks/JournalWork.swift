import Foundation

@testable import KassaRuntime

/// What the journal does for a card sale and afterwards, for a tool that counts instructions.
///
/// Each case but the first sells into a journal and then reads it, so the case `commit` is to be taken
/// off it.
enum JournalWork: String, CaseIterable {
  /// Whole sales of a till with its registrar, on disk.
  case durable
  /// The entries of a sale, committed as its till commits them.
  case commit
  case verify, list, export, backup

  func run(_ turns: Int) async throws {
    let folder = try TemporaryFolder()
    if self == .durable {
      try await DurableSale.sell(turns, in: folder.make("durable"))
      return
    }
    let data = try folder.make("journal")
    try Self.commit(turns, in: data)
    let reader = try JournalReader(folder: data)
    switch self {
    case .durable, .commit: break
    case .verify: _ = try reader.verify()
    case .list: try reader.forEach { _ in }
    case .export: try reader.export { _ in }
    case .backup: try reader.backup(to: data + "/copy")
    }
  }

  private static func commit(_ sales: Int, in folder: String) throws {
    let till = try MemoryTill(StoreBundle(folder: Project.cafe))
    let run = till.makeRun()
    let entries = try till.sell(run, lines: 1)
    let journal = try Journal(folder: folder, identity: { "benchmark" }, seam: .production)
    for _ in 1...sales {
      var draft = journal.draft()
      draft.add(till.store.bundle)
      try draft.add(.flow(start: run.start))
      for (index, entry) in entries.enumerated() {
        try draft.add(entry)
        // Each answer is a commit; what starts a flow goes with its first step.
        guard index > 0 || entries.count == 1 else { continue }
        try journal.commit(draft, at: MemoryTill.now)
        draft = journal.draft()
      }
    }
  }
}
