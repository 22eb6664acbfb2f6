import KassaRuntime

/// A call of a function that returns nothing, where a value is meant: `after_receipt = greet()`.
enum Nothing {
  static func look(_ reading: Reading) -> [Remark] {
    let returning = reading.returningFunctions
    return reading.tree.ids.flatMap { id -> [Remark] in
      let values: [ExpressionID]
      switch reading.tree[id] {
      case .table(let fields):
        values = fields.compactMap { if case .position = $0.key { nil } else { $0.value } }
      case .binary(_, let left, let right): values = [left, right]
      default: return []
      }
      return values.compactMap { value in
        guard case .call(let callee, _) = reading.tree[value],
          case .variable(let variable) = reading.tree[callee],
          case .function(let function) = reading.tree[reading.plain(callee)],
          !returning.contains(function)
        else { return nil }
        let name = reading.tree.variables[variable].name
        return .mistake(
          reading.tree.line(of: value), "«\(name)» is called here and returns nothing",
          "write \(name) without brackets where the function itself is meant")
      }
    }
  }
}

extension Reading {
  /// The functions in which a value is returned somewhere.
  var returningFunctions: Set<Int> {
    Set(
      tree.statements.compactMap { statement in
        guard case .return(let values) = statement.kind, !values.isEmpty else { return nil }
        return statement.owner
      })
  }

  /// What a function returns at first, with its lines.
  func returned(by function: Int) -> [(value: ExpressionID, line: Int)] {
    tree.statements.compactMap { statement in
      guard statement.owner == function, case .return(let values) = statement.kind,
        let first = values.first
      else { return nil }
      return (first, statement.line)
    }
  }
}
