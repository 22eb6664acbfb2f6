import KassaRuntime

/// Functions that must answer at once: `accepts` of a provider, `when` of a rule, a store's prices.
enum Pure {
  static func look(_ reading: Reading) -> [Remark] {
    guard !reading.known.isScenario else { return [] }
    var pure: [Int: String] = [:]
    for (name, function) in reading.tree.storeFunctions where name != "charge" {
      pure[function] = name
    }
    for function in reading.tree.prices { pure[function] = "prices" }
    guard !pure.isEmpty else { return [] }
    // A function inside one is one, too; it stands behind the one it is in.
    for (index, function) in reading.tree.functions.enumerated() where pure[index] == nil {
      if let parent = function.parent, let name = pure[parent] { pure[index] = name }
    }
    let waiting = reading.calls.filter(\.primitive.function.waits)
      .map { ($0.id, $0.primitive.title) }
    return (waiting + reading.serviceCalls.map { ($0.id, "service:\($0.name)") })
      .compactMap { id, title in
        guard let name = pure[reading.tree.owners[id.number]] else { return nil }
        return .mistake(
          reading.tree.line(of: id), "\(title) waits, and «\(name)» must answer at once",
          "ask in a flow, a listener or a provider's «charge»")
      }
  }
}
