import ArgumentParser
import KassaRuntime
import KassaStart

/// `kassa-run devices`: which browsers may open a till, while it runs or not.
struct DevicesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "devices", abstract: "Let browsers in at a till, list them, and put them out.",
    discussion: Exit.table, subcommands: [List.self, Code.self, Out.self, Certificate.self])

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List the browsers that were let in.", discussion: Exit.table)

    @OptionGroup var data: DataOption

    func run() throws {
      for browser in try desk(of: data).browsers() {
        let since = LocalTime(browser.since, offsetSeconds: SystemTime.offsetSeconds).iso
        let place = browser.isCustomers ? "  (the customer's screen)" : ""
        Output().line("\(browser.id)  \(since)  \(browser.name)\(place)")
      }
    }
  }

  struct Code: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print a code that lets one browser in.",
      discussion: """
        It is used once, and ends after \(BrowserDesk.codeMinutes) minutes.

        \(Exit.table)
        """)

    @OptionGroup var data: DataOption

    func run() throws { Output().line(try desk(of: data).newCode()) }
  }

  struct Out: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Put a browser out: it sees nothing of the till any more.",
      discussion: Exit.table)

    @Argument(help: "The browser's id, as devices list prints it.") var id: String

    @OptionGroup var data: DataOption

    func run() throws {
      let desk = try desk(of: data)
      guard try desk.putOut(id) else {
        let known = try desk.browsers().map(\.id)
        throw Failure(.badInput, "no device «\(id)»" + Spelling.remedy(id, among: known))
      }
      Output().line("\(id) is put out")
    }
  }
}

extension DevicesCommand {
  struct Certificate: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Say which certificate a tablet installs to know this till over the network.",
      discussion: """
        The file holds no secret: carry it to the tablet, and compare the fingerprint there. It is there \
        once kassa-serve has served other machines.

        \(Exit.table)
        """)

    @OptionGroup var data: DataOption

    func run() throws {
      let folder = try data.existing()
      guard let certificate = try TillCertificate.known(in: folder) else {
        throw Failure(
          .badInput,
          "this till has no certificate of its own yet; start kassa-serve with --listen 0.0.0.0:PORT"
        )
      }
      Output().line(TillCertificate.path(in: folder))
      Output().line("SHA-256 \(certificate.fingerprint)")
    }
  }
}

private func desk(of data: DataOption) throws -> BrowserDesk {
  BrowserDesk(folder: try data.existing())
}
