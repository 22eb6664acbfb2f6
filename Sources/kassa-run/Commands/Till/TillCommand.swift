import ArgumentParser
import Foundation
import KassaLint
import KassaRuntime
import KassaStart

/// `kassa-run till`: one lane's register.
struct TillCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "till",
    abstract: "Run a till.",
    discussion: """
      On a terminal: numbers and first letters choose, Enter takes the default where \
      there is one, Esc cancels. Through a pipe: an answer a line. With --io jsonl: JSON \
      both ways, see docs/protocol.md. Stop it whenever you like: started again, it stands \
      at the same question.

      \(Exit.table)
      """)

  @OptionGroup var options: StartOptions

  @Option(help: "The front end: console or jsonl.")
  var io: FrontEnd = .console

  @OptionGroup var scanner: ScannerOptions

  @Flag(
    help: ArgumentHelp(
      "For whoever writes the store: take its files at every save, and stand at the same prompt.",
      discussion: """
        The open receipt begins over with the answers so far as long as no money was taken in it, else \
        the next one takes the new script. With emulated devices only.
        """))
  var watch = false

  func validate() throws {
    guard !watch || options.registrar == Devices.emulated else {
      throw ValidationError(
        "--watch: only with the emulated registrar, got «\(options.registrar)»; leave out one of them"
      )
    }
  }

  func run() async throws {
    let folder = try options.folder()
    let cashier = try io.open(
      environment: ProcessInfo.processInfo.environment, scanner: scanner.scanner)
    defer { TerminalMode.restore() }
    let start = TillStart(
      options, in: folder, program: "kassa-run \(KassaRun.configuration.version)",
      takesChanges: watch)
    try await start.sell(with: cashier) { _ in
      if watch { await tellMistakes(to: cashier) }
    }
  }

  /// What `check` calls a mistake in what is taken now: a script raises it only once it gets there.
  private func tellMistakes(to cashier: any Cashier) async {
    let findings = StoreLint.findings(folder: options.store, chain: options.chain)
    for finding in findings where finding.isMistake {
      // Whoever is gone finds it in `check`.
      try? await cashier.show(.warning(finding.text))
    }
  }
}
