import Foundation
import KassaRuntime
package import Logging
import Synchronization

/// Appends the till's log to `kassa.log` in its data folder: the terminal belongs to the cashier.
package struct LogFile: LogHandler {
  package var metadata: Logger.Metadata = [:]
  package var logLevel: Logger.Level = .info

  /// In the till's data folder.
  package static let name = "kassa.log"

  private let file: Lines

  /// The log of the till in `folder`; on standard error where its file can't be opened.
  package static func logger(folder: String) -> Logger {
    Logger(label: "kassa") { label in
      if let file = LogFile(folder: folder) { return file }
      return StreamLogHandler.standardError(label: label)
    }
  }

  /// - Returns: nil where the file can't be opened.
  init?(folder: String) {
    let path = folder + "/" + Self.name
    if !FileManager.default.fileExists(atPath: path) {
      let rights: [FileAttributeKey: Any] = [.posixPermissions: 0o600]
      guard FileManager.default.createFile(atPath: path, contents: nil, attributes: rights) else {
        return nil
      }
    }
    guard let handle = FileHandle(forWritingAtPath: path) else { return nil }
    file = Lines(handle)
  }

  package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  package func log(event: LogEvent) {
    let time = LocalTime(.now, offsetSeconds: SystemTime.offsetSeconds).iso
    file.append("\(time) \(event.level) \(Self.shown("\(event.message)"))\n")
  }

  /// A script's text can't look like an entry of the till's own, nor steer the terminal of who reads it.
  static func shown(_ text: String) -> String {
    CardNumber.redacted(text).printableLines.replacing("\n", with: "\n    ")
  }

  private final class Lines: Sendable {
    private let handle: Mutex<FileHandle>

    init(_ handle: sending FileHandle) { self.handle = Mutex(handle) }

    /// A log that can't be written, on a full disk, must not stop a sale.
    func append(_ line: String) {
      handle.withLock { handle in
        _ = try? handle.seekToEnd()
        try? handle.write(contentsOf: Data(line.utf8))
      }
    }
  }
}

extension String {
  /// The text without anything that could move a cursor or change a screen, line breaks aside.
  package var printableLines: String {
    var kept = String.UnicodeScalarView()
    kept.append(contentsOf: unicodeScalars.filter { $0 == "\n" || $0.isPrintable })
    return String(kept)
  }
}
