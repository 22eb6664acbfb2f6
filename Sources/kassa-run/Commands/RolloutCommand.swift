import ArgumentParser
import Foundation
import KassaDrivers
import KassaRuntime
import KassaStart

/// `kassa-run rollout`: one script for a chain's tills, in stages.
struct RolloutCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rollout",
    abstract: "Bring a script to many tills in stages: 1, 5, 25, 100 % of them.",
    discussion: """
      LIST names the tills' data folders, one a line, from the folder that it is in; what follows a # is no \
      name. Each run swaps the script in at the tills of the next stage, in the list's order, and says of every till \
      which script it runs and its first receipt on it. What it goes by stands in the tills' journals, so it may be \
      stopped at any time and run again. It halts at the first till that refuses the script, that has gone back \
      from it or can't be reached, until it is run with --resume. With --restore the tills that run it go back.

      \(Exit.table)
      """)

  @Argument(help: ArgumentHelp("A packed script, or a store's folder.", valueName: "FILE|DIR"))
  var store: String

  @Option(help: ArgumentHelp("The tills' data folders, one a line.", valueName: "LIST"))
  var tills: String

  @Option(help: ArgumentHelp("The folder of what the chain's stores share.", valueName: "DIR"))
  var chain: String?

  @Option(help: ArgumentHelp("Up to so many of a hundred tills.", valueName: "1-100"))
  var percent: Int?

  @Flag(help: "Go on past tills that have refused it or gone back from it.")
  var resume = false

  @Flag(help: "Take the tills that run it back to the script before.")
  var restore = false

  @Flag(help: "Change nothing.")
  var report = false

  @Flag(help: "A JSON object a till.")
  var json = false

  func validate() throws {
    if let percent, !(1...100).contains(percent) {
      throw ValidationError("--percent: a number from 1 to 100 was expected")
    }
    guard !(restore && (report || resume || percent != nil)) else {
      throw ValidationError("--restore: nothing else goes with it")
    }
  }

  func run() async throws {
    do {
      var rollout = Rollout(
        try TillList(tills).folders, script: try StoreBundle(folder: store, chain: chain))
      if restore {
        rollout.restore()
      } else if !report {
        try await rollout.advance(
          with: try await ProvedScript(store, chain), to: percent, pastHalts: resume)
      }
      rollout.tell(asJSON: json)
      if rollout.isHalted { throw ExitCode(Exit.checkFailed.rawValue) }
    } catch let code as ExitCode { throw code } catch { throw Failure(error) }
  }
}

/// The file that names a chain's tills.
private struct TillList {
  let folders: [String]

  init(_ path: String) throws {
    let text: String
    do { text = try String(contentsOfFile: path, encoding: .utf8) } catch {
      throw Failure(.badInput, "«\(path)» can't be read; name a file with a till's folder a line")
    }
    let base = URL(fileURLWithPath: path).deletingLastPathComponent()
    var folders: [String] = []
    for line in text.split(separator: "\n") {
      let name = String(line.prefix { $0 != "#" }).trimmingCharacters(in: .whitespaces)
      guard !name.isEmpty else { continue }
      let folder = URL(fileURLWithPath: name, relativeTo: base).standardizedFileURL.path
      guard !folders.contains(folder) else {
        throw Failure(.badInput, "\(path): «\(name)» stands twice; each till once")
      }
      folders.append(folder)
    }
    guard !folders.isEmpty else {
      throw Failure(.badInput, "\(path): no till; a till's data folder a line was expected")
    }
    self.folders = folders
  }
}
