import Foundation
import KassaStart

/// A till that a command of the chain's own leads to: it runs `kassa-run rollout` there.
///
/// The command is given the options of that rollout behind its own words and the packed script as its standard
/// input, and answers with one line of JSON.
struct RolloutOverCommand {
  /// What is wanted of the till.
  enum Wish: String {
    case report = "--report"
    case take = "--percent 100 --resume"
    case restore = "--restore"
  }

  let command: String
  /// A command that has not ended by then is ended.
  var secondsMax = 600.0

  func ask(_ wish: Wish, _ script: Data) throws(Failure) -> RolloutLane.Row {
    let said = try run("\(command) --json \(wish.rawValue)", script)
    let rows = said.output.split(separator: UInt8(ascii: "\n"))
      .compactMap { try? JSONDecoder().decode(RolloutLane.Row.self, from: Data($0)) }
    guard rows.count == 1 else {
      let words = said.errors.split(separator: "\n").last.map { ": \($0)" } ?? ""
      throw Failure(
        .badInput,
        "one till's line of JSON was expected, \(rows.count) came, exit code \(said.code)\(words)")
    }
    return rows[0]
  }

  private func run(
    _ words: String, _ input: Data
  ) throws(Failure) -> (output: Data, errors: String, code: Int32) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", words]
    do {
      // Files, so that no pipe fills up while another is waited for.
      let place = try ExchangeFolder(input)
      defer { place.remove() }
      (process.standardInput, process.standardOutput, process.standardError) = try (
        FileHandle(forReadingFrom: place.file("in")), FileHandle(forWritingTo: place.file("out")),
        FileHandle(forWritingTo: place.file("err"))
      )
      try process.run()
      let ends = ContinuousClock.now.advanced(by: .seconds(secondsMax))
      while process.isRunning, ContinuousClock.now < ends { usleep(20_000) }
      guard !process.isRunning else {
        process.terminate()
        throw Failure(
          .badInput, "its command has not ended after \(Int(secondsMax)) s; look at the till there")
      }
      return (
        try Data(contentsOf: place.file("out")),
        String(decoding: try Data(contentsOf: place.file("err")), as: UTF8.self),
        process.terminationStatus
      )
    } catch let failure as Failure { throw failure } catch {
      throw Failure(.badInput, "its command can't be run: \(error.localizedDescription)")
    }
  }
}

/// Where a command's input and output lie meanwhile.
private struct ExchangeFolder {
  private let url: URL

  init(_ input: Data) throws {
    url = FileManager.default.temporaryDirectory.appendingPathComponent(
      "kassa-rollout-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: url, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    try input.write(to: file("in"))
    for name in ["out", "err"] { try Data().write(to: file(name)) }
  }

  func file(_ name: String) -> URL { url.appendingPathComponent(name) }

  func remove() { try? FileManager.default.removeItem(at: url) }
}
