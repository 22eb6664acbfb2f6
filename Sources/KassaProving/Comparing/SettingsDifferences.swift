import KassaRuntime

/// What differs in the tables of two stores, by what the keys mean and not by how they are written.
struct SettingsDifferences {
  private let old, new: ComparedStore
  private var found: [Difference] = []

  /// Words are compared as they are read, the points as they are heard, rules by what they choose too.
  private static let others: Set = ["texts", "on", "buttons", "default_terminal", "api", "drop"]
  /// What holds where nothing is said.
  private static let defaults: [String: Value] = [
    "ask_contact": false, "other_terminal": true, "guards_lifted_by": "senior",
    "free_price_vat": "none", "rights discount role": "senior",
    "rights discount above_percent": 10, "rights clear role": "senior",
    "rights clear above": 300_000, "rights remove role": "senior",
    "rights returns role": "senior", "cashiers role": "cashier",
  ]
  /// Amounts in kopecks, where they are numbers.
  private static let money: Set = [
    "least", "most", "above", "shift", "amount_at_least", "amount_below", "default", "example",
  ]
  /// Who must say yes.
  private static let people: Set = ["cashiers", "rights", "guards_lifted_by"]

  static func between(_ old: ComparedStore, _ new: ComparedStore) -> [Difference] {
    var compared = SettingsDifferences(old, new)
    compared.run()
    return compared.found
  }

  private init(_ old: ComparedStore, _ new: ComparedStore) { (self.old, self.new) = (old, new) }

  private mutating func run() {
    let (before, after) = (old.table.fields, new.table.fields)
    for key in Set(before.keys).union(after.keys).sorted() where !Self.others.contains(key) {
      compare(
        before[key] ?? .null, after[key] ?? .null, Place(names: [key], old: key, new: key))
    }
    rules(old.table["default_terminal"].items, new.table["default_terminal"].items)
    for (point, place) in old.points.sorted(by: { $0.key < $1.key }) where new.points[point] == nil
    {
      found.append(.alone(.settings, point, "is heard no more", place: place))
    }
    for (point, place) in new.points.sorted(by: { $0.key < $1.key }) where old.points[point] == nil
    {
      found.append(.alone(.settings, point, "is heard", place: place))
    }
  }

  /// Where a value stands: in words, and as each table has it.
  private struct Place {
    var names: [String]
    var old, new: String

    func key(_ key: String) -> Place {
      Place(names: names + [key], old: "\(old).\(key)", new: "\(new).\(key)")
    }

    func item(_ name: String, _ old: Int?, _ new: Int?) -> Place {
      Place(
        names: names + [name], old: old.map { "\(self.old)[\($0 + 1)]" } ?? self.old,
        new: new.map { "\(self.new)[\($0 + 1)]" } ?? self.new)
    }

    var shown: String { names.joined(separator: " ") }
    /// The same with one name more.
    func shown(_ name: String) -> String { (names + ["«\(name)»"]).joined(separator: " ") }
    /// Without the names that a store gives.
    var known: String { names.filter { !$0.hasPrefix("«") }.joined(separator: " ") }
  }

  /// What only those read who prove a store.
  private static func isUnnoticed(_ place: Place) -> Bool {
    place.names.first == "services" && place.names.last == "examples"
  }

  private mutating func compare(_ before: Value, _ after: Value, _ place: Place) {
    let standard = Self.defaults[place.known] ?? .null
    let isGone = after.given == nil
    let (before, after) = (before.given ?? standard, after.given ?? standard)
    guard before != after, !Self.isUnnoticed(place) else { return }
    if let names = names(before, after) {
      items(before.items, after.items, names, place)
    } else if before.isTable, after.isTable, before.fields.count + after.fields.count > 0 {
      for key in Set(before.fields.keys).union(after.fields.keys).sorted() {
        compare(before.fields[key] ?? .null, after.fields[key] ?? .null, place.key(key))
      }
    } else if before.record != nil, after == .null {
      for (key, value) in before.fields.sorted(by: { $0.key < $1.key }) {
        compare(value, .null, place.key(key))
      }
    } else if after.record != nil, before == .null {
      for (key, value) in after.fields.sorted(by: { $0.key < $1.key }) {
        compare(.null, value, place.key(key))
      }
    } else {
      note(before, after, place, isGone: isGone)
    }
  }

  /// The names of the items of two lists, where they have names.
  private func names(_ before: Value, _ after: Value) -> (old: [String], new: [String])? {
    guard before.isList || after.isList else { return nil }
    let (old, new) = (before.items, after.items)
    guard (old + new).contains(where: { $0.string == nil && $0.int == nil }) else { return nil }
    return (old.map(\.itemName), new.map(\.itemName))
  }

  /// Pairs the items of two lists by their names; what is left, by its place and content.
  private mutating func items(
    _ before: [Value], _ after: [Value], _ names: (old: [String], new: [String]), _ place: Place
  ) {
    var pairs: [(old: Int, new: Int)] = []
    for (index, name) in names.old.enumerated() {
      if let other = names.new.firstIndex(of: name) { pairs.append((index, other)) }
    }
    for index in before.indices where !pairs.contains(where: { $0.old == index }) {
      let left = after.indices.filter { other in !pairs.contains { $0.new == other } }
      let same =
        left.first { before[index].withoutName == after[$0].withoutName }
        ?? left.first { $0 == index && before.count == after.count }
      guard let same else { continue }
      pairs.append((index, same))
      found.append(
        .alone(
          kind(place), place.shown(names.old[index]), "is called «\(names.new[same])»",
          place: new.place(of: place.item("", index, same).new)))
    }
    for index in before.indices {
      guard let pair = pairs.first(where: { $0.old == index }) else {
        found.append(
          .alone(
            kind(place), place.shown(names.old[index]), "is gone",
            place: old.place(of: place.item("", index, nil).old)))
        continue
      }
      compare(
        before[index].withoutName, after[pair.new].withoutName,
        place.item("«\(names.old[index])»", index, pair.new))
    }
    for index in after.indices where !pairs.contains(where: { $0.new == index }) {
      found.append(
        .alone(
          kind(place), place.shown(names.new[index]), "is new",
          place: new.place(of: place.item("", nil, index).new)))
    }
    let ordered = pairs.sorted { $0.old < $1.old }.map(\.new)
    if ordered != ordered.sorted() {
      found.append(
        Difference(
          kind(place), (place.names + ["order"]).joined(separator: " "),
          from: names.old.joined(separator: ", "),
          to: names.new.joined(separator: ", "), place: new.place(of: place.new)))
    }
  }

  /// The rules for the default terminal, each by its label: «ночью» 22:00–06:00 → 22:00–23:59.
  private mutating func rules(_ before: [Value], _ after: [Value]) {
    let place = Place(names: [], old: "default_terminal", new: "default_terminal")
    items(
      before.map(\.rule), after.map(\.rule), (before.map(\.itemName), after.map(\.itemName)), place)
  }

  private func kind(_ place: Place) -> Difference.Kind {
    if Self.people.contains(place.names.first ?? "") { return .people }
    return ["title", "label"].contains(place.names.last ?? "") ? .words : .settings
  }

  private mutating func note(
    _ before: Value, _ after: Value, _ place: Place, isGone: Bool
  ) {
    let isMoney = Self.money.contains(place.names.last ?? "")
    let (from, to) = (before.told(isMoney: isMoney), after.told(isMoney: isMoney))
    guard from != to else { return }
    let line = isGone ? old.place(of: place.old) : new.place(of: place.new)
    found.append(
      Difference(
        kind(place), place.shown, from: from, to: to, place: line))
  }
}

extension Value {
  // A literal nil would be the value null here.
  fileprivate var given: Value? { self == .null ? Value?.none : .some(self) }
  fileprivate var isList: Bool { list.map { !$0.isEmpty } ?? false }
  fileprivate var isTable: Bool { record != nil || list?.isEmpty == true }
  fileprivate var fields: [String: Value] { record ?? [:] }

  /// Of a list, or of a table whose first items have no keys.
  fileprivate var items: [Value] {
    if let list { return list }
    var items: [Value] = []
    while let item = record?["\(items.count + 1)"] { items.append(item) }
    return items
  }

  /// What an item of a list is called: its id, or what stands first in it.
  fileprivate var itemName: String {
    if let text = string { return text }
    if let id = self["id"].string { return id }
    let first = record?["1"] ?? list?.first ?? .null
    return first.string ?? first["ru"].string ?? first["en"].string ?? ""
  }

  fileprivate var withoutName: Value {
    switch self {
    case .string: .record([:])
    case .record(var fields):
      {
        if fields["id"] != nil { fields["id"] = nil } else { fields["1"] = nil }
        return .record(fields)
      }()
    case .list(let items): .list(Array(items.dropFirst()))
    case .null, .bool, .int: self
    }
  }

  /// A rule with its two ends of a time or a date as one text.
  fileprivate var rule: Value {
    guard case .record(var fields) = self else { return self }
    for key in ["between", "dates"] {
      if let ends = fields[key]?.list?.compactMap(\.string), ends.count == 2 {
        fields[key] = .string(ends.joined(separator: key == "dates" ? " to " : "–"))
      }
    }
    return .record(fields)
  }

  fileprivate func told(isMoney: Bool) -> String {
    switch self {
    case .null: "none"
    case .bool(let flag): flag ? "yes" : "no"
    case .int(let number):
      isMoney ? (try? Money(kopecks: number)).map { "\($0)" } ?? "\(number)" : "\(number)"
    case .string(let text): text == "function" ? "a function" : text
    case .list(let items):
      items.isEmpty ? "none" : items.map { $0.told(isMoney: isMoney) }.joined(separator: ", ")
    case .record(let fields):
      fields.isEmpty
        ? "none"
        : fields.sorted { $0.key < $1.key }
          .map { "\($0.key) \($0.value.told(isMoney: isMoney))" }.joined(separator: ", ")
    }
  }
}
