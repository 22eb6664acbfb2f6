/// Why the journal could not do something.
///
/// What was committed before is untouched.
public enum JournalError: Error, Hashable, Sendable {
  case inUse(folder: String)
  case cannotOpen(path: String, reason: String)
  case readOnly(path: String)
  case full
  case newerFormat(path: String, found: Int, known: Int)
  case notAJournal(path: String)
  /// SQLite finds no sense in a part of it; `good` entries from the first on could be read, where
  /// somebody looked.
  case damaged(path: String, good: Int? = nil)
  case broken(entry: Int, reason: String)
  /// Written by a newer program.
  case unknownKind(entry: Int, kind: String)
  case missing(path: String)
  /// Nothing is written over a file that is there.
  case copyExists(path: String)
  case failed(reason: String)
}

extension JournalError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .inUse(let folder):
      "another till runs on «\(folder)»; close it, or give this one its own --data folder"
    case .cannotOpen(let path, let reason):
      "«\(path)» can't be opened: \(reason); check the rights of the data folder and what is in it"
    case .readOnly(let path): "«\(path)» can't be written; check the owner and the file system"
    case .full: "the disk of the data folder is full; free some space, nothing was lost"
    case .newerFormat(let path, let found, let known):
      "«\(path)» has format \(found), this program knows \(known); use a newer kassa-run"
    case .notAJournal(let path): "«\(path)» is not a journal of a till; check the --data folder"
    case .damaged(let path, let good):
      "«\(path)» is damaged" + (good.map { "; good entries before that: \($0)" } ?? "")
        + "; keep the file and restore a copy"
    case .broken(let entry, let reason):
      "entry \(entry) is broken: \(reason); good entries before it: \(max(entry - 1, 0)); "
        + "keep the file and restore a copy"
    case .unknownKind(let entry, let kind):
      "entry \(entry) is of a kind «\(kind)» that this program does not know; use a newer kassa-run"
    case .copyExists(let path): "«\(path)» is there already; name a new file"
    case .missing(let path): "no journal at «\(path)»; check the --data folder"
    case .failed(let reason):
      "the journal failed: \(reason); check the disk, what was committed is untouched"
    }
  }

  /// Names what SQLite or the system refused about the file at `path`.
  init(_ error: any Error, path: String) {
    switch error {
    case let error as JournalError: self = error
    case let error as FolderError:
      self = .cannotOpen(path: error.path, reason: error.reason)
    // A text of ours that makes no sense any more.
    case is DecodingError, is JSONError: self = .damaged(path: path)
    default:
      self =
        DatabaseRefusal(error, path: path).map { JournalError($0, path: path) }
        ?? .failed(reason: String(describing: error))
    }
  }

  private init(_ refusal: DatabaseRefusal, path: String) {
    switch refusal.kind {
    case .full: self = .full
    case .readOnly: self = .readOnly(path: path)
    case .unopenable: self = .cannotOpen(path: path, reason: "it is no file, or not ours to open")
    case .notADatabase: self = .notAJournal(path: path)
    case .damaged: self = .damaged(path: path)
    case .other: self = .failed(reason: refusal.reason)
    }
  }
}
