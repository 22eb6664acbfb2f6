import KassaRuntime

/// What kind of value an expression gives, where that can be told.
indirect enum Sort: Equatable {
  case money, text, number, boolean
  /// A string that is one of these.
  case choice(Set<String>)
  /// A table of that declared type.
  case table(String)
  case list(Sort)
  /// The settings of a provider, by their ids.
  case settings(Set<String>)
}

/// The sorts of a file's locals, each found once.
final class SortMemory {
  var known: [Int: Sort?] = [:]
}

extension Reading {
  /// The sort of an expression's value at that place among its results; nil where it is not known.
  func sort(_ id: ExpressionID, result: Int = 0, depth: Int = 0) -> Sort? {
    guard depth < 8 else { return nil }
    if result > 0 { return callSort(id, result: result) }
    switch tree[id] {
    case .string: return .text
    case .true, .false: return .boolean
    case .grouped(let inner): return sort(inner, depth: depth + 1)
    case .variable(let variable): return variableSort(variable, depth)
    case .call, .method: return callSort(id, result: 0)
    case .field(let object, let name):
      guard case .table(let type)? = sort(object, depth: depth + 1) else { return nil }
      return fieldSort(name, of: type, object)
    case .element(let object, _):
      guard case .list(let item)? = sort(object, depth: depth + 1) else { return nil }
      return item
    case .binary(.concat, _, _): return .text
    case .binary(.plus, let left, let right), .binary(.minus, let left, let right):
      let sorts = [sort(left, depth: depth + 1), sort(right, depth: depth + 1)]
      return sorts.contains(.money) ? .money : nil
    case .binary(.or, let left, let right):
      let first = sort(left, depth: depth + 1)
      return first == sort(right, depth: depth + 1) ? first : nil
    case .unary(.length, _): return .number
    case .unary(.not, _): return .boolean
    default: return nil
    }
  }

  private func variableSort(_ variable: Int, _ depth: Int) -> Sort? {
    if let given = given[variable] { return given }
    if let known = sorts.known[variable] { return known }
    // One that is made of itself is of no known sort.
    sorts.known[variable] = .some(nil)
    let sort = newVariableSort(variable, depth)
    sorts.known[variable] = sort
    return sort
  }

  /// Of a local all that is put into it must be of one sort.
  private func newVariableSort(_ variable: Int, _ depth: Int) -> Sort? {
    let declared = tree.variables[variable]
    if case .iterated(1, let values) = declared.kind, declared.sources.isEmpty {
      guard let first = values.first, case .call(let callee, let arguments) = tree[first],
        isGlobal(callee, "ipairs"), let list = arguments.first,
        case .list(let item)? = sort(list, depth: depth + 1)
      else { return nil }
      return item
    }
    var found: Sort?
    guard declared.sources.count <= 8 else { return nil }
    for source in declared.sources {
      switch source {
      case .nothing: continue
      case .unknown: return nil
      case .value(let value, let result):
        if case .nil = tree[value] { continue }
        guard let sort = sort(value, result: result, depth: depth + 1) else { return nil }
        switch (found, sort) {
        case (.choice(let left)?, .choice(let right)): found = .choice(left.union(right))
        case (nil, _): found = sort
        case (let before, _): if before != sort { return nil }
        }
      }
    }
    return found
  }

  private func callSort(_ id: ExpressionID, result: Int) -> Sort? {
    switch tree[id] {
    case .call(let callee, let arguments):
      if isGlobal(callee, "rub"), result == 0 { return .money }
      if tree.isService(callee), result == 0 { return .table("kassa.Service") }
      if let stock = stockCall(id) {
        let returns = stock.function.returns
        return returns.indices.contains(result) ? Sort(returns[result]) : nil
      }
      guard let primitive = primitive(callee) else { return nil }
      if let choice = promptChoice(primitive, arguments, result: result) { return choice }
      let returns = primitive.function.returns
      return returns.indices.contains(result) ? Sort(returns[result]) : nil
    case .method(let object, let name, _):
      if sort(object) == .table("kassa.Service") {
        let returns = known.functions["services"]?[name]?.returns ?? []
        return returns.indices.contains(result) ? Sort(returns[result]) : nil
      }
      guard name == "ask", case .table("kassa.Charge")? = sort(object), result == 0,
        let outcome = known.functions["terminal"]?["charge"]?.returns.first
      else { return nil }
      return Sort(outcome)
    default: return nil
    }
  }

  private func fieldSort(_ name: String, of type: String, _ object: ExpressionID) -> Sort? {
    if type == "prompt.Action", name == "action" { return actionChoice(object) }
    guard let field = known.types[type]?.fields.first(where: { $0.name == name }) else {
      return nil
    }
    return Sort(field.shape)
  }
}

extension Sort {
  init?(_ shape: Shape) {
    switch shape {
    case .integer: self = .number
    case .money: self = .money
    case .string, .words: self = .text
    case .boolean: self = .boolean
    case .oneOf(let names): self = .choice(Set(names))
    case .list(let item):
      guard let sort = Sort(item) else { return nil }
      self = .list(sort)
    case .function, .any, .value, .record, .map: return nil
    }
  }

  /// Of a result, by the words of the stubs.
  init?(_ returned: Returned) {
    var type = returned.type[...]
    if type.hasSuffix("?") { type = type.dropLast() }
    let isList = type.hasSuffix("[]")
    if isList { type = type.dropLast(2) }
    let item: Sort
    switch type {
    case "integer": item = returned.name == "kopecks" ? .money : .number
    case "string": item = .text
    case "boolean": item = .boolean
    case "table", "any": return nil
    case _ where type.hasPrefix("\""):
      item = .choice(Set(type.matches(of: /"([^"]*)"/).map { String($0.1) }))
    default: item = .table(String(type))
    }
    self = isList ? .list(item) : item
  }
}
