/// The listeners of a store and of its chain: their shapes, their places, and which are dropped.
struct ListenerTable {
  /// Where the first listener of each point stands.
  private(set) var places: [String: String] = [:]

  /// - Parameter chain: the table of the chain's `chain.lua`; nil where it has none.
  init(_ store: StoreReader, chain: StoreReader?) {
    let dropped = Self.dropped(store)
    var droppable: [String: Bool] = [:]
    if let chain {
      for (point, listeners) in Self.read(chain) {
        for each in listeners {
          if let name = each.name { droppable[name] = each.mayDrop }
          if dropped.contains(each.name ?? "") { continue }
          places[point] = places[point] ?? chain.place(of: each.path)
        }
      }
    }
    for (point, listeners) in Self.read(store) {
      for each in listeners where each.mayDrop {
        store.note(each.path, "may_drop is for the listeners of a chain; take it away")
      }
      places[point] = places[point] ?? listeners.first.map { store.place(of: $0.path) }
    }
    for (index, name) in dropped.enumerated() where droppable[name] != true {
      store.note(
        "drop[\(index + 1)]",
        droppable[name] == nil
          ? "the chain has no listener «\(name)»"
            + (droppable.isEmpty
              ? "; leave it out" : Spelling.remedy(name, among: Array(droppable.keys)))
          : "the chain does not let «\(name)» be dropped; it says may_drop = true where it does")
    }
  }

  private struct Listener {
    let path: String
    var name: String?
    var mayDrop = false
  }

  private static func dropped(_ reader: StoreReader) -> [String] {
    let value = reader.table["drop"]
    guard value != .null else { return [] }
    let names = (value.list ?? []).compactMap(\.string)
    guard let list = value.list, list.count == names.count else {
      reader.note("drop", "a list of names was expected, got \(value.shown)")
      return []
    }
    return names
  }

  /// Each point with its listeners, in the order of their names.
  private static func read(_ reader: StoreReader) -> [(String, [Listener])] {
    let value = reader.table["on"]
    guard value != .null else { return [] }
    guard let fields = value.record else {
      reader.note("on", "a table of listeners by their points was expected, got \(value.shown)")
      return []
    }
    reader.requireKnownKeys(StoreManifest.points, of: value, at: "on")
    var names: Set<String> = []
    return fields.sorted { $0.key < $1.key }.filter { StoreManifest.points.contains($0.key) }
      .map { point, field in (point, listeners(field, "on.\(point)", reader, &names)) }
  }

  private static func listeners(
    _ value: Value, _ path: String, _ reader: StoreReader, _ names: inout Set<String>
  ) -> [Listener] {
    if let single = listener(value, path, reader, &names) { return [single] }
    guard let list = value.list, !list.isEmpty else {
      reader.note(path, "a function or a list of them was expected, got \(value.shown)")
      return []
    }
    return list.enumerated().compactMap { index, item in
      let path = "\(path)[\(index + 1)]"
      if let one = listener(item, path, reader, &names) { return one }
      reader.note(
        path, "a function or { \"name\", function } was expected, got \(item.shown)")
      return nil
    }
  }

  /// A function, or one with a name; nil where `value` is neither.
  private static func listener(
    _ value: Value, _ path: String, _ reader: StoreReader, _ names: inout Set<String>
  ) -> Listener? {
    if value == "function" { return Listener(path: path) }
    let pair = value.list ?? [value["1"], value["2"]]
    guard pair.count == 2, let name = pair[0].string, name != "function", pair[1] == "function"
    else { return nil }
    reader.requireKnownKeys(["1", "2", "may_drop"], of: value, at: path)
    if !names.insert(name).inserted { reader.note(path, "«\(name)» is another listener's name") }
    let mayDrop = value["may_drop"]
    if mayDrop != .null, mayDrop.bool == nil {
      reader.note(path, "may_drop: true or false was expected, got \(mayDrop.shown)")
    }
    return Listener(path: path, name: name, mayDrop: mayDrop == true)
  }
}
