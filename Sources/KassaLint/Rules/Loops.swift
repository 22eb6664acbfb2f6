import KassaRuntime

/// `for … in` over what is no iterator.
enum Loops {
  static func look(_ reading: Reading) -> [Remark] {
    reading.tree.variables.compactMap { variable in
      guard case .iterated(0, let values) = variable.kind, values.count == 1,
        let value = values.first
      else { return nil }
      if let primitive = reading.primitive(value) {
        return remark(variable.line, "ipairs(\(primitive.title)())")
      }
      if case .call = reading.tree[value], let call = reading.call(value) {
        return isTable(value, reading)
          ? remark(variable.line, "ipairs(\(call.primitive.title)(…))") : nil
      }
      return isTable(value, reading) ? remark(variable.line, "ipairs(…)") : nil
    }
  }

  private static func isTable(_ value: ExpressionID, _ reading: Reading) -> Bool {
    if case .table = reading.tree[reading.plain(value)] { return true }
    return switch reading.sort(value) {
    case .list?, .table?: true
    default: false
    }
  }

  private static func remark(_ line: Int, _ remedy: String) -> Remark {
    .mistake(line, "for … in goes over no table by itself", "write in \(remedy)")
  }
}
