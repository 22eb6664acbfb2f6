import KassaRuntime

/// What a store's own steps return: nothing, or a veto where there is one.
enum Listeners {
  static func look(_ reading: Reading) -> [Remark] {
    vetoes(reading) + deaf(reading) + returned(reading) + parameters(reading)
  }

  /// What a listener takes and nobody hands over is nil, and hides the module of that name.
  private static func parameters(_ reading: Reading) -> [Remark] {
    reading.tree.listeners.flatMap { point, function -> [Remark] in
      let given = ScriptSurface.given[point]?.count ?? 0
      let body = reading.tree.functions[function]
      return body.parameters.dropFirst(given).compactMap { parameter in
        let variable = reading.tree.variables[parameter]
        guard variable.reads > 0 else { return nil }
        return .mistake(
          body.line,
          "\(point): its listener is given \(words(given)), so «\(variable.name)» is nil",
          "leave it out")
      }
    }
  }

  private static func words(_ given: Int) -> String {
    given == 0 ? "nothing" : given == 1 ? "one value" : "\(given) values"
  }

  /// A veto is what is returned, not what is called.
  private static func vetoes(_ reading: Reading) -> [Remark] {
    reading.tree.statements.compactMap { statement in
      guard case .call(let id) = statement.kind, case .call(let callee, _) = reading.tree[id],
        reading.isGlobal(callee, "veto"), !reading.known.isScenario,
        deafFunctions(reading)[statement.owner] == nil
      else { return nil }
      return .mistake(
        statement.line, "a veto is made and not returned", "write return veto \"…\"")
    }
  }

  /// The functions of a store in which a veto is an error, by what messages call them.
  private static func deafFunctions(_ reading: Reading) -> [Int: String] {
    var found: [Int: String] = [:]
    for (name, function) in reading.tree.storeFunctions + reading.tree.calledByFlows {
      found[function] = name.hasPrefix("on.") ? String(name.dropFirst("on.".count)) : name
    }
    for function in reading.tree.prices { found[function] = "prices" }
    for (point, function) in reading.tree.listeners where ScriptSurface.points[point] == true {
      found[function] = nil
    }
    return found
  }

  private static func deaf(_ reading: Reading) -> [Remark] {
    let functions = deafFunctions(reading)
    return reading.tree.ids.compactMap { id in
      guard case .call(let callee, _) = reading.tree[id], reading.isGlobal(callee, "veto"),
        let name = functions[reading.tree.owners[id.number]]
      else { return nil }
      return .mistake(
        reading.tree.line(of: id), "\(name): nothing comes of a veto here",
        instead[name] ?? "return nothing")
    }
  }

  /// What says no where a veto does not.
  private static let instead = [
    "accepts": "return false, \"…\"", "when": "return false", "charge": "return charge:not_run()",
  ]

  private static func returned(_ reading: Reading) -> [Remark] {
    let steps = Dictionary(
      reading.tree.listeners.map { ($0.function, $0.point) }, uniquingKeysWith: { $1 })
    return reading.tree.statements.compactMap { statement in
      guard case .return(let values) = statement.kind, let name = steps[statement.owner],
        let value = values.first
      else { return nil }
      let mayVeto = ScriptSurface.points[name] == true
      let isUncalled = reading.isGlobal(value, "veto") || reading.functionName(value) != nil
      guard let came = isUncalled ? "a function" : came(value, reading) else { return nil }
      return .mistake(
        statement.line,
        "\(name): nothing\(mayVeto ? " or veto \"…\"" : "") was expected, got \(came)",
        mayVeto ? "write return veto \"…\", or return nothing" : "return nothing")
    }
  }

  private static func came(_ value: ExpressionID, _ reading: Reading) -> String? {
    switch reading.tree[value] {
    case .string: return "a text"
    case .number: return "a number"
    case .true, .false: return "a boolean"
    case .table: return "a table"
    case .function: return "a function"
    case .grouped(let inner): return came(inner, reading)
    case .unary(.not, _): return "a boolean"
    case .binary(let sign, _, _) where comparing.contains(sign): return "a boolean"
    // What stands first comes where it does not hold, what stands last where it does.
    case .binary(.and, let first, let last):
      return came(last, reading) ?? (came(first, reading) == "a boolean" ? "a boolean" : nil)
    case .binary(.or, let first, let last):
      if case .binary(.and, _, let chosen) = reading.tree[first] {
        return came(chosen, reading) ?? came(last, reading)
      }
      return came(first, reading) ?? came(last, reading)
    case .call: return reading.sort(value).flatMap(came)
    default: return nil
    }
  }

  private static let comparing: Set<Sign> = [
    .equal, .unequal, .less, .more, .atMost, .atLeast,
  ]

  private static func came(_ sort: Sort) -> String? {
    switch sort {
    case .text, .choice: "a text"
    case .money, .number: "a number"
    case .boolean: "a boolean"
    case .table, .list, .settings: "a table"
    }
  }
}
