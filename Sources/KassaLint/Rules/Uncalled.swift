import KassaRuntime

/// Functions that stand where a value is meant: `receipt.total > 5`, `#receipt.lines`.
enum Uncalled {
  static func look(_ reading: Reading) -> [Remark] {
    reading.tree.ids.compactMap { id in
      let line = reading.tree.line(of: id)
      switch reading.tree[id] {
      case .binary(let sign, let left, let right) where reckoning.contains(sign):
        return remark([left, right], line, reading)
      case .binary(let sign, let left, let right) where sign == .equal || sign == .unequal:
        guard reading.isPlainValue(left) || reading.isPlainValue(right) else { return nil }
        return remark([left, right], line, reading)
      case .unary(let sign, let value) where sign == .length || sign == .minus:
        return remark([value], line, reading)
      case .field(let object, _), .element(let object, _), .method(let object, _, _):
        return remark([object], line, reading)
      case .call(let callee, let arguments):
        guard reading.isGlobal(callee, "ipairs") || reading.isGlobal(callee, "pairs"),
          let list = arguments.first
        else { return nil }
        return remark([list], line, reading)
      default: return nil
      }
    }
  }

  private static let reckoning: Set<Sign> = [
    .plus, .minus, .times, .over, .wholeOver, .modulo, .concat, .less, .more, .atMost, .atLeast,
  ]

  private static func remark(
    _ values: [ExpressionID], _ line: Int, _ reading: Reading
  ) -> Remark? {
    values.lazy.compactMap(reading.functionName).first.map {
      .mistake(line, "«\($0)» is a function here and no value", "call it: \($0)(…)")
    }
  }
}

extension Reading {
  /// What a function is called that an expression names and does not call; nil of anything else.
  func functionName(_ id: ExpressionID) -> String? {
    if let primitive = primitive(id) { return primitive.title }
    guard case .variable(let variable) = tree[id], case .function = tree[plain(id)] else {
      return nil
    }
    return tree.variables[variable].name
  }

  /// A text, a number, a table or a truth value that is written out.
  fileprivate func isPlainValue(_ id: ExpressionID) -> Bool {
    switch tree[id] {
    case .string, .number, .true, .false, .table: true
    default: false
    }
  }
}
