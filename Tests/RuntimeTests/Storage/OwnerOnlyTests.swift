import Foundation
import Testing

@testable import KassaRuntime

/// What a till keeps, nobody but its owner can read, also where a host uses the library alone.
@Suite struct OwnerOnlyTests {
  private func rights(_ path: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    return try #require(attributes[.posixPermissions] as? Int) & 0o777
  }

  private func set(_ rights: Int, _ path: String) throws {
    try FileManager.default.setAttributes([.posixPermissions: rights], ofItemAtPath: path)
  }

  /// The files of a folder in which a journal, the PINs and the goods are open.
  private func openFiles(_ data: String) throws -> [String: Int] {
    let journal = try Journal(folder: data, identity: { "t" }, seam: .production)
    let pins = try Pins(folder: data, seam: .production, rounds: 2)
    try pins.propose("1234", of: "Анна")
    try journal.append([.reconciled(document: 1)], at: Moment(milliseconds: 0))
    let goods = try GoodsTable(folder: data)
    return try withExtendedLifetime((journal, pins, goods)) {
      try Dictionary(
        uniqueKeysWithValues: FileManager.default.contentsOfDirectory(atPath: data).map {
          ($0, try rights(data + "/" + $0))
        })
    }
  }

  @Test func `a new data folder and all its files are the owner's`() throws {
    let data = try TestFolder().path + "/a/data"
    let files = try openFiles(data)
    for name in ["journal.sqlite", "journal.sqlite-wal", "journal.sqlite-shm", "people.sqlite-wal"]
    {
      #expect(files[name] == 0o600, "\(name)")
    }
    #expect(files.filter { $0.value != 0o600 }.isEmpty, "\(files)")
    #expect(try rights(data) == 0o700)
  }

  @Test func `a folder and files that others could read are tightened, and nothing else is`() throws
  {
    let folder = try TestFolder()
    let data = folder.path + "/data"
    _ = try openFiles(data)
    try set(0o755, data)
    try set(0o644, data + "/journal.sqlite")
    try set(0o664, data + "/people.sqlite")
    for (name, content) in [("kassa.log", "log"), ("notes.txt", "mine")] {
      try Data(content.utf8).write(to: URL(fileURLWithPath: data + "/" + name))
      try set(0o644, data + "/" + name)
    }
    try Data().write(to: URL(fileURLWithPath: folder.path + "/outside"))
    try set(0o644, folder.path + "/outside")
    try FileManager.default.createSymbolicLink(
      atPath: data + "/other.log", withDestinationPath: folder.path + "/outside")
    let files = try openFiles(data)
    #expect(try rights(data) == 0o700)
    for name in ["journal.sqlite", "people.sqlite", "kassa.log", "journal.sqlite-wal"] {
      #expect(files[name] == 0o600, "\(name)")
    }
    #expect(files["notes.txt"] == 0o644)
    #expect(try rights(folder.path + "/outside") == 0o644)
  }
}
