import ArgumentParser
import Foundation
import KassaRuntime

/// `kassa-run check`: every mistake of a store, before a till opens with it.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Say everything that is wrong with stores.",
    discussion: """
      Each mistake is one line: file, line and key at fault, what was expected, what came, what to do. \
      Rules that can never hold are mistakes too.

      \(Exit.table)
      """)

  @Argument(help: ArgumentHelp("The folders of stores.", valueName: "DIR"))
  var stores: [String]

  @Option(help: ArgumentHelp("The folder of what the chain's stores share.", valueName: "DIR"))
  var chain: String?

  @Flag(help: "One JSON object a line: store, place, path, text.")
  var json = false

  func run() throws {
    let output = Output()
    var count = 0
    for store in stores {
      let mistakes = StoreCheck.mistakes(folder: store, chain: chain)
      count += mistakes.count
      for mistake in mistakes { output.line(json ? try line(mistake, store) : mistake.text) }
      if mistakes.isEmpty, !json { output.line("\(store): nothing wrong") }
    }
    if count > 0 {
      throw Failure(.checkFailed, count == 1 ? "1 mistake" : "\(count) mistakes")
    }
  }

  private struct Line: Encodable {
    let store: String
    let place: String?
    let path: String?
    let text: String
  }

  private func line(_ mistake: StoreCheck.Mistake, _ store: String) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let line = Line(store: store, place: mistake.place, path: mistake.path, text: mistake.text)
    return String(decoding: try encoder.encode(line), as: UTF8.self)
  }
}
