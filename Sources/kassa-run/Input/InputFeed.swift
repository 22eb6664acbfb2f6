import Dispatch
import Glibc

/// Reads a file descriptor for async code, without holding a thread of Swift's pool.
///
/// One reader at a time. When its task is cancelled it is told so and nothing is lost.
final class InputFeed: Sendable {
  enum Read: Equatable {
    case bytes([UInt8])
    /// The time ran out; more may come.
    case nothing
    /// A reading task was cancelled: this one, or the last moment of the one before.
    case cancelled
    case end
  }

  let descriptor: Int32
  private let queue = DispatchQueue(label: "kassa.input")
  /// A byte in this pipe wakes a reader that was cancelled.
  private let wake: (reading: Int32, writing: Int32)

  init(descriptor: Int32 = STDIN_FILENO) {
    self.descriptor = descriptor
    var ends: [Int32] = [-1, -1]
    // Without a pipe (no descriptors left) reading works; only cancelling has to wait for input.
    if pipe(&ends) != 0 { ends = [-1, -1] }
    wake = (ends[0], ends[1])
  }

  deinit {
    for end in [wake.reading, wake.writing] where end >= 0 { close(end) }
  }

  /// What comes next, as soon as anything does; at most `milliseconds` later when given.
  func read(withinMilliseconds milliseconds: Int32 = -1) async -> Read {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        queue.async { continuation.resume(returning: self.readNow(milliseconds)) }
      }
    } onCancel: {
      var byte: UInt8 = 0
      _ = write(wake.writing, &byte, 1)
    }
  }

  private func readNow(_ milliseconds: Int32) -> Read {
    var waits = [
      pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
      pollfd(fd: wake.reading, events: Int16(POLLIN), revents: 0),
    ]
    var ready = poll(&waits, 2, milliseconds)
    while ready < 0, errno == EINTR { ready = poll(&waits, 2, milliseconds) }
    if ready == 0 { return .nothing }
    var bytes = [UInt8](repeating: 0, count: 4096)
    if ready > 0, waits[1].revents != 0 {
      return Glibc.read(wake.reading, &bytes, bytes.count) > 0 ? .cancelled : .end
    }
    guard ready > 0 else { return .end }
    let count = Glibc.read(descriptor, &bytes, bytes.count)
    return count > 0 ? .bytes(Array(bytes[..<count])) : .end
  }
}
