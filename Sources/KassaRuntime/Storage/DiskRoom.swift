#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How much room the disk of a file has.
enum DiskRoom {
  /// What SQLite makes beside a file before it writes a byte of it: shared memory and a log.
  private static let bytesMin: UInt64 = 512 << 10

  /// Whether less is left than opening a file may take; false where that can't be told.
  static func isScarce(at path: String) -> Bool {
    let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    var room = statvfs()
    guard statvfs(folder.isEmpty ? "/" : folder, &room) == 0 else { return false }
    return UInt64(room.f_bavail) * UInt64(room.f_frsize) < bytesMin
  }
}
