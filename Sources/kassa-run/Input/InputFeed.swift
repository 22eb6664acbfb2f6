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
    /// The screen has another size now.
    case resized
    case end
  }

  let descriptor: Int32
  private let queue = DispatchQueue(label: "kassa.input")
  /// A byte in this pipe wakes a reader that was cancelled.
  private let wake = InputFeed.pipe()
  /// A byte in this one says that the screen was resized.
  private let resizes = InputFeed.pipe()
  /// Set once, before anything reads.
  nonisolated(unsafe) private var watcher: (any DispatchSourceSignal)?

  init(descriptor: Int32 = STDIN_FILENO) { self.descriptor = descriptor }

  deinit {
    watcher?.cancel()
    for end in [wake.reading, wake.writing, resizes.reading, resizes.writing] where end >= 0 {
      close(end)
    }
  }

  /// Without a pipe (no descriptors left) reading works; only waking has to wait for input.
  private static func pipe() -> (reading: Int32, writing: Int32) {
    var ends: [Int32] = [-1, -1]
    return Glibc.pipe(&ends) == 0 ? (ends[0], ends[1]) : (-1, -1)
  }

  /// From now on a reader is told when the terminal's window changes its size; call it before any reads.
  func watchSize() {
    signal(SIGWINCH, SIG_IGN)
    let source = DispatchSource.makeSignalSource(signal: SIGWINCH, queue: .global())
    source.setEventHandler { [weak self] in self?.noteResize() }
    source.resume()
    watcher = source
  }

  func noteResize() {
    var byte: UInt8 = 0
    _ = write(resizes.writing, &byte, 1)
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
      pollfd(fd: resizes.reading, events: Int16(POLLIN), revents: 0),
    ]
    var ready = poll(&waits, 3, milliseconds)
    while ready < 0, errno == EINTR { ready = poll(&waits, 3, milliseconds) }
    if ready == 0 { return .nothing }
    var bytes = [UInt8](repeating: 0, count: 4096)
    if ready > 0, waits[1].revents != 0 {
      return Glibc.read(wake.reading, &bytes, bytes.count) > 0 ? .cancelled : .end
    }
    guard ready > 0 else { return .end }
    if waits[2].revents != 0 {
      // A drag of the window sends many; one drawing is for all of them.
      return Glibc.read(resizes.reading, &bytes, bytes.count) > 0 ? .resized : .end
    }
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

  /// Whether a read would return at once.
  var isReady: Bool {
    var wait = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&wait, 1, 0) != 0
  }

  private var isAtEnd: Bool {
    var wait = pollfd(fd: descriptor, events: 0, revents: 0)
    guard poll(&wait, 1, 0) > 0, wait.revents & Int16(POLLHUP) != 0 else { return false }
    var left: Int32 = 0
    return ioctl(descriptor, UInt(FIONREAD), &left) == 0 && left == 0
  }
}
