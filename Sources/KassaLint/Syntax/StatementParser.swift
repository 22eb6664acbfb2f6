extension Parser {
  /// Statements up to a word that ends a block.
  mutating func block() throws(SyntaxError) {
    while true {
      switch token {
      case .end, .sign(.end), .sign(.else), .sign(.elseif), .sign(.until): return
      case .sign(.return): return try returning()
      default: try statement()
      }
    }
  }

  /// A block whose locals end with it.
  private mutating func scopedBlock() throws(SyntaxError) {
    scopes.open()
    try block()
    scopes.close()
  }

  private mutating func statement() throws(SyntaxError) {
    try enter()
    switch token {
    case .sign(.semicolon), .sign(.break): try advance()
    case .sign(.label):
      try advance()
      _ = try name()
      try require(.label)
    case .sign(.goto):
      try advance()
      _ = try name()
    case .sign(.do):
      try advance()
      try scopedBlock()
      try require(.end)
    case .sign(.while): try loop()
    case .sign(.repeat): try repetition()
    case .sign(.if): try condition()
    case .sign(.for): try iteration()
    case .sign(.function): try functionStatement()
    case .sign(.local): try localStatement()
    default: try expressionStatement()
    }
    leave()
  }

  private mutating func returning() throws(SyntaxError) {
    let line = line
    try advance()
    var values: [ExpressionID] = []
    switch token {
    case .end, .sign(.end), .sign(.else), .sign(.elseif), .sign(.until), .sign(.semicolon): break
    default: values = try expressions()
    }
    note(.return(values), line: line)
    _ = try take(.semicolon)
    // Nothing may follow but the block's end; who reads it asks for that.
  }

  private mutating func loop() throws(SyntaxError) {
    try advance()
    _ = try expression()
    try require(.do)
    try scopedBlock()
    try require(.end)
  }

  /// What follows `until` still sees the block's locals.
  private mutating func repetition() throws(SyntaxError) {
    try advance()
    scopes.open()
    try block()
    try require(.until)
    _ = try expression()
    scopes.close()
  }

  private mutating func condition() throws(SyntaxError) {
    repeat {
      try advance()
      _ = try expression()
      try require(.then)
      try scopedBlock()
    } while isAt(.elseif)
    if try take(.else) { try scopedBlock() }
    try require(.end)
  }

  private mutating func iteration() throws(SyntaxError) {
    try advance()
    var names: [(name: String, line: Int)] = [(try name(), lastLine)]
    if try take(.assign) {
      _ = try expressions()
      try forBody(names, .loop)
      return
    }
    while try take(.comma) { names.append((try name(), lastLine)) }
    try require(.in)
    let values = try expressions()
    try forBody(names, .iterated(0, of: values))
  }

  private mutating func forBody(
    _ names: [(name: String, line: Int)], _ kind: Variable.Kind
  ) throws(SyntaxError) {
    try require(.do)
    scopes.open()
    for (place, each) in names.enumerated() {
      var kind = kind
      if case .iterated(_, let values) = kind { kind = .iterated(place, of: values) }
      scopes.declare(each.name, make(each.name, kind, line: each.line))
    }
    try block()
    scopes.close()
    try require(.end)
  }

  private mutating func functionStatement() throws(SyntaxError) {
    let line = line
    try advance()
    var target = reference(try name(), line: lastLine, isRead: false)
    if isAt(.dot) || isAt(.colon), case .variable(let variable) = tree[target] {
      tree.variables[variable].reads += 1
    }
    while try take(.dot) { target = add(.field(of: target, try name()), line: lastLine) }
    let isMethod = try take(.colon)
    if isMethod { target = add(.field(of: target, try name()), line: lastLine) }
    let body = try functionBody(line: line, isMethod: isMethod)
    assign([target], [body], line: line)
  }

  private mutating func localStatement() throws(SyntaxError) {
    let line = line
    try advance()
    if try take(.function) {
      let name = try name()
      let variable = make(name, .function, line: line)
      // A local function may call itself.
      scopes.declare(name, variable)
      let body = try functionBody(line: line, isMethod: false)
      give([body], to: [variable])
      return note(.local([variable], [body]), line: line)
    }
    var names: [(name: String, line: Int, isClosed: Bool)] = []
    repeat {
      let name = try name()
      let line = lastLine
      var isClosed = false
      if try take(.less) {
        isClosed = try self.name() == "close"
        try require(.more)
      }
      names.append((name, line, isClosed))
    } while try take(.comma)
    let values = try take(.assign) ? try expressions() : []
    let variables = names.map { make($0.name, .local, line: $0.line) }
    give(values, to: variables)
    for (each, variable) in zip(names, variables) {
      if each.isClosed { tree.variables[variable].reads += 1 }
      scopes.declare(each.name, variable)
    }
    note(.local(variables, values), line: line)
  }

  private mutating func expressionStatement() throws(SyntaxError) {
    let line = line
    let reads = currentVariable
    let first = try suffixed()
    guard isAt(.assign) || isAt(.comma) else {
      switch tree[first] {
      case .call, .method: return note(.call(first), line: line)
      default: throw mistake
      }
    }
    forgetRead(of: first, reads)
    var targets = [first]
    while try take(.comma) {
      let reads = currentVariable
      let next = try suffixed()
      forgetRead(of: next, reads)
      targets.append(next)
    }
    try require(.assign)
    for target in targets where !tree[target].isAssignable { throw mistake }
    assign(targets, try expressions(), line: line)
  }

  /// The local that the name here means.
  private var currentVariable: Int? {
    if case .name(let name) = token { scopes.find(name) } else { nil }
  }

  /// A local that is only written was counted as read on the way.
  private mutating func forgetRead(of target: ExpressionID, _ variable: Int?) {
    guard let variable, case .variable(variable) = tree[target] else { return }
    tree.variables[variable].reads -= 1
  }

  private mutating func assign(
    _ targets: [ExpressionID], _ values: [ExpressionID], line: Int
  ) {
    give(
      values,
      to: targets.map { if case .variable(let variable) = tree[$0] { variable } else { nil } })
    note(.assignment(targets, values), line: line)
  }
}

extension Expression {
  fileprivate var isAssignable: Bool {
    switch self {
    case .variable, .global, .field, .element: true
    case .nil, .true, .false, .vararg, .number, .string, .function, .call, .method, .table, .unary,
      .binary, .grouped:
      false
    }
  }
}
