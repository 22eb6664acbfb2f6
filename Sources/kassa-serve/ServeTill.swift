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
      "Where it listens; port 0 takes any free one, 0.0.0.0 every address of this machine.",
      discussion: "What other machines reach is served by TLS only.", valueName: "HOST:PORT"))
  var listen = "127.0.0.1:8080"

  @Option(
    help: ArgumentHelp(
      "A further name that it may be called by, beside localhost and its address; https://HOST for a proxy.",
      valueName: "HOST"))
  var name: [String] = []

  @Option(
    help: ArgumentHelp(
      "The certificate for TLS, as PEM, with what leads to its authority behind it.",
      discussion: "Without one, other machines are served with one of this till's own authority.",
      valueName: "FILE"))
  var certificate: String?

  @Option(help: ArgumentHelp("The certificate's key, as PEM.", valueName: "FILE"))
  var key: String?

  @Option(
    help: ArgumentHelp(
      "After so many minutes without input what stands is hidden until a PIN is typed; 0 for never.",
      discussion: "Where it is left out the store says, 15 unless told.", valueName: "MINUTES"))
  var lock: Int?

  private var address: ListenAddress? { ListenAddress(listen) }

  func validate() throws {
    guard address != nil else {
      throw ValidationError("--listen: HOST:PORT was expected, such as 127.0.0.1:8080")
    }
    guard (certificate == nil) == (key == nil) else {
      throw ValidationError("--certificate and --key: both were expected, or neither")
    }
    guard (0...1_440).contains(lock ?? 0) else {
      throw ValidationError("--lock: 0 to 1440 minutes were expected, got \(lock ?? 0)")
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
    let certificate = try certificate(address, folder)
    let server = TillServer(
      folder: folder, cashier: cashier, till: till, programToken: token,
      .init(
        listen: address, names: name, certificate: certificate,
        lockMinutes: lock, language: options.language,
        offsetSeconds: SystemTime.offsetSeconds, log: log))
    let desk = BrowserDesk(folder: folder)
    let announcement = Announcement(language: options.language, folder: folder)
    do {
      try await server.run { port in
        let served = announcement.addresses(address, port, certificate)
        do { try ServedAddress.note(served[0], in: folder) } catch {
          log.error("serve.address: \(error)")
        }
        announcement.print(served, code: try? desk.newCode(), certificate)
      }
    } catch let error as CancellationError { throw error } catch {
      throw Failure(.badInput, "can't listen at \(listen): \(error); choose another with --listen")
    }
  }

  /// What the till proves itself with; nil where only this machine reaches it and none is given.
  private func certificate(
    _ address: ListenAddress, _ folder: String
  ) throws -> ServedCertificate? {
    do {
      if let certificate, let key {
        return try ServedCertificate(certificate: certificate, key: key, address, names: name)
      }
      guard !address.isLoopback else { return nil }
      return try ServedCertificate(ownIn: folder, address, names: name, now: .now)
    } catch { throw Failure(.badInput, "TLS: \(error)") }
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
