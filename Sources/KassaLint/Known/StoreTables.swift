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

  /// What the parameters of a store's functions are: of its providers, rules, listeners and prices.
  static func given(_ tree: SyntaxTree, _ known: Known) -> [Int: Sort] {
    guard !known.isScenario else { return [:] }
    var given: [Int: Sort] = [:]
    func give(_ sorts: [Sort?], to function: Int) {
      for (parameter, sort) in zip(tree.functions[function].parameters, sorts) {
        given[parameter] = sort
      }
    }
    for (name, function) in tree.storeFunctions {
      let settings = name == "when" ? nil : tree.settings[function].map(Sort.settings)
      give([.table(name == "when" ? "kassa.Facts" : "kassa.Charge"), settings], to: function)
    }
    for (point, function) in tree.listeners {
      give((ScriptSurface.given[point] ?? []).map(Sort.init), to: function)
    }
    for function in tree.prices {
      give([.list(.table("receipt.Line")), .choice(ScriptSurface.tenders)], to: function)
    }
    return given
  }
}

extension Sort {
  fileprivate init(_ given: ListenerGift) {
    switch given {
    case .name, .terminal: self = .text
    case .line: self = .table("receipt.Line")
    case .tender: self = .choice(ScriptSurface.tenders)
    case .amount: self = .money
    }
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

  /// The ids of the settings that a function of a provider is given, by the function, where they are all
  /// written out.
  var settings: [Int: Set<String>] {
    var found: [Int: Set<String>] = [:]
    for case .call(let callee, let arguments) in expressions {
      guard isProvider(callee), let first = arguments.first,
        case .table(let fields) = self[plain(first)], let ids = settingIDs(fields)
      else { continue }
      for (_, function) in functions(["accepts", "charge"], in: fields) { found[function] = ids }
    }
    return found
  }

  private func settingIDs(_ provider: [TableField]) -> Set<String>? {
    guard let rows = value("settings", in: provider) else { return [] }
    guard case .table(let items) = self[plain(rows)] else { return nil }
    var ids: Set<String> = []
    for item in items {
      guard case .table(let fields) = self[plain(item.value)], let first = fields.first,
        case .position(1) = first.key, case .string(let id) = self[plain(first.value)]
      else { return nil }
      ids.insert(id)
    }
    return ids
  }

  /// The listeners of a store or a chain, with their points.
  var listeners: [(point: String, function: Int)] {
    parts("on").flatMap { on in
      on.flatMap { field -> [(String, Int)] in
        guard case .name(let point) = field.key, ScriptSurface.points[point] != nil else {
          return []
        }
        return listed(field.value).map { (point, $0) }
      }
    }
  }

  /// The functions that the stock flows call of a store beside its providers: its listeners, its
  /// buttons and what deals with its scans, by their names in messages.
  var calledByFlows: [(name: String, function: Int)] {
    listeners.map { ("on.\($0.point)", $0.function) }
      + ["buttons", "scans"].flatMap { key in
        parts(key).flatMap { part in part.flatMap { listed($0.value) }.map { (key, $0) } }
      }
  }

  /// The functions of a store's prices.
  var prices: [Int] { parts("prices").flatMap { $0.flatMap { listed($0.value) } } }

  /// What stands under that key of `store { … }` and `chain { … }`.
  private func parts(_ key: String) -> [[TableField]] {
    expressions.compactMap { expression in
      guard case .call(let callee, let arguments) = expression, let first = arguments.first,
        case .global(let name) = self[plain(callee)], ["store", "chain"].contains(name),
        case .table(let fields) = self[plain(first)], let part = value(key, in: fields),
        case .table(let items) = self[plain(part)]
      else { return nil }
      return items
    }
  }

  /// A function, one with a name, or a list of these.
  private func listed(_ value: ExpressionID) -> [Int] {
    switch self[plain(value)] {
    case .function(let function): [function]
    case .table(let fields): fields.flatMap { listed($0.value) }
    default: []
    }
  }

  private func value(_ name: String, in fields: [TableField]) -> ExpressionID? {
    fields.last { if case .name(name) = $0.key { true } else { false } }?.value
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
