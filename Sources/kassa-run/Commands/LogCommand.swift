import ArgumentParser
import Foundation
import KassaRuntime
import KassaStart

/// `kassa-run log`: what a till and its script said.
struct LogCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log",
    abstract: "Show the log of a till: what it and its store's script said, and what failed.",
    discussion: """
      The file is kassa.log in the till's data folder. The till may run meanwhile.

      \(Exit.table)
      """)

  @OptionGroup var data: DataOption

  @Flag(help: "Go on with each line as it is written, until Ctrl-C.")
  var follow = false

  @Option(help: ArgumentHelp("Only the last so many lines.", valueName: "NUMBER"))
  var last: Int?

  func validate() throws {
    if let last, last < 0 {
      throw ValidationError("--last: a number of lines was expected, got \(last)")
    }
  }

  func run() async throws {
    let path = try data.existing() + "/" + LogFile.name
    guard follow || FileManager.default.fileExists(atPath: path) else {
      throw Failure(.badInput, "no «\(path)»; no till has said anything there")
    }
    let output = Output()
    var tail = LogTail(path: path)
    let lines = tail.lines()
    for line in lines.suffix(last ?? lines.count) { output.line(line) }
    if lines.isEmpty, !follow { output.line("nothing was logged") }
    while follow, !output.isGone {
      try await Task.sleep(for: .milliseconds(200))
      for line in tail.lines() { output.line(line) }
    }
  }
}

/// Reads what has been added to a file that something else writes, and may begin anew.
struct LogTail {
  let path: String
  private var offset: UInt64 = 0
  /// A line whose end has not been written yet.
  private var rest: [UInt8] = []

  init(path: String) { self.path = path }

  /// The whole lines since this was last asked.
  mutating func lines() -> [String] {
    guard let file = FileHandle(forReadingAtPath: path) else { return [] }
    defer { try? file.close() }
    let size = (try? file.seekToEnd()) ?? 0
    // Whoever keeps old logs has cut it off.
    if size < offset { (offset, rest) = (0, []) }
    guard size > offset, (try? file.seek(toOffset: offset)) != nil,
      let bytes = try? file.readToEnd()
    else { return [] }
    offset += UInt64(bytes.count)
    let parts = (rest + bytes).split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    rest = Array(parts.last ?? [])
    return parts.dropLast().map { String(decoding: $0, as: UTF8.self) }
  }
}
