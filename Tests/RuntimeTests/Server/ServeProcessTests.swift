import Foundation
import Testing

/// `kassa-run serve`, which becomes the program beside it.
@Suite struct ServeProcessTests {
  @Test func `it becomes the program beside it, with its options`() throws {
    let help = try CommandRun(["serve", "--help"])
    #expect(help.code == 0 && help.output.contains("USAGE: kassa-serve"))
    let wrong = try CommandRun(["serve", "--store", "x", "--listen", "nowhere"])
    #expect(wrong.code == 64 && wrong.errors.hasPrefix("kassa-serve: --listen:"))
  }

  @Test func `where that program is not built it says what to build`() throws {
    let folder = TillProcess.binary.deletingLastPathComponent()
      .appendingPathComponent("alone-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let alone = folder.appendingPathComponent("kassa-run")
    try FileManager.default.linkItem(at: TillProcess.binary, to: alone)
    let run = try CommandRun(alone.path, ["serve", "--store", TillProcess.cafe])
    #expect(run.code == 2)
    #expect(
      run.errors == "kassa-run: «\(folder.path)/kassa-serve» is not there; "
        + "build it: swift build --product kassa-serve\n")
  }
}
