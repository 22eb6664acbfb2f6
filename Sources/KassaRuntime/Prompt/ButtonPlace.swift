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
    "parked": .leave, "returns": .leave, "drawer": .leave, "terminals": .leave, "shift": .leave,
    "sign_out": .leave,
  ]

  /// Of the sale's button of that id.
  init(ofSale id: String) {
    self = Self.ofSale[id] ?? (id.hasPrefix("good.") ? .favourite : .store)
  }
}

/// What a slip shows against what was due.
public struct SlipMismatch: Codable, Hashable, Sendable {
  public let got: Money
  public let due: Money
}
