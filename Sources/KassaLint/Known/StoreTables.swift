import KassaRuntime

/// The tables of which a store is made, where a file writes them out.
enum StoreTables {
  struct Found {
    let title: String
    let declared: ScriptSurface.Table
    let fields: [TableField]
  }

  /// Every one of them in the file.
  static func all(_ reading: Reading) -> [Found] {
    reading.tree.ids.flatMap { id -> [Found] in
      guard case .call(let callee, let arguments) = reading.tree[id], let first = arguments.first,
        let fields = reading.fields(first)
      else { return [] }
      if reading.isGlobal(callee, "store") {
        return [Found(title: "store", declared: ScriptSurface.store, fields: fields)]
          + parts(of: fields, reading)
      }
      if reading.tree.isService(callee) {
        return [Found(title: "service", declared: ScriptSurface.service, fields: fields)]
      }
      guard reading.tree.isProvider(callee) else { return [] }
      return [Found(title: "provider", declared: ScriptSurface.provider, fields: fields)]
        + rows("settings", "setting", ScriptSurface.setting, of: fields, reading)
    }
  }

  private static func parts(of store: [TableField], _ reading: Reading) -> [Found] {
    rows("default_terminal", "rule", ScriptSurface.rule, of: store, reading)
      + rows("rights", "right", ScriptSurface.right, of: store, reading)
      + rows("parameters", "parameter", ScriptSurface.parameter, of: store, reading)
      + rows("kept", "kept", ScriptSurface.kept, of: store, reading)
  }

  private static func rows(
    _ key: String, _ title: String, _ declared: ScriptSurface.Table, of fields: [TableField],
    _ reading: Reading
  ) -> [Found] {
    guard let value = reading.value(key, in: fields), let rows = reading.fields(value) else {
      return []
    }
    return rows.compactMap { row in
      reading.fields(row.value).map { Found(title: title, declared: declared, fields: $0) }
    }
  }

  /// What the parameters of a provider's and a rule's functions are.
  static func given(_ tree: SyntaxTree, _ known: Known) -> [Int: Sort] {
    guard !known.isScenario else { return [:] }
    var given: [Int: Sort] = [:]
    for (name, function) in tree.storeFunctions {
      guard let parameter = tree.functions[function].parameters.first else { continue }
      given[parameter] = .table(name == "when" ? "kassa.Facts" : "kassa.Charge")
    }
    return given
  }
}

extension SyntaxTree {
  /// Whether that is `service "id"`, to be called with a table.
  func isService(_ callee: ExpressionID) -> Bool {
    guard case .call(let inner, _) = self[plain(callee)],
      case .global("service") = self[plain(inner)]
    else { return false }
    return true
  }

  /// Whether that is `provider "id"` or `stock.name`, to be called with a table.
  func isProvider(_ callee: ExpressionID) -> Bool {
    switch self[plain(callee)] {
    case .call(let inner, _):
      if case .global("provider") = self[plain(inner)] { true } else { false }
    case .field(let object, _):
      if case .global("stock") = self[plain(object)] { true } else { false }
    default: false
    }
  }

  /// The functions that stand as `accepts` and `charge` of a provider and as `when` of a rule.
  var storeFunctions: [(name: String, function: Int)] {
    var found: [(String, Int)] = []
    for expression in expressions {
      switch expression {
      case .call(let callee, let arguments):
        guard isProvider(callee), let first = arguments.first,
          case .table(let fields) = self[plain(first)]
        else { continue }
        found += functions(["accepts", "charge"], in: fields)
      case .table(let fields):
        guard case .position(1)? = fields.first?.key else { continue }
        found += functions(["when"], in: fields)
      default: continue
      }
    }
    return found
  }

  private func functions(_ names: [String], in fields: [TableField]) -> [(String, Int)] {
    fields.compactMap { field in
      guard case .name(let name) = field.key, names.contains(name),
        case .function(let function) = self[plain(field.value)]
      else { return nil }
      return (name, function)
    }
  }
}
