import ArgumentParser
import Foundation
import KassaProving
import KassaRuntime
import KassaStart

/// `kassa-run graph`: a store's flows as pictures.
struct GraphCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "graph",
    abstract: "Draw the flows of a store.",
    discussion: """
      Writes a picture for each flow: a box a prompt, an arrow what is answered there, at most \
      \(FlowGraph.nodesMax) boxes each. What the store's own files ask is yellow. With --against, what only \
      the store asks is green, what only the other asks red, and what both ask in other words blue. \
      What one thing out of the usual leads to is drawn where it is one of these. Graphviz makes an .svg of each .dot where it is installed.

      \(Exit.table)
      """)

  @Argument(help: ArgumentHelp("The store's folder.", valueName: "DIR"))
  var store: String

  @Option(help: ArgumentHelp("The store that it is held against.", valueName: "DIR"))
  var against: String?

  @Option(help: ArgumentHelp("The folder of what the chain's stores share.", valueName: "DIR"))
  var chain: String?

  @Option(help: ArgumentHelp("Where the pictures are written.", valueName: "DIR"))
  var out = "graph"

  @Option(help: "The cashier's language: ru or en.")
  var language: Language = .ru

  @OptionGroup var walk: WalkBounds

  func run() async throws {
    let output = Output()
    let found = try await explored(store)
    let other: Exploration? = if let against { try await explored(against) } else { nil }
    let graphviz = Graphviz.installed
    for page in FlowGraph(found, against: other).pages {
      let path = "\(out)/\(Self.fileName(page.name))"
      try Self.write(page.dot, to: path + ".dot", in: out)
      try graphviz?.draw(path + ".dot", as: path + ".svg")
      output.line(path + (graphviz == nil ? ".dot" : ".svg"))
    }
    if found.end != .closed {
      output.line("not all is drawn: \(found.branches) answers were tried; give --branches more")
    }
    if graphviz == nil {
      output.line("Graphviz is not installed, so no .svg was drawn: apt-get install graphviz")
    }
  }

  private func explored(_ folder: String) async throws(Failure) -> Exploration {
    var bounds = Explorer.Bounds()
    (bounds.branches, bounds.merges, bounds.departs) = (walk.branches ?? 20_000, 0, 1)
    bounds.deadline = walk.deadline
    do {
      let store = try ExploredStore(folder: folder, chain: chain, language: language)
      let explorer = Explorer(store, bounds)
      return try await explorer.explore()
    } catch { throw Failure(error) }
  }

  /// Flows are named by scripts, files are not.
  private static func fileName(_ name: String) -> String {
    String(name.map { $0.isLetter || $0.isNumber || "._-".contains($0) ? $0 : "-" })
  }

  private static func write(_ dot: String, to path: String, in folder: String) throws(Failure) {
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try dot.write(toFile: path, atomically: true, encoding: .utf8)
    } catch {
      throw Failure(.badInput, "«\(path)» can't be written: \(error.localizedDescription)")
    }
  }
}

/// The program that draws.
private struct Graphviz {
  let program: String

  /// Nil where it is not installed.
  static var installed: Graphviz? {
    let paths = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    return paths.map { "\($0)/dot" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }.map(Graphviz.init)
  }

  func draw(_ dot: String, as picture: String) throws(Failure) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = ["-Tsvg", dot, "-o", picture]
    do { try process.run() } catch {
      throw Failure(.badInput, "«\(program)» can't be run: \(error.localizedDescription)")
    }
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Failure(.badInput, "«\(program)» could not draw «\(dot)»; look at it there")
    }
  }
}
