import ArgumentParser
import Foundation
import KassaLint
import KassaRuntime

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

  @Option(help: ArgumentHelp("The folder of the store's script.", valueName: "DIR"))
  var store: String

  @OptionGroup var data: DataOption

  @Option(help: ArgumentHelp("The folder of what the chain's stores share.", valueName: "DIR"))
  var chain: String?

  @Option(
    help: ArgumentHelp(
      "A public key: the till runs nothing but stores signed with it, from now on.",
      valueName: "FILE"))
  var trust: String?

  @Option(help: "The cashier's language: ru or en.")
  var language: Language = .ru

  @Option(help: "The front end: console or jsonl.")
  var io: FrontEnd = .console

  @Option(
    help: ArgumentHelp(
      "The registrar's driver: \(Devices.registrarNames).", valueName: "NAME"))
  var registrar = Devices.emulated

  @Option(help: "Columns of the registrar's paper: 32, 42 or 48.")
  var columns: Int = 48

  @OptionGroup var scanner: ScannerOptions

  @Flag(
    help: ArgumentHelp(
      "For whoever writes the store: take its files at every save, and stand at the same prompt.",
      discussion: """
        The open receipt begins over with the answers so far as long as no money was taken in it, else \
        the next one takes the new script. With emulated devices only.
        """))
  var watch = false

  @Option(help: ArgumentHelp("Die at that point of the seam.", visibility: .hidden))
  var crashAt: Int?

  @Option(help: ArgumentHelp("Die while that is done.", visibility: .hidden))
  var crashIn: String?

  func validate() throws {
    guard [32, 42, 48].contains(columns) else {
      throw ValidationError("--columns: 32, 42 or 48 was expected, got \(columns)")
    }
    guard !watch || registrar == Devices.emulated else {
      throw ValidationError(
        "--watch: only with the emulated registrar, got «\(registrar)»; leave out one of them")
    }
    do { _ = try Devices.registrar(named: registrar) } catch {
      throw ValidationError(error.message)
    }
  }

  func run() async throws {
    let folder = try data.folder()
    // A till that has run goes on without them.
    if !FileManager.default.fileExists(atPath: folder + "/journal.sqlite") {
      try Self.check(folder: store, is: "the store's folder")
      if let chain { try Self.check(folder: chain, is: "the chain's folder") }
    }
    let cashier = try io.open(
      environment: ProcessInfo.processInfo.environment, scanner: scanner.scanner)
    defer { TerminalMode.restore() }
    try await sell(with: cashier, in: folder)
  }

  /// Joins the till and runs it until it is left.
  private func sell(with cashier: any Cashier, in folder: String) async throws {
    do {
      var settings = try settings(in: folder)
      while true { settings.repeats = try await serve(cashier, in: folder, settings) }
    } catch { throw Failure(error) }
  }

  /// Runs the till until its store's files are changed, where it is to take them then.
  ///
  /// - Returns: the answers of the flow that was open.
  /// - Throws: `CashierGone` when it is left.
  private func serve(
    _ cashier: any Cashier, in folder: String, _ settings: Till.Settings
  ) async throws -> [GivenAnswer] {
    let files = FolderWatch(
      [store] + (chain.map { [$0] } ?? []), pollMilliseconds: watch ? 150 : 2_000)
    let till = try await Till(
      opening: { try StoreBundle(folder: store, chain: chain) }, data: folder,
      registrar: { try Devices.registrar(named: registrar)($0, folder, settings) },
      cashier: cashier, settings: settings)
    if watch { await tellMistakes(to: cashier) }
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await till.run() }
      group.addTask { try await change(of: files, for: till) }
      // Whichever ends first; whatever the till does then is kept.
      try await group.next()
      group.cancelAll()
      while await group.nextResult() != nil {}
    }
    return try await till.answersToRepeat()
  }

  /// Tells of each change of the store's files; returns at one that the till is to take.
  private func change(of files: FolderWatch, for till: Till) async throws {
    var files = files
    while true {
      try await files.change()
      let isTaken = await till.look(
        atChanged: { try StoreBundle(folder: store, chain: chain) }, taken: watch)
      if isTaken { return }
    }
  }

  /// What `check` calls a mistake in what is taken now: a script raises it only once it gets there.
  private func tellMistakes(to cashier: any Cashier) async {
    for finding in StoreLint.findings(folder: store, chain: chain) where finding.isMistake {
      // Whoever is gone finds it in `check`.
      try? await cashier.show(.warning(finding.text))
    }
  }

  private func settings(in folder: String) throws -> Till.Settings {
    var settings = Till.Settings(
      language: language, columns: columns,
      offsetSeconds: SystemTime.offsetSeconds, seam: CrashPoint.seam(at: crashAt, in: crashIn),
      log: LogFile.logger(folder: folder))
    settings.program = "kassa-run \(KassaRun.configuration.version)"
    settings.connect = { Devices.TerminalProtocol.pinpad.terminal(at: $0) }
    settings.services = Services.caller(data: folder)
    settings.trust = try trust.map {
      (key: try TrustedKey(text: KeyFile.text($0), file: $0), file: $0)
    }
    return settings
  }

  private static func check(folder path: String, is what: String) throws {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw Failure(.badInput, "\(what) «\(path)» is not there; correct the path")
    }
    guard isFolder.boolValue else {
      throw Failure(.badInput, "\(what) «\(path)» is a file; name the folder it is in")
    }
  }
}
