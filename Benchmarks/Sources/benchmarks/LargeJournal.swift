import Foundation
import GRDB

@testable import KassaRuntime

/// Row 8: opening a journal of many receipts.
enum LargeJournal {
  private static let rounds = 21

  static func rows(in folder: TemporaryFolder, receipts: Int) throws -> [Row] {
    let small = try make(folder.make("small"), receipts: receipts / 10)
    let large = try make(folder.make("large"), receipts: receipts)
    let figures = try medians(rounds: rounds, [{ try open(small) }, { try open(large) }])
    let bytes = try FileManager.default.attributesOfItem(atPath: large + "/journal.sqlite")[.size]
    let mebibytes = (bytes as? Int ?? 0) >> 20
    return try [
      Row(
        what: "opening a journal of \(receipts) receipts", measured: time(figures[1]),
        against: "\(time(figures[0])) of \(receipts / 10)", ratio: times(figures[1] / figures[0]),
        reach: "≤ 50 ms", isReached: figures[1] <= 50e6,
        note: "\(mebibytes) MiB of entries copied from a real sale, their hashes not linked; "
          + "`Benchmarks/run 8 --receipts 1000000` builds the full one")
    ] + finds(large, receipts: receipts)
  }

  /// Nanoseconds of opening a journal of so many receipts, and of finding one by number and by amount.
  static func measure(_ receipts: Int, in folder: TemporaryFolder) throws -> [Double] {
    let data = try make(folder.make("journal-\(receipts)"), receipts: receipts)
    return try medians(rounds: rounds, [{ try open(data) }])
      + searches(data, receipts: receipts)[1...]
  }

  private static func finds(_ folder: String, receipts: Int) throws -> [Row] {
    let figures = try searches(folder, receipts: receipts)
    return zip(["number", "amount"], figures[1...]).map { what, spent in
      Row(
        what: "one of \(receipts) receipts by its \(what)", measured: time(spent), against: "–",
        ratio: "–", reach: "≤ 50 ms", isReached: spent <= 50e6,
        note: "the journal opened each time; to take it into the index "
          + "\(time(figures[0])) a receipt, once")
    }
  }

  /// The first search reads all receipts, given for each of them; those after it what is new.
  private static func searches(_ folder: String, receipts: Int) throws -> [Double] {
    func find(_ wanted: PrintedReceipt.Wanted) throws -> Double {
      try nanoseconds {
        let found = try JournalReader(folder: folder).printed(wanted, max: 100)
        guard !found.isEmpty else { throw Failure("not found: \(wanted)") }
      }
    }
    let first = try find(.document(1)) / Double(receipts)
    return try [first]
      + medians(
        rounds: rounds,
        [
          { try find(.document(.random(in: 1...receipts))) },
          { try find(.total(total(of: .random(in: 1...receipts)))) },
        ])
  }

  /// Amounts as a shop has them: many receipts of each.
  private static func total(of receipt: Int) -> Money {
    Money(checked: Int64(59_850 + receipt % 30_000))
  }

  private static func open(_ folder: String) throws -> Double {
    try nanoseconds {
      let journal = try Journal(folder: folder, identity: { "" }, seam: .production)
      guard journal.lastNumber > 0 else { throw Failure("an empty journal") }
    }
  }

  /// Writes one sale through the journal, then its rows again and again in one transaction.
  private static func make(_ folder: String, receipts: Int) throws -> String {
    let till = try MemoryTill(StoreBundle(folder: Project.cafe))
    let run = till.makeRun()
    let entries = try [.flow(start: run.start)] + till.sell(run, lines: 3)
    var count = 0
    do {
      let journal = try Journal(folder: folder, identity: { "benchmark" }, seam: .production)
      var draft = journal.draft()
      draft.add(till.store.bundle)
      for entry in entries { try draft.add(entry) }
      try journal.commit(draft, at: MemoryTill.now)
      count = journal.lastNumber
    }
    let database = try DatabaseQueue(path: folder + "/journal.sqlite")
    try database.write { connection in
      try connection.execute(
        sql: """
          WITH RECURSIVE copy(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM copy WHERE n < ?)
          INSERT INTO entry (number, kind, at, body, hash)
          SELECT number + n * ?, kind, at,
            CAST(replace(replace(CAST(body AS TEXT), '"number":1,', '"number":' || (n + 1) || ','),
              '"total":59850', '"total":' || (59850 + (n + 1) % 30000)) AS BLOB), hash
          FROM copy, entry WHERE number <= ?
          """, arguments: [receipts - 1, count, count])
    }
    try database.close()
    return folder
  }
}
