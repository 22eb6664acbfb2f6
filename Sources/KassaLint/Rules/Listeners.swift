import KassaRuntime

/// What a store's own steps return: nothing, or a veto where there is one.
enum Listeners {
  static func look(_ reading: Reading) -> [Remark] {
    vetoes(reading) + returned(reading) + parameters(reading)
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
        reading.isGlobal(callee, "veto"), !reading.known.isScenario
      else { return nil }
      return .mistake(
        statement.line, "a veto is made and not returned", "write return veto \"…\"")
    }
  }

  private static func returned(_ reading: Reading) -> [Remark] {
    let steps = Dictionary(
      reading.tree.listeners.map { ($0.function, $0.point) }, uniquingKeysWith: { $1 })
    return reading.tree.statements.compactMap { statement in
      guard case .return(let values) = statement.kind, let name = steps[statement.owner],
        let value = values.first
      else { return nil }
      let mayVeto = ScriptSurface.points[name] == true
      if case .call(let callee, _) = reading.tree[value], reading.isGlobal(callee, "veto") {
        return mayVeto
          ? nil
          : .mistake(statement.line, "\(name): nothing comes of a veto here", "return nothing")
      }
      let isUncalled = reading.isGlobal(value, "veto") || reading.functionName(value) != nil
      guard let came = isUncalled ? "a function" : came(reading.tree[value]) else { return nil }
      return .mistake(
        statement.line,
        "\(name): nothing\(mayVeto ? " or veto \"…\"" : "") was expected, got \(came)",
        mayVeto ? "write return veto \"…\", or return nothing" : "return nothing")
    }
  }

  private static func came(_ value: Expression) -> String? {
    switch value {
    case .string: "a text"
    case .number: "a number"
    case .true, .false: "a boolean"
    case .table: "a table"
    case .function: "a function"
    default: nil
    }
  }
}
