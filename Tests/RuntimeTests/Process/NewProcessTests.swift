import Foundation
import KassaStart
import Testing

@testable import kassa_run

/// `kassa-run new`: what it makes has nothing wrong and passes.
@Suite(.timeLimit(.minutes(5))) struct NewProcessTests {
  @Test func `makes a store of ten lines`() throws {
    let folder = try TestFolder()
    let run = try CommandRun(["new", "leto"], in: folder.path)
    #expect(run.code == 0 && run.output.hasPrefix("leto/store.lua: "))
    let store = try String(contentsOfFile: folder.path + "/leto/store.lua", encoding: .utf8)
    #expect(store.split(separator: "\n").count == 10)
    let goods = try CommandRun(
      ["goods", "import", "leto/goods.csv", "--data", "data"], in: folder.path)
    #expect(goods.code == 0, "\(goods.errors)")
  }

  @Test(arguments: [nil] + NewStore.examples)
  func `what it makes has nothing wrong and passes, whatever it is like`(like: String?) throws {
    let folder = try TestFolder()
    let run = try CommandRun(
      ["new", "leto"] + (like.map { ["--like", $0] } ?? []), in: folder.path)
    #expect(run.code == 0, "\(run.errors)")
    let check = try CommandRun(["check", "leto"], in: folder.path)
    #expect(check.code == 0 && check.output.contains("leto: nothing wrong\n"), "\(check.output)")
    let test = try CommandRun(["test", "leto"], in: folder.path)
    #expect(test.code == 0 && test.output.hasSuffix(", 0 failed\n"), "\(test.output)")
    let till = try CommandRun(
      ["till", "--store", "leto", "--data", "data", "--io", "jsonl"], in: folder.path)
    #expect(till.code == Exit.inputEnded.rawValue && till.output.contains(#""prompt":"#))
  }

  @Test func `gives editors the declarations, and luacheck the names`() throws {
    let folder = try TestFolder()
    _ = try CommandRun(["new", "leto", "--like", "master"], in: folder.path)
    let path = folder.path + "/leto/"
    let settings = try JSONSerialization.jsonObject(
      with: Data(contentsOf: URL(fileURLWithPath: path + ".luarc.json")))
    let library = (settings as? [String: Any])?["workspace.library"] as? [String]
    #expect(library == [".kassa"])
    let types = TillProcess.root.path + "/Scripts/lua/types"
    for file in try FileManager.default.contentsOfDirectory(atPath: types) {
      #expect(FileManager.default.fileExists(atPath: path + ".kassa/types/" + file), "\(file)")
    }
    let check = try CommandRun("/usr/bin/luacheck", ["--quiet", "."], in: path)
    #expect(check.code == 0, "\(check.output)")
  }

  @Test func `writes over nothing, and knows its examples`() throws {
    let folder = try TestFolder()
    try write("", to: folder.path + "/leto/notes.txt")
    let run = try CommandRun(["new", "leto"], in: folder.path)
    #expect(run.code == 2)
    #expect(run.errors == "kassa-run: «leto» has something in it; name a new folder\n")
    let other = try CommandRun(["new", "zima", "--like", "caffe"], in: folder.path)
    #expect(other.code == 64 && other.errors.contains("did you mean «cafe»"), "\(other.errors)")
  }
}
