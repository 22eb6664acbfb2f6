import Foundation
import Testing

/// Two tills on one data folder.
@Suite(.timeLimit(.minutes(5))) struct TwoTillsProcessTests {
  @Test func `keeps a second till out until the first one is dead`() throws {
    let folder = try TestFolder()
    let arguments = ["till", "--store", TillProcess.cafe, "--data", folder.path, "--io", "jsonl"]
    var papers: [String] = []
    let first = try TillProcess(data: folder.path)
    let asked = try #require(try first.prompt(&papers))
    try first.answer(asked.number, "Анна")
    let standing = try #require(try first.prompt(&papers))

    // Where the first one's registrar is not to be seen, the second one must not make another.
    let registrar = folder.path + "/registrar.sqlite"
    let away = folder.path + "/away"
    try FileManager.default.moveItem(atPath: registrar, toPath: away)
    let second = try CommandRun(arguments)
    #expect(!FileManager.default.fileExists(atPath: registrar))
    try FileManager.default.moveItem(atPath: away, toPath: registrar)
    #expect(second.code == 3)
    #expect(second.output.isEmpty)
    #expect(
      second.errors == "kassa-run: another till runs on «\(folder.path)»; "
        + "close it, or give this one its own --data folder\n")
    // The first one is not disturbed, and others may look on.
    #expect(try CommandRun(["journal", "verify", "--data", folder.path]).code == 0)
    try first.answer(standing.number, "1234")
    try first.answer(try #require(try first.prompt(&papers)).number, "1234")
    let sale = try #require(try first.prompt(&papers))
    #expect(sale.id == "sale")

    first.kill()
    let third = try TillProcess(data: folder.path)
    #expect(try third.prompt(&papers) == sale)
    #expect(third.leave().code == 4)
  }
}
