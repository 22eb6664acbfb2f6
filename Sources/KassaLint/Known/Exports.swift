/// The names of a table that a file writes out and gives to nobody who could add to it.
struct Exports {
  let names: Set<String>
  /// What the parameters of its functions are called, by function.
  var parameters: [String: [String]] = [:]

  /// What `require` gives of the file; nil where more than its text must be known to tell.
  static func ofModule(_ tree: SyntaxTree) -> Exports? {
    let returned = tree.statements.compactMap { statement -> [ExpressionID]? in
      guard statement.owner == 0, case .return(let values) = statement.kind else { return nil }
      return values
    }
    guard returned.count == 1, let value = returned.first?.first else { return nil }
    switch tree[value] {
    case .table(let fields): return Exports(fields)
    case .variable(let variable):
      var exports = ofVariables(tree, returned: variable)[variable]
      exports?.parameters = parameters(of: variable, tree)
      return exports
    default: return nil
    }
  }

  /// Of `function M.name(…)`.
  private static func parameters(of module: Int, _ tree: SyntaxTree) -> [String: [String]] {
    var found: [String: [String]] = [:]
    for statement in tree.statements {
      guard case .assignment(let targets, let values) = statement.kind, targets.count == 1,
        case .field(let object, let name) = tree[targets[0]], values.count == 1,
        case .variable(module) = tree[object], case .function(let function) = tree[values[0]]
      else { continue }
      found[name] = tree.functions[function].parameters.map { tree.variables[$0].name }
    }
    return found
  }

  /// What the tables of a file's locals have, where that can be told.
  ///
  /// - Parameter returned: one that the file gives away on purpose.
  static func ofVariables(_ tree: SyntaxTree, returned: Int? = nil) -> [Int: Exports] {
    var found: [Int: Set<String>] = [:]
    for (variable, declared) in tree.variables.enumerated() {
      guard declared.sources.count == 1, case .value(let value, 0)? = declared.sources.first,
        case .table(let fields) = tree[value], let exports = Exports(fields)
      else { continue }
      found[variable] = exports.names
    }
    var leaks = Dictionary(uniqueKeysWithValues: found.keys.map { ($0, $0 == returned ? -1 : 0) })
    for expression in tree.expressions {
      switch expression {
      case .variable(let variable): leaks[variable]? += 1
      case .field(let object, _), .method(let object, _, _), .element(let object, _):
        if case .variable(let variable) = tree[object] { leaks[variable]? -= 1 }
      default: break
      }
    }
    for target in tree.statements.flatMap(\.targets) {
      switch tree[target] {
      case .field(let object, let name):
        if case .variable(let variable) = tree[object] { found[variable]?.insert(name) }
      case .element(let object, _):
        if case .variable(let variable) = tree[object] { leaks[variable]? += 1 }
      default: break
      }
    }
    return found.filter { leaks[$0.key] == 0 }.mapValues(Exports.init(names:))
  }

  private init(names: Set<String>) { self.names = names }

  private init?(_ fields: [TableField]) {
    var names: Set<String> = []
    for field in fields {
      switch field.key {
      case .name(let name): names.insert(name)
      case .position: break
      case .computed: return nil
      }
    }
    self.names = names
  }
}
