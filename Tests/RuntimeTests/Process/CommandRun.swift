import Foundation
import Testing

/// A command that ran to its end: its exit code and all it said.
struct CommandRun {
  let code: Int32
  let output: String
  let errors: String

  /// Runs `kassa-run` in `folder`, with `input` on standard input.
  init(_ arguments: [String], in folder: String? = nil, input: String = "") throws {
    try self.init(TillProcess.binary.path, arguments, in: folder, input: input)
  }

  /// Runs the program at `path`.
  init(
    _ path: String, _ arguments: [String], in folder: String? = nil, input: String = "",
    environment: [String: String]? = nil
  ) throws {
    let process = Process()
    let (typed, output, errors) = (Pipe(), Pipe(), Pipe())
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder) }
    if let environment { process.environment = environment }
    process.standardInput = typed
    process.standardOutput = output
    process.standardError = errors
    signal(SIGPIPE, SIG_IGN)
    try process.run()
    // What ends before it has read all its input is no failure of the test.
    try? typed.fileHandleForWriting.write(contentsOf: Data(input.utf8))
    try typed.fileHandleForWriting.close()
    let said = output.fileHandleForReading.readDataToEndOfFile()
    let complained = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    code = process.terminationStatus
    self.output = String(decoding: said, as: UTF8.self)
    self.errors = String(decoding: complained, as: UTF8.self)
  }
}

/// Something wrong, and all that the command may say about it.
struct Mistake: CustomTestStringConvertible, Sendable {
  let testDescription: String
  let arguments: [String]
  let code: Int32
  /// Standard error after `kassa-run: `; «{here}» is the folder it ran in, «*» any text.
  let said: String
  /// Puts what is wrong into that folder.
  let prepare: @Sendable (String) throws -> Void

  init(
    _ name: String, _ arguments: [String], code: Int32 = 2, says said: String,
    prepare: @escaping @Sendable (String) throws -> Void = { _ in }
  ) {
    testDescription = name
    self.arguments = arguments
    self.code = code
    self.said = said
    self.prepare = prepare
  }

  /// Makes the mistake in a folder of its own: the exit code, one line that says it, nothing else.
  func check() throws {
    let folder = try TestFolder()
    let here = URL(fileURLWithPath: folder.path).resolvingSymlinksInPath().path
    try prepare(here)
    let run = try CommandRun(arguments, in: here)
    #expect(run.code == code, "\(run.errors)")
    #expect(run.output.isEmpty)
    let expected = "kassa-run: \(said.replacing("{here}", with: here))\n"
    let parts = expected.split(separator: "*", omittingEmptySubsequences: false)
    if parts.count == 2 {
      #expect(run.errors.hasPrefix(parts[0]) && run.errors.hasSuffix(parts[1]), "\(run.errors)")
      #expect(run.errors.count(where: { $0 == "\n" }) == 1)
    } else {
      #expect(run.errors == expected)
    }
  }
}

/// Writes `text` to `path`, making the folders it needs.
func write(_ text: String, to path: String) throws {
  try write(Data(text.utf8), to: path)
}

func write(_ bytes: Data, to path: String) throws {
  let url = URL(fileURLWithPath: path)
  try FileManager.default.createDirectory(
    at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
  try bytes.write(to: url)
}
