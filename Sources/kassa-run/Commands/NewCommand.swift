import ArgumentParser
import Foundation
import KassaRuntime
import KassaStart

/// `kassa-run new`: a store to begin with.
struct NewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Make a store's folder that runs and passes, to go on from.",
    discussion: """
      Ten lines of a store, one scenario, and what editors want for completion: .luarc.json with the \
      declarations in .kassa, and .luacheckrc.

      \(Exit.table)
      """)

  @Argument(help: ArgumentHelp("The new folder.", valueName: "DIR"))
  var folder: String

  @Option(
    help: ArgumentHelp(
      "The example store to copy instead: \(NewStore.examples.joined(separator: ", ")).",
      valueName: "NAME"))
  var like: String?

  func validate() throws {
    guard let like, !NewStore.examples.contains(like) else { return }
    throw ValidationError(
      "--like: one of \(NewStore.examples.joined(separator: ", ")) was expected, got «\(like)»"
        + Spelling.hint(like, among: NewStore.examples))
  }

  func run() throws {
    let files = NewStore.files(like: like)
    do {
      if let there = try? FileManager.default.contentsOfDirectory(atPath: folder), !there.isEmpty {
        throw Failure(.badInput, "«\(folder)» has something in it; name a new folder")
      }
      for (path, text) in files.sorted(by: { $0.key < $1.key }) {
        let file = URL(fileURLWithPath: folder).appendingPathComponent(path)
        try FileManager.default.createDirectory(
          at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
      }
    } catch let failure as Failure {
      throw failure
    } catch {
      throw Failure(.badInput, "«\(folder)» can't be made: \(error.localizedDescription)")
    }
    let output = Output()
    output.line("\(folder)/store.lua: write on here; docs/tasks.md has what stores most often want")
    output.line("kassa-run watch \(folder): checks and tests it at every save")
    output.line("kassa-run till --watch --store \(folder): sells with it")
  }
}
