import Glibc
import KassaLint
import KassaProving
import KassaRuntime
import KassaStart

/// A script that was checked, and whose scenarios pass: what is sent to tills.
struct ProvedScript {
  let store: StoreBundle
  let pack: StorePack

  /// Reads the packed script or the folder at `path`, checks it and plays its scenarios.
  ///
  /// - Throws: `Failure` where anything is wrong; what it is stands on standard error then.
  init(_ path: String, _ chain: String?) async throws {
    store = try StoreBundle(folder: path, chain: chain)
    try Self.check(path, chain)
    guard try store.hasSignedScenarios() else {
      throw Failure(
        .checkFailed,
        "the scenarios of «\(path)» were changed after signing; bring them back, or sign again")
    }
    try await Self.play(path, chain)
    pack =
      try StoreBundle.isFile(path) ? StorePack(file: path) : StorePack(folder: path, chain: chain)
  }

  private static func check(_ path: String, _ chain: String?) throws {
    let mistakes = StoreLint.findings(folder: path, chain: chain).filter(\.isMistake)
    guard !mistakes.isEmpty else { return }
    let output = Output(descriptor: STDERR_FILENO)
    for mistake in mistakes { output.complaint(mistake.text) }
    throw Failure(
      .checkFailed, "\(mistakes.count.of("mistake")); nothing was sent, the till runs on")
  }

  private static func play(_ path: String, _ chain: String?) async throws {
    var failed = 0
    let output = Output(descriptor: STDERR_FILENO)
    _ = try await ScenarioRunner(folder: path, chain: chain).run { result in
      guard result.failure != nil else { return }
      failed += 1
      output.complaint(TestReport.text(result))
    }
    guard failed == 0 else {
      throw Failure(
        .checkFailed, "\(failed.of("scenario")) failed; nothing was sent, the till runs on")
    }
  }
}
