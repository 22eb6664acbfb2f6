import Glibc
import KassaRuntime
import Synchronization

/// Writes text to a file descriptor at once, and remembers when nobody reads it any more.
package final class Output: Sendable {
  private let descriptor: Int32
  private let gone = Mutex(false)

  package init(descriptor: Int32 = STDOUT_FILENO) {
    self.descriptor = descriptor
    // A reader that went away is an answer of write, not a signal that ends the process.
    signal(SIGPIPE, SIG_IGN)
  }

  /// Whether a write has failed.
  package var isGone: Bool { gone.withLock { $0 } }

  /// Writes a line for people: nothing in it can move a cursor or make it read otherwise than it is.
  package func line(_ text: String) { write(text.visible + "\n") }

  /// Writes what went wrong, in words that scripts and files may have given: as `line`, and without
  /// anything that could be a card number.
  package func complaint(_ text: String) { line(CardNumber.redacted(text)) }

  /// Writes a line of JSON, for programs.
  package func json(_ line: String) { write(line + "\n") }

  /// Writes a line whose style is in it, of texts that were made printable one by one.
  package func styled(_ line: String) { write(line + "\n") }

  package func write(_ text: String) {
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
