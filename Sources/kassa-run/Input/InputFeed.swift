import Dispatch
import Glibc

/// Reads a file descriptor for async code, without holding a thread of Swift's pool.
///
/// One reader at a time. When the reading task is cancelled the feed ends, for good.
final class InputFeed: Sendable {
  enum Read: Equatable {
    case bytes([UInt8])
    /// The time ran out; more may come.
    case nothing
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
    guard ready > 0, waits[1].revents == 0 else { return .end }
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = Glibc.read(descriptor, &bytes, bytes.count)
    return count > 0 ? .bytes(Array(bytes[..<count])) : .end
  }

  /// Returns once the other end is closed and nothing of what came is left, and when it is cancelled.
  ///
  /// Never where that was so before: a program that has said all it had to say waits for what follows.
  func closing() async {
    let wasAtEnd = isAtEnd
    while (try? await Task.sleep(for: .milliseconds(100))) != nil {
      if !wasAtEnd, isAtEnd { return }
    }
  }

  private var isAtEnd: Bool {
    var wait = pollfd(fd: descriptor, events: 0, revents: 0)
    guard poll(&wait, 1, 0) > 0, wait.revents & Int16(POLLHUP) != 0 else { return false }
    var left: Int32 = 0
    return ioctl(descriptor, UInt(FIONREAD), &left) == 0 && left == 0
  }

  /// Forgets what was typed and not read yet.
  ///
  /// For a terminal only.
  func forgetTyped() {
    tcflush(descriptor, TCIFLUSH)
  }
}
