import ArgumentParser
import Foundation
import KassaLint
import KassaProving
import KassaRuntime
import KassaStart
import KassaWire

/// `kassa-run stores`: a chain's stores at a glance.
struct StoresCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stores",
    abstract: "Say of each store of a folder whether it is good, and what is new in it.",
    discussion: """
      Of each folder in DIR that has a store.lua: the hash of its script, what check says, what its \
      scenarios come to, which shared ones it has replaced, with --branches what exploring it finds, and with \
      --against which files differ from what is deployed.

      \(Exit.table)
      """)

  @Argument(help: ArgumentHelp("The folder that has the stores' folders.", valueName: "DIR"))
  var folder: String

  @Option(help: ArgumentHelp("The folder of what the chain's stores share.", valueName: "DIR"))
  var chain: String?

  @Option(
    help: ArgumentHelp(
      "What is deployed: a folder of stores' folders, or one of tills' data folders; each is held to "
        + "the store of its name.", valueName: "DIR"))
  var against: String?

  @Option(
    help: ArgumentHelp(
      "Explore each store, too, with so many answers at most in each part of it.", valueName: "N"))
  var branches: Int?

  @Flag(help: "A JSON object a line.")
  var json = false

  @Option(help: ArgumentHelp("Write it as a page, too.", valueName: "FILE"))
  var html: String?

  func run() async throws {
    let names = try Self.folders(in: folder, with: "store.lua")
    guard !names.isEmpty else {
      throw Failure(
        .badInput, "no folder in «\(folder)» has a store.lua; name the folder above them")
    }
    let deployed = try against.map { try DeployedScripts(folder: $0, chain: chain) }
    var fleet = Fleet(names.map { Fleet.Member(folder: "\(folder)/\($0)", name: $0) })
    fleet.chain = chain
    fleet.jobs = ProcessInfo.processInfo.activeProcessorCount
    fleet.look = { [chain, branches] in await Self.look(at: $0, chain: chain, branches) }
    let output = Output()
    var surveys: [StoreSurvey] = []
    await fleet.run { tested in
      let survey = StoreSurvey(tested, chain: chain, deployed: deployed)
      surveys.append(survey)
      if json { output.json(survey.object) } else { output.complaint(survey.text) }
    }
    let missing = deployed?.names(without: names) ?? []
    let bad = surveys.count { !$0.isGood }
    if json {
      output.json(
        WireJSON.line([
          "stores": .int(Int64(surveys.count)), "bad": .int(Int64(bad)),
          "only_deployed": .list(missing.map(Value.string)),
        ]))
    } else {
      if !missing.isEmpty {
        output.complaint("deployed, and no store here: \(missing.joined(separator: " "))")
      }
      output.line("\(surveys.count.of("store")), \(bad) not good")
    }
    if let html { try Self.write(StoreSurvey.page(surveys, missing: missing), to: html) }
    if bad > 0 { throw ExitCode(Exit.checkFailed.rawValue) }
  }

  private static func look(
    at member: Fleet.Member, chain: String?, _ branches: Int?
  ) async -> FleetLook {
    var look = FleetLook()
    let findings = StoreLint.findings(folder: member.folder, chain: chain)
    look.mistakes = findings.count(where: \.isMistake)
    look.notices = findings.count - look.mistakes
    guard let branches, look.mistakes == 0 else { return look }
    let today = LocalTime(Moment.now, offsetSeconds: SystemTime.offsetSeconds).date
    do {
      try await look.explore(
        member, chain: chain, branches: branches, on: StoreFacts.day(today))
    } catch { look.mistakes += 1 }
    return look
  }

  private static func write(_ page: Page, to path: String) throws(Failure) {
    do { try page.html.write(toFile: path, atomically: true, encoding: .utf8) } catch {
      throw Failure(.badInput, "«\(path)» can't be written: \(error.localizedDescription)")
    }
  }

  /// The folders in `folder` that have such a file, by name.
  static func folders(in folder: String, with file: String) throws(Failure) -> [String] {
    do {
      return try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        .filter { FileManager.default.fileExists(atPath: "\(folder)/\($0)/\(file)") }
    } catch { throw Failure(.badInput, "«\(folder)» can't be read: \(error.localizedDescription)") }
  }
}

/// What runs in the shops: scripts by the names of their folders.
struct DeployedScripts {
  private var bundles: [String: Result<KassaRuntime.Bundle, Failure>] = [:]

  /// - Parameter folder: of stores, or of tills' data folders.
  init(folder: String, chain: String?) throws(Failure) {
    for name in try StoresCommand.folders(in: folder, with: "store.lua") {
      bundles[name] = Self.read {
        try StoreBundle(folder: "\(folder)/\(name)", chain: chain).bundle
      }
    }
    for name in try StoresCommand.folders(in: folder, with: "journal.sqlite") {
      bundles[name] = Self.read {
        guard let last = try JournalReader(folder: "\(folder)/\(name)").lastBundle() else {
          throw Failure(.badInput, "no flow has begun at this till")
        }
        return last
      }
    }
    guard !bundles.isEmpty else {
      throw Failure(
        .badInput, "--against: no folder in «\(folder)» has a store.lua or a journal.sqlite")
    }
  }

  private static func read(
    _ body: () throws -> KassaRuntime.Bundle
  ) -> Result<KassaRuntime.Bundle, Failure> {
    do { return .success(try body()) } catch { return .failure(Failure(error)) }
  }

  /// Nil where nothing is deployed under that name.
  subscript(name: String) -> Result<KassaRuntime.Bundle, Failure>? { bundles[name] }

  func names(without known: [String]) -> [String] {
    bundles.keys.filter { !known.contains($0) }.sorted()
  }
}
