public import ArgumentParser
import KassaEmulators
public import KassaRuntime
import KassaStart

extension EmulatedFault: ExpressibleByArgument {}

extension FormatVersion: ExpressibleByArgument {
  public static var allValueStrings: [String] { allCases.map(\.title) }

  public init?(argument: String) {
    guard let known = Self.allCases.first(where: { $0.title == argument }) else { return nil }
    self = known
  }
}

/// `kassa-run registrar`: misfortunes and paper of the emulated registrar.
struct RegistrarCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "registrar",
    abstract: "Give the emulated registrar faults, and look at its paper.",
    discussion: "A till may run meanwhile; its next call meets the fault.\n\n\(Exit.table)",
    subcommands: [Status.self, Fault.self, Clear.self, Printed.self, Format.self])
}

extension RegistrarCommand {
  struct Status: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "status",
      abstract: "List the faults to come, the version of its formats and the last receipt.",
      discussion: Exit.table)

    @OptionGroup var data: DataOption

    func run() async throws {
      let lines = try data.control { control in
        let faults = try control.faults().sorted { $0.key.rawValue < $1.key.rawValue }
        let receipts = try control.receipts()
        let last = receipts.last.map { "last receipt: document \($0.printed.number)" }
        let format = try control.format().map { ["formats: FFD \($0.title)"] } ?? []
        return faults.map { Self.line($0.key, $0.value) } + format + [last ?? "no receipts yet"]
      }
      lines.forEach(Output().line)
    }

    static func line(_ fault: EmulatedFault, _ times: Int?) -> String {
      "fault: \(fault.rawValue), \(TimesOption.words(times))"
    }
  }

  struct Fault: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "fault",
      abstract: "Tell it to fail.", discussion: Exit.table)

    @Argument(help: "What happens to its next call.")
    var fault: EmulatedFault

    @OptionGroup var times: TimesOption

    @OptionGroup var data: DataOption

    func run() async throws {
      try data.control { control in try control.set(fault, times: times.times) }
      Output().line(Status.line(fault, times.times))
    }
  }

  struct Clear: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "clear",
      abstract: "Take a fault away, or all of them.", discussion: Exit.table)

    @Argument(help: "The fault; every fault when left out.")
    var fault: EmulatedFault?

    @OptionGroup var data: DataOption

    func run() async throws {
      try data.control { control in
        if let fault { try control.clear(fault) } else { try control.clearAll() }
      }
      Output().line("cleared: " + (fault?.rawValue ?? "every fault"))
    }
  }

  struct Printed: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "printed",
      abstract: "Show its last paper.", discussion: Exit.table)

    @Option(help: "How many documents.")
    var last: Int = 1

    @OptionGroup var data: DataOption

    func validate() throws {
      guard last > 0 else {
        throw ValidationError("--last: a number above zero was expected, got \(last)")
      }
    }

    func run() async throws {
      let papers = try data.control { control in try control.paper(last: last) }
      let output = Output()
      for paper in papers { paper.forEach(output.line) }
    }
  }
}

extension RegistrarCommand {
  struct Format: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "format",
      abstract: "Register it anew with another version of the fiscal formats.",
      discussion: """
        Corrections are other documents in 1.05 than in 1.1 and 1.2. It holds from the till's next start on.

        \(Exit.table)
        """)

    @Argument(help: "FFD: 1.05, 1.1 or 1.2.")
    var format: FormatVersion

    @OptionGroup var data: DataOption

    func run() async throws {
      let isThere = try data.control { control in try control.register(with: format) }
      guard isThere else {
        throw Failure(
          .badInput, "no till has run in this data folder yet; start one, stop it, and say it then")
      }
      Output().line("formats: FFD \(format.title), from the till's next start on")
    }
  }
}

extension DataOption {
  /// Runs `body` on the registrar of the data folder.
  fileprivate func control<Result>(
    _ body: (EmulatedRegistrarControl) throws -> Result
  ) throws -> Result {
    let folder = try existing()
    do { return try body(EmulatedRegistrarControl(folder: folder)) } catch { throw Failure(error) }
  }
}
