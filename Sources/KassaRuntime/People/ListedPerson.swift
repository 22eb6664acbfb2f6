/// One of the store's people as a flow finds them.
struct ListedPerson: Hashable, Sendable {
  let person: Person
  let hasPIN: Bool
}

extension ListedPerson {
  /// As `cashier.list()` gives it to a script and a step records it.
  var value: Value {
    [
      "name": .string(person.name), "role": .string(person.role.rawValue),
      "has_pin": .bool(hasPIN),
    ]
  }

  /// Nil where it is nobody's.
  init?(_ value: Value) {
    guard let name = value["name"].string, let role = value["role"].string.flatMap(Role.init)
    else { return nil }
    person = Person(name: name, role: role)
    hasPIN = value["has_pin"].bool ?? false
  }
}

extension People {
  init(_ listed: [ListedPerson]) { all = listed.map(\.person) }
}
