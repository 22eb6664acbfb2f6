import ArgumentParser
import Foundation
import KassaDrivers
import KassaRuntime
import KassaStart

/// `kassa-run services`: where the shop's own services listen.
struct ServicesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "services", abstract: "Set up the shop's own services of a till.",
    discussion: Exit.table, subcommands: [Set.self, List.self, Remove.self])

  /// `kassa-run services set`: an address, and a token that no command line shows.
  struct Set: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "set", abstract: "Say where a service listens; a running till knows it at once.",
      discussion: """
        What the service is asked to do follows the address: ADDRESS/points. HTTPS is wanted; plain HTTP \
        is for this machine alone. The token is asked for and not shown, through a pipe it is one line; \
        an empty one is none. Both stay in the data folder: no script, journal or log has them.

        \(Exit.table)
        """)

    @Argument(help: "The service's id in the store.") var service: String

    @Option(help: ArgumentHelp("Where it listens.", valueName: "URL")) var address: String

    @Option(
      help: ArgumentHelp(
        "Certificates to trust instead of the system's, in PEM.", valueName: "FILE"))
    var certificates: String?

    @OptionGroup var data: DataOption

    func run() throws {
      let folder = try data.folder()
      let file = certificates.map { URL(fileURLWithPath: $0).path }
      if let file, !FileManager.default.isReadableFile(atPath: file) {
        throw Failure(.badInput, "the certificates «\(file)» can't be read; correct the path")
      }
      try ServicesCommand.naming {
        // A wrong address is told before a secret is typed.
        _ = try ServiceBook.Place(address: address, token: nil, certificates: file)
      }
      let typed = try HiddenLine.read("token of \(service), empty for none: ", "token")
      try ServicesCommand.naming {
        let place = try ServiceBook.Place(
          address: address, token: typed.isEmpty ? nil : typed, certificates: file)
        try ServiceBook(folder: folder).set(service, place)
      }
      Output().line("\(service) is set up" + (typed.isEmpty ? ", without a token" : ""))
    }
  }

  /// `kassa-run services list`: where each listens.
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "List the services that are set up; no token is shown.",
      discussion: Exit.table)

    @OptionGroup var data: DataOption

    func run() throws {
      let folder = try data.existing()
      let places = try ServicesCommand.naming { try ServiceBook(folder: folder).places() }
      for (id, place) in places.sorted(by: { $0.key < $1.key }) {
        Output().line(
          "\(id)  \(place.address)" + (place.token == nil ? "  no token" : "")
            + (place.certificates.map { "  trusts \($0)" } ?? ""))
      }
    }
  }

  /// `kassa-run services remove`: one that is no more.
  struct Remove: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "remove", abstract: "Take a service away: it is absent from then on.",
      discussion: Exit.table)

    @Argument(help: "The service's id.") var service: String

    @OptionGroup var data: DataOption

    func run() throws {
      let folder = try data.existing()
      try ServicesCommand.naming {
        let book = ServiceBook(folder: folder)
        let known = try book.places().keys
        guard known.contains(service) else {
          throw Failure(
            .badInput,
            "no service «\(service)»"
              + (known.isEmpty
                ? "; none is set up" : Spelling.remedy(service, among: Array(known))))
        }
        try book.set(service, nil)
      }
      Output().line("\(service) is taken away")
    }
  }

  private static func naming<Result>(_ body: () throws -> Result) throws -> Result {
    do { return try body() } catch let error as ServiceBookError {
      throw Failure(.badInput, error.description)
    }
  }
}
