import ArgumentParser
import Foundation
import KassaRuntime
import KassaStart

extension JournalCommand {
  /// `kassa-run journal scripts`: which scripts a till ran, from when on, and who changed them.
  struct Scripts: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "scripts",
      abstract: "List every start, swap, refusal and way back; or write out a script's files.",
      discussion: """
        Scripts are named by the version they are signed as, or by the beginning of their hash. With --script \
        the files of that one, the store's and the chain's, are written to the folder --to.

        \(Exit.table)
        """)

    @Option(
      help: ArgumentHelp("A script's or a bundle's hash, or its beginning.", valueName: "HASH"))
    var script: String?

    @Option(help: ArgumentHelp("A new folder for its files.", valueName: "DIR"))
    var to: String?

    @Flag(help: "Whole entries, a JSON object a line.")
    var json = false

    @OptionGroup var source: JournalSource

    private static let kinds: Set<String> = ["start", "swap", "script", "refused"]

    func validate() throws {
      guard (script == nil) == (to == nil) else {
        throw ValidationError("--script and --to: both were expected, or none")
      }
    }

    func run() async throws {
      do {
        let reader = try source.reader()
        if let script, let to { return try write(script, to, reader) }
        let output = Output()
        try reader.forEach { entry in
          guard Self.kinds.contains(entry.kind) else { return }
          guard !json else { return output.json(entry.line) }
          let time = LocalTime(entry.at, offsetSeconds: SystemTime.offsetSeconds).text
          output.complaint("\(entry.number)  \(time)  \(entry.kind)  \(entry.summary)")
        }
      } catch { throw Failure(error) }
    }

    private func write(_ script: String, _ to: String, _ reader: JournalReader) throws {
      let files = try reader.files(ofScript: script.lowercased())
      guard !FileManager.default.fileExists(atPath: to) else {
        throw Failure(.badInput, "«\(to)» is there already; name a new folder")
      }
      for (path, text) in files {
        let file = URL(fileURLWithPath: to).appendingPathComponent(path)
        try FileManager.default.createDirectory(
          at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
      }
      Output().line("\(to): \(files.count.of("file"))")
    }
  }
}
