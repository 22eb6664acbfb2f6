import Foundation
import GRDB
import Testing

@testable import KassaRuntime

/// Data folders that no till can run on, or no longer.
@Suite(.timeLimit(.minutes(5))) struct BadDataProcessTests {
  private static let store = ["--store", TillProcess.cafe, "--io", "jsonl"]

  private static func till(on data: String = "data") -> [String] {
    ["till", "--data", data] + store
  }

  private static let verify = ["journal", "verify", "--data", "data"]

  /// A till has run in `here`, and one of its files was changed afterwards.
  private static func used(_ change: @escaping @Sendable (String) throws -> Void)
    -> @Sendable (String) throws -> Void
  {
    { here in
      #expect(try CommandRun(till(), in: here).code == 4)
      try change(here + "/data")
    }
  }

  private static func sql(_ file: String, _ statement: String) -> @Sendable (String) throws -> Void
  {
    used { data in
      let database = try DatabaseQueue(path: "\(data)/\(file).sqlite")
      try database.writeWithoutTransaction { try $0.execute(sql: statement) }
      try database.close()
    }
  }

  /// The file's first bytes are no database any more.
  private static func overwritten(_ file: String) -> @Sendable (String) throws -> Void {
    used { data in try replace("\(data)/\(file).sqlite", with: Data("no database".utf8)) }
  }

  private static func replace(_ path: String, with bytes: Data) throws {
    for suffix in ["-wal", "-shm"] where FileManager.default.fileExists(atPath: path + suffix) {
      try FileManager.default.removeItem(atPath: path + suffix)
    }
    try write(bytes, to: path)
  }

  /// The page where the entries begin is noise.
  private static let damaged = used { data in
    let path = data + "/journal.sqlite"
    let database = try DatabaseQueue(path: path)
    let (root, size) = try database.writeWithoutTransaction { database in
      try database.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
      let root = "SELECT rootpage FROM sqlite_schema WHERE name = 'entry'"
      return (
        try Int.fetchOne(database, sql: root) ?? 1,
        try Int.fetchOne(database, sql: "PRAGMA page_size") ?? 4_096
      )
    }
    try database.close()
    var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    for place in (root - 1) * size..<root * size { bytes[place] ^= 0x55 }
    try replace(path, with: bytes)
  }

  static let folders = [
    Mistake(
      "a file", till(),
      says: "the data folder «data» can't be made: «{here}/data» is a file; "
        + "name another with --data DIR"
    ) { here in try write("x", to: here + "/data") },
    Mistake(
      "inside a file", till(on: "data/till"),
      says: "the data folder «data/till» can't be made: «{here}/data» is a file; "
        + "name another with --data DIR"
    ) { here in try write("x", to: here + "/data") },
    Mistake(
      "a link to nothing", till(),
      says: "the data folder «data» can't be made: «{here}/data» is a link to nothing; "
        + "name another with --data DIR"
    ) { here in
      try FileManager.default.createSymbolicLink(
        atPath: here + "/data", withDestinationPath: "nowhere")
    },
    Mistake(
      "where nothing can be made", till(on: "/proc/kassa"),
      says: "the data folder «/proc/kassa» can't be made in «/proc»; name another with --data DIR"),
    Mistake(
      "no name", till(on: ""), code: 64,
      says: "--data: a folder was expected, got nothing; name one"),
    Mistake(
      "no folder to look at", ["registrar", "status", "--data", "data"],
      says: "no data folder «data»; check the --data folder"),
    Mistake(
      "no goods to list", ["goods", "list", "--data", "data"],
      says: "no data folder «data»; check the --data folder"),
    Mistake(
      "no journal to verify", verify,
      says: "no journal at «data/journal.sqlite»; check the --data folder"),
  ]

  private static let newer = "PRAGMA user_version = 7"

  static let files = [
    Mistake(
      "a newer journal", till(),
      says: "«data/journal.sqlite» has format 7, this program knows 2; use a newer kassa-run",
      prepare: sql("journal", newer)),
    Mistake(
      "a newer journal to verify", verify,
      says: "«data/journal.sqlite» has format 7, this program knows 2; use a newer kassa-run",
      prepare: sql("journal", newer)),
    Mistake(
      "a newer table of goods", till(),
      says: "goods.sqlite has format 7, written by a newer program; update this one",
      prepare: sql("goods", newer)),
    Mistake(
      "a newer registrar", till(),
      says: "registrar.sqlite has format 7, written by a newer program; update this one",
      prepare: sql("registrar", newer)),
    Mistake(
      "no journal at all", till(),
      says: "«data/journal.sqlite» is not a journal of a till; check the --data folder",
      prepare: overwritten("journal")),
    Mistake(
      "no goods at all", ["goods", "list", "--data", "data"],
      says: "data/goods.sqlite is not a table of goods, or is damaged; "
        + "move it away and import the goods again",
      prepare: overwritten("goods")),
    Mistake(
      "no registrar at all", ["registrar", "status", "--data", "data"],
      says: "«data/registrar.sqlite» is not a file of a till, or is damaged; "
        + "restore a copy, or move it away",
      prepare: overwritten("registrar")),
    Mistake(
      "no PINs at all", till(),
      says: "«data/people.sqlite» is not a file of a till, or is damaged; "
        + "restore a copy, or move it away",
      prepare: overwritten("people")),
    Mistake(
      "a folder named as the journal", verify,
      says: "«data/journal.sqlite» can't be opened: it is a folder; "
        + "check the rights of the data folder and what is in it"
    ) { here in try write("", to: here + "/data/journal.sqlite/readme") },
    Mistake(
      "a folder named as the journal, for a till", till(),
      says: "«data/journal.sqlite» can't be opened: it is no file, or not ours to open; "
        + "check the rights of the data folder and what is in it"
    ) { here in try write("", to: here + "/data/journal.sqlite/readme") },
    Mistake(
      "a damaged journal", till(),
      says: "«data/journal.sqlite» is damaged; keep the file and restore a copy", prepare: damaged),
    Mistake(
      "a damaged journal to verify", verify, code: 1,
      says: "«data/journal.sqlite» is damaged; good entries before that: *; "
        + "keep the file and restore a copy",
      prepare: damaged),
    Mistake(
      "an edited entry", verify, code: 1,
      says: "entry 2 is broken: its hash does not follow from its text and the entry before; "
        + "good entries before it: 1; keep the file and restore a copy",
      prepare: sql(
        "journal",
        """
        UPDATE entry SET body = CAST(replace(CAST(body AS TEXT), 'sign_in', 'sign_up') AS BLOB)
        WHERE number = 2
        """)),
    Mistake(
      "an entry taken out", verify, code: 1,
      says: "entry 1 is broken: it is missing; good entries before it: 0; "
        + "keep the file and restore a copy",
      prepare: sql("journal", "DELETE FROM entry WHERE number = 1")),
    Mistake(
      "another seller's registrar", ["till", "--data", "data", "--store", "leto", "--io", "jsonl"],
      says: "this data folder's registrar belongs to INN 7701234567, FN 9999000000000001, "
        + "and this store is of INN 7701234568; choose another data folder",
      prepare: used { data in
        let script = """
          return store { api = 1, name = "x", inn = "7701234568", taxation = "osn",
            address = "x", place = "x", cashiers = { "Анна" } }
          """
        try write(script, to: data + "/../leto/store.lua")
      }),
  ]

  @Test(arguments: folders + files)
  func `says in one line why the data can't be used`(mistake: Mistake) throws {
    try mistake.check()
  }

  @Test func `makes nothing where it only looks`() throws {
    let folder = try TestFolder()
    _ = try CommandRun(["registrar", "status", "--data", "data"], in: folder.path)
    _ = try CommandRun(["goods", "list", "--data", "data"], in: folder.path)
    _ = try CommandRun(Self.verify, in: folder.path)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
  }
}
