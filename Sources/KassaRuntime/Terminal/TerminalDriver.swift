/// A terminal that is connected: the runtime asks it for a charge and gets its answer.
///
/// A host brings its own by conforming. The runtime commits the attempt before it calls, and the
/// answer before the script goes on.
public protocol TerminalDriver: Sendable {
  /// Stable, unique among the till's terminals; receipts name it for ever.
  var id: String { get }
  /// What the cashier calls it.
  var name: String { get }

  /// Charges `request.amount` once.
  ///
  /// Takes as long as the customer does. When the reply is lost the answer is `.unknown`, never a
  /// guess: the runtime then asks for the outcome, and the cashier where that is unknown too.
  func charge(_ request: TerminalCharge) async -> TerminalReply

  /// What became of a charge whose reply was lost, by its key; `.unknown` where it can't be told.
  ///
  /// Only one that can't be approved any more, not
  /// even by a request that comes late, may be called declined.
  func outcome(of request: TerminalCharge) async -> TerminalReply

  /// Ends a charge that may still be running, so that it can't be approved any more, and tells what
  /// became of it; one that was approved stays approved.
  ///
  /// `.unknown` where it can be neither stopped nor told of. Asked before other money is taken, and while
  /// `charge` still runs, where nobody waits for that any more: a reply that takes longer than three
  /// seconds is not waited for.
  func stop(_ request: TerminalCharge) async -> TerminalReply

  /// Undoes the whole of an approved charge, by the charge's own key.
  ///
  /// `.approved` says that it is undone, `.declined` that it stands and that only a refund gives it
  /// back. Asked again of one that is undone it does nothing more and says so again.
  func void(_ charge: TerminalCharge) async -> TerminalReply

  /// Gives `request.amount` back once, by a key of its own.
  ///
  /// `charge` is the one that it gives back, whole or in part; nil where another terminal took it.
  /// What became of it is asked by `outcome`, as of a charge.
  func refund(_ request: TerminalCharge, of charge: TerminalCharge?) async -> TerminalReply
}

extension TerminalDriver {
  /// A terminal that can't stop a charge tells what became of it.
  public func stop(_ request: TerminalCharge) async -> TerminalReply {
    await outcome(of: request)
  }

  /// A terminal that undoes nothing by itself: a person does it there.
  public func void(_ charge: TerminalCharge) async -> TerminalReply { .byHand }

  /// A terminal that gives nothing back by itself: a person does it there.
  public func refund(
    _ request: TerminalCharge, of charge: TerminalCharge?
  ) async -> TerminalReply { .byHand }
}

/// One charge or refund as a driver is asked for it.
public struct TerminalCharge: Hashable, Sendable {
  /// One an attempt: a terminal that knows keys never charges it twice.
  public let key: String
  public let amount: Money

  public init(key: String, amount: Money) {
    self.key = key
    self.amount = amount
  }
}

/// What a connected terminal did; of a refund, "taken" is what was given back.
public enum TerminalReply: Hashable, Sendable {
  /// The full amount was taken; `reference` is what the terminal calls the operation.
  case approved(reference: String)
  /// Less was taken than asked, and more than nothing.
  ///
  /// It does not pay the receipt by itself: the cashier takes the rest, or voids it.
  case approvedInPart(Money, reference: String)
  /// More was taken than asked.
  ///
  /// It does not pay the receipt by itself: the cashier voids it, or gives the difference back.
  case approvedOver(Money, reference: String)
  /// The customer has not finished: it may still be approved.
  case running
  /// Nothing was taken.
  case declined(reason: String)
  /// Nobody knows.
  case unknown
  /// Nothing was done, and a person has to do it on the terminal.
  case byHand
}

/// How a connected terminal that was set up at the till is reached.
public struct TerminalAddress: Hashable, Sendable {
  /// Stable, unique among the till's terminals.
  public let id: String
  /// What the cashier calls it.
  public let name: String
  /// The path of its Unix domain socket; nobody needs to listen there yet.
  public let socketPath: String
  /// How long a charge may take before its outcome is called unknown.
  public let limit: Duration

  /// How long a customer may take where the store says nothing.
  public static let limit = Duration.seconds(60)
}
