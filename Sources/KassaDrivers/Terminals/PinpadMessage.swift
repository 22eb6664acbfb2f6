import Foundation

/// What a pinpad is asked, one JSON object a line (docs/pinpad.md).
public struct PinpadRequest: Codable, Hashable, Sendable {
  /// What is asked.
  public enum Action: String, Codable, Hashable, Sendable {
    case charge, refund, outcome, last, void, operations, status, fault, clear
  }

  public var request: Action
  /// The operation's key; for charge, refund, outcome and void.
  public var key: String?
  /// The amount to charge or to give back.
  public var kopecks: Int64?
  /// Of a refund, the key of the charge that it gives back, where this pinpad took it.
  public var of: String?
  /// For fault; for clear, the one to take away.
  public var fault: PinpadFault?
  /// For how many charges; until cleared without it.
  public var times: Int?

  /// Takes what the request needs; the rest stays nil.
  public init(
    _ request: Action, key: String? = nil, kopecks: Int64? = nil, of: String? = nil,
    fault: PinpadFault? = nil, times: Int? = nil
  ) {
    self.request = request
    self.key = key
    self.kopecks = kopecks
    self.of = of
    self.fault = fault
    self.times = times
  }
}

/// What a pinpad answers: an operation, a list, or an error.
public struct PinpadReply: Codable, Hashable, Sendable {
  /// A reply is at most a list of the last operations.
  package static let bytesMax = 64 << 10

  public var operation: PinpadOperation?
  public var operations: [PinpadOperation]?
  public var faults: [PinpadFaultLeft]?
  public var error: PinpadError?

  public init(
    operation: PinpadOperation? = nil, operations: [PinpadOperation]? = nil,
    faults: [PinpadFaultLeft]? = nil, error: PinpadError? = nil
  ) {
    self.operation = operation
    self.operations = operations
    self.faults = faults
    self.error = error
  }
}

/// Why a pinpad did not do what it was asked.
public enum PinpadError: String, Codable, Hashable, Sendable {
  /// The line is no request of the protocol.
  case badRequest = "bad_request"
  /// The key was used for another amount.
  case keyTaken = "key_taken"
  case noOperation = "no_operation"
  /// The pinpad could not keep what it did; nothing is known.
  case storage
}

/// One charge or refund as the pinpad remembers it.
public struct PinpadOperation: Codable, Hashable, Sendable {
  /// What it is, where it is no charge.
  public enum Kind: String, Codable, Hashable, Sendable {
    case refund
  }

  /// How far it got.
  public enum State: String, Codable, Hashable, Sendable {
    /// The customer has not finished.
    case running
    case approved
    case declined
    /// It was approved, and undone on the pinpad.
    case voided
  }

  /// Chosen by who asked for it.
  public var key: String
  /// Nil of a charge.
  public var kind: Kind?
  /// Of a refund, the key of the charge that it gives back.
  public var of: String?
  public var state: State
  /// What was asked for; nothing where the key was asked about and never charged.
  public var askedKopecks: Int64
  /// What was taken or given back.
  public var kopecks: Int64
  /// What the bank calls it; empty unless money was taken.
  public var reference: String
  /// Why it was declined.
  public var reason: String

  private enum CodingKeys: String, CodingKey {
    case key, kind, of, state, kopecks, reference, reason
    case askedKopecks = "asked"
  }

  package init(
    key: String, kind: Kind? = nil, of: String? = nil, state: State, askedKopecks: Int64,
    kopecks: Int64, reference: String, reason: String
  ) {
    self.key = key
    self.kind = kind
    self.of = of
    self.state = state
    self.askedKopecks = askedKopecks
    self.kopecks = kopecks
    self.reference = reference
    self.reason = reason
  }
}

/// A misfortune the emulated pinpad can be told to have.
public enum PinpadFault: String, Codable, CaseIterable, Hashable, Sendable {
  /// The bank says no.
  case decline
  /// The charge stays under way, and no reply comes.
  case timeOut
  /// The money is taken, and the connection closes without a reply.
  case loseReply
  /// The connection closes before anything is charged.
  case loseConnection
  /// Half of the amount is taken, rounded down to a rouble, at least a kopeck.
  case inPart
  /// A tenth more is taken than was asked.
  case over
  /// The reply says that the bank was not reached, and the money is taken all the same.
  case denyAndTake
  /// No reply comes; asked about once it is still running, and then it has taken the money.
  case takeLate
  /// Of voids alone: the last other charge is undone, and the reply names it.
  case voidOther
}

/// A fault to come, and how many charges it has left; without a number, until cleared.
public struct PinpadFaultLeft: Codable, Hashable, Sendable {
  public var fault: PinpadFault
  /// Charges; nil until cleared.
  public var times: Int?

  package init(fault: PinpadFault, times: Int?) { (self.fault, self.times) = (fault, times) }
}

/// JSON of one line, with its keys in order.
package enum PinpadJSON {
  package static func line(_ value: some Encodable) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return Array(try encoder.encode(value)) + [UInt8(ascii: "\n")]
  }

  package static func decode<Value: Decodable>(_ type: Value.Type, _ line: [UInt8]) throws -> Value
  {
    try JSONDecoder().decode(type, from: Data(line))
  }
}
