/// Which way cash goes that is no payment.
public enum CashDirection: String, Codable, JSONCoded, CaseIterable, Hashable, Sendable {
  /// «Внесение»: into the drawer.
  case inward = "in"
  /// «Изъятие»: out of it.
  case outward = "out"
}
