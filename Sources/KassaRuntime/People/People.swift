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
struct Person: Codable, Hashable, Sendable {
  let name: String
  let role: Role
}

/// The people of a store.
///
/// Where it names nobody for a role, everybody has it: a shop of one person has to work.
package struct People: Hashable, Sendable {
  var all: [Person] = []

  package var names: [String] { all.map(\.name) }

  /// Those who may do what asks for `role`.
  func holders(of role: Role) -> [Person] {
    let named = all.filter { role.held.contains($0.role) }
    return named.isEmpty ? all : named
  }

  /// Whether `name` is one of the seniors that the store names.
  ///
  /// Where it names none nobody is: else anybody could take over anybody's name.
  func namesSenior(_ name: String) -> Bool {
    all.contains { $0.role == .senior && $0.name == name }
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
