import Foundation
import Testing

@testable import KassaEmulators
@testable import KassaRuntime

/// A file system of two mebibytes.
private final class TinyDisk {
  let path: String
  private let folder: TestFolder

  /// Whether this machine lets one be mounted.
  static let isPossible = (try? TinyDisk()) != nil

  init() throws {
    folder = try TestFolder()
    path = folder.path
    let mount = try CommandRun(
      "/usr/bin/env", ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", path])
    guard mount.code == 0 else { throw CocoaError(.fileWriteNoPermission) }
  }

  deinit { _ = try? CommandRun("/usr/bin/env", ["umount", "-l", path]) }
}

/// A disk that really is full.
@Suite(.timeLimit(.minutes(5))) struct FullDiskProcessTests {
  private static let full =
    "kassa-run: the disk of the data folder is full; free some space, nothing was lost\n"

  /// The room that is left decides which commit is the first that fails.
  @Test(.enabled(if: TinyDisk.isPossible), arguments: [1012, 941, 904, 892])
  func `stops with one line when the disk is full, and goes on once there is room`(
    kibibytes: Int
  ) throws {
    let disk = try TinyDisk()
    let ballast = disk.path + "/ballast"
    try write(Data(count: (2048 - kibibytes) << 10), to: ballast)
    let data = disk.path + "/data"
    // While it is full a new start ends the same way.
    var asked = try #require(try sellUntilItStops(data))
    asked = try sellUntilItStops(data) ?? asked

    try FileManager.default.removeItem(atPath: ballast)
    var papers: [String] = []
    let again = try TillProcess(data: data)
    let prompt = try #require(try again.prompt(&papers))
    // The same question, unless its answer was committed and what it led to was not.
    #expect(prompt.number >= asked.number)
    if prompt.number == asked.number { #expect(prompt == asked) }
    try again.answer(prompt.number, Self.answer(prompt))
    #expect(try #require(try again.prompt(&papers)).number > prompt.number)
    #expect(again.leave().code == 4)
    let verdict = try JournalReader(folder: data).verify()
    #expect(verdict.receipts > 1)
    #expect(try EmulatedRegistrarControl(folder: data).receipts().count == verdict.receipts)
  }

  @Test(.enabled(if: TinyDisk.isPossible))
  func `says in one line that a till can't begin on a full disk`() throws {
    let disk = try TinyDisk()
    try write(Data(count: 2044 << 10), to: disk.path + "/ballast")
    let run = try CommandRun(
      ["till", "--store", TillProcess.cafe, "--data", disk.path + "/data", "--io", "jsonl"])
    #expect(run.code == 2)
    #expect(run.output.isEmpty)
    #expect(run.errors == Self.full)
  }

  /// The start after the one that stopped, with less room than SQLite needs to open a file.
  @Test(.enabled(if: TinyDisk.isPossible), arguments: [96, 32, 4])
  func `a start on a disk that filled up meanwhile says so too`(kibibytes: Int) throws {
    let disk = try TinyDisk()
    let data = disk.path + "/data"
    let till = try TillProcess(data: data)
    var papers: [String] = []
    #expect(try till.prompt(&papers) != nil)
    #expect(till.leave().code == 4)
    let used = try FileManager.default.contentsOfDirectory(atPath: data).reduce(0) { sum, name in
      let size = try FileManager.default.attributesOfItem(atPath: data + "/" + name)[.size]
      return sum + ((size as? Int ?? 0) + 4095) / 4096 * 4096
    }
    try write(Data(count: (2048 - kibibytes) << 10 - used), to: disk.path + "/ballast")
    let run = try CommandRun(
      ["till", "--store", TillProcess.cafe, "--data", data, "--io", "jsonl"])
    #expect(run.code == 2, "\(run.errors)")
    #expect(run.errors.hasSuffix(" is full; free some space, nothing was lost\n"), "\(run.errors)")
    #expect(run.errors.split(separator: "\n").count == 1 && !run.errors.contains("I/O"))
  }

  /// Sells for cash until the till stops, by itself and in one line; its last prompt.
  private func sellUntilItStops(_ data: String) throws -> ShownPrompt? {
    let till = try TillProcess(data: data)
    var papers: [String] = []
    var last: ShownPrompt?
    while let prompt = try till.prompt(&papers), prompt.number < 2000 {
      last = prompt
      try till.answer(prompt.number, Self.answer(prompt))
    }
    let run = till.leave()
    #expect(run.code == 2)
    // Whichever file of the folder found no room first.
    #expect(run.errors.hasSuffix(" is full; free some space, nothing was lost\n"), "\(run.errors)")
    #expect(run.errors.split(separator: "\n").count == 1)
    return last
  }

  private static func answer(_ prompt: ShownPrompt) -> Any {
    switch prompt.id {
    case "sign_in.name": "Анна"
    case "sign_in.new_pin", "sign_in.repeat_pin", "sign_in.pin": "1234"
    case "sale" where prompt.lines == 0: ["action": "free", "name": "Кофе", "price": 20_000]
    case "sale": "pay.cash"
    case "payment.cash": 20_000
    default: prompt.buttons.first ?? ""
    }
  }
}
