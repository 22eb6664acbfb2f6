import Glibc
import Synchronization

/// Writes text to a file descriptor at once, and remembers when nobody reads it any more.
final class Output: Sendable {
  private let descriptor: Int32
  private let gone = Mutex(false)

  init(descriptor: Int32 = STDOUT_FILENO) {
    self.descriptor = descriptor
    // A reader that went away is an answer of write, not a signal that ends the process.
    signal(SIGPIPE, SIG_IGN)
  }

  /// Whether a write has failed.
  var isGone: Bool { gone.withLock { $0 } }

  func line(_ text: String) { write(text + "\n") }

  func write(_ text: String) {
    gone.withLock { gone in
      var rest = Array(text.utf8)[...]
      while !gone, !rest.isEmpty {
        let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
        if count > 0 {
          rest = rest.dropFirst(count)
        } else if errno != EINTR {
          gone = true
        }
      }
    }
  }
}
