/// A Lua text as a list of expressions, each behind those it is made of.
///
/// Nothing in it is nested: however deep a text goes, who looks at it walks lists.
struct SyntaxTree {
  var expressions: [Expression] = []
  /// The line of each expression: of an operator its sign's, of a call its opening's.
  var lines: [Int] = []
  /// The function each expression stands in.
  var owners: [Int] = []
  /// The text as a whole comes first.
  var functions = [Function(parent: nil, line: 1)]
  var variables: [Variable] = []
  var statements: [Statement] = []

  subscript(_ id: ExpressionID) -> Expression { expressions[id.number] }

  func line(of id: ExpressionID) -> Int { lines[id.number] }

  /// Every expression, in the order in which it was read.
  var ids: [ExpressionID] { expressions.indices.map(ExpressionID.init) }
}

/// Where an expression stands in its tree.
struct ExpressionID: Hashable {
  let number: Int
}

enum Expression {
  case `nil`, `true`, `false`, vararg
  case number(Number)
  case string(String)
  /// By its place among the tree's functions.
  case function(Int)
  /// A local, by its place among the tree's variables.
  case variable(Int)
  case global(String)
  /// `a.name`, `a["name"]`
  case field(of: ExpressionID, String)
  case element(of: ExpressionID, key: ExpressionID)
  case call(ExpressionID, [ExpressionID])
  /// `a:name(…)`
  case method(of: ExpressionID, String, [ExpressionID])
  case table([TableField])
  case unary(Sign, ExpressionID)
  case binary(Sign, ExpressionID, ExpressionID)
  case grouped(ExpressionID)
}

/// One field of a table that is written out.
struct TableField {
  enum Key {
    case position(Int)
    case name(String)
    case computed(ExpressionID)
  }

  let key: Key
  let value: ExpressionID
  let line: Int
}

/// A function's body.
struct Function {
  /// The function around it; nil for the text as a whole.
  let parent: Int?
  let line: Int
  /// By their places among the tree's variables.
  var parameters: [Int] = []
  var isVariadic = false
}

struct Variable {
  enum Kind {
    case local, function, parameter, loop
    /// What `for … in` gives at that place, from 0, of what follows `in`.
    case iterated(Int, of: [ExpressionID])
  }

  /// What is put into it somewhere.
  enum Source {
    /// The result at that place, from 0, of an expression.
    case value(ExpressionID, result: Int)
    case nothing
    case unknown
  }

  let name: String
  let kind: Kind
  let line: Int
  var sources: [Source] = []
  var reads = 0
}

/// A statement that somebody may want to look at.
struct Statement {
  enum Kind {
    case call(ExpressionID)
    case local([Int], [ExpressionID])
    case assignment([ExpressionID], [ExpressionID])
    case `return`([ExpressionID])
  }

  let kind: Kind
  let line: Int
  /// The function it stands in.
  let owner: Int

  /// What it assigns to.
  var targets: [ExpressionID] {
    if case .assignment(let targets, _) = kind { targets } else { [] }
  }
}
