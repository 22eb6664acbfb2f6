/// Reads a Lua 5.4 text into a tree, its names resolved.
///
/// Lua's own compiler is the judge of what is Lua; this takes all that it takes.
struct Parser {
  /// Lua refuses a text that nests deeper than 200 levels.
  private static let depthMax = 220

  var tree = SyntaxTree()
  var token = Token.end
  /// Of `token`.
  var line = 1
  /// Of the word before `token`.
  var lastLine = 1
  var scopes = Scopes()
  /// The function that is being read.
  var function = 0
  private var lexer: Lexer
  private var lookahead: (token: Token, line: Int)?
  private var depth = 0

  /// - Throws: `SyntaxError`; Lua says what is wrong there.
  static func parse(_ text: [UInt8]) throws(SyntaxError) -> SyntaxTree {
    var parser = Parser(lexer: Lexer(text))
    parser.tree.functions[0].isVariadic = true
    try parser.advance()
    try parser.block()
    guard case .end = parser.token else { throw parser.mistake }
    return parser.tree
  }

  private init(lexer: Lexer) { self.lexer = lexer }

  var mistake: SyntaxError { SyntaxError(line: line) }

  mutating func advance() throws(SyntaxError) {
    lastLine = line
    if let ahead = lookahead {
      (token, line, lookahead) = (ahead.token, ahead.line, nil)
    } else {
      token = try lexer.token()
      line = lexer.line
    }
  }

  /// The word after `token`.
  mutating func peek() throws(SyntaxError) -> Token {
    if let ahead = lookahead { return ahead.token }
    let token = try lexer.token()
    lookahead = (token, lexer.line)
    return token
  }

  func isAt(_ sign: Sign) -> Bool {
    if case .sign(sign) = token { true } else { false }
  }

  /// Whether `sign` stood here; it is behind then.
  mutating func take(_ sign: Sign) throws(SyntaxError) -> Bool {
    guard isAt(sign) else { return false }
    try advance()
    return true
  }

  mutating func require(_ sign: Sign) throws(SyntaxError) {
    guard try take(sign) else { throw mistake }
  }

  mutating func name() throws(SyntaxError) -> String {
    guard case .name(let name) = token else { throw mistake }
    try advance()
    return name
  }

  mutating func enter() throws(SyntaxError) {
    depth += 1
    guard depth <= Self.depthMax else { throw mistake }
  }

  mutating func leave() { depth -= 1 }

  mutating func add(_ expression: Expression, line: Int) -> ExpressionID {
    tree.expressions.append(expression)
    tree.lines.append(line)
    tree.owners.append(function)
    return ExpressionID(number: tree.expressions.count - 1)
  }

  /// A new variable that is not visible yet.
  mutating func make(_ name: String, _ kind: Variable.Kind, line: Int) -> Int {
    tree.variables.append(Variable(name: name, kind: kind, line: line))
    return tree.variables.count - 1
  }

  mutating func note(_ kind: Statement.Kind, line: Int) {
    tree.statements.append(Statement(kind: kind, line: line, owner: function))
  }

  /// What `variables` get out of `values`, as an assignment gives it.
  mutating func give(_ values: [ExpressionID], to variables: [Int?]) {
    for (place, variable) in variables.enumerated() {
      guard let variable else { continue }
      tree.variables[variable].sources.append(source(of: place, in: values))
    }
  }

  private func source(of place: Int, in values: [ExpressionID]) -> Variable.Source {
    if place + 1 < values.count { return .value(values[place], result: 0) }
    guard let last = values.last else { return .nothing }
    let result = place - values.count + 1
    switch tree[last] {
    case .call, .method: return .value(last, result: result)
    case .vararg: return .unknown
    default: return result == 0 ? .value(last, result: 0) : .nothing
    }
  }
}
