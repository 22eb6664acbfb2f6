import ArgumentParser
import KassaRuntime
import KassaStart

/// `kassa-run journal`: what a till has recorded.
struct JournalCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "journal",
    abstract: "List the entries of a till's journal, verify them, or take them away.",
    discussion: """
      A till may run meanwhile. FILE is always one to read, a copy of a journal; what is written is \
      named by --to.

      \(Exit.table)
      """,
    subcommands: [
      List.self, Scripts.self, Words.self, Find.self, Verify.self, Backup.self, Export.self,
    ],
    defaultSubcommand: List.self)
}

/// The journal of a till, or a copy of one.
struct JournalSource: ParsableArguments {
  @Argument(
    help: ArgumentHelp("A copy of a journal; without one, the till's own.", valueName: "FILE"))
  var file: String?

  @OptionGroup var data: DataOption

  func reader() throws -> JournalReader {
    try file.map { try JournalReader(file: $0) } ?? JournalReader(folder: try data.path())
  }
}

extension JournalCommand {
  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: "List the entries, one a line: who stood at the till, and what happened.",
      discussion: Exit.table)

    @OptionGroup var data: DataOption

    @Flag(help: "Whole entries, a JSON object a line.")
    var json = false

    func run() async throws {
      let output = Output()
      var listing = JournalListing()
      do {
        try JournalReader(folder: try data.path()).forEach { entry in
          guard !json else { return output.json(entry.line) }
          let time = LocalTime(entry.at, offsetSeconds: SystemTime.offsetSeconds).text
          let summary = listing.summary(of: entry)
          let person = listing.person.map { "\($0): " } ?? ""
          output.line("\(entry.number)  \(time)  \(entry.kind)  \(person)\(summary)")
        }
      } catch { throw Failure(error) }
    }
  }

  struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "verify",
      abstract: "Check the chain and the rules of the money.", discussion: Exit.table)

    @Option(
      help: ArgumentHelp(
        "Only what came after the entry of that hash, up to which it was verified before.",
        valueName: "HEAD"))
    var since: String?

    @OptionGroup var source: JournalSource

    func run() async throws {
      let reader: JournalReader
      do { reader = try source.reader() } catch { throw Failure(error) }
      let line = try summary { () throws(JournalError) in
        if let since { try reader.verify(since: since) } else { try reader.verify() }
      }
      Output().line(line)
    }
  }

  struct Backup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "backup",
      abstract: "Copy the journal into one file, also while its till sells, and verify the copy.",
      discussion: "docs/repair.md says how to go on from a copy.\n\n\(Exit.table)")

    @OptionGroup var source: JournalSource

    @Option(help: ArgumentHelp("The copy: a new file.", valueName: "FILE"))
    var to: String?

    func run() async throws {
      guard let to else {
        throw Failure(
          .usage,
          "--to: the new file was expected, as a FILE without it is one to read; write kassa-run "
            + "journal backup --to \(source.file ?? "FILE")")
      }
      let reader: JournalReader
      do { reader = try source.reader() } catch { throw Failure(error) }
      let line = try summary { () throws(JournalError) in try reader.backup(to: to) }
      Output().line("\(to): \(line)")
    }
  }

  struct Export: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "export",
      abstract: "Write the whole journal as JSON lines: what it is, its bundles, its entries.",
      discussion: "docs/repair.md specifies the lines.\n\n\(Exit.table)")

    @OptionGroup var source: JournalSource

    func run() async throws {
      let output = Output()
      do {
        try source.reader().export { output.json($0) }
      } catch { throw Failure(error) }
    }
  }

  /// What `verify` finds, in one line; a journal that does not hold together is a failed check.
  private static func summary(
    _ verify: () throws(JournalError) -> JournalReader.Verdict
  ) throws(Failure) -> String {
    do throws(JournalError) {
      let verdict = try verify()
      return "\(verdict.entries) entries, \(verdict.receipts) receipts, "
        + "\(verdict.matters) matters; head \(verdict.head)"
    } catch {
      switch error {
      case .broken, .damaged: throw Failure(.checkFailed, "\(error)")
      case .inUse, .cannotOpen, .readOnly, .full, .newerFormat, .notAJournal, .missing, .copyExists,
        .failed, .unknownKind:
        throw Failure(error)
      }
    }
  }
}
