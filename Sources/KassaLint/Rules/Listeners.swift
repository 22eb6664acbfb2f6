import KassaRuntime

/// What a store's own steps return: nothing, or a veto where there is one.
enum Listeners {
  static func look(_ reading: Reading) -> [Remark] { vetoes(reading) + returned(reading) }

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
    var steps: [Int: String] = [:]
    for table in StoreTables.all(reading) where table.title == "store" {
      guard let on = reading.value("on", in: table.fields) else { continue }
      for field in reading.fields(on) ?? [] {
        guard case .name(let name) = field.key, ScriptSurface.points[name] != nil else { continue }
        for function in functions(field.value, reading) { steps[function] = name }
      }
    }
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
      guard let came = came(reading.tree[value]) else { return nil }
      return .mistake(
        statement.line,
        "\(name): nothing\(mayVeto ? " or veto \"…\"" : "") was expected, got \(came)",
        mayVeto ? "write return veto \"…\", or return nothing" : "return nothing")
    }
  }

  /// A function, one with a name, or a list of these.
  private static func functions(_ value: ExpressionID, _ reading: Reading) -> [Int] {
    switch reading.tree[reading.plain(value)] {
    case .function(let function): [function]
    case .table(let fields): fields.flatMap { functions($0.value, reading) }
    default: []
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
