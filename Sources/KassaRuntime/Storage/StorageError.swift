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

  /// Names what SQLite or the system refused about the file at `path`.
  init(_ error: any Error, path: String) {
    guard let refusal = DatabaseRefusal(error, path: path) else {
      self = error as? StorageError ?? .unusable(path: path, reason: "\(error)")
      return
    }
    self.init(refusal, path: path)
  }

  private init(_ refusal: DatabaseRefusal, path: String) {
    switch refusal.kind {
    case .full: self = .full(path: path)
    case .notADatabase, .damaged: self = .damaged(path: path)
    case .readOnly, .unopenable, .other: self = .unusable(path: path, reason: refusal.reason)
    }
  }

  /// Runs `body` on the file at `path`, and throws what SQLite refuses in words; anything else
  /// passes as it is.
  package static func naming<Result>(_ path: String, _ body: () throws -> Result) throws -> Result {
    do { return try body() } catch {
      throw DatabaseRefusal(error, path: path).map { StorageError($0, path: path) } ?? error
    }
  }
}
