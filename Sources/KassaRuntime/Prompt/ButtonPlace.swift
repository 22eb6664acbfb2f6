/// Where a button stands, whatever its id, label and language: what is pressed for different ends lies apart.
public enum ButtonPlace: String, Codable, CaseIterable, Hashable, Sendable {
  /// Pays the receipt.
  case tender
  /// Changes the receipt.
  case edit
  /// Leads away from the receipt.
  case leave
  /// Adds a good by one press.
  case favourite
  /// Says what happened to money: such a button's label bears a sign.
  case outcome
  /// Goes on from a list, or with what was chosen in it: it stands behind all of that, whatever its key.
  case next
  /// The store's own.
  case store
  /// Goes on without the store's script.
  case wayOut = "way out"
}

extension ButtonPlace {
  /// Where the stock sale's buttons stand.
  private static let ofSale: [String: ButtonPlace] = [
    "pay.card": .tender, "pay.cash": .tender, "pay.split": .tender, "pay.other": .tender,
    "park": .edit, "clear": .edit, "unknown": .edit,
    "parked": .leave, "returns": .leave, "documents": .leave, "drawer": .leave,
    "terminals": .leave, "shift": .leave, "sign_out": .leave,
  ]

  /// Of the sale's button of that id.
  init(ofSale id: String) {
    self = Self.ofSale[id] ?? (id.hasPrefix("good.") ? .favourite : .store)
  }
}

/// What a button stands for where it has to look so.
public enum ButtonRole: String, Codable, CaseIterable, Hashable, Sendable {
  /// Says that a terminal did what it was asked.
  case approve
  /// Says that it refused.
  case decline
  /// Throws away what was done.
  case destroy
  /// Is what has been chosen so far.
  case chosen

  /// Of the button of that id, where what it says bears a sign, or at the stock sale.
  init?(button id: String, isOutcome: Bool, isSale: Bool) {
    switch Outcome(button: id) {
    case .approved where isOutcome: self = .approve
    case .declined where isOutcome: self = .decline
    default:
      guard isSale, id == "clear" else { return nil }
      self = .destroy
    }
  }
}

/// How much a prompt has to be noticed, beside one that is read in passing.
public enum PromptLook: String, Codable, CaseIterable, Hashable, Sendable {
  /// Something has to be looked at or done elsewhere first.
  case warn
  /// Nobody knows what became of money.
  case unknown
  /// What was wanted did not happen.
  case stop
  /// Money doesn't agree.
  case alarm
  /// Money that goes over the counter.
  case change
}

extension Prompt {
  /// How much it has to be noticed; nil where no more than any other.
  public var look: PromptLook? { mismatch == nil ? Self.looks[id] : .alarm }

  private static let looks: [String: PromptLook] = [
    "charge.under": .alarm, "charge.over": .alarm, "charge.unproven": .alarm,
    "charge.duplicate": .alarm, "charge.duplicate_unprinted": .alarm,
    "charge.unknown": .unknown, "charge.resumed": .unknown, "charge.open": .unknown,
    "charge.running": .unknown, "charge.void_unknown": .unknown,
    "charge.difference_unknown": .unknown, "charge.detached": .unknown,
    "transfer.unknown": .unknown, "charge.declined": .stop, "charge.late": .warn,
    "till.not_ready": .warn, "payment.not_ready": .warn, "till.unprintable": .warn,
    "print.paper": .warn, "print.unreachable": .warn, "print.refused": .warn,
    "payment.change": .change,
  ]
}

/// What a slip shows against what was due.
public struct SlipMismatch: Codable, Hashable, Sendable {
  public let got: Money
  public let due: Money
}
