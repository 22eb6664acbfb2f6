import Foundation
import Synchronization

/// A line on standard error that counts, where somebody watches.
final class ProgressLine: Sendable {
  private let isWatched = isatty(STDERR_FILENO) == 1
  private let last = Mutex(ContinuousClock.now)

  func show(_ line: @autoclosure () -> String) {
    guard isWatched else { return }
    let isDue = last.withLock { last in
      guard ContinuousClock.now - last > .milliseconds(200) else { return false }
      last = .now
      return true
    }
    if isDue { write("\r" + line()) }
  }

  func end() { if isWatched { write("\r\u{1B}[K") } }

  private func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}
