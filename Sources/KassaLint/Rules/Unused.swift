import KassaRuntime

/// Locals that nobody reads.
enum Unused {
  static func look(_ reading: Reading) -> [Remark] {
    var stated: [Int: Bool] = [:]
    for statement in reading.tree.statements {
      guard case .local(let variables, let values) = statement.kind else { continue }
      for variable in variables { stated[variable] = values.count == 1 && variables.count > 1 }
    }
    return reading.tree.variables.indices.compactMap { index in
      let variable = reading.tree.variables[index]
      guard variable.reads == 0, !variable.name.hasPrefix("_"), let isOneOfMany = stated[index]
      else { return nil }
      // One of several results may stand there for its place.
      guard !isOneOfMany else { return nil }
      let what = if case .function = variable.kind { "function" } else { "local" }
      return .notice(
        variable.line, "nobody reads the \(what) «\(variable.name)»", "use it, or take it out")
    }
  }
}
