/// What people said yes to in a flow, beside whoever stands at the till.
struct GivenYes: Hashable, Sendable {
  /// Who said yes as somebody of that role: it holds for the flow.
  private(set) var roles: [Role: String] = [:]
  /// Whom a senior lets choose a new PIN, and whether that still holds.
  private(set) var newPINs: [String: Bool] = [:]
  /// Where the connected terminal that is set up next listens, as a person said in this flow.
  private(set) var address: String?

  /// Whether somebody who comes now would find one that was given to another.
  var isGiven: Bool { !roles.isEmpty || address != nil }

  mutating func take(_ answered: [Change]) {
    for case .till(.allowed(let role, let name, _)) in answered { roles[role] = name }
    for case .till(.newPINAllowed(let name, _, _)) in answered { newPINs[name] = true }
  }

  mutating func take(address path: String) { address = path }

  mutating func takeAddress() -> String? {
    defer { address = nil }
    return address
  }

  /// Somebody else came to the till: they were given none of it.
  mutating func end() {
    (roles, address) = ([:], nil)
    endNewPINs()
  }

  /// The till was started again: whoever is there now may not be who was to choose a PIN.
  mutating func endNewPINs() { newPINs = newPINs.mapValues { _ in false } }
}
