import KassaRuntime

/// Amounts written as roubles where kopecks are meant, and percent where hundredths of it are.
enum Amounts {
  static func look(_ reading: Reading) -> [Remark] {
    arguments(reading) + modules(reading) + tables(reading) + sums(reading)
  }

  private static func arguments(_ reading: Reading) -> [Remark] {
    let calls =
      reading.calls.map { ($0.primitive.function.parameters, $0.arguments) }
      + reading.stockCalls.map { call in
        (call.function.parameters.map { reading.known.meant(by: $0) }, call.arguments)
      }
    return calls.flatMap { parameters, arguments -> [Remark] in
      zip(parameters, arguments).flatMap { parameter, value in
        if case .record(let declared) = parameter.shape {
          return fields(reading.fields(value) ?? [], declared, reading)
        }
        return remark(value, parameter.name, parameter.shape, parameter.unit, reading).map { [$0] }
          ?? []
      }
    }
  }

  /// What a module's function takes, by what it calls it.
  private static func modules(_ reading: Reading) -> [Remark] {
    reading.tree.ids.flatMap { id -> [Remark] in
      guard case .call(let callee, let arguments) = reading.tree[id],
        case .field(let object, let name) = reading.tree[reading.plain(callee)],
        let module = reading.required(object),
        let parameters = reading.known.modules[module]?.parameters[name]
      else { return [] }
      return zip(parameters, arguments).compactMap { parameter, value in
        switch parameter {
        case "hundredths":
          remark(value, parameter, .integer, "hundredths of a percent", reading)
        case "kopecks": remark(value, parameter, .money, nil, reading)
        default: nil
        }
      }
    }
  }

  private static func fields(
    _ fields: [TableField], _ declared: [Field], _ reading: Reading
  ) -> [Remark] {
    fields.flatMap { field -> [Remark] in
      guard case .name(let name) = field.key,
        let known = declared.first(where: { $0.name == name })
      else { return [] }
      if case .list(.money) = known.shape {
        return (reading.fields(field.value) ?? []).compactMap {
          remark($0.value, name, .money, nil, reading)
        }
      }
      return remark(field.value, name, known.shape, known.unit, reading).map { [$0] } ?? []
    }
  }

  /// Providers, rules and rights.
  private static func tables(_ reading: Reading) -> [Remark] {
    StoreTables.all(reading).flatMap { table in
      table.fields.compactMap { field -> Remark? in
        guard case .name(let name) = field.key else { return nil }
        let isAmount = table.declared.money.contains(name) || isOfKind(name, table, reading)
        return isAmount ? remark(field.value, name, .money, nil, reading) : nil
      }
    }
  }

  /// What is asked for has amounts as its bounds and its default where it is one.
  private static func isOfKind(
    _ name: String, _ table: StoreTables.Found, _ reading: Reading
  ) -> Bool {
    guard ["default", "example", "least", "most"].contains(name),
      ["setting", "parameter", "kept"].contains(table.title),
      let kind = reading.value("kind", in: table.fields)
    else { return false }
    return reading.string(kind) == "amount"
  }

  /// Amounts compared with or added to a bare number.
  private static func sums(_ reading: Reading) -> [Remark] {
    reading.tree.ids.flatMap { id -> [Remark] in
      guard case .binary(let sign, let left, let right) = reading.tree[id],
        signs.contains(sign)
      else { return [] }
      return [(left, right), (right, left)].compactMap { amount, number in
        // Who reckons with single kopecks, as with the least there is, means them.
        guard case .money? = reading.sort(amount), !reading.isSmall(number) else { return nil }
        return remark(number, nil, .money, nil, reading)
      }
    }
  }

  private static let signs: [Sign] = [
    .less, .more, .atMost, .atLeast, .equal, .unequal, .plus, .minus,
  ]

  private static func remark(
    _ value: ExpressionID, _ name: String?, _ shape: Shape, _ unit: String?, _ reading: Reading
  ) -> Remark? {
    let plain = reading.plain(value)
    guard case .number(.integer(let number)) = reading.tree[plain] else { return nil }
    let line = reading.tree.line(of: plain)
    let begin = name.map { $0 + ": " } ?? ""
    switch shape {
    case .money where looksLikeRoubles(number):
      let meant = Money.roubles(number)
      return .notice(
        line, "\(begin)\(number) is in kopecks, \(meant) ₽",
        "write rub \"\(number)\" where roubles are meant, else rub \"\(meant)\"")
    case .integer where unit == "hundredths of a percent" && (1..<100).contains(number):
      return .notice(
        line, "\(begin)\(number) hundredths are \(number < 10 ? "0.0" : "0.")\(number) %",
        "write \(number * 100) for \(number) %")
    default: return nil
    }
  }

  /// Whole roubles end in two zeros where kopecks are counted, and prices are seldom below one.
  ///
  /// A number such as 19950 is written by who counts kopecks; nothing, and the least amount, are
  /// meant as they stand.
  private static func looksLikeRoubles(_ number: Int64) -> Bool {
    number > 1 && (number % 100 == 0 || number < 1_000)
  }
}

extension Reading {
  fileprivate func isSmall(_ id: ExpressionID) -> Bool {
    if case .number(.integer(let number)) = tree[plain(id)] { number < 100 } else { false }
  }
}

extension Money {
  /// "150.00" of 15000.
  fileprivate static func roubles(_ kopecks: Int64) -> String {
    let rest = kopecks % 100
    return "\(kopecks / 100).\(rest < 10 ? "0" : "")\(rest)"
  }
}
