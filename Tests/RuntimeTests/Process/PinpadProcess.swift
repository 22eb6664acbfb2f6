import Foundation
import Testing

@testable import KassaRuntime

/// The real `kassa-run pinpad serve`, in a process of its own.
final class PinpadProcess {
  private let process = Process()
  private let output = Pipe()
  let path: String

  /// Starts it in `folder` and waits until it listens; `crashAt` is the point where it dies.
  init(in folder: String, crashAt: Int? = nil) throws {
    path = folder + "/socket"
    process.executableURL = TillProcess.binary
    process.arguments =
      ["pinpad", "serve", "--socket", path] + (crashAt.map { ["--crash-at", "\($0)"] } ?? [])
    process.standardOutput = output
    try process.run()
    let said = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
    try #require(said == "listening at \(path)\n")
  }

  deinit { kill() }

  /// Ends it as a pulled plug does.
  func kill() {
    Foundation.kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }

  /// Waits until it has died by itself.
  func waitUntilDead() { process.waitUntilExit() }

  /// Runs a subcommand at its socket; what it says.
  @discardableResult
  func command(_ arguments: [String]) throws -> String {
    let run = try CommandRun(["pinpad"] + arguments + ["--socket", path])
    #expect(run.code == 0, "\(run.errors)")
    return run.output
  }

  /// Each operation's state and what was taken of what was asked.
  var operations: [String] {
    get throws {
      try command(["operations"]).split(separator: "\n").map { line in
        line.split(separator: " ").prefix(2).joined(separator: " ")
      }
    }
  }

  /// Waits until a charge is under way.
  func waitUntilRunning() throws {
    while try !operations.contains("running 0.00") { usleep(20_000) }
  }
}
