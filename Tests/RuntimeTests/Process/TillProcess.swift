import Foundation
import KassaRuntime
import Testing

/// The real `kassa-run till --io jsonl`, driven line by line as a front end would.
final class TillProcess {
  private let process = Process()
  private let input = Pipe()
  private let output = Pipe()
  private let errors = Pipe()
  private var lines = LineReader(bytesMax: .max)
  /// What is typed after a restart to the till's own question who stands here; nil shows the question.
  var pin: String? = "1234"

  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  static let binary = Bundle.main.bundleURL.appendingPathComponent("kassa-run")
  static let cafe = root.appendingPathComponent("Scripts/lua/stores/cafe").path

  /// Starts the till of `store` on `data`; `crashAt` is the point of the seam where it dies, `crashIn` the part
  /// in which it does.
  ///
  /// - Parameter tracer: a command with its arguments that runs the till, such as strace.
  init(
    data: String, store: String = cafe, crashAt: Int? = nil, crashIn: String? = nil,
    language: String = "ru", options: [String] = [],
    tracer: [String] = []
  ) throws {
    let command =
      tracer + [Self.binary.path]
      + ["till", "--store", store, "--data", data, "--io", "jsonl", "--language", language]
      + options
      + (crashAt.map { ["--crash-at", "\($0)"] } ?? [])
      + (crashIn.map { ["--crash-in", $0] } ?? [])
    process.executableURL = URL(fileURLWithPath: command[0])
    process.arguments = Array(command.dropFirst())
    process.standardInput = input
    process.standardOutput = output
    process.standardError = errors
    signal(SIGPIPE, SIG_IGN)
    try process.run()
  }

  /// The next thing the till says; nil when it has gone.
  func next() throws -> [String: Any]? {
    while true {
      if case .line(let line) = lines.next() {
        return try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any]
      }
      let more = output.fileHandleForReading.availableData
      guard !more.isEmpty else { return nil }
      lines.append(more)
    }
  }

  /// The next prompt, with the documents shown before it.
  func prompt(_ documents: inout [String]) throws -> ShownPrompt? {
    while let said = try next() {
      if let document = said["document"] as? [String: Any] {
        documents.append(document["kind"] as? String ?? "")
      }
      guard let prompt = (said["prompt"] as? [String: Any]).map(ShownPrompt.init) else { continue }
      guard prompt.id == "person.pin", let pin else { return prompt }
      // Once: the same again after a refusal would be refused for ever.
      self.pin = nil
      try answer(prompt.number, pin)
    }
    return nil
  }

  func answer(_ number: Int, _ answer: Any) throws {
    send(try JSONSerialization.data(withJSONObject: ["n": number, "answer": answer]))
  }

  /// Sends a line, whatever is in it.
  func send(_ line: Data) {
    // A till that has just died takes no answer; the next read says so.
    try? input.fileHandleForWriting.write(contentsOf: line + [UInt8(ascii: "\n")])
  }

  func kill() {
    Foundation.kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }

  /// Ends the input and waits; the exit code and what standard error said.
  func leave() -> (code: Int32, errors: String) {
    try? input.fileHandleForWriting.close()
    process.waitUntilExit()
    let text = errors.fileHandleForReading.readDataToEndOfFile()
    return (process.terminationStatus, String(decoding: text, as: UTF8.self))
  }

  /// Ends it as Ctrl-C does; the signal that ended it.
  func interrupt() -> Int32? {
    process.interrupt()
    process.waitUntilExit()
    return process.terminationReason == .uncaughtSignal ? process.terminationStatus : nil
  }
}

/// A prompt as the protocol shows it.
struct ShownPrompt: Equatable {
  let number: Int
  let id: String
  let title: String
  let body: String
  let buttons: [String]
  let lines: Int

  init(_ fields: [String: Any]) {
    number = fields["n"] as? Int ?? 0
    id = fields["id"] as? String ?? ""
    title = fields["title"] as? String ?? ""
    body = fields["body"] as? String ?? ""
    buttons = (fields["buttons"] as? [[String: Any]] ?? []).compactMap { $0["id"] as? String }
    lines = ((fields["sale"] as? [String: Any])?["lines"] as? [Any])?.count ?? 0
  }
}
