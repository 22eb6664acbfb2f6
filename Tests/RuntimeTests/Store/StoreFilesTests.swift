import Foundation
import Testing

@testable import KassaRuntime

/// M16 and M17: files that would be read into memory whole, and files that one name means.
@Suite struct StoreFilesTests {
  private let folder: TestFolder
  private var store: String { folder.path + "/leto" }

  init() throws {
    folder = try TestFolder()
    try makeFolder(folder.path + "/leto")
    try Story.store("").write(
      toFile: folder.path + "/leto/store.lua", atomically: true, encoding: .utf8)
  }

  private func makeHole(_ name: String, bytes: UInt64) throws {
    let path = store + "/" + name
    _ = FileManager.default.createFile(atPath: path, contents: nil)
    let handle = try #require(FileHandle(forWritingAtPath: path))
    try handle.truncate(atOffset: bytes)
    try handle.close()
  }

  @Test func `a script of three gigabytes is refused unread`() throws {
    try makeHole("store.lua", bytes: 3 << 30)
    let stopwatch = Stopwatch()
    #expect(throws: StoreError.tooLarge(path: store + "/store.lua", bytes: 3 << 30)) {
      try StoreBundle(folder: store)
    }
    #expect(stopwatch.elapsed < .seconds(1))
  }

  @Test func `a signature of three gigabytes is none`() throws {
    try makeHole("store.sig", bytes: 3 << 30)
    let stopwatch = Stopwatch()
    #expect(try StoreBundle(folder: store).signature == "")
    #expect(stopwatch.elapsed < .seconds(1))
  }

  @Test func `a pipe in the place of a script is refused, and nobody waits for it`() throws {
    #expect(mkfifo(store + "/pipe.lua", 0o600) == 0)
    let error = #expect(throws: StoreError.self) { try StoreBundle(folder: store) }
    #expect("\(try #require(error))".contains("it is a pipe or a device"))
  }

  @Test(arguments: [
    ("prices/day.lua", "prices.day.lua"), ("й.lua", "и\u{306}.lua"),
  ])
  func `two files that require knows by one name are refused`(
    first: String, second: String
  ) throws {
    try makeFolder(store + "/prices")
    for (name, text) in [(first, "return 1"), (second, "return 2")] {
      try Data(text.utf8).write(to: URL(fileURLWithPath: store + "/" + name))
    }
    let error = #expect(throws: StoreError.self) { try StoreBundle(folder: store) }
    #expect("\(try #require(error))".contains("are one module to require; rename one of them"))
    #expect(StoreCheck.findings(folder: store).contains { $0.isMistake })
  }

  @Test func `a module of the chain stands behind the store's of the same name`() throws {
    try makeFolder(folder.path + "/chain")
    for folder in [store, folder.path + "/chain"] {
      try Data("return 1".utf8).write(to: URL(fileURLWithPath: folder + "/house.lua"))
    }
    #expect(throws: Never.self) {
      try StoreBundle(folder: store, chain: folder.path + "/chain")
    }
  }

  /// Texts that would go into documents and onto a technician's terminal.
  @Test(arguments: [
    #"cashiers = { "Ан\27[2Jна" },"#, #"cashiers = { { "Ан\u{202E}на", role = "senior" } },"#,
    #"place = "К\u{200B}афе","#, #"name = "Ле\27то","#,
  ])
  func `what can't be seen in a name is a mistake`(field: String) throws {
    try Story.store(field).write(toFile: store + "/store.lua", atomically: true, encoding: .utf8)
    let found = StoreCheck.findings(folder: store).filter(\.isMistake)
    #expect(found.first?.text.contains("can't be printed or seen; take it out") == true, "\(found)")
  }
}
