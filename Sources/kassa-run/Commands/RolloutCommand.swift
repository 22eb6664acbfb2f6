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
      name. A line «NAME: COMMAND» names a till elsewhere: COMMAND runs kassa-run rollout - --tills LIST there for \
      this one till, as ssh does, with the script as its input. Each run swaps the script in at the tills of the next stage, in the list's order, and says of every till \
      which script it runs and its first receipt on it. What it goes by stands in the tills' journals, so it may be \
      stopped at any time and run again. It halts at the first till that refuses the script, that has gone back \
      from it or can't be reached, until it is run with --resume. With --restore the tills that run it go back.

      \(Exit.table)
      """)

  @Argument(
    help: ArgumentHelp(
      "A packed script, or a store's folder; - for a packed one that is read from standard input.",
      valueName: "FILE|DIR|-"))
  var store: String

  @Option(help: ArgumentHelp("The tills, one a line.", valueName: "LIST"))
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
      let given = try GivenScript(store)
      defer { given.remove() }
      let pack =
        try StoreBundle.isFile(given.path)
        ? StorePack(file: given.path) : StorePack(folder: given.path, chain: chain)
      var rollout = Rollout(
        try TillList(tills).places, script: try StoreBundle(folder: given.path, chain: chain),
        pack: pack)
      if restore {
        rollout.restore()
      } else if !report {
        try await rollout.advance(
          with: try await ProvedScript(given.path, chain), to: percent, pastHalts: resume)
      }
      rollout.tell(asJSON: json)
      if rollout.isHalted { throw ExitCode(Exit.checkFailed.rawValue) }
    } catch let code as ExitCode { throw code } catch { throw Failure(error) }
  }
}

/// The script as the command line names it; one that is read from standard input lies in a file meanwhile.
private struct GivenScript {
  let path: String
  private let isCopied: Bool

  init(_ name: String) throws {
    isCopied = name == "-"
    guard isCopied else {
      path = name
      return
    }
    path = FileManager.default.temporaryDirectory.path + "/kassa-\(UUID().uuidString).kassa"
    let bytes = try FileHandle.standardInput.readToEnd() ?? Data()
    try bytes.write(to: URL(fileURLWithPath: path), options: .withoutOverwriting)
  }

  func remove() { if isCopied { try? FileManager.default.removeItem(atPath: path) } }
}

/// The file that names a chain's tills.
private struct TillList {
  let places: [RolloutLane.Place]

  init(_ path: String) throws {
    let text: String
    do { text = try String(contentsOfFile: path, encoding: .utf8) } catch {
      throw Failure(.badInput, "«\(path)» can't be read; name a file with a till's folder a line")
    }
    let base = URL(fileURLWithPath: path).deletingLastPathComponent()
    var places: [RolloutLane.Place] = []
    for line in text.split(separator: "\n") {
      let words = String(line.prefix { $0 != "#" }).trimmingCharacters(in: .whitespaces)
      guard !words.isEmpty else { continue }
      let place = Self.place(words, base)
      guard !places.contains(where: { $0.name == place.name }) else {
        throw Failure(.badInput, "\(path): «\(words)» stands twice; each till once")
      }
      places.append(place)
    }
    guard !places.isEmpty else {
      throw Failure(.badInput, "\(path): no till; a till's data folder a line was expected")
    }
    self.places = places
  }

  /// «NAME: COMMAND», or a folder.
  private static func place(_ words: String, _ base: URL) -> RolloutLane.Place {
    if let colon = words.firstRange(of: ": ") {
      return .command(String(words[colon.upperBound...]), named: String(words[..<colon.lowerBound]))
    }
    return .folder(URL(fileURLWithPath: words, relativeTo: base).standardizedFileURL.path)
  }
}
