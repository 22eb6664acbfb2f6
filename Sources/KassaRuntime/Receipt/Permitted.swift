/// What somebody entitled said yes to on a receipt, and so no more than they were shown.
struct Permitted: JSONCoded, Hashable, Sendable {
  /// What was done, as `Rights` names it.
  let act: String
  /// The line's id; nil for the whole receipt.
  let line: Int?
  /// How far it went, in kopecks.
  let extent: Int64
}

extension Receipt {
  mutating func permit(_ act: Permitted) { permitted = (permitted ?? []) + [act] }
}
