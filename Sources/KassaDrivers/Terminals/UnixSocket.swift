import KassaRuntime

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A Unix domain socket that sends and receives lines, each by a deadline.
///
/// Its calls block the thread they are made on.
package final class UnixSocket: Sendable {
  /// Why a socket is of no use any more.
  package enum Failure: Error, Hashable {
    /// Nobody listens there, or the path is no socket's: nothing was sent.
    case unreachable
    case closed
    case late
    /// The line is longer than any of the protocol.
    case tooLong
  }

  package typealias Deadline = ContinuousClock.Instant

  private let descriptor: Int32

  private init(descriptor: Int32) {
    self.descriptor = descriptor
    #if !canImport(Glibc)
      var on: Int32 = 1
      setsockopt(descriptor, SOL_SOCKET, SO_NOSIGPIPE, &on, socklen_t(MemoryLayout<Int32>.size))
    #endif
  }

  deinit { close(descriptor) }

  /// Connects to whoever listens at `path`, without waiting in a queue.
  package static func connect(to path: String) throws(Failure) -> UnixSocket {
    guard let socket = open(), var address = address(path) else { throw .unreachable }
    _ = fcntl(socket.descriptor, F_SETFL, O_NONBLOCK)
    let size = socklen_t(MemoryLayout<sockaddr_un>.size)
    let result = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        system { systemConnect(socket.descriptor, pointer, size) }
      }
    }
    guard result == 0 else { throw .unreachable }
    return socket
  }

  /// Listens at `path`; nil where that can't be.
  ///
  /// - Parameter rights: the socket file's, set before anybody can connect; nil leaves them to the umask.
  package static func listen(at path: String, rights: Int? = nil) -> UnixSocket? {
    guard let socket = open(), var address = address(path) else { return nil }
    let size = socklen_t(MemoryLayout<sockaddr_un>.size)
    let bound = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        bind(socket.descriptor, pointer, size)
      }
    }
    guard bound == 0 else { return nil }
    if let rights, chmod(path, mode_t(rights)) != 0 { return nil }
    return systemListen(socket.descriptor, 16) == 0 ? socket : nil
  }

  /// Waits for the next to connect; nil once `shut` was called.
  package func accept() -> UnixSocket? {
    let accepted = Self.system { systemAccept(descriptor) }
    guard accepted >= 0 else { return nil }
    _ = fcntl(accepted, F_SETFD, FD_CLOEXEC)
    return UnixSocket(descriptor: accepted)
  }

  /// Whether the other end is a process of the user that this one runs as.
  package var isOfThisUser: Bool {
    #if canImport(Glibc)
      // struct ucred: the process, its user, its group.
      var peer: (pid_t, uid_t, gid_t) = (0, .max, 0)
      var size = socklen_t(MemoryLayout.size(ofValue: peer))
      let result = getsockopt(descriptor, SOL_SOCKET, SO_PEERCRED, &peer, &size)
      return result == 0 && peer.1 == geteuid()
    #else
      var (user, group): (uid_t, gid_t) = (.max, 0)
      return getpeereid(descriptor, &user, &group) == 0 && user == geteuid()
    #endif
  }

  /// Ends every call on the socket, on whichever thread it waits.
  package func shut() { shutdown(descriptor, Int32(SHUT_RDWR)) }

  /// Sends all of `bytes`.
  package func send(_ bytes: [UInt8], by deadline: Deadline? = nil) throws(Failure) {
    var rest = bytes[...]
    while !rest.isEmpty {
      try wait(for: Int16(POLLOUT), by: deadline)
      let count = rest.withUnsafeBytes { bytes in
        Self.system { systemSend(descriptor, bytes.baseAddress, bytes.count, Self.quiet) }
      }
      guard count > 0 else {
        if errno == EAGAIN { continue }
        throw .closed
      }
      rest = rest.dropFirst(count)
    }
  }

  /// The first line, without its end.
  package func line(bytesMax: Int, by deadline: Deadline? = nil) throws(Failure) -> [UInt8] {
    var lines = Lines(self, bytesMax: bytesMax)
    return try lines.next(by: deadline)
  }

  /// What comes next; at least a byte.
  fileprivate func receive(by deadline: Deadline?) throws(Failure) -> ArraySlice<UInt8> {
    var chunk = [UInt8](repeating: 0, count: 16_384)
    while true {
      try wait(for: Int16(POLLIN), by: deadline)
      let count = chunk.withUnsafeMutableBytes { bytes in
        Self.system { recv(descriptor, bytes.baseAddress, bytes.count, Self.quiet) }
      }
      if count > 0 { return chunk[..<count] }
      guard count < 0, errno == EAGAIN else { throw .closed }
    }
  }

  private func wait(for event: Int16, by deadline: Deadline?) throws(Failure) {
    while true {
      var milliseconds: Int32 = -1
      if let deadline {
        let left = ContinuousClock.now.duration(to: deadline)
        guard left > .zero else { throw .late }
        // Rounded up: a wait of less than a millisecond would not wait at all.
        milliseconds = Int32(clamping: left.milliseconds + 1)
      }
      var polled = pollfd(fd: descriptor, events: event, revents: 0)
      let count = poll(&polled, 1, milliseconds)
      if count > 0 { return }
      guard count == 0 || errno == EINTR else { throw .closed }
    }
  }
}

extension UnixSocket {
  /// A line, and then bytes, that come by a socket.
  package struct Incoming {
    private let socket: UnixSocket
    private var unread: [UInt8] = []

    package init(_ socket: UnixSocket) { self.socket = socket }

    /// The next line without its end.
    package mutating func line(bytesMax: Int, by deadline: Deadline) throws(Failure) -> [UInt8] {
      while true {
        if let end = unread.firstIndex(of: UInt8(ascii: "\n")) {
          defer { unread = Array(unread[(end + 1)...]) }
          return Array(unread[..<end])
        }
        guard unread.count <= bytesMax else { throw .tooLong }
        unread += try socket.receive(by: deadline)
      }
    }

    /// The next `count` bytes.
    package mutating func bytes(_ count: Int, by deadline: Deadline) throws(Failure) -> [UInt8] {
      unread.reserveCapacity(count)
      while unread.count < count { unread += try socket.receive(by: deadline) }
      defer { unread = Array(unread[count...]) }
      return Array(unread[..<count])
    }
  }
}

extension UnixSocket {
  /// The lines that come by a socket, one after another.
  package struct Lines {
    private let socket: UnixSocket
    private var reader: LineReader

    package init(_ socket: UnixSocket, bytesMax: Int) {
      self.socket = socket
      reader = LineReader(bytesMax: bytesMax)
    }

    /// The next line without its end; a line over the bound is not waited for.
    package mutating func next(by deadline: Deadline? = nil) throws(Failure) -> [UInt8] {
      while true {
        switch reader.next() {
        case .line(let line): return line
        case .tooLong: throw .tooLong
        case nil:
          guard !reader.isOverBound else { throw .tooLong }
          reader.append(try socket.receive(by: deadline))
        }
      }
    }
  }

  /// MSG_DONTWAIT so that a wait always has its deadline; no signal when the other end is gone.
  #if canImport(Glibc)
    private static let quiet = Int32(MSG_NOSIGNAL | MSG_DONTWAIT)
    private static let stream = Int32(SOCK_STREAM.rawValue)
  #else
    private static let quiet = Int32(MSG_DONTWAIT)
    private static let stream = SOCK_STREAM
  #endif

  private static func open() -> UnixSocket? {
    let descriptor = socket(AF_UNIX, stream, 0)
    guard descriptor >= 0 else { return nil }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    return UnixSocket(descriptor: descriptor)
  }

  /// Nil where the path is longer than the system takes (107 bytes on Linux, 103 on macOS).
  private static func address(_ path: String) -> sockaddr_un? {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let bytes = Array(path.utf8)
    let room = MemoryLayout.size(ofValue: address.sun_path)
    guard !bytes.isEmpty, bytes.count < room, !bytes.contains(0) else { return nil }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
    return address
  }

  /// Calls again while a signal interrupts.
  private static func system<Count: FixedWidthInteger>(_ call: () -> Count) -> Count {
    while true {
      let result = call()
      if result >= 0 || errno != EINTR { return result }
    }
  }
}

extension Duration {
  fileprivate var milliseconds: Int64 {
    let (seconds, fraction) = components
    let whole = seconds.multipliedReportingOverflow(by: 1000)
    return whole.overflow ? .max - 1 : whole.partialValue + fraction / 1_000_000_000_000_000
  }
}

// The system's calls under names that the methods above do not have.

private func systemConnect(
  _ descriptor: Int32, _ address: UnsafePointer<sockaddr>, _ size: socklen_t
) -> Int32 { connect(descriptor, address, size) }

private func systemListen(_ descriptor: Int32, _ waiting: Int32) -> Int32 {
  listen(descriptor, waiting)
}

private func systemAccept(_ descriptor: Int32) -> Int32 { accept(descriptor, nil, nil) }

private func systemSend(
  _ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int, _ flags: Int32
) -> Int { send(descriptor, bytes, count, flags) }
