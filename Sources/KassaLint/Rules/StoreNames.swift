import KassaRuntime

/// What a scenario names of its store: people, providers, purposes, rules, services, values.
enum StoreNames {
  static func look(_ reading: Reading) -> [Remark] {
    guard let values = reading.known.values else { return [] }
    guard reading.known.isScenario else { return unnamed(values, reading) }
    return reading.calls.flatMap { call -> [Remark] in
      guard call.primitive.module == "day" else { return [] }
      return named(call.primitive, call.arguments, values, reading).compactMap {
        remark($0, call.primitive.title)
      }
    }
  }

  /// A name of some kind, where it stands, and those that there are.
  private struct Named {
    let kind: String
    let name: String
    let line: Int
    let known: [String]
  }

  private static func named(
    _ primitive: Reading.Primitive, _ arguments: [ExpressionID], _ values: KnownValues,
    _ reading: Reading
  ) -> [Named] {
    guard let first = arguments.first else { return [] }
    let fields = reading.fields(first) ?? []
    func one(_ kind: String, _ value: ExpressionID?, _ known: [String]) -> [Named] {
      guard let value, let name = reading.string(value) else { return [] }
      return [Named(kind: kind, name: name, line: reading.tree.line(of: value), known: known)]
    }
    func field(_ kind: String, _ key: String, _ known: [String]) -> [Named] {
      one(kind, reading.value(key, in: fields), known)
    }
    switch primitive.function.name {
    case "sign_in", "allow": return one("person", first, values.people)
    case "expect", "expect_receipt": return field("person", "cashier", values.people)
    case "terminal":
      return field("provider", "provider", values.providers)
        + field("purpose", "purpose", values.purposes)
    case "expect_rule":
      return values.rules.isEmpty ? [] : one("rule", first, values.rules + stockRules)
    case "expect_kept": return one("durable value", first, values.kept.keys.sorted())
    case "service_calls": return one("service", first, values.services)
    case "service": return one("service", fields.first?.value, values.services)
    case "parameters":
      return fields.compactMap {
        guard case .name(let name) = $0.key else { return nil }
        return Named(kind: "parameter", name: name, line: $0.line, known: values.parameters)
      }
    default: return []
    }
  }

  /// Why a terminal is chosen where none of a store's rules says so.
  private static let stockRules = ["by_hand", "only"]

  private static func remark(_ named: Named, _ title: String) -> Remark? {
    guard !named.known.contains(named.name) else { return nil }
    return .mistake(
      named.line, "\(title): no \(named.kind) «\(named.name.prefix(40))»",
      Spelling.nearest(to: named.name, among: named.known).map { "did you mean «\($0)»?" }
        ?? (named.known.isEmpty
          ? "the store has none" : "the store has \(named.known.sorted().joined(separator: ", "))"))
  }

  /// A service that the store makes and does not name in `services`: no call of it comes through.
  private static func unnamed(_ values: KnownValues, _ reading: Reading) -> [Remark] {
    guard reading.isStore else { return [] }
    return reading.tree.ids.compactMap { id in
      guard case .call(let callee, let arguments) = reading.tree[id],
        case .global("service") = reading.tree[callee], let first = arguments.first,
        let name = reading.string(first), !values.services.contains(name)
      else { return nil }
      return .mistake(
        reading.tree.line(of: id), "the service «\(name.prefix(40))» is not among the store's",
        "name it in services = { … }")
    }
  }
}
