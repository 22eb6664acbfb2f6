import GRDB
import Testing

@testable import KassaProving
@testable import KassaRuntime

/// What a power cut leaves of SQLite's files.
@Suite struct PowerDiskTests {
  /// A row is committed, then another one, and the power goes; how many rows are found.
  private func rows(synchronous: String, seed: UInt64) throws -> Int {
    let (old, new) = (try TestFolder(), try TestFolder())
    let disk = try PowerDisk(folder: old.path, seed: seed)
    PowerDiskShim.insert(disk)
    defer { PowerDiskShim.remove(disk) }
    let queue = try DurableDatabase.open(old.path + "/a.sqlite")
    try queue.write { try $0.execute(sql: "CREATE TABLE t(x)") }
    try queue.write { try $0.execute(sql: "INSERT INTO t VALUES (1)") }
    try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = \(synchronous)") }
    try queue.write { try $0.execute(sql: "INSERT INTO t VALUES (2)") }
    disk.cutNow("test")
    try disk.restore(into: new.path)
    let found = try DatabaseQueue(path: new.path + "/a.sqlite")
    return try found.read { try Int.fetchOne($0, sql: "SELECT COUNT(*) FROM t") ?? 0 }
  }

  @Test(arguments: 0..<10) func `keeps what was synced`(seed: UInt64) throws {
    #expect(try rows(synchronous: "FULL", seed: seed) == 2)
  }

  @Test func `may lose what was not synced, and nothing else`() throws {
    let found = try Set((0..<20).map { try rows(synchronous: "OFF", seed: $0) })
    #expect(found == [1, 2])
  }

  /// From operation `first` on nothing reaches the disk any more, and the process ends; the rows that
  /// the next one finds, and those that are left when the power goes then.
  private func rows(failingFrom first: Int, seed: UInt64) throws -> (found: Int, left: Int) {
    let (old, new) = (try TestFolder(), try TestFolder())
    let disk = try PowerDisk(folder: old.path, seed: seed)
    PowerDiskShim.insert(disk)
    defer { PowerDiskShim.remove(disk) }
    var queue: DatabaseQueue? = try DurableDatabase.open(old.path + "/a.sqlite")
    try queue?.write { try $0.execute(sql: "CREATE TABLE t(x)") }
    disk.plan(
      failure: PowerDisk.Failure(code: ResultCode.SQLITE_IOERR.rawValue, first: first, times: 100))
    #expect(throws: DatabaseError.self) {
      try queue?.write { try $0.execute(sql: "INSERT INTO t VALUES (1)") }
    }
    queue = nil
    disk.plan()
    let next = try DurableDatabase.open(old.path + "/a.sqlite")
    let found = try next.read { try Int.fetchOne($0, sql: "SELECT COUNT(*) FROM t") ?? 0 }
    disk.cutNow("test")
    try disk.restore(into: new.path)
    let last = try DatabaseQueue(path: new.path + "/a.sqlite")
    return (found, try last.read { try Int.fetchOne($0, sql: "SELECT COUNT(*) FROM t") ?? 0 })
  }

  /// Rows that were found and are gone, over some places and draws.
  private func lost() throws -> Int {
    var (lost, found) = (0, 0)
    for first in 1...3 {
      for seed in 0..<10 as Range<UInt64> {
        let rows = try rows(failingFrom: first, seed: seed)
        found += rows.found
        if rows.left < rows.found { lost += 1 }
      }
    }
    #expect(found > 0, "a commit whose sync failed is found by the next process")
    return lost
  }

  @Test func `what a process found is there after a power cut, though another wrote it`() throws {
    #expect(try lost() == 0)
  }

  @Test func `does nothing more once it is off`() throws {
    let folder = try TestFolder()
    let disk = try PowerDisk(folder: folder.path, seed: 1)
    PowerDiskShim.insert(disk)
    defer { PowerDiskShim.remove(disk) }
    let queue = try DurableDatabase.open(folder.path + "/a.sqlite")
    disk.cutNow("test")
    #expect(throws: DatabaseError.self) {
      try queue.write { try $0.execute(sql: "CREATE TABLE t(x)") }
    }
    #expect(throws: PowerDisk.PowerIsOff.self) { try disk.reach(.beforeDevice(call: "print")) }
  }
}
