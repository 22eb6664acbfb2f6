import Foundation
import Testing

@testable import KassaStart

/// `kassa-run graph` as one calls it.
@Suite(.timeLimit(.minutes(5))) struct GraphProcessTests {
  @Test func `writes a file a flow, and says that nothing draws them`() throws {
    let store = try TriedStore()
    let run = try graph(store, path: "/nowhere")
    let lines = run.output.split(separator: "\n").map(String.init)
    #expect(run.code == 0, "\(run.errors)")
    #expect(lines.contains("\(store.folder.path)/out/sale.dot"))
    #expect(
      lines.last == "Graphviz is not installed, so no .svg was drawn: apt-get install graphviz")
    let dot = try String(contentsOfFile: "\(store.folder.path)/out/sale.dot", encoding: .utf8)
    #expect(dot.contains("\"sale/sale\""))
  }

  @Test func `has them drawn where Graphviz is`() throws {
    let store = try TriedStore()
    let program = "\(store.folder.path)/bin/dot"
    try write("#!/bin/sh\n[ \"$1\" = -Tsvg ] && cp \"$2\" \"$4\"\n", to: program)
    chmod(program, 0o755)
    let run = try graph(store, path: "\(store.folder.path)/bin:/usr/bin:/bin")
    #expect(run.output.contains("\(store.folder.path)/out/sale.svg\n"))
    #expect(FileManager.default.fileExists(atPath: "\(store.folder.path)/out/sale.svg"))
    try write("#!/bin/sh\nexit 1\n", to: program)
    let failed = try graph(store, path: "\(store.folder.path)/bin:/usr/bin:/bin")
    #expect(failed.code == Exit.badInput.rawValue)
    #expect(failed.errors.contains("could not draw"))
  }

  @Test func `refuses a folder that has no store, and one that can't be written`() throws {
    let store = try TriedStore()
    let none = try CommandRun(["graph", store.path + "/none"])
    #expect(none.code == Exit.badInput.rawValue)
    let closed = try CommandRun(["graph", store.path, "--out", "/proc/pictures"])
    #expect(closed.code == Exit.badInput.rawValue)
    #expect(closed.errors.contains("can't be written"))
  }

  private func graph(_ store: TriedStore, path: String) throws -> CommandRun {
    var environment = ProcessInfo.processInfo.environment
    environment["PATH"] = path
    return try CommandRun(
      TillProcess.binary.path,
      ["graph", store.path, "--out", "\(store.folder.path)/out", "--branches", "400"],
      environment: environment)
  }
}
