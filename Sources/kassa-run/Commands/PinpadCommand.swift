public import ArgumentParser
import Foundation
import KassaDrivers
import KassaEmulators
import KassaRuntime
import KassaStart

extension PinpadFault: ExpressibleByArgument {}

/// `kassa-run pinpad`: an emulated connected terminal, its misfortunes and what it charged.
struct PinpadCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pinpad",
    abstract: "Run an emulated connected terminal, and give it faults.",
    discussion: "It charges nobody. Its protocol is docs/pinpad.md.\n\n\(Exit.table)",
    subcommands: [Serve.self, Status.self, Fault.self, Clear.self, Operations.self])
}

/// The option `--socket`, and the pinpad behind it.
struct SocketOption: ParsableArguments {
  @Option(
    name: .customLong("socket"),
    help: ArgumentHelp("The Unix domain socket it listens at.", valueName: "PATH"))
  var path: String

  /// Asks the pinpad that listens there.
  func ask(_ request: PinpadRequest) throws -> PinpadReply {
    do {
      let reply = try PinpadClient(socket: path).ask(request)
      guard let error = reply.error else { return reply }
      throw Failure(.badInput, "the pinpad refuses: \(error.rawValue); see docs/pinpad.md")
    } catch { throw Failure(error) }
  }
}

extension PinpadCommand {
  struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "serve",
      abstract: "Run the pinpad until it is stopped.",
      discussion: "It says when it listens. Kill it whenever you like: it forgets no charge.\n\n"
        + Exit.table)

    @OptionGroup var socket: SocketOption

    @Option(
      help: ArgumentHelp(
        "The folder of its memory; the socket's own when left out.", valueName: "DIR"))
    var data: String?

    @Option(help: ArgumentHelp("Die at that point of the seam.", visibility: .hidden))
    var crashAt: Int?

    func run() async throws {
      let folder = data ?? URL(fileURLWithPath: socket.path).deletingLastPathComponent().path
      do {
        let pinpad = try EmulatedPinpad(folder: folder, seam: CrashPoint.seam(at: crashAt))
        let server = try PinpadServer(pinpad, socket: socket.path)
        server.start()
        Output().line("listening at \(socket.path)")
      } catch { throw Failure(error) }
      // Until a signal ends the process.
      while true { try await Task.sleep(for: .seconds(86_400)) }
    }
  }

  struct Status: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "status",
      abstract: "List the faults to come and the last operation.", discussion: Exit.table)

    @OptionGroup var socket: SocketOption

    func run() async throws {
      let reply = try socket.ask(PinpadRequest(.status))
      let last = reply.operation.map { "last operation: \($0.line)" } ?? "no operations yet"
      for line in (reply.faults ?? []).map(\.line) + [last] { Output().line(line) }
    }
  }

  struct Fault: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "fault",
      abstract: "Tell it to fail.", discussion: Exit.table)

    @Argument(help: "What happens to its next charge.")
    var fault: PinpadFault

    @OptionGroup var times: TimesOption

    @OptionGroup var socket: SocketOption

    func run() async throws {
      let reply = try socket.ask(PinpadRequest(.fault, fault: fault, times: times.times))
      (reply.faults ?? []).filter { $0.fault == fault }.forEach { Output().line($0.line) }
    }
  }

  struct Clear: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "clear",
      abstract: "Take a fault away, or all of them.", discussion: Exit.table)

    @Argument(help: "The fault; every fault when left out.")
    var fault: PinpadFault?

    @OptionGroup var socket: SocketOption

    func run() async throws {
      _ = try socket.ask(PinpadRequest(.clear, fault: fault))
      Output().line("cleared: " + (fault?.rawValue ?? "every fault"))
    }
  }

  struct Operations: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "operations",
      abstract: "List its last operations, oldest first.", discussion: Exit.table)

    @OptionGroup var socket: SocketOption

    func run() async throws {
      let reply = try socket.ask(PinpadRequest(.operations))
      (reply.operations ?? []).forEach { Output().line($0.line) }
    }
  }
}

extension PinpadOperation {
  /// What it is, how much was taken of what was asked, its reference or why, and its key.
  fileprivate var line: String {
    let amounts = "\(Self.roubles(kopecks)) of \(Self.roubles(askedKopecks))"
    let detail = reference.isEmpty ? reason : reference
    return [state.rawValue, amounts, detail, key].filter { !$0.isEmpty }.joined(separator: "  ")
  }

  private static func roubles(_ kopecks: Int64) -> String {
    (try? Money(kopecks: kopecks)).map { "\($0)" } ?? "\(kopecks) kopecks"
  }
}

extension PinpadFaultLeft {
  fileprivate var line: String {
    "fault: \(fault.rawValue), \(TimesOption.words(times))"
  }
}
