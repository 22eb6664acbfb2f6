extension Role {
  /// The roles whose people may do what asks for this one.
  fileprivate var held: Set<Role> {
    switch self {
    case .cashier: Set(Role.allCases)
    case .senior: [.senior]
    case .technician: [.technician, .senior]
    }
  }
}

/// Somebody who may sign in at a store's tills.
struct Person: JSONCoded, Hashable, Sendable {
  let name: String
  let role: Role

  /// Whether their first PIN is their own to choose.
  ///
  /// A role above a cashier's is given: whoever presses that name on the first day is not yet them.
  var choosesFirstPIN: Bool { role == .cashier }
}

/// The people of a store.
///
/// Where it names nobody for a role, everybody has it: a shop of one person has to work.
package struct People: Hashable, Sendable {
  var all: [Person] = []

  package var names: [String] { all.map(\.name) }
  /// Those whose first PIN is given to them.
  package var givenPINs: [String] { all.filter { !$0.choosesFirstPIN }.map(\.name) }

  /// The role of one of them; nil for nobody of the store.
  package func role(of name: String) -> Role? { self[name]?.role }

  subscript(name: String) -> Person? { all.first { $0.name == name } }

  /// Those who may do what asks for `role`.
  func holders(of role: Role) -> [Person] {
    let named = all.filter { role.held.contains($0.role) }
    return named.isEmpty ? all : named
  }

  /// Whether `name` may let `person` choose a PIN: a senior that the store names, and to a technician
  /// another one; never to themselves.
  ///
  /// Where it names none nobody may: else anybody could take over anybody's name.
  func mayGivePIN(_ name: String, to person: String) -> Bool {
    guard name != person, let giver = self[name] else { return false }
    switch giver.role {
    case .senior: return true
    case .technician: return self[person]?.role == .technician
    case .cashier: return false
    }
  }

  /// Whether `name` is one of those whom the store names technician or senior.
  ///
  /// Where it names none nobody is: that nobody is named lets nobody say which device approves.
  func namesTechnician(_ name: String) -> Bool {
    all.contains { $0.name == name && Role.technician.held.contains($0.role) }
  }

  /// Whether `name`, who is signed in, may do what asks for `role`.
  func holds(_ name: String?, _ role: Role) -> Bool {
    guard let name else { return false }
    let named = all.filter { role.held.contains($0.role) }
    return named.isEmpty || named.contains { $0.name == name }
  }
}
