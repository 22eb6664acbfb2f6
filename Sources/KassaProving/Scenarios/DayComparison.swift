import KassaRuntime

/// Compares what a scenario names with what is there.
enum DayComparison {
  /// - Parameter fact: what is there under a key; any of several will do, none is nothing.
  /// - Throws: the expected and the found values of all keys that differ, side by side.
  static func compare(
    _ expected: Value, _ fields: [Field], _ fact: (String) -> [Value]
  ) throws(DayMismatch) {
    var (wanted, came): ([String], [String]) = ([], [])
    for field in fields {
      let value = expected[field.name]
      let found = fact(field.name)
      guard value != .null, !found.contains(where: { matches(value, $0, field) }) else { continue }
      wanted.append("\(field.name) \(shown(value, field))")
      let words = found.map { shown($0, field) }
      came.append("\(field.name) \(words.isEmpty ? "none" : words.joined(separator: ", "))")
    }
    guard wanted.isEmpty else {
      throw DayMismatch(
        expected: wanted.joined(separator: ", "), came: came.joined(separator: ", "))
    }
  }

  /// Words may be a part of what is shown.
  private static func matches(_ value: Value, _ found: Value, _ field: Field) -> Bool {
    guard ["title", "body", "note"].contains(field.name), let part = value.string,
      let whole = found.string
    else { return value == found }
    return whole.contains(part)
  }

  private static func shown(_ value: Value, _ field: Field) -> String {
    switch value {
    case .int(let number):
      if case .money = field.shape, let money = try? Money(kopecks: number) {
        "\(money)"
      } else {
        "\(number)"
      }
    case .string(let text): "«\(text)»"
    case .bool(let flag): "\(flag)"
    case .null, .list, .record: "\(value)"
    }
  }
}
