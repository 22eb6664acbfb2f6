import KassaRuntime

/// What a service or a charge does, called with a dot: then it does not know of which.
enum Dots {
  static func look(_ reading: Reading) -> [Remark] {
    reading.tree.ids.compactMap { id in
      guard case .call(let callee, let arguments) = reading.tree[id],
        case .field(let object, let name) = reading.tree[callee],
        case .table(let type)? = reading.sort(object),
        let field = reading.known.types[type]?.fields.first(where: { $0.name == name }),
        case .function = field.shape, !arguments.contains(where: { same($0, object, reading) })
      else { return nil }
      let title = title(object, reading)
      return .mistake(
        reading.tree.line(of: id), "\(title).\(name) hands over no \(title)",
        "write a colon: \(title):\(name)")
    }
  }

  private static func same(_ left: ExpressionID, _ right: ExpressionID, _ reading: Reading) -> Bool
  {
    guard case .variable(let variable) = reading.tree[left] else { return false }
    return if case .variable(variable) = reading.tree[right] { true } else { false }
  }

  private static func title(_ object: ExpressionID, _ reading: Reading) -> String {
    guard case .variable(let variable) = reading.tree[object] else { return "it" }
    return reading.tree.variables[variable].name
  }
}
