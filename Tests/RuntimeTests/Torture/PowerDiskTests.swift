import GRDB
import Testing

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
