#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Holds a till's data folder for one process.
///
/// The kernel lets go of it when the process dies.
package final class FolderLock: Sendable {
  private let descriptor: Int32

  /// Takes the lock of `folder`: the till's, or that of a device of another name.
  ///
  /// - Returns: nil when another process holds it.
  /// - Throws: `FolderError` when the lock's file can't be made.
  package init?(_ folder: String, file: String = "kassa.lock") throws(FolderError) {
    let path = "\(folder)/\(file)"
    let opened = open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
    guard opened >= 0 else { throw FolderError(path: path, code: errno) }
    var tries = Self.tries
    while flock(opened, LOCK_EX | LOCK_NB) != 0 {
      tries -= 1
      guard tries > 0 else {
        close(opened)
        return nil
      }
      usleep(10_000)
    }
    descriptor = opened
  }

  /// A child process has the descriptors of who starts it until its own program begins: for some
  /// milliseconds a lock that this process has let go of is held by that.
  private static let tries = 10

  deinit { close(descriptor) }
}

/// The system refused something about a folder or a file.
package struct FolderError: Error, Hashable {
  package let path: String
  /// As in errno.
  let code: Int32

  package var reason: String { String(cString: strerror(code)) }
}

/// Makes `folder` with its parents, readable by its owner only.
package func makeFolder(_ folder: String) throws(FolderError) {
  if mkdir(folder, 0o700) == 0 { return try syncFolder(of: folder) }
  guard errno != EEXIST else { return }
  let parent = folder.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    .joined(separator: "/")
  guard errno == ENOENT, !parent.isEmpty else { throw FolderError(path: folder, code: errno) }
  try makeFolder(parent)
  guard mkdir(folder, 0o700) == 0 || errno == EEXIST else {
    throw FolderError(path: folder, code: errno)
  }
  try syncFolder(of: folder)
}

/// Syncs the folder that holds `path`: without that a power cut may take a new name away.
func syncFolder(of path: String) throws(FolderError) {
  let parts = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
  let parent = parts.isEmpty ? "." : parts.count == 1 ? "/" : parts.joined(separator: "/")
  let folder = open(parent, O_RDONLY | O_DIRECTORY)
  guard folder >= 0 else { throw FolderError(path: parent, code: errno) }
  defer { close(folder) }
  guard fsync(folder) == 0 else { throw FolderError(path: parent, code: errno) }
}
