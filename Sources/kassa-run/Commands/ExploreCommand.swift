import ArgumentParser
import Foundation
import KassaProving
import KassaRuntime
import KassaStart
import KassaWire

/// `kassa-run explore`: what a store can come to, whatever is answered and whatever goes wrong.
struct ExploreCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explore",
    abstract: "Walk all that stores can come to, and say what is wrong there.",
    discussion: """
      Every prompt of each store is answered in every way that is worth it, on a till in memory, with \
      what may go wrong at its devices; a place that two ways lead to is walked once. It says where a \
      cashier can't go on, where a script fails, where a card is charged and nothing is printed, what is \
      shown wrongly, and what nobody ever comes to. Below each stands the way there, as a scenario that \
      can be pasted. The same store comes to the same result on every machine; docs/explore.md tells more.

      \(Exit.table)
      """)

  @Argument(help: ArgumentHelp("The folders of stores.", valueName: "DIR"))
  var stores: [String]

  @Option(help: ArgumentHelp("The folder of what the chain's stores share.", valueName: "DIR"))
  var chain: String?

  @Option(
    help: ArgumentHelp("From when on rules must be able to hold; today without.", valueName: "DATE")
  )
  var on: String?

  @OptionGroup var walk: WalkBounds

  @Option(help: "The cashier's language: ru or en.")
  var language: Language = .ru

  @Flag(help: "A JSON object a line; of each store one of its own last.")
  var json = false

  func validate() throws {
    if let on, StoreFacts.day(on) == nil {
      throw ValidationError("--on: a date such as 2026-12-31 was expected")
    }
  }

  func run() async throws {
    let output = Output()
    let progress = ProgressLine()
    let deadline = walk.deadline
    var end = Exploration.End.closed
    var count = 0
    for (folder, name) in zip(stores, StoreNames.of(stores)) {
      let exploration: Exploration
      do {
        var store = try ExploredStore(folder: folder, chain: chain, name: name, language: language)
        try await store.findBorders()
        var bounds = Explorer.Bounds()
        (bounds.branches, bounds.deadline) = (walk.branches ?? bounds.branches, deadline)
        let explorer = Explorer(store, bounds)
        exploration = try await explorer.explore { states, branches in
          progress.show("\(name): \(states) states, \(branches) branches")
        }
      } catch { throw Failure(error) }
      progress.end()
      let findings = exploration.findings(on: day)
      count += findings.count
      if json {
        ExploredJSON(exploration, findings).lines.forEach(output.json)
      } else {
        ExploredText(exploration, findings).lines.forEach(output.complaint)
      }
      if exploration.end != .closed { end = exploration.end }
    }
    if end == .time { throw ExitCode(Exit.timeOver.rawValue) }
    if count > 0 { throw ExitCode(Exit.checkFailed.rawValue) }
    if end == .branches { throw ExitCode(Exit.bounded.rawValue) }
  }

  private var day: Int64? {
    let today = LocalTime(Moment.now, offsetSeconds: SystemTime.offsetSeconds).iso
    return StoreFacts.day(on ?? String(today.prefix(10)))
  }
}
