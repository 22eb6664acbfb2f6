import KassaRuntime

/// What is handed to a primitive or to a stock module's function, held to its declaration as far as
/// it is written out.
enum Arguments {
  static func look(_ reading: Reading) -> [Remark] {
    let primitives = reading.calls.flatMap { call -> [Remark] in
      var check = ArgumentCheck(reading: reading, title: call.primitive.title)
      check.look(
        call.arguments, call.primitive.function.parameters, line: reading.tree.line(of: call.id))
      return check.remarks
    }
    return primitives
      + reading.stockCalls.flatMap { call -> [Remark] in
        var check = ArgumentCheck(reading: reading, title: call.title)
        let named = call.function.parameters.map { reading.known.meant(by: $0) }
        check.look(
          call.function.isOpen ? Array(call.arguments.prefix(named.count)) : call.arguments, named,
          line: reading.tree.line(of: call.id))
        return check.remarks
      }
  }
}

private struct ArgumentCheck {
  let reading: Reading
  let title: String
  var remarks: [Remark] = []

  mutating func look(_ arguments: [ExpressionID], _ parameters: [Parameter], line: Int) {
    let isOpen = reading.isMany(arguments.last)
    let sure = arguments.count - (isOpen ? 1 : 0)
    if sure > parameters.count {
      let words = parameters.count == 1 ? "1 argument" : "\(parameters.count) arguments"
      note(line, "takes \(words), got \(arguments.count)", "leave the rest out")
    }
    for (place, parameter) in parameters.enumerated() {
      let path = parameters.count > 1 ? parameter.name + ": " : ""
      if place < sure {
        check(arguments[place], parameter.shape, path, isOptional: parameter.optional)
      } else if !isOpen, !parameter.optional {
        note(line, "\(path)\(parameter.shape.words) was expected, got nothing", nil)
      }
    }
  }

  private mutating func note(_ line: Int, _ problem: String, _ remedy: String?) {
    remarks.append(.mistake(line, "\(title): \(problem)", remedy))
  }

  /// Looks at what is written out; what a script computes is checked when it runs.
  private mutating func check(
    _ id: ExpressionID, _ shape: Shape, _ path: String, isOptional: Bool
  ) {
    let plain = reading.plain(id)
    let line = reading.tree.line(of: id)
    switch reading.tree[plain] {
    case .nil:
      if !isOptional, !shape.takesAnything { expected(shape, "nothing", path, line) }
    case .true, .false:
      if !shape.isOneOf(.boolean) { expected(shape, "a boolean", path, line) }
    case .function: if !shape.isOneOf(.function) { expected(shape, "a function", path, line) }
    case .string(let text): check(text, shape, path, line)
    case .number(let number): check(number, shape, path, line)
    case .table(let fields):
      // What goes into it later by a name of its own is not known to be all.
      check(fields + reading.laterFields(of: id), shape, path, line, isWhole: plain == id)
    default: break
    }
  }

  private mutating func check(_ text: String, _ shape: Shape, _ path: String, _ line: Int) {
    if case .oneOf(let names) = shape {
      guard !names.contains(text) else { return }
      return note(
        line, "\(path)\(shape.words) was expected, got «\(text.prefix(40))»",
        Spelling.nearest(to: text, among: names).map { "did you mean «\($0)»?" })
    }
    guard !shape.isOneOf(.string) else { return }
    let came = "«\(text.prefix(40))»"
    if case .money = shape { return expected(shape, came, path, line, "write rub \"199.50\"") }
    expected(shape, came, path, line)
  }

  private mutating func check(_ number: Number, _ shape: Shape, _ path: String, _ line: Int) {
    switch (number, shape) {
    case (.float, .money):
      expected(shape, "a number with a fraction", path, line, "write rub \"199.50\"")
    case (.float, .integer): expected(shape, "a number with a fraction", path, line)
    case (.integer(let value), .string):
      expected(shape, "\(value)", path, line, "put it in quotes")
    default:
      if !shape.isOneOf(.integer) { expected(shape, "a number", path, line) }
    }
  }

  private mutating func check(
    _ fields: [TableField], _ shape: Shape, _ path: String, _ line: Int, isWhole: Bool
  ) {
    switch shape {
    case .record(let declared): check(fields, declared, path, line, isWhole: isWhole)
    case .list(let item):
      for field in fields {
        guard case .position(let place) = field.key else { continue }
        check(field.value, item, "\(path.inside)[\(place)]: ", isOptional: false)
      }
    case .map(let item):
      for field in fields {
        guard case .name(let name) = field.key else { continue }
        check(field.value, item, "\(path.inside).\(name): ", isOptional: true)
      }
    case .words:
      for field in fields {
        guard case .name(let language) = field.key else { continue }
        check(field.value, .string, "\(path.inside).\(language): ", isOptional: true)
      }
    case .value, .any: break
    default: expected(shape, "a table", path, line)
    }
  }

  private mutating func check(
    _ fields: [TableField], _ declared: [Field], _ path: String, _ line: Int, isWhole: Bool
  ) {
    var isComplete = isWhole
    var given: Set<String> = []
    for field in fields {
      let name: String
      switch field.key {
      case .name(let own): name = own
      case .position(let place):
        name = "\(place)"
        if reading.isMany(field.value) { isComplete = false }
      case .computed:
        isComplete = false
        continue
      }
      given.insert(name)
      guard let known = declared.first(where: { $0.name == name }) else {
        unknown(name, declared.map(\.name), path, field.line)
        continue
      }
      let inner = path.inside + (Int(name) == nil ? (path.isEmpty ? "" : ".") + name : "[\(name)]")
      check(field.value, known.shape, inner + ": ", isOptional: known.optional)
    }
    guard isComplete else { return }
    for field in declared where !field.optional && !given.contains(field.name) {
      let isNamed = Int(field.name) == nil
      note(
        line,
        "\(path)\(isNamed ? field.name : "[\(field.name)]"): \(field.shape.words) was expected, "
          + "got nothing", isNamed ? "add \(field.name) = …" : "write it first")
    }
  }

  private mutating func unknown(_ name: String, _ names: [String], _ path: String, _ line: Int) {
    guard Int(name) == nil else {
      return note(line, "\(path)unknown element [\(name)]", "name it, or leave it out")
    }
    let keys = names.filter { Int($0) == nil }
    note(
      line, "\(path)unknown key «\(name)»",
      Spelling.nearest(to: name, among: keys).map { "did you mean «\($0)»?" }
        ?? "use \(keys.sorted().joined(separator: ", "))")
  }

  private mutating func expected(
    _ shape: Shape, _ came: String, _ path: String, _ line: Int, _ remedy: String? = nil
  ) {
    note(line, "\(path)\(shape.words) was expected, got \(came)", remedy)
  }
}

extension String {
  /// A path without what ends it in a message.
  fileprivate var inside: String { hasSuffix(": ") ? String(dropLast(2)) : self }
}

extension Shape {
  fileprivate enum Scalar { case integer, string, boolean, function }

  fileprivate var takesAnything: Bool {
    switch self {
    case .value: true
    case .any, .integer, .money, .string, .words, .boolean, .function, .list, .record, .map, .oneOf:
      false
    }
  }

  /// Whether a value of that type can be meant.
  fileprivate func isOneOf(_ scalar: Scalar) -> Bool {
    switch self {
    case .any: true
    case .value: scalar != .function
    case .integer, .money: scalar == .integer
    case .string, .words, .oneOf: scalar == .string
    case .boolean: scalar == .boolean
    case .function: scalar == .function
    case .list, .record, .map: false
    }
  }
}

extension Known {
  /// The parameter of the primitive that a stock module's names, as one «As `receipt.add` takes it».
  func meant(by parameter: Parameter) -> Parameter {
    guard let named = parameter.summary.prefixMatch(of: /As `(\w+)\.(\w+)` takes it/),
      let shape = functions[String(named.1)]?[String(named.2)]?.parameters.first?.shape
    else { return parameter }
    return Parameter(
      parameter.name, shape, optional: parameter.optional, summary: parameter.summary)
  }
}

extension Reading {
  /// What a file puts into the table of a local after it was made: `question.least = 1`.
  fileprivate func laterFields(of id: ExpressionID) -> [TableField] {
    guard case .variable(let variable) = tree[id] else { return [] }
    return tree.statements.compactMap { statement in
      guard case .assignment(let targets, let values) = statement.kind, targets.count == 1,
        values.count == 1, case .field(let object, let name) = tree[targets[0]],
        case .variable(variable) = tree[object]
      else { return nil }
      return TableField(key: .name(name), value: values[0], line: statement.line)
    }
  }
}
