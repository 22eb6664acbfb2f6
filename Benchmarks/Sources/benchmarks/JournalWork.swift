import Foundation

@testable import KassaRuntime

/// Row 13, and cases for a tool that counts instructions: what the journal does for a card sale and
/// afterwards.
enum JournalWork: String, CaseIterable {
  /// Whole sales of a till with its registrar, on disk.
  case durable
  /// The entries of a sale, committed as its till commits them.
  case commit
  /// A flow of 100 answers comes back.
  case replay
  /// What is done with all entries of a sale. The cases sell first: `commit` is to be taken off them.
  case verify, list, export, backup

  func run(_ turns: Int) async throws {
    let folder = try TemporaryFolder()
    switch self {
    case .durable: try await DurableSale.sell(turns, in: folder.make("durable"), isTimed: false)
    case .replay: try ReplayedFlow.replay(turns)
    case .commit, .verify, .list, .export, .backup:
      let data = try folder.make("journal")
      try Self.commit(turns, in: data)
      try read(JournalReader(folder: data), copy: data + "/copy")
    }
  }

  private func read(_ reader: JournalReader, copy: String) throws {
    switch self {
    case .durable, .commit, .replay: break
    case .verify: _ = try reader.verify()
    case .list: try reader.forEach { _ in }
    case .export: try reader.export { _ in }
    case .backup: try reader.backup(to: copy)
    }
  }

  static func rows(in folder: TemporaryFolder) throws -> [Row] {
    let receipts = 1_000
    let data = try folder.make("read")
    try commit(receipts, in: data)
    return try [JournalWork.verify, .list, .export, .backup].map { work in
      let reader = try JournalReader(folder: data)
      let spent = try nanoseconds { try work.read(reader, copy: data + "/copy") } / Double(receipts)
      return Row(
        what: "\(work) a receipt", measured: time(spent), against: "–", ratio: "–",
        reach: "≤ 0.15 ms", isReached: spent <= 0.15e6,
        note: "of \(receipts) card sales without fiscal evidence of a registrar's files")
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
