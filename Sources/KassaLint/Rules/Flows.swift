import KassaRuntime

/// The flow that a flow of the store's own leads to.
enum Flows {
  static func look(_ reading: Reading) -> [Remark] {
    StoreTables.all(reading).filter { $0.title == "store" }.flatMap { table -> [Remark] in
      guard let value = reading.value("flows", in: table.fields), let flows = reading.fields(value)
      else { return [] }
      return flows.flatMap { flow -> [Remark] in
        guard case .function(let function) = reading.tree[reading.plain(flow.value)] else {
          return []
        }
        return reading.returned(by: function).compactMap { remark($0.value, $0.line, reading) }
      }
    }
  }

  private static func remark(
    _ value: ExpressionID, _ line: Int, _ reading: Reading
  ) -> Remark? {
    switch reading.tree[value] {
    case .binary(.or, let left, let right):
      return remark(left, line, reading) ?? remark(right, line, reading)
    case .string(let name) where !ScriptSurface.flows.contains(name):
      return .mistake(
        line, "no flow «\(name)»",
        Spelling.nearest(to: name, among: ScriptSurface.flows).map { "did you mean «\($0)»?" }
          ?? "return \(ScriptSurface.flows.joined(separator: ", ")), or nothing")
    default: return nil
    }
  }
}
