#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Keeps what a till writes readable by its owner only.
enum OwnerOnly {
  /// What a till itself keeps in its data folder; other files there are none of its business.
  private static let endings = [
    ".sqlite", ".sqlite-wal", ".sqlite-shm", ".lock", ".log", ".mark", ".partial",
    ".token", "browsers.json", "services.json", "take_overs.json",
  ]

  /// Takes `folder`, and the till's files that are in it, out of everybody else's reach.
  ///
  /// - Throws: `FolderError` where that is refused: the folder is somebody else's.
  static func tighten(_ folder: String) throws(FolderError) {
    try tighten(path: folder, to: 0o700, S_IFDIR)
    guard let stream = opendir(folder) else { throw FolderError(path: folder, code: errno) }
    defer { closedir(stream) }
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard endings.contains(where: name.hasSuffix) else { continue }
      try tighten(path: folder + "/" + name, to: 0o600, S_IFREG)
    }
  }

  /// Makes the file at `path` before SQLite does, so that nobody else can ever have opened it.
  ///
  /// SQLite gives its WAL and its shared memory the rights of the file itself.
  /// What can't be made SQLite refuses in its own words.
  static func make(_ path: String) throws(FolderError) {
    let file = open(path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0o600)
    if file >= 0 { close(file) } else { try tighten(path: path, to: 0o600, S_IFREG) }
  }

  /// A link, and what is not of that kind, stays as it is: its rights are not the till's to change.
  ///
  /// By its path and never by opening it: closing a file drops every lock that this process has on
  /// it (POSIX advisory locks), those of SQLite's open connections too. The folder is closed to
  /// others first, so nobody can put a link there in between.
  private static func tighten(
    path: String, to rights: mode_t, _ kind: mode_t
  ) throws(FolderError) {
    var status = stat()
    guard lstat(path, &status) == 0 else {
      // Whoever needs it says why it can't be opened.
      if [ENOENT, EACCES, ENOTDIR].contains(errno) { return }
      throw FolderError(path: path, code: errno)
    }
    guard status.st_mode & S_IFMT == kind, status.st_mode & 0o077 != 0 else { return }
    guard chmod(path, rights) == 0 else { throw FolderError(path: path, code: errno) }
  }
}
