import Foundation
import Testing

/// A file system of one mebibyte.
private final class TinyDisk {
  let path: String
  private let folder: TestFolder

  /// Whether this machine lets one be mounted.
  static let isPossible = (try? TinyDisk()) != nil

  init() throws {
    folder = try TestFolder()
    path = folder.path
    let mount = try CommandRun(
      "/usr/bin/env", ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", path])
    guard mount.code == 0 else { throw CocoaError(.fileWriteNoPermission) }
  }

  deinit { _ = try? CommandRun("/usr/bin/env", ["umount", "-l", path]) }
}

/// A disk that really is full.
@Suite struct FullDiskProcessTests {
  @Test(.enabled(if: TinyDisk.isPossible))
  func `stops with one line when the disk is full, and goes on once there is room`() throws {
    let disk = try TinyDisk()
    let ballast = disk.path + "/ballast"
    try write(Data(count: 400 << 10), to: ballast)
    let data = disk.path + "/data"
    let (asked, run) = try sellUntilItStops(data)
    let full = "kassa-run: the disk is full; free some space, nothing was lost\n"
    #expect(run.code == 2)
    #expect(run.errors == full)

    // As long as it is full the till asks the same, and takes no answer.
    var papers: [String] = []
    try FileManager.default.removeItem(atPath: ballast)
    let again = try TillProcess(data: data)
    let prompt = try #require(try again.prompt(&papers))
    #expect(prompt.id == asked.id && prompt.number == asked.number)
    #expect(prompt.lines == asked.lines && prompt.buttons == asked.buttons)
    try again.answer(prompt.number, Self.answer(prompt))
    let next = try #require(try again.prompt(&papers))
    #expect(next.number > prompt.number)
    #expect(again.leave().code == 4)
    #expect(try CommandRun(["journal", "verify", "--data", data]).code == 0)
  }

  /// Sells for cash; the last prompt, and how the till ended.
  private func sellUntilItStops(
    _ data: String
  ) throws -> (ShownPrompt, (code: Int32, errors: String)) {
    let till = try TillProcess(data: data)
    var papers: [String] = []
    var last: ShownPrompt?
    while let prompt = try till.prompt(&papers) {
      last = prompt
      #expect(prompt.number < 2000, "a mebibyte holds fewer entries")
      try till.answer(prompt.number, Self.answer(prompt))
    }
    #expect(papers.contains("receipt"))
    return (try #require(last), till.leave())
  }

  private static func answer(_ prompt: ShownPrompt) -> Any {
    switch prompt.id {
    case "sign_in.name": "Анна"
    case "sign_in.new_pin", "sign_in.pin": "1234"
    case "sale" where prompt.lines == 0: ["action": "free", "name": "Кофе", "price": 20_000]
    case "sale": "pay.cash"
    case "payment.cash": 20_000
    default: prompt.buttons.first ?? ""
    }
  }
}
