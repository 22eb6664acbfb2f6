import Foundation
import Logging
import Synchronization

@testable import KassaRuntime

/// What a log was told, for tests that search it.
final class LogTrace: Sendable {
  private let lines = Mutex<[String]>([])

  var count: Int { lines.withLock(\.count) }
  func lines(after count: Int) -> [String] { lines.withLock { Array($0.dropFirst(count)) } }
  var text: String { lines.withLock { $0.joined(separator: "\n") } }

  var logger: Logger {
    Logger(label: "story") { [self] _ in Handler(trace: self) }
  }

  private struct Handler: LogHandler {
    let trace: LogTrace
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.trace

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
      get { metadata[key] }
      set { metadata[key] = newValue }
    }

    func log(event: LogEvent) { trace.lines.withLock { $0.append("\(event.message)") } }
  }
}

extension Story {
  /// Whether any byte sequence of the data folder's files is `text`.
  func dataHolds(_ text: String) throws -> Bool {
    let searched = Data(text.utf8)
    let names = try FileManager.default.subpathsOfDirectory(atPath: data)
    return try names.contains { name in
      let content = try Data(contentsOf: URL(fileURLWithPath: data + "/" + name))
      return content.range(of: searched) != nil
    }
  }

  /// Everything of `scene` that was shown, logged or stored, where `text` stands in it.
  func traces(of text: String, in scene: Scene) throws -> [String] {
    var places: [String] = []
    if try dataHolds(text) { places.append("data folder") }
    if log.text.contains(text) { places.append("log") }
    if "\(scene.prompts)".contains(text) { places.append("prompts") }
    if "\(scene.refusals.map { $0.text(.en) + $0.text(.ru) })".contains(text) {
      places.append("refusals")
    }
    if scene.warnings.contains(where: { $0.contains(text) }) { places.append("warnings") }
    if scene.papers.contains(where: { $0.lines.contains { $0.contains(text) } }) {
      places.append("papers")
    }
    return places
  }
}
