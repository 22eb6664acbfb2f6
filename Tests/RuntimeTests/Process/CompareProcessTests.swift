import Foundation
import Testing

@testable import KassaRuntime

/// `kassa-run diff` and `kassa-run shadow`, as docs/compare.md tells of them.
@Suite(.timeLimit(.minutes(10))) struct CompareProcessTests {
  /// The blocks of the page in that language, in order.
  private static func blocks(_ language: String) throws -> [String] {
    let page = try String(
      contentsOf: TillProcess.root.appendingPathComponent("docs/compare.md"), encoding: .utf8)
    return page.components(separatedBy: "```\(language)\n").dropFirst()
      .compactMap { $0.components(separatedBy: "```").first }
  }

  private static func stores() throws -> TestFolder {
    let folder = try TestFolder()
    let stores = try blocks("lua")
    try write(stores[0], to: folder.path + "/v1/leto/store.lua")
    try write(stores[1], to: folder.path + "/v2/leto/store.lua")
    return folder
  }

  @Test func `diff says what the page says, and exits by it`() throws {
    let folder = try Self.stores()
    let arguments = ["diff", "v1/leto", "v2/leto", "--short", "--branches", "2000"]
    let run = try CommandRun(arguments, in: folder.path)
    #expect(run.code == 1 && run.errors.isEmpty, "\(run.errors)")
    let lines = run.output.split(separator: "\n").map(String.init)
    for line in try Self.blocks("text")[0].split(separator: "\n") {
      #expect(lines.contains { $0.hasPrefix(line) }, "\(line)\n\(run.output)")
    }
    #expect(lines[0] == "diff v1/leto v2/leto: different")
    #expect(lines.last?.hasPrefix(" same: ") == true)
    let reviewed = lines.dropFirst().dropLast().compactMap { line in
      line.range(of: "  #").map { "#" + line[$0.upperBound...] + " seen" }
    }
    try write(reviewed.joined(separator: "\n"), to: folder.path + "/accepted.txt")
    let accepted = try CommandRun(
      arguments + ["--accepted", "accepted.txt", "--html", "out.html"], in: folder.path)
    #expect(accepted.code == 5, "\(accepted.output)\(accepted.errors)")
    #expect(accepted.output.contains("accepted: \(reviewed.count)   not comparable: 0\n"))
    let html = try String(contentsOfFile: folder.path + "/out.html", encoding: .utf8)
    #expect(html.contains("leto") && html.hasSuffix("</html>\n"))
    let json = try CommandRun(arguments + ["--json"], in: folder.path)
    #expect(json.code == 1 && json.output.contains(#""kind":"terminal""#))
  }

  @Test func `diff of a script with itself is the same, and a bad folder is one line`() throws {
    let folder = try Self.stores()
    let same = try CommandRun(
      ["diff", "v1/leto", "v1/leto", "--branches", "30"], in: folder.path)
    #expect(same.code == 0 && same.output.contains("the same\n"), "\(same.output)\(same.errors)")
    let none = try CommandRun(["diff", "v1/leto", "gone"], in: folder.path)
    #expect(none.code == 2 && none.errors == "kassa-run: no folder «gone»; check its path\n")
    let file = try CommandRun(
      ["diff", "v1/leto", "v1/leto", "--accepted", "gone.txt"], in: folder.path)
    #expect(file.code == 2 && file.errors.contains("«gone.txt» can't be read"))
  }

  @Test func `shadow says what the page says`() async throws {
    let folder = try Self.stores()
    let story = try Story("")
    story.store = try Self.blocks("lua")[0]
    try await story.play(
      Story.start + ["sale: pay.card", "charge.window: approved"])
    try FileManager.default.copyItem(atPath: story.data, toPath: folder.path + "/till1")
    let run = try CommandRun(["shadow", "v2/leto", "--data", "till1"], in: folder.path)
    #expect(run.code == 1 && run.errors.isEmpty, "\(run.errors)")
    let page = try Self.blocks("text")[2].split(separator: "\n").map(String.init)
    let came = run.output.split(separator: "\n").map(String.init)
    #expect(page.count == came.count, "\(run.output)")
    for (line, other) in zip(page, came) {
      #expect(other.hasPrefix(line.replacing("…", with: "")), "\(line)\n\(other)")
    }
    let same = try CommandRun(["shadow", "v1/leto", "--data", "till1", "--json"], in: folder.path)
    #expect(same.code == 0 && same.output.contains(#""flows":3"#), "\(same.output)")
    let bad = try CommandRun(["shadow", "v1/leto", "--data", "gone", "till1"], in: folder.path)
    #expect(bad.code == 2 && bad.errors.hasPrefix("kassa-run: gone: no journal at «gone/"))
    #expect(bad.output.contains("same 3"))
  }
}
