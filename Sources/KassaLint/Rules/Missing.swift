import KassaRuntime

/// A result that may be nil, of which nobody looks whether it is.
enum Missing {
  static func look(_ reading: Reading) -> [Remark] {
    guard !reading.known.isScenario else { return [] }
    let uses = Uses(reading.tree)
    return reading.tree.variables.indices.compactMap { variable in
      guard let title = reading.maybe(variable), let line = uses.line(needing: variable)
      else { return nil }
      let name = reading.tree.variables[variable].name
      return .notice(
        line, "«\(name)» may be nil, as \(title) says, and nobody looks",
        "write if \(name) then … end")
    }
  }
}

/// What is done with each local.
private struct Uses {
  private var lines: [Int: Int] = [:]
  /// Locals somebody may have looked at.
  private var looked: Set<Int> = []

  init(_ tree: SyntaxTree) {
    var plain: Set<ExpressionID> = []
    for id in tree.ids {
      let line = tree.line(of: id)
      switch tree[id] {
      case .field(let object, _), .element(let object, _), .method(let object, _, _):
        need(object, line, tree, &plain)
      case .binary(let sign, let left, let right) where Self.needing.contains(sign):
        need(left, line, tree, &plain)
        need(right, line, tree, &plain)
      case .unary(.length, let value): need(value, line, tree, &plain)
      case .call(let callee, let arguments):
        if case .global("assert") = tree[callee] { continue }
        plain.formUnion(arguments)
      default: continue
      }
    }
    for id in tree.ids {
      if case .variable(let variable) = tree[id], !plain.contains(id) { looked.insert(variable) }
    }
  }

  private static let needing: Set<Sign> = [
    .plus, .minus, .times, .over, .wholeOver, .modulo, .concat, .less, .more, .atMost, .atLeast,
  ]

  private mutating func need(
    _ id: ExpressionID, _ line: Int, _ tree: SyntaxTree, _ plain: inout Set<ExpressionID>
  ) {
    guard case .variable(let variable) = tree[id] else { return }
    plain.insert(id)
    lines[variable] = min(lines[variable] ?? line, line)
  }

  /// Where nil would be an error; nil where there is no such place, or somebody may look before it.
  func line(needing variable: Int) -> Int? { looked.contains(variable) ? nil : lines[variable] }
}

extension Reading {
  /// The function whose result alone a local holds, where that may be nil.
  fileprivate func maybe(_ variable: Int) -> String? {
    let sources = tree.variables[variable].sources
    guard sources.count == 1, case .value(let value, 0)? = sources.first else { return nil }
    if case .method(let object, let name, _) = tree[value] {
      return sort(object) == .table("kassa.Service") ? "a service's \(name)" : nil
    }
    guard let (primitive, arguments) = call(value),
      primitive.function.returns.first?.mayBeNil == true
    else { return nil }
    guard primitive.module == "prompt" else { return primitive.title }
    // A question that nobody can leave is answered.
    guard let fields = question(primitive, arguments),
      self.value("cancel", in: fields) != nil || self.value("buttons", in: fields) != nil
    else { return nil }
    return primitive.title
  }
}

extension Returned {
  fileprivate var mayBeNil: Bool { type.hasSuffix("?") }
}
