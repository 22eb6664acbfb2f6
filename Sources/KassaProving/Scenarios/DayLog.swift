import Logging
import Synchronization

/// What the store's script said to the log since a scenario's step began, for its failure.
///
/// A listener that fails is skipped, and nobody at the till is told why: whoever wrote it must be.
final class DayLog: Sendable {
  private let last = Mutex<String?>(nil)

  /// The last line since this was last asked.
  func take() -> String? {
    last.withLock { line in
      defer { line = nil }
      return line
    }
  }

  var logger: Logger { Logger(label: "kassa.scenario") { [self] _ in Handler(log: self) } }

  private struct Handler: LogHandler {
    let log: DayLog
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.info

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
      get { metadata[key] }
      set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
      guard event.level == .error, "\(event.message)".hasPrefix("script: ") else { return }
      log.last.withLock { $0 = String("\(event.message)".dropFirst("script: ".count)) }
    }
  }
}
