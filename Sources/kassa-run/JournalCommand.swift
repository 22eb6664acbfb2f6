import ArgumentParser
import KassaRuntime

/// `kassa-run journal`: what a till has recorded.
struct JournalCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "journal",
    abstract: "List the entries of a till's journal, or verify them.",
    discussion: "A till may run meanwhile.\n\n\(Exit.table)",
    subcommands: [List.self, Verify.self], defaultSubcommand: List.self)
}

extension JournalCommand {
  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List the entries, one a line.", discussion: Exit.table)

    @OptionGroup var data: DataOption

    @Flag(help: "Whole entries, a JSON object a line.")
    var json = false

    func run() async throws {
      let output = Output()
      do {
        try JournalReader(folder: try data.path()).forEach { entry in
          output.line(json ? Self.object(entry) : Self.line(entry))
        }
      } catch { throw Failure(error) }
    }

    private static func line(_ entry: JournalReader.Entry) -> String {
      let time = LocalTime(entry.at, offsetSeconds: SystemTime.offsetSeconds).text
      return "\(entry.number)  \(time)  \(entry.kind)  \(entry.summary)"
    }

    private static func object(_ entry: JournalReader.Entry) -> String {
      #"{"at":\#(entry.at.milliseconds),"body":\#(entry.json),"hash":"\#(entry.hash)","#
        + #""kind":"\#(entry.kind)","number":\#(entry.number)}"#
    }
  }

  struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Check the chain and the rules of the money.", discussion: Exit.table)

    @OptionGroup var data: DataOption

    func run() async throws {
      do {
        let verdict = try JournalReader(folder: try data.path()).verify()
        Output().line(
          "\(verdict.entries) entries, \(verdict.receipts) receipts, \(verdict.matters) matters; "
            + "head \(verdict.head)")
      } catch let error as JournalError {
        switch error {
        case .broken, .damaged: throw Failure(.checkFailed, "\(error)")
        default: throw Failure(error)
        }
      }
    }
  }
}
