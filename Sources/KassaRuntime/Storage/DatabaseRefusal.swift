import GRDB

/// What SQLite refused about a file, told apart by what people can do about it.
struct DatabaseRefusal {
  enum Kind {
    case full, readOnly, unopenable, notADatabase, damaged, other
  }

  let kind: Kind
  /// In SQLite's words.
  let reason: String

  /// Nil where SQLite did not refuse anything, and every row made sense.
  ///
  /// - Parameter path: the file, whose disk is looked at: where there is no room for what SQLite puts
  ///   beside a file, it speaks of an I/O error.
  init?(_ error: any Error, path: String) {
    if let error = error as? DatabaseError {
      let kind = Kind(error.resultCode.primaryResultCode)
      self.kind =
        (kind == .other || kind == .unopenable) && DiskRoom.isScarce(at: path) ? .full : kind
      reason = error.message ?? error.resultCode.description
    } else if error is RowDecodingError {
      (kind, reason) = (.damaged, "a row makes no sense")
    } else {
      return nil
    }
  }
}

extension DatabaseRefusal.Kind {
  fileprivate init(_ code: ResultCode) {
    switch code {
    case .SQLITE_FULL: self = .full
    case .SQLITE_READONLY, .SQLITE_PERM: self = .readOnly
    case .SQLITE_CANTOPEN: self = .unopenable
    case .SQLITE_NOTADB: self = .notADatabase
    case .SQLITE_CORRUPT: self = .damaged
    default: self = .other
    }
  }
}
