import KassaRuntime

/// One file with what is known of the names in it: what the rules look at.
struct Reading {
  let tree: SyntaxTree
  let known: Known
  /// What its assignments write to.
  let targets: Set<ExpressionID>
  /// What a store's functions are given, by parameter.
  let given: [Int: Sort]
  /// Whether it is the file whose table the store's reader checks itself.
  let isStore: Bool
  let sorts = SortMemory()

  init(_ tree: SyntaxTree, _ known: Known, isStore: Bool = false) {
    self.tree = tree
    self.known = known
    self.isStore = isStore
    targets = Set(tree.statements.flatMap(\.targets))
    given = StoreTables.given(tree, known)
  }
}

extension Reading {
  /// A function of the runtime's, with its module: "receipt.add".
  struct Primitive {
    let module: String
    let function: HostFunction
    var title: String { "\(module).\(function.name)" }
  }

  /// What stands behind brackets and behind locals that only ever hold one thing.
  func plain(_ id: ExpressionID) -> ExpressionID { tree.plain(id) }

  func string(_ id: ExpressionID) -> String? {
    if case .string(let text) = tree[plain(id)] { text } else { nil }
  }

  func fields(_ id: ExpressionID) -> [TableField]? {
    if case .table(let fields) = tree[plain(id)] { fields } else { nil }
  }

  /// The primitive that a call calls.
  func primitive(_ callee: ExpressionID) -> Primitive? {
    guard case .field(let object, let name) = tree[plain(callee)],
      case .global(let module) = tree[plain(object)],
      let function = known.functions[module]?[name]
    else { return nil }
    return Primitive(module: module, function: function)
  }

  /// The primitive of a call with the call's arguments.
  func call(_ id: ExpressionID) -> (primitive: Primitive, arguments: [ExpressionID])? {
    guard case .call(let callee, let arguments) = tree[id], let primitive = primitive(callee)
    else { return nil }
    return (primitive, arguments)
  }

  /// Every call of a primitive.
  var calls: [(id: ExpressionID, primitive: Primitive, arguments: [ExpressionID])] {
    tree.ids.compactMap { id in call(id).map { (id, $0.primitive, $0.arguments) } }
  }

  /// Every call of a service: `loyalty:ask(…)`.
  var serviceCalls: [(id: ExpressionID, name: String, arguments: [ExpressionID])] {
    tree.ids.compactMap { id in
      guard case .method(let object, let name, let arguments) = tree[id],
        sort(object) == .table("kassa.Service")
      else { return nil }
      return (id, name, arguments)
    }
  }

  /// A call of a stock module's function.
  struct StockCall {
    let id: ExpressionID
    let module: String
    let function: StockModules.Function
    let arguments: [ExpressionID]
    /// As messages call it: "payment.pay".
    var title: String {
      let local = module.dropFirst("kassa.".count)
      return function.name.isEmpty ? String(local) : "\(local).\(function.name)"
    }
  }

  func stockCall(_ id: ExpressionID) -> StockCall? {
    guard case .call(let callee, let arguments) = tree[id] else { return nil }
    let name: String, module: String?
    if case .field(let object, let field) = tree[plain(callee)] {
      (name, module) = (field, required(object))
    } else {
      (name, module) = ("", required(callee))
    }
    guard let module, let function = StockModules.function(name, of: module) else { return nil }
    return StockCall(id: id, module: module, function: function, arguments: arguments)
  }

  /// Every call of a stock module's function.
  var stockCalls: [StockCall] { tree.ids.compactMap(stockCall) }

  /// Whether an expression may give any number of values.
  func isMany(_ id: ExpressionID?) -> Bool {
    guard let id else { return false }
    return switch tree[id] {
    case .call, .method, .vararg: true
    default: false
    }
  }

  func isGlobal(_ id: ExpressionID, _ name: String) -> Bool {
    if case .global(name) = tree[plain(id)] { true } else { false }
  }

  /// The module that `require` brings there.
  func required(_ id: ExpressionID) -> String? {
    guard case .call(let callee, let arguments) = tree[plain(id)], isGlobal(callee, "require"),
      let name = arguments.first
    else { return nil }
    return string(name)
  }
}

extension SyntaxTree {
  /// See `Reading.plain`.
  func plain(_ id: ExpressionID) -> ExpressionID {
    var id = id
    for _ in 0..<8 {
      switch self[id] {
      case .grouped(let inner): id = inner
      case .variable(let variable):
        let sources = variables[variable].sources
        guard sources.count == 1, case .value(let value, 0)? = sources.first else { return id }
        id = value
      default: return id
      }
    }
    return id
  }
}

/// What a rule says about a line.
struct Remark: Hashable {
  /// Whether the script can never do what it says there; else it is only odd.
  let isMistake: Bool
  let line: Int
  let words: ErrorWords

  static func mistake(_ line: Int, _ message: String, _ remedy: String? = nil) -> Remark {
    Remark(isMistake: true, line: line, words: ErrorWords(message, remedy))
  }

  static func notice(_ line: Int, _ message: String, _ remedy: String? = nil) -> Remark {
    Remark(isMistake: false, line: line, words: ErrorWords(message, remedy))
  }
}
