import GRDB

/// Why one of the till's own files, beside its journal and its goods, can't be used.
///
/// What was committed before is untouched.
public enum StorageError: Error, Hashable, Sendable {
  case full(path: String)
  /// SQLite finds no sense in it.
  case damaged(path: String)
  case unusable(path: String, reason: String)
}

extension StorageError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .full(let path):
      "the disk of «\(path)» is full; free some space, nothing was lost"
    case .damaged(let path):
      "«\(path)» is not a file of a till, or is damaged; restore a copy, or move it away"
    case .unusable(let path, let reason):
      "«\(path)» can't be used: \(reason); check the rights of the data folder and what is in it"
    }
  }

  /// Names what SQLite refused about the file at `path`.
  init(_ error: DatabaseError, path: String) {
    switch error.resultCode.primaryResultCode {
    case .SQLITE_FULL: self = .full(path: path)
    case .SQLITE_NOTADB, .SQLITE_CORRUPT: self = .damaged(path: path)
    default: self = .unusable(path: path, reason: error.message ?? error.resultCode.description)
    }
  }

  /// Runs `body` on the file at `path`, and throws what SQLite refuses in words.
  package static func naming<Result>(_ path: String, _ body: () throws -> Result) throws -> Result {
    do { return try body() } catch let error as DatabaseError {
      throw StorageError(error, path: path)
    } catch is RowDecodingError { throw StorageError.damaged(path: path) }
  }
}
