import KassaRuntime

/// Durable values and parameters, by the names under which the store declares them.
enum Values {
  static func look(_ reading: Reading) -> [Remark] {
    guard let values = reading.known.values else { return [] }
    return reading.tree.ids.flatMap { id -> [Remark] in
      let line = reading.tree.line(of: id)
      switch reading.tree[id] {
      case .call(let callee, let arguments):
        if reading.isGlobal(callee, "parameter") {
          // In the table itself its reader says it.
          return reading.tree.owners[id.number] == 0
            ? [] : [parameter(arguments.first, line, values, reading)].compactMap(\.self)
        }
        guard let (primitive, arguments) = reading.call(id) else { return [] }
        switch primitive.title {
        case "parameters.get":
          return [parameter(arguments.first, line, values, reading)].compactMap(\.self)
        case "kept.get": return kept(arguments, key: 1, line, values, reading)
        case "kept.set": return kept(arguments, key: 2, line, values, reading)
        default: return []
        }
      case .binary(let sign, let left, let right) where reckoning.contains(sign):
        return [left, right].compactMap { missing($0, line, values, reading) }
      default: return []
      }
    }
  }

  private static let reckoning: Set<Sign> = [.plus, .minus, .times, .over, .wholeOver, .concat]

  private static func parameter(
    _ argument: ExpressionID?, _ line: Int, _ values: KnownValues, _ reading: Reading
  ) -> Remark? {
    guard let argument, let name = reading.string(argument), !values.parameters.contains(name)
    else { return nil }
    return .mistake(
      line, "no parameter «\(name)»",
      Spelling.nearest(to: name, among: values.parameters).map { "did you mean «\($0)»?" }
        ?? "declare it in parameters = { … }")
  }

  private static func kept(
    _ arguments: [ExpressionID], key place: Int, _ line: Int, _ values: KnownValues,
    _ reading: Reading
  ) -> [Remark] {
    guard let first = arguments.first, let name = reading.string(first) else { return [] }
    guard let rule = values.kept[name] else {
      return [
        .mistake(
          line, "no durable value «\(name)»",
          Spelling.nearest(to: name, among: values.kept.keys.sorted())
            .map { "did you mean «\($0)»?" } ?? "declare it in kept = { … }")
      ]
    }
    var remarks: [Remark] = []
    // A call in the last place may give the key, too.
    let isNamed = arguments.count > place || reading.isMany(arguments.last)
    if rule.isKeyed ? !isNamed : arguments.count > place {
      remarks.append(
        .mistake(
          line,
          rule.isKeyed ? "«\(name)» is kept for each key" : "«\(name)» has no keys",
          rule.isKeyed ? "name whose it is" : "declare it with keyed = true, or leave the key out"))
    }
    if place == 2, arguments.count > 1, let came = misfit(arguments[1], rule, reading) {
      remarks.append(
        .mistake(
          line, "kept.set: «\(name)» holds \(rule.words), got \(came)", "put in what it holds"))
    } else if place == 2, arguments.count > 1, let value = reading.written(arguments[1]),
      let problem = rule.problem(with: value)
    {
      remarks.append(.mistake(line, "kept.set: «\(name)»: \(problem)"))
    }
    return remarks
  }

  /// What is written out and of another kind than the value.
  private static func misfit(
    _ id: ExpressionID, _ rule: KnownValues.Kept, _ reading: Reading
  ) -> String? {
    switch reading.tree[reading.plain(id)] {
    case .string: rule.holds == .text ? nil : "a text"
    case .number: rule.holds == .number ? nil : "a number"
    case .true, .false: rule.holds == .yesNo ? nil : "a boolean"
    case .table: "a table"
    default: nil
    }
  }

  /// One without a default is nil until something is kept.
  private static func missing(
    _ id: ExpressionID, _ line: Int, _ values: KnownValues, _ reading: Reading
  ) -> Remark? {
    guard let (primitive, arguments) = reading.call(id), primitive.title == "kept.get",
      let name = arguments.first.flatMap(reading.string), values.kept[name]?.hasDefault == false
    else { return nil }
    return .mistake(
      line, "«\(name)» is nil until something is kept", "declare it with default = …")
  }
}

extension Reading {
  /// A number or a text that is written out.
  fileprivate func written(_ id: ExpressionID) -> Value? {
    switch tree[plain(id)] {
    case .string(let text): .string(text)
    case .number(.integer(let number)): .int(number)
    default: nil
    }
  }
}
