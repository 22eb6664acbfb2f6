/// Reads a store's people: `cashiers = { "Анна", { "Борис", role = "senior" } }`.
enum PeopleTable {
  private static let nameMax = 64

  static func people(_ reader: StoreReader) -> People {
    let value = reader.table["cashiers"]
    guard let items = value.list, !items.isEmpty else {
      reader.note(
        "cashiers",
        "a list of names was expected, got \(value.shown)" + reader.near("cashiers", value))
      return People()
    }
    var people: [Person] = []
    for (index, item) in items.enumerated() {
      let path = "cashiers[\(index + 1)]"
      guard let person = person(item, path, reader) else { continue }
      if people.contains(where: { $0.name == person.name }) {
        reader.note(path, "«\(person.name)» stands there twice; tell them apart")
      }
      people.append(person)
    }
    return People(all: people)
  }

  private static func person(
    _ item: Value, _ path: String, _ reader: StoreReader
  ) -> Person? {
    // A table that is nothing but a name is a list of one.
    let isTable = item.record != nil || item.list?.count == 1
    let name = isTable ? item.list?.first ?? item["1"] : item
    guard let text = name.string, (1...nameMax).contains(text.count) else {
      let example = isTable ? "; write { \"Борис\", role = \"senior\" }" : item.quoting
      reader.note(
        path,
        "a string of 1 to \(nameMax) characters was expected, got \(name.shown)" + example)
      return nil
    }
    guard !CardNumber.isIn(text) else {
      reader.note(path, "this looks like a card number; take it out")
      return nil
    }
    guard text.unicodeScalars.allSatisfy(\.isPrintable) else {
      reader.note(path, "a character in it can't be printed or seen; take it out")
      return nil
    }
    guard item.record != nil else { return Person(name: text, role: .cashier) }
    reader.requireKnownKeys(["1", "role"], of: item, at: path)
    return Person(name: text, role: role(item["role"], path + ".role", reader))
  }

  private static func role(_ value: Value, _ path: String, _ reader: StoreReader) -> Role {
    let names = Role.allCases.map(\.rawValue)
    if value == .null { return .cashier }
    guard let name = value.string else {
      reader.note(path, "a string was expected, got \(value.shown)" + value.quoting)
      return .cashier
    }
    guard let role = Role(rawValue: name) else {
      reader.note(path, "no role «\(name)»" + Spelling.remedy(name, among: names))
      return .cashier
    }
    return role
  }
}
