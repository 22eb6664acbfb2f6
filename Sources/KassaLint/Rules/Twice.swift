import KassaRuntime

/// Keys that a table gives twice: what stood there first is lost.
enum Twice {
  static func look(_ reading: Reading) -> [Remark] {
    let hooks = hookTables(reading)
    let listed = hooks.flatMap { reading.fields($0) ?? [] }.flatMap { point -> [Remark] in
      guard case .name(let name) = point.key else { return [] }
      return functions(listed: point.value, at: name, reading)
    }
    return listed + keys(hooks, reading)
  }

  private static func keys(_ hooks: Set<ExpressionID>, _ reading: Reading) -> [Remark] {
    reading.tree.ids.flatMap { id -> [Remark] in
      guard case .table(let fields) = reading.tree[id] else { return [] }
      var lines: [String: Int] = [:]
      return fields.compactMap { field in
        guard let name = name(field, reading),
          let first = lines.updateValue(field.line, forKey: name)
        else { return nil }
        let also = first == field.line ? "" : ", first in line \(first)"
        if hooks.contains(id), ScriptSurface.points[name] != nil {
          return .mistake(
            field.line, "\(name): this listener stands here twice\(also), and the first never runs",
            "let one function do both")
        }
        return .notice(field.line, "\(name): this key stands here twice\(also)", "keep one")
      }
    }
  }

  /// A listener that a point lists twice runs twice.
  private static func functions(
    listed list: ExpressionID, at point: String, _ reading: Reading
  ) -> [Remark] {
    var lines: [Int: Int] = [:]
    return (reading.fields(list) ?? []).compactMap { item in
      // With a name it is the second of two.
      let own = reading.fields(item.value)?.dropFirst().first?.value ?? item.value
      guard case .variable(let variable) = reading.tree[own],
        case .function(let function) = reading.tree[reading.plain(own)],
        let first = lines.updateValue(item.line, forKey: function)
      else { return nil }
      let also = first == item.line ? "" : ", first in line \(first)"
      let listener = reading.tree.variables[variable].name
      return .notice(
        item.line, "\(point): «\(listener)» stands here twice\(also), and runs twice", "keep one")
    }
  }

  private static func name(_ field: TableField, _ reading: Reading) -> String? {
    switch field.key {
    case .name(let name): return name
    case .position(let place): return "[\(place)]"
    case .computed(let key):
      switch reading.tree[reading.plain(key)] {
      case .number(.integer(let number)): return "[\(number)]"
      case .string(let text): return text
      default: return nil
      }
    }
  }

  /// The tables that stand as `on` of a store.
  private static func hookTables(_ reading: Reading) -> Set<ExpressionID> {
    Set(
      StoreTables.all(reading).filter { $0.title == "store" }
        .compactMap { reading.value("on", in: $0.fields).map(reading.plain) })
  }
}
