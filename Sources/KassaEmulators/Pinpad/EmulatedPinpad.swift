import GRDB
import KassaDrivers
public import KassaRuntime

/// A connected terminal made of software, for trying out, tests and demonstrations.
///
/// It charges nobody. What it answered survives a power cut, and a key never charges twice.
/// ``PinpadServer`` puts it behind a socket; `docs/pinpad.md` is the protocol.
public final class EmulatedPinpad: Sendable {
  /// What becomes of the connection that a request came by.
  enum Response: Hashable {
    case reply(PinpadReply)
    /// Nothing is said, and the connection stays.
    case silence
    case close
  }

  /// How many operations a list holds at most.
  static let listMax = 200

  private let store: PinpadStore
  private let lock: FolderLock

  /// Opens the pinpad whose memory is `pinpad.sqlite` in `folder`, or a new one.
  ///
  /// - Throws: `PinpadServerError` when another pinpad works in the folder or it can't be used,
  ///   `StorageError` when the file can't.
  public init(folder: String, seam: Seam = .production) throws {
    lock = try Self.lock(folder)
    store = try PinpadStore(folder: folder, seam: seam)
  }

  private static func lock(_ folder: String) throws(PinpadServerError) -> FolderLock {
    let lock: FolderLock?
    do throws(FolderError) {
      try makeFolder(folder)
      lock = try FolderLock(folder, file: "pinpad.lock")
    } catch { throw .unusable(path: error.path, reason: error.reason) }
    guard let lock else { throw .folderInUse(folder) }
    return lock
  }

  /// Does what is asked; durable on return.
  func answer(_ request: PinpadRequest) -> Response {
    do {
      return try store.transaction { database in try Self.perform(request, in: database) }
    } catch {
      // A commit that failed may or may not have reached the disk.
      return .reply(PinpadReply(error: .storage))
    }
  }

  private static func perform(
    _ request: PinpadRequest, in database: Database
  ) throws -> Response {
    let reply: PinpadReply
    switch request.request {
    case .charge: return try charge(request, in: database)
    case .outcome: reply = try outcome(of: request.key, in: database)
    case .void: reply = try void(request.key, in: database)
    case .last: reply = self.reply(try database.lastOperations(1).last)
    case .operations: reply = PinpadReply(operations: try database.lastOperations(listMax))
    case .status: reply = try status(database)
    case .fault:
      guard let fault = request.fault, (request.times ?? 1) > 0 else { return bad }
      try database.set(fault, times: request.times)
      reply = try status(database)
    case .clear:
      try database.clear(request.fault)
      reply = try status(database)
    }
    return .reply(reply)
  }

  private static let bad = Response.reply(PinpadReply(error: .badRequest))

  private static func reply(_ operation: PinpadOperation?) -> PinpadReply {
    operation.map { PinpadReply(operation: $0) } ?? PinpadReply(error: .noOperation)
  }

  private static func status(_ database: Database) throws -> PinpadReply {
    PinpadReply(
      operation: try database.lastOperations(1).last, faults: try database.pinpadFaults())
  }
}

extension EmulatedPinpad {
  private static func charge(
    _ request: PinpadRequest, in database: Database
  ) throws -> Response {
    guard let key = key(request.key), let asked = request.kopecks,
      (1...Money.kopecksMax).contains(asked)
    else { return bad }
    if let known = try database.operation(key: key) {
      // A key that was asked about and never charged stays so, whatever the amount.
      let isSame = known.askedKopecks == asked || known.askedKopecks == 0
      return .reply(isSame ? reply(known) : PinpadReply(error: .keyTaken))
    }
    let faults = try database.takePinpadFaults()
    if faults.contains(.loseConnection) { return .close }
    var operation = PinpadOperation(
      key: key, state: .approved, askedKopecks: asked, kopecks: asked, reference: "", reason: "")
    if faults.contains(.timeOut) || faults.contains(.takeLate) {
      (operation.state, operation.kopecks) = (.running, 0)
      operation.reason = faults.contains(.timeOut) ? "" : late
    } else if faults.contains(.decline) {
      (operation.state, operation.kopecks, operation.reason) = (.declined, 0, "no_funds")
    } else if faults.contains(.inPart) {
      operation.kopecks = max(1, asked / 2 / 100 * 100)
    } else if faults.contains(.over) {
      operation.kopecks = asked + asked / 10
    }
    operation = try database.insert(operation)
    if operation.state == .running { return .silence }
    if faults.contains(.denyAndTake) {
      (operation.state, operation.kopecks) = (.declined, 0)
      (operation.reference, operation.reason) = ("", "host_error")
    }
    return faults.contains(.loseReply) ? .close : .reply(reply(operation))
  }

  /// What became of a key; one that was never charged is closed, so that a late charge of it can't
  /// come after the answer.
  private static func outcome(of key: String?, in database: Database) throws -> PinpadReply {
    guard let key = self.key(key) else { return PinpadReply(error: .badRequest) }
    if var known = try database.operation(key: key) {
      guard known.state == .running, known.reason == late else { return reply(known) }
      try database.approve(key)
      known.reason = ""
      return reply(known)
    }
    return reply(
      try database.insert(
        PinpadOperation(
          key: key, state: .declined, askedKopecks: 0, kopecks: 0, reference: "",
          reason: "never_charged")))
  }

  private static func void(_ key: String?, in database: Database) throws -> PinpadReply {
    guard let key = self.key(key) else { return PinpadReply(error: .badRequest) }
    switch try database.operation(key: key)?.state {
    case .approved: try database.set(.voided, "", of: key)
    case .running: try database.set(.declined, "cancelled", of: key)
    case .declined, .voided, nil: break
    }
    return reply(try database.operation(key: key))
  }

  /// How the store keeps a charge that is still running, and takes its money later.
  private static let late = "late"

  private static func key(_ key: String?) -> String? {
    key.flatMap { (1...200).contains($0.utf8.count) ? $0 : nil }
  }
}

/// Why a pinpad can't be served.
public enum PinpadServerError: Error, Hashable, Sendable {
  case folderInUse(String)
  case socketInUse(String)
  case unusable(path: String, reason: String)
  case noSocket(String)
  case silent(String)
}

extension PinpadServerError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .folderInUse(let folder):
      "another pinpad works in «\(folder)»; stop it, or name another folder with --data DIR"
    case .socketInUse(let path):
      "somebody listens at «\(path)» already; stop them, or name another --socket"
    case .unusable(let path, let reason): "«\(path)» can't be used: \(reason); correct its rights"
    case .noSocket(let path):
      "no socket can be made at «\(path)»; name a short path in a folder of yours with --socket"
    case .silent(let path):
      "no pinpad answers at «\(path)»; start kassa-run pinpad serve, or correct --socket"
    }
  }
}
