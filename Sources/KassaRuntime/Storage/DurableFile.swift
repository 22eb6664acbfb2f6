#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A small file that is replaced as a whole.
package enum DurableFile {
  /// Puts `bytes` in the place of what the file at `path` holds: all of them or nothing, for its owner only.
  ///
  /// Returns once they survive a power cut. One process at a time; see `FolderLock`.
  /// - Parameter name: what the seam calls it.
  /// - Throws: `FolderError`, or what the seam throws; the file is as it was then.
  package static func replace(
    _ path: String, with bytes: [UInt8], _ name: String, seam: Seam
  ) throws {
    let partial = path + ".partial"
    unlink(partial)
    let file = open(partial, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw FolderError(path: partial, code: errno) }
    do {
      defer { close(file) }
      var rest = bytes[...]
      while !rest.isEmpty {
        let count = rest.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
        guard count > 0 || errno == EINTR else { throw FolderError(path: partial, code: errno) }
        rest = rest.dropFirst(max(0, count))
      }
      guard fsync(file) == 0 else { throw FolderError(path: partial, code: errno) }
    }
    try seam.reach(.beforeCommit(store: name))
    guard rename(partial, path) == 0 else { throw FolderError(path: path, code: errno) }
    try syncFolder(of: path)
    try seam.reach(.afterCommit(store: name))
  }
}
