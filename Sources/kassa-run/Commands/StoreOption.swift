import ArgumentParser
import KassaRuntime

/// The options `--store` and `--chain` of what is done at a stopped till.
struct StoreOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The folder of the store's script; the one the till ran last when left out.",
      valueName: "DIR"))
  var store: String?

  @Option(help: ArgumentHelp("The folder of what the chain's stores share.", valueName: "DIR"))
  var chain: String?

  func validate() throws {
    if chain != nil, store == nil { throw ValidationError("--chain: --store was expected too") }
  }

  /// The store that is named; nil where none is.
  func bundle() throws -> StoreBundle? {
    try store.map { try StoreBundle(folder: $0, chain: chain) }
  }
}
