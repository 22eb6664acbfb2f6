import ArgumentParser
import KassaRuntime
import KassaStart

/// `kassa-run pack`: a script and its scenarios in one file.
struct PackCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pack",
    abstract: "Make one file of a store's script and its scenarios.",
    discussion: """
      The file has every Lua file that a till runs of the store and of the chain, the store's scenarios with \
      the goods they sell, each of both under its hash, and the store's signature where it has one. It takes the place of a \
      folder: kassa-run till, check, test, sign and swap. Its name ends in .kassa. What no till would \
      open is not packed.

      \(Exit.table)
      """)

  @Argument(help: ArgumentHelp("The folder of the store's script.", valueName: "DIR"))
  var store: String

  @Option(help: ArgumentHelp("The folder of what the chain's stores share.", valueName: "DIR"))
  var chain: String?

  @Option(
    name: [.customShort("o"), .customLong("to")],
    help: ArgumentHelp("The file.", valueName: "FILE.kassa"))
  var file: String

  func validate() throws {
    guard file.hasSuffix(".kassa") else {
      throw ValidationError("-o: a name that ends in .kassa was expected, got \(file)")
    }
  }

  func run() throws {
    do {
      try ScriptProblems.refuse(
        try StoreBundle(folder: store, chain: chain), what: "is not packed")
      let pack = try StorePack(folder: store, chain: chain)
      try pack.write(to: file)
      Output().line(
        "\(file): script \(pack.scriptHash.prefix(12)), scenarios \(pack.scenariosHash.prefix(12))"
          + (pack.signature == nil ? ", not signed" : ""))
    } catch { throw Failure(error) }
  }
}
