/// A discount that somebody entitled said yes to, and so no more than they were shown.
struct PermittedDiscount: JSONCoded, Hashable, Sendable {
  /// The line's id.
  let line: Int
  let most: Money
}

extension Receipt {
  mutating func permit(_ discount: PermittedDiscount) {
    permitted = (permitted ?? []) + [discount]
  }
}
