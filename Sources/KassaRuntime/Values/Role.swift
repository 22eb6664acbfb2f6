/// What a person may do at a till.
package enum Role: String, JSONCoded, Hashable, Sendable, CaseIterable {
  /// Sells.
  case cashier
  /// Decides what a cashier alone may not, such as paying a second time.
  case senior
  /// Sets up terminals; whatever a technician may, a senior may too.
  case technician
}
