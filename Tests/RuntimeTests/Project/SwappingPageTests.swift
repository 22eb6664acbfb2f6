import Foundation
import Testing

/// docs/swapping.md is a story: its scripts are written, its commands run at a till that sells, and they
/// say what it shows.
@Suite(.timeLimit(.minutes(5))) struct SwappingPageTests {
  private static func blocks(_ kind: String) throws -> [String] {
    let page = try String(
      contentsOf: TillProcess.root.appendingPathComponent("docs/swapping.md"), encoding: .utf8)
    return page.components(separatedBy: "```\(kind)\n").dropFirst()
      .compactMap { $0.components(separatedBy: "```").first }
  }

  /// Runs the commands of a block, each after its prompt, and holds them to what stands below.
  private func play(_ block: String, in folder: String) throws {
    for part in ("\n" + block).components(separatedBy: "\n$ kassa-run ").dropFirst() {
      var lines = part.split(separator: "\n").map(String.init)
      let command = lines.removeFirst()
      let run = try CommandRun(command.split(separator: " ").map(String.init), in: folder)
      let said = run.output.replacing(#/\b[0-9a-f]{12}\b/#, with: "HASH")
        .replacing(#/\d\d\.\d\d\.\d\d \d\d:\d\d/#, with: "TIME")
      #expect(said == lines.map { $0 + "\n" }.joined(), "\(command): \(run.errors)")
    }
  }

  private func start(_ data: String, in folder: String) throws -> TillProcess {
    let till = try TillProcess(
      data: folder + "/" + data, store: folder + "/leto",
      options: ["--trust", folder + "/chain.key.pub"])
    var documents: [String] = []
    for _ in 1...2 { try till.answer(try #require(try till.prompt(&documents)).number, "1234") }
    #expect(try till.prompt(&documents)?.id == "sale")
    return till
  }

  @Test func `the page plays`() throws {
    let folder = try TestFolder()
    for script in try Self.blocks("lua") {
      let path = script.dropFirst(3).prefix { $0 != "\n" }
      try write(script, to: folder.path + "/" + path)
    }
    let blocks = try Self.blocks("console")
    try play(blocks[0], in: folder.path)
    // The second till of the chain, which nobody is at.
    try start("till018", in: folder.path).kill()
    let added = try CommandRun(
      [
        "terminals", "add", "--provider", "standalone", "--name", "Карта", "--store", "leto",
        "--data", "till017",
      ], in: folder.path)
    #expect(added.code == 0, "\(added.errors)")
    let till = try start("till017", in: folder.path)
    defer { till.kill() }
    try write("till017\ntill018  # the second lane\n", to: folder.path + "/tills.txt")
    for block in blocks.dropFirst() { try play(block, in: folder.path) }
  }
}
