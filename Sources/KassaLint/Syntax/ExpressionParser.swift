extension Parser {
  mutating func expressions() throws(SyntaxError) -> [ExpressionID] {
    var list = [try expression()]
    while try take(.comma) { list.append(try expression()) }
    return list
  }

  mutating func expression() throws(SyntaxError) -> ExpressionID { try binary(above: 0) }

  /// How strongly a sign binds what stands left and right of it (Lua 5.4, `lparser.c`).
  private static func priority(_ sign: Sign) -> (left: Int, right: Int)? {
    switch sign {
    case .or: (1, 1)
    case .and: (2, 2)
    case .equal, .unequal, .less, .more, .atMost, .atLeast: (3, 3)
    case .bitOr: (4, 4)
    case .bitNot: (5, 5)
    case .bitAnd: (6, 6)
    case .left, .right: (7, 7)
    case .concat: (9, 8)
    case .plus, .minus: (10, 10)
    case .times, .over, .wholeOver, .modulo: (11, 11)
    case .power: (14, 13)
    default: nil
    }
  }

  private static let unaryPriority = 12

  private mutating func binary(above limit: Int) throws(SyntaxError) -> ExpressionID {
    try enter()
    defer { leave() }
    var left: ExpressionID
    switch token {
    case .sign(let sign) where sign == .not || sign == .minus || sign == .length || sign == .bitNot:
      let line = line
      try advance()
      left = add(.unary(sign, try binary(above: Self.unaryPriority)), line: line)
    default: left = try simple()
    }
    while case .sign(let sign) = token, let priority = Self.priority(sign), priority.left > limit {
      let line = line
      try advance()
      let right = try binary(above: priority.right)
      left = add(.binary(sign, left, right), line: line)
    }
    return left
  }

  private mutating func simple() throws(SyntaxError) -> ExpressionID {
    let line = line
    let plain: Expression
    switch token {
    case .number(let number): plain = .number(number)
    case .string(let text): plain = .string(text)
    case .sign(.nil): plain = .nil
    case .sign(.true): plain = .true
    case .sign(.false): plain = .false
    case .sign(.dots):
      guard tree.functions[function].isVariadic else { throw mistake }
      plain = .vararg
    case .sign(.openBrace): return try table()
    case .sign(.function):
      try advance()
      return try functionBody(line: line, isMethod: false)
    default: return try suffixed()
    }
    try advance()
    return add(plain, line: line)
  }

  /// What `name` means here.
  mutating func reference(_ name: String, line: Int, isRead: Bool = true) -> ExpressionID {
    guard let variable = scopes.find(name) else { return add(.global(name), line: line) }
    if isRead { tree.variables[variable].reads += 1 }
    return add(.variable(variable), line: line)
  }

  /// A name or a bracket with the fields, indices and calls behind it.
  mutating func suffixed() throws(SyntaxError) -> ExpressionID {
    var value: ExpressionID
    if isAt(.open) {
      let line = line
      try advance()
      let inner = try expression()
      try require(.close)
      value = add(.grouped(inner), line: line)
    } else {
      value = reference(try name(), line: lastLine)
    }
    while true {
      let line = line
      switch token {
      case .sign(.dot):
        try advance()
        value = add(.field(of: value, try name()), line: lastLine)
      case .sign(.openBracket):
        try advance()
        let key = try expression()
        try require(.closeBracket)
        if case .string(let name) = tree[key] {
          value = add(.field(of: value, name), line: line)
        } else {
          value = add(.element(of: value, key: key), line: line)
        }
      case .sign(.colon):
        try advance()
        let name = try name()
        value = add(.method(of: value, name, try arguments()), line: line)
      case .sign(.open), .sign(.openBrace), .string:
        value = add(.call(value, try arguments()), line: line)
      default: return value
      }
    }
  }

  private mutating func arguments() throws(SyntaxError) -> [ExpressionID] {
    switch token {
    case .string(let text):
      let line = line
      try advance()
      return [add(.string(text), line: line)]
    case .sign(.openBrace): return [try table()]
    case .sign(.open):
      try advance()
      if try take(.close) { return [] }
      let list = try expressions()
      try require(.close)
      return list
    default: throw mistake
    }
  }

  private mutating func table() throws(SyntaxError) -> ExpressionID {
    let line = line
    try require(.openBrace)
    var fields: [TableField] = []
    var position = 0
    while !isAt(.closeBrace) {
      let fieldLine = self.line
      let key: TableField.Key
      if case .name(let name) = token, case .sign(.assign) = try peek() {
        try advance()
        try advance()
        key = .name(name)
      } else if isAt(.openBracket) {
        try advance()
        let computed = try expression()
        try require(.closeBracket)
        try require(.assign)
        if case .string(let name) = tree[computed] {
          key = .name(name)
        } else {
          key = .computed(computed)
        }
      } else {
        position += 1
        key = .position(position)
      }
      fields.append(TableField(key: key, value: try expression(), line: fieldLine))
      guard isAt(.comma) || isAt(.semicolon) else { break }
      try advance()
    }
    try require(.closeBrace)
    return add(.table(fields), line: line)
  }

  /// Parameters and body; `function` is behind.
  mutating func functionBody(line: Int, isMethod: Bool) throws(SyntaxError) -> ExpressionID {
    let outer = function
    tree.functions.append(Function(parent: outer, line: line))
    let number = tree.functions.count - 1
    function = number
    scopes.open()
    if isMethod { parameter("self", line: line) }
    try require(.open)
    while !isAt(.close) {
      if try take(.dots) {
        tree.functions[number].isVariadic = true
        break
      }
      parameter(try name(), line: lastLine)
      guard try take(.comma) else { break }
      if isAt(.close) { throw mistake }
    }
    try require(.close)
    try block()
    try require(.end)
    scopes.close()
    function = outer
    return add(.function(number), line: line)
  }

  private mutating func parameter(_ name: String, line: Int) {
    let variable = make(name, .parameter, line: line)
    tree.functions[function].parameters.append(variable)
    scopes.declare(name, variable)
  }
}
