#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// One call of one of the shop's own services, for a till that started this process (docs/services.md).
///
/// The request comes on standard input up to its end, the answer goes to standard output. The till ends
/// the process that takes longer than it may.
@main
enum KassaCall {
  static func main() {
    signal(SIGPIPE, SIG_IGN)
    boundMemory()
    let answer = read().flatMap(Request.init).map(Answer.init(to:)) ?? .badRequest
    write(answer.bytes)
  }

  /// Whatever a server sends, this process does not grow without end.
  private static func boundMemory() {
    var limit = rlimit(rlim_cur: 256 << 20, rlim_max: 256 << 20)
    #if canImport(Glibc)
      setrlimit(__rlimit_resource_t(RLIMIT_DATA.rawValue), &limit)
    #else
      setrlimit(RLIMIT_DATA, &limit)
    #endif
  }

  /// A head and a body of 16 KiB are far shorter.
  private static let requestBytesMax = 65_536

  private static func read() -> [UInt8]? {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 8_192)
    while bytes.count <= requestBytesMax {
      #if canImport(Glibc)
        let count = Glibc.read(STDIN_FILENO, &buffer, buffer.count)
      #else
        let count = Darwin.read(STDIN_FILENO, &buffer, buffer.count)
      #endif
      if count == 0 { return bytes }
      if count < 0, errno != EINTR { return nil }
      bytes += buffer.prefix(max(0, count))
    }
    return nil
  }

  private static func write(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { buffer in
        #if canImport(Glibc)
          Glibc.write(STDOUT_FILENO, buffer.baseAddress, buffer.count)
        #else
          Darwin.write(STDOUT_FILENO, buffer.baseAddress, buffer.count)
        #endif
      }
      if count < 0, errno != EINTR { return }
      rest = rest.dropFirst(max(0, count))
    }
  }
}
