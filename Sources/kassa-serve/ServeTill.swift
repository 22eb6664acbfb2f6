import ArgumentParser
import Foundation
import KassaRuntime
import KassaServer
import KassaStart
import Logging

/// `kassa-serve`: one lane's register in a browser; what `kassa-run serve` becomes.
struct ServeTill: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kassa-serve",
    abstract: "Run a till in a browser.",
    discussion: """
      Prints the address to open, with a code that lets one browser in; for further ones: kassa-run devices \
      code. Stop it whenever you like: started again, it stands at the same question.

      \(Exit.table)
      """,
    version: "0.1.0")

  @OptionGroup var options: StartOptions

  @Option(
    help: ArgumentHelp(
      "Where it listens; port 0 takes any free one. On this machine only.", valueName: "HOST:PORT"))
  var listen = "127.0.0.1:8080"

  @Option(
    help: ArgumentHelp(
      "A further name that it may be called by, beside localhost and its address; https://HOST for a proxy.",
      valueName: "HOST"))
  var name: [String] = []

  @Option(
    help: ArgumentHelp(
      "After so many minutes without input a sale is hidden until a PIN is typed; 0 for never.",
      valueName: "MINUTES"))
  var lock = 15

  private var address: ListenAddress? { ListenAddress(listen) }

  func validate() throws {
    guard let address else {
      throw ValidationError("--listen: HOST:PORT was expected, such as 127.0.0.1:8080")
    }
    guard address.isLoopback else {
      throw ValidationError(
        "--listen: to be reached from other machines a till needs TLS, which this program has not; "
          + "listen on 127.0.0.1")
    }
    guard (0...1_440).contains(lock) else {
      throw ValidationError("--lock: 0 to 1440 minutes were expected, got \(lock)")
    }
    guard name.allSatisfy({ HostName($0).isValid }) else {
      throw ValidationError(
        "--name: a host's name was expected, such as till.local or https://till.local")
    }
  }

  func run() async throws {
    guard let address else { return }
    let folder = try options.folder()
    let (cashier, current) = (WebCashier(), CurrentTill())
    let (openings, opening) = AsyncStream.makeStream(of: Void.self)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        let start = TillStart(
          options, in: folder, program: "kassa-serve \(Self.configuration.version)")
        try await start.sell(with: cashier) { till in
          current.till = till
          opening.finish()
        }
      }
      group.addTask {
        // The data folder is this till's then, and nobody is served before.
        for await _ in openings {}
        try Task.checkCancellation()
        try await serve(address, folder, cashier, current)
      }
      defer { opening.finish() }
      do { try await group.next() } catch {
        await cashier.close()
        // What streams are told last is on its way.
        try? await Task.sleep(for: .milliseconds(200))
        group.cancelAll()
        throw error
      }
    }
  }

  private func serve(
    _ address: ListenAddress, _ folder: String, _ cashier: WebCashier, _ till: CurrentTill
  ) async throws {
    let token = try ProgramToken.make(in: folder)
    let log = LogFile.logger(folder: folder)
    let server = TillServer(
      folder: folder, cashier: cashier, till: till, programToken: token,
      .init(
        listen: address, names: name, lock: lock > 0 ? .seconds(60 * lock) : nil,
        language: options.language,
        offsetSeconds: SystemTime.offsetSeconds, log: log))
    let desk = BrowserDesk(folder: folder)
    do {
      try await server.run { port in
        let host = address.host.contains(":") ? "[\(address.host)]" : address.host
        let served = "http://\(host):\(port)/"
        do { try ServedAddress.note(served, in: folder) } catch {
          log.error("serve.address: \(error)")
        }
        announce(served, desk)
      }
    } catch let error as CancellationError { throw error } catch {
      throw Failure(.badInput, "can't listen at \(listen): \(error); choose another with --listen")
    }
  }

  /// Prints where to open it, with a code for one browser.
  private func announce(_ address: String, _ desk: BrowserDesk) {
    let output = Output()
    guard let code = try? desk.newCode() else {
      output.line(address)
      return
    }
    output.line("\(address)#code=\(code)")
    switch options.language {
    case .ru:
      output.line(
        "Код впускает один браузер, \(BrowserDesk.codeMinutes) минут; ещё: kassa-run devices code")
    case .en:
      output.line(
        "The code lets one browser in, for \(BrowserDesk.codeMinutes) minutes; more: kassa-run devices code"
      )
    }
  }
}

/// What programs of the till's owner send: a file that only its owner may read, another one at each start.
enum ProgramToken {
  static func make(in folder: String) throws -> String {
    let token = BrowserDesk.random(32)
    try DurableFile.replace(
      folder + "/program.token", with: Array("\(token)\n".utf8), "token", seam: .production)
    return token
  }
}
