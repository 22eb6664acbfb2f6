import KassaRuntime

/// What a store's own button returns: nothing, or the stock button of the sale to go on with.
enum Buttons {
  static func look(_ reading: Reading) -> [Remark] {
    StoreTables.all(reading).filter { $0.title == "store" }.flatMap { table -> [Remark] in
      guard let value = reading.value("buttons", in: table.fields),
        let prompts = reading.fields(value)
      else { return [] }
      return prompts.flatMap { prompt -> [Remark] in
        guard let id = id(prompt.key, reading), let rows = reading.fields(prompt.value) else {
          return []
        }
        return remarks(rows, of: id, reading)
      }
    }
  }

  private static func id(_ key: TableField.Key, _ reading: Reading) -> String? {
    switch key {
    case .name(let name): name
    case .computed(let value): reading.string(value)
    case .position: nil
    }
  }

  private static func remarks(
    _ rows: [TableField], of prompt: String, _ reading: Reading
  ) -> [Remark] {
    let own = rows.compactMap { button($0.value, reading) }
    let hidden = reading.value("hide", in: rows).flatMap(reading.fields) ?? []
    let stock =
      (reading.known.prompts?.buttons(of: prompt) ?? []).subtracting(own.map(\.id))
      .union(hidden.compactMap { reading.string($0.value) })
    return own.flatMap { button in
      reading.returned(by: button.function).compactMap {
        remark($0.value, $0.line, button.id, prompt == "sale" ? stock : [], reading)
      }
    }
  }

  /// The id and the function of `{ "id", label, function }`.
  private static func button(
    _ row: ExpressionID, _ reading: Reading
  ) -> (id: String, function: Int)? {
    guard let parts = reading.fields(row), parts.count == 3,
      let id = reading.string(parts[0].value),
      case .function(let function) = reading.tree[reading.plain(parts[2].value)]
    else { return nil }
    return (id, function)
  }

  private static func remark(
    _ value: ExpressionID, _ line: Int, _ button: String, _ stock: Set<String>,
    _ reading: Reading
  ) -> Remark? {
    switch reading.tree[value] {
    case .binary(.or, let left, let right):
      return remark(left, line, button, stock, reading)
        ?? remark(right, line, button, stock, reading)
    case .string(let id) where !stock.contains(id):
      guard !stock.isEmpty else {
        return .mistake(
          line, "«\(button)»: nothing was expected, got a text", "return nothing")
      }
      return .mistake(
        line, "«\(button)»: no stock button «\(id)»",
        Spelling.nearest(to: id, among: Array(stock)).map { "did you mean «\($0)»?" }
          ?? "return one of \(stock.sorted().joined(separator: ", ")), or nothing")
    default: return nil
    }
  }
}
