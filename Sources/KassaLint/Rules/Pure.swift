import KassaRuntime

/// Functions that must answer at once: `accepts` of a provider, `when` of a rule.
enum Pure {
  static func look(_ reading: Reading) -> [Remark] {
    guard !reading.known.isScenario else { return [] }
    var pure: [Int: String] = [:]
    for (name, function) in reading.tree.storeFunctions where name != "charge" {
      pure[function] = name
    }
    guard !pure.isEmpty else { return [] }
    // A function inside one is one, too; it stands behind the one it is in.
    for (index, function) in reading.tree.functions.enumerated() where pure[index] == nil {
      if let parent = function.parent, let name = pure[parent] { pure[index] = name }
    }
    return reading.calls.compactMap { call in
      guard call.primitive.function.waits,
        let name = pure[reading.tree.owners[call.id.number]]
      else { return nil }
      return .mistake(
        reading.tree.line(of: call.id),
        "\(call.primitive.title) waits, and «\(name)» must answer at once",
        "ask in a flow, a listener or a provider's «charge»")
    }
  }
}
