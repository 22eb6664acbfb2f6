import Glibc

/// A process that reads a request, says something and ends.
enum ChildProcess {
  enum End: Equatable {
    case said([UInt8])
    case notStarted
    /// Its time was over, or it said too much.
    case killed
  }

  /// Runs the program at `path` with nothing of this process's environment and none of its files.
  ///
  /// Blocks the thread. The process is gone when this returns.
  static func run(
    _ path: String, sending request: [UInt8], bytesMax: Int, within limit: Duration
  ) -> End {
    let deadline = ContinuousClock.now + limit + grace
    guard let (input, inputEnd) = sockets(), let (outputEnd, output) = sockets() else {
      return .notStarted
    }
    let child = spawn(path, reading: input, writing: output)
    close(input)
    close(output)
    defer { close(outputEnd) }
    guard let child else {
      close(inputEnd)
      return .notStarted
    }
    // A request is shorter than what a socket holds, so this never waits for the child.
    send(request, to: inputEnd)
    close(inputEnd)
    let said = read(outputEnd, bytesMax: bytesMax, by: deadline)
    if said == nil { kill(child, SIGKILL) }
    reap(child, by: deadline)
    return said.map(End.said) ?? .killed
  }

  /// The child ends by itself before that.
  private static let grace = Duration.milliseconds(150)

  /// Two ends, closed in whatever else is started: one can be written to without a signal where its
  /// reader is gone.
  private static func sockets() -> (Int32, Int32)? {
    var ends: [Int32] = [-1, -1]
    let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    return socketpair(AF_UNIX, type, 0, &ends) == 0 ? (ends[0], ends[1]) : nil
  }

  /// No file of this process has a number above it, as far as SQLite and its like open them.
  private static let filesMax: Int32 = 1_024

  private static func spawn(_ path: String, reading: Int32, writing: Int32) -> pid_t? {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, reading, STDIN_FILENO)
    posix_spawn_file_actions_adddup2(&actions, writing, STDOUT_FILENO)
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
    // One that is closed already is none the worse for it.
    for file in (STDERR_FILENO + 1)..<filesMax {
      posix_spawn_file_actions_addclose(&actions, file)
    }
    // A key that interrupts the till is none of the child's business.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
    var child: pid_t = 0
    let status = path.withCString { name -> Int32 in
      var arguments: [UnsafeMutablePointer<CChar>?] = [UnsafeMutablePointer(mutating: name), nil]
      var environment: [UnsafeMutablePointer<CChar>?] = [nil]
      return posix_spawn(&child, name, &actions, &attributes, &arguments, &environment)
    }
    return status == 0 ? child : nil
  }

  private static func send(_ bytes: [UInt8], to descriptor: Int32) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      // One that is gone already has said so, or never will.
      if count < 0, errno != EINTR { return }
      rest = rest.dropFirst(max(0, count))
    }
  }

  /// All that the child says up to its end; nil where it is too much, or `deadline` has come.
  private static func read(
    _ descriptor: Int32, bytesMax: Int, by deadline: ContinuousClock.Instant
  ) -> [UInt8]? {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 8_192)
    while true {
      let (seconds, fraction) = ContinuousClock.now.duration(to: deadline).components
      let left = seconds * 1_000 + fraction / 1_000_000_000_000_000
      var wait = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      guard left > 0 else { return nil }
      guard poll(&wait, 1, Int32(clamping: left)) > 0 else { continue }
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      if count == 0 { return bytes }
      if count < 0, errno != EINTR { return nil }
      bytes += buffer.prefix(max(0, count))
      if bytes.count > bytesMax { return nil }
    }
  }

  /// Waits for the end of a child that has closed its output, and kills one that goes on.
  private static func reap(_ child: pid_t, by deadline: ContinuousClock.Instant) {
    var status: Int32 = 0
    while waitpid(child, &status, WNOHANG) == 0 {
      if ContinuousClock.now >= deadline { kill(child, SIGKILL) }
      usleep(1_000)
    }
  }
}
