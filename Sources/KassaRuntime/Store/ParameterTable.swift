/// Reads a store's parameters: `parameters = { { "address", kind = "text", title = "Адрес" } }`, and puts
/// their values where the table says `parameter "address"`.
enum ParameterTable {
  /// The key of what the prelude's `parameter` makes; it has no other.
  static let mark = "kassa.parameter"
  /// The values that a till can't change once it has run.
  private static let identities = ["inn", "taxation"]

  static func declared(_ table: Value, _ reader: StoreReader) -> [Declaration] {
    guard table["parameters"] != .null else { return [] }
    guard let items = table["parameters"].list else {
      reader.note(
        "parameters",
        "a list of parameters was expected; write { { \"address\", kind = \"text\", title = … } }")
      return []
    }
    var found: [Declaration] = []
    for (index, item) in items.enumerated() {
      let path = "parameters[\(index + 1)]"
      guard let each = declaration(item, path, reader) else { continue }
      if found.contains(where: { $0.rule.id == each.rule.id }) {
        reader.note(path, "a second parameter «\(each.rule.id)»; give each an id of its own")
      }
      found.append(each)
    }
    return found
  }

  /// A parameter and what `check` and `test` take for its value.
  struct Declaration {
    var rule: ParameterRule
    let example: Value
    let path: String
  }

  private static func declaration(
    _ item: Value, _ path: String, _ reader: StoreReader
  ) -> Declaration? {
    guard item.record != nil else {
      reader.note(
        path, "a parameter was expected, got \(item.shown); write { \"id\", kind = …, title = … }")
      return nil
    }
    reader.requireKnownKeys(StoreDeclarations.parameterFields.names, of: item, at: path)
    guard let id = RuleReading.id(item["1"], path, reader),
      let read = RuleReading.rule(item, path, reader)
    else { return nil }
    if read.rule.kind == .number, read.rule.least ?? 0 < 0 {
      reader.note(path + ".least", "a number from 0 on was expected; a parameter's is typed")
    }
    var rule = ParameterRule(
      id: id, rule: read.rule, title: reader.words(item["title"], at: path + ".title", most: 128))
    rule.labels = read.labels
    rule.standard = RuleReading.value(item["default"], rule.rule, path + ".default", reader)
    let given = RuleReading.value(item["example"], rule.rule, path + ".example", reader)
    let example = given != .null ? given : rule.standard
    return Declaration(
      rule: rule, example: example != .null ? example : rule.rule.sample(for: id), path: path)
  }
}

extension ParameterTable {
  /// A store's table with values in the place of its parameters, and where they stood.
  struct Filled {
    var table: Value = .null
    /// The parameter that stands at each path.
    var places: [String: String] = [:]
  }

  static func filled(
    _ table: Value, with values: [String: Value], _ reader: StoreReader
  ) -> Filled {
    var filled = Filled()
    filled.table = fill(table, "", values, &filled.places, reader)
    return filled
  }

  private static func fill(
    _ value: Value, _ path: String, _ values: [String: Value], _ places: inout [String: String],
    _ reader: StoreReader
  ) -> Value {
    switch value {
    case .null, .bool, .int, .string: return value
    case .list(let items):
      return .list(
        items.enumerated().map {
          fill($1, "\(path)[\($0 + 1)]", values, &places, reader)
        })
    case .record(let fields):
      if fields.count == 1, let name = fields[mark]?.string {
        guard let value = values[name] else {
          reader.note(
            path,
            "no parameter «\(name)»"
              + (values.isEmpty
                ? "; declare it in parameters = { … }"
                : Spelling.remedy(name, among: Array(values.keys))))
          return .null
        }
        places[path] = name
        return value
      }
      var result: [String: Value] = [:]
      for (key, item) in fields {
        // As messages write the path of a key.
        let isName = key.allSatisfy { $0 == "_" || $0.isLetter || $0.isNumber } && !key.isEmpty
        let inside =
          Int(key) != nil
          ? "\(path)[\(key)]"
          : isName ? (path.isEmpty ? key : "\(path).\(key)") : "\(path)[\"\(key)\"]"
        result[key] = fill(item, inside, values, &places, reader)
      }
      return .record(result)
    }
  }

  /// Marks the parameters that stand for a till's identity.
  static func marked(_ declared: [Declaration], _ places: [String: String]) -> [ParameterRule] {
    declared.map { each in
      var rule = each.rule
      rule.identity = identities.first { places[$0] == rule.id }
      return rule
    }
  }
}

/// What the values are that stand for a store's parameters.
package enum ParameterValues: Hashable, Sendable {
  /// None of a till: what `check` and `test` take.
  case examples
  /// Those of a till, which has to have all.
  case till([String: Value])
  /// Those of a till as far as it has them: for what is done beside its selling.
  case known([String: Value])

  /// The value of each, or what is wrong with those a till has.
  func values(
    of declared: [ParameterTable.Declaration]
  ) throws(StoreError) -> [String: Value] {
    var values: [String: Value] = [:]
    var missing: [String] = []
    for each in declared {
      let id = each.rule.id
      switch self {
      case .examples: values[id] = each.example
      case .known(let given):
        let value = given[id] ?? each.rule.standard
        let isFine = value != .null && each.rule.rule.problem(with: value) == nil
        values[id] = isFine ? value : each.example
      case .till(let given):
        let value = given[id] ?? each.rule.standard
        if value == .null {
          missing.append(id)
        } else if let problem = each.rule.rule.problem(with: value) {
          throw .parameter(id, problem: problem)
        }
        values[id] = value
      }
    }
    guard missing.isEmpty else { throw .parametersMissing(missing) }
    return values
  }
}
