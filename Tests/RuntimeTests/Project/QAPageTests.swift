import Foundation
import Testing

/// docs/qa.md is a story: its stores are written, its commands run, and they say what it shows.
@Suite(.timeLimit(.minutes(5))) struct QAPageTests {
  private static func blocks(_ kind: String) throws -> [String] {
    let page = try String(
      contentsOf: TillProcess.root.appendingPathComponent("docs/qa.md"), encoding: .utf8)
    return page.components(separatedBy: "```\(kind)\n").dropFirst()
      .compactMap { $0.components(separatedBy: "```").first }
  }

  /// The two stores of the page.
  private func stores() throws -> TestFolder {
    let folder = try TestFolder()
    for (name, store) in zip(["leto", "zima"], try Self.blocks("lua")) {
      try write(store, to: folder.path + "/\(name)/store.lua")
    }
    return folder
  }

  @Test func `a test of two stores says one cause and writes its page`() throws {
    let folder = try stores()
    let run = try CommandRun(["test", "leto", "zima", "--traces", "out"], in: folder.path)
    #expect(run.code == 1)
    let shown = try #require(try Self.blocks("text").first)
    let said = run.output.replacing(#/\d+\.\d s/#, with: "0.1 s")
    #expect(said.hasPrefix(shown), "\(run.output)")
    let page = try String(contentsOfFile: folder.path + "/out/A.html", encoding: .utf8)
    #expect(page.contains("Улыбнитесь") && page.contains("zima.hello"))
    let index = try String(contentsOfFile: folder.path + "/out/index.html", encoding: .utf8)
    #expect(index.contains("./A.html"))
    #expect(
      try CommandRun(["test", "zima", "leto", "--jobs", "1"], in: folder.path).output
        .replacing(#/\d+\.\d s/#, with: "0.1 s").hasPrefix(
          shown.components(separatedBy: "    trace:")[0]))
  }

  @Test func `what no scenario has met is said below`() throws {
    let folder = try stores()
    let run = try CommandRun(
      ["test", "zima", "--filter", "set aside and taken", "--unreached"], in: folder.path)
    let shown = try Self.blocks("text")[1]
    #expect(run.output.contains(shown), "\(run.output)")
  }

  @Test func `the fleet is held to what is deployed`() throws {
    let folder = try stores()
    for name in ["leto", "zima"] {
      try FileManager.default.createDirectory(
        atPath: folder.path + "/old", withIntermediateDirectories: true)
      try FileManager.default.copyItem(
        atPath: folder.path + "/\(name)", toPath: folder.path + "/old/\(name)")
    }
    let changed = folder.path + "/old/zima/store.lua"
    try String(contentsOfFile: changed, encoding: .utf8).replacing("Лесная, 6", with: "Лесная, 7")
      .write(toFile: changed, atomically: true, encoding: .utf8)
    let run = try CommandRun(
      ["stores", ".", "--against", "old", "--html", "fleet.html"], in: folder.path)
    #expect(run.code == 1)
    let said = run.output.replacing(#/[0-9a-f]{12}/#, with: "HASH")
    #expect(said == (try Self.blocks("text").last), "\(run.output)\(run.errors)")
    let page = try String(contentsOfFile: folder.path + "/fleet.html", encoding: .utf8)
    #expect(page.contains("store/store.lua") && page.contains("8 failed"))
    let json = try CommandRun(
      ["stores", ".", "--against", "old", "--json", "--branches", "100"], in: folder.path)
    let lines = json.output.split(separator: "\n")
    #expect(lines.count == 3 && lines[0].contains(#""deployed":"same""#), "\(json.output)")
    #expect(lines[1].contains(#""files":["store/store.lua"]"#))
    #expect(lines[0].contains(#""explored":{"closing":"closed: no, 300 branches were tried"#))
  }
}
