import GRDB
import KassaDrivers
public import KassaRuntime

/// A connected terminal made of software, for trying out, tests and demonstrations.
///
/// It charges nobody. What it answered survives a power cut, and a key never charges or refunds twice.
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
    case .charge, .refund: return try operate(request, in: database)
    case .outcome: reply = try outcome(of: request.key, in: database)
    case .void: return try void(request.key, in: database)
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
  private static func operate(
    _ request: PinpadRequest, in database: Database
  ) throws -> Response {
    guard let key = key(request.key), let asked = request.kopecks,
      (1...Money.kopecksMax).contains(asked)
    else { return bad }
    if let known = try database.operation(key: key) {
      // A key that was asked about and never charged stays so, whatever the amount.
      let isSame =
        known.askedKopecks == 0
        || known.askedKopecks == asked && (known.kind == .refund) == (request.request == .refund)
      return .reply(isSame ? reply(known) : PinpadReply(error: .keyTaken))
    }
    let faults = try database.takePinpadFaults()
    if faults.contains(.loseConnection) { return .close }
    var operation = PinpadOperation(
      key: key, kind: request.request == .refund ? .refund : nil, of: request.of,
      state: .approved, askedKopecks: asked, kopecks: asked, reference: "", reason: "")
    if let reason = try objection(to: operation, in: database) {
      (operation.state, operation.kopecks, operation.reason) = (.declined, 0, reason)
    } else if faults.contains(.timeOut) || faults.contains(.takeLate) {
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

  /// Why a refund can't be made; nil where it can, and of a charge.
  private static func objection(
    to operation: PinpadOperation, in database: Database
  ) throws -> String? {
    guard operation.kind == .refund, let charge = operation.of else { return nil }
    guard let known = try database.operation(key: charge), known.kind == nil,
      known.state == .approved
    else { return "nothing_to_refund" }
    let refunded = try database.refunded(of: charge)
    return refunded + operation.askedKopecks <= known.kopecks ? nil : "nothing_to_refund"
  }

  /// What became of a key; one that was never charged is closed, so that a late charge of it can't
  /// come after the answer.
  private static func outcome(of key: String?, in database: Database) throws -> PinpadReply {
    guard let key = self.key(key) else { return PinpadReply(error: .badRequest) }
    if var known = try database.operation(key: key) {
      guard known.state == .running, [late, voiding].contains(known.reason) else {
        return reply(known)
      }
      if known.reason == late {
        try database.approve(key)
      } else {
        try database.set(.voided, "", of: key)
      }
      known.reason = ""
      return reply(known)
    }
    return reply(
      try database.insert(
        PinpadOperation(
          key: key, state: .declined, askedKopecks: 0, kopecks: 0, reference: "",
          reason: "never_charged")))
  }

  /// Undoes what was approved, which meets the faults that are set; stops what is running.
  private static func void(_ key: String?, in database: Database) throws -> Response {
    guard let key = self.key(key) else { return bad }
    guard let known = try database.operation(key: key) else { return .reply(reply(nil)) }
    switch known.state {
    case .approved: return try undo(known, in: database)
    case .running where known.reason == voiding: return .reply(try outcome(of: key, in: database))
    case .running: try database.set(.declined, "cancelled", of: key)
    case .declined, .voided: break
    }
    return .reply(reply(try database.operation(key: key)))
  }

  private static func undo(
    _ known: PinpadOperation, in database: Database
  ) throws -> Response {
    var stands = known
    guard try database.refunded(of: known.key) == 0 else {
      stands.reason = "refunded"
      return .reply(reply(stands))
    }
    let faults = try database.takePinpadFaults()
    if faults.contains(.loseConnection) { return .close }
    if faults.contains(.timeOut) { return .silence }
    if faults.contains(.decline) {
      stands.reason = "settled"
      return .reply(reply(stands))
    }
    if faults.contains(.takeLate) {
      try database.set(.running, voiding, of: known.key)
      return .silence
    }
    if faults.contains(.voidOther), let other = try database.lastCharge(but: known.key) {
      try database.set(.voided, "", of: other)
      return .reply(reply(try database.operation(key: other)))
    }
    try database.set(.voided, "", of: known.key)
    if faults.contains(.denyAndTake) {
      stands.reason = "host_error"
      return .reply(reply(stands))
    }
    let done = reply(try database.operation(key: known.key))
    return faults.contains(.loseReply) ? .close : .reply(done)
  }

  /// How the store keeps a charge that is still running, and takes its money later.
  private static let late = "late"
  /// And one whose void is under way.
  private static let voiding = PinpadStore.voiding

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
