import ArgumentParser
import Foundation
import Glibc
import KassaRuntime
import KassaStart

/// `kassa-run sign`: a store as tills that trust a key run it.
struct SignCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sign",
    abstract: "Sign a store, or a packed script.",
    discussion: """
      Writes store.sig into the store's folder, or signs a packed script in its file. It covers every Lua \
      file that a till runs of the store and of the chain, and the scenarios by their hash: what tries a \
      script is checked by whoever plays it, and by no till. Goods are not covered. A till goes on to a \
      higher version and never back. What no till would open is not signed.

      \(Exit.table)
      """)

  @Option(help: ArgumentHelp("The private key's file.", valueName: "FILE"))
  var key: String

  @Option(
    help: ArgumentHelp("The folder of the store's script, or a packed one.", valueName: "DIR"))
  var store: String

  @Option(help: ArgumentHelp("The folder of what the chain's stores share.", valueName: "DIR"))
  var chain: String?

  @Option(
    help: ArgumentHelp(
      "The version's number; the seconds since 1970 when left out, and higher than the last.",
      valueName: "N"))
  var number: Int?

  func validate() throws {
    if let number, number < 1 {
      throw ValidationError("--number: a number from 1 on was expected, got \(number)")
    }
  }

  func run() throws {
    do {
      let signer = try SigningKey(text: KeyFile.text(key), file: key)
      let bundle = try StoreBundle(folder: store, chain: chain)
      try ScriptProblems.refuse(bundle, what: "is not signed")
      if let number, let last = bundle.signedVersion, number <= last {
        throw Failure(
          .badInput,
          "--number: more than \(last) was expected, as the store is signed, got \(number); tills that "
            + "ran it go on to a higher version only")
      }
      let next = max(Int(Date().timeIntervalSince1970), (bundle.signedVersion ?? 0) + 1)
      let version = number ?? next
      let path = try bundle.sign(version: version, with: signer)
      Output().line("\(path): version \(version)")
    } catch { throw Failure(error) }
  }
}

/// What no till would open.
enum ScriptProblems {
  /// Ends the command where a till would refuse the script, with all that is wrong with it.
  ///
  /// - Parameter what: what does not happen then.
  static func refuse(_ store: StoreBundle, what: String) throws(Failure) {
    let mistakes = StoreCheck.load(store.bundle).findings.filter(\.isMistake)
    guard !mistakes.isEmpty else { return }
    let output = Output(descriptor: STDERR_FILENO)
    for mistake in mistakes { output.complaint(mistake.text) }
    throw Failure(
      .checkFailed, "\(mistakes.count.of("mistake")): no till would open it, so it \(what)")
  }
}
