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

  /// A sale of the store's own that takes money and does not settle what was set aside: nothing else
  /// does.
  static func unresumed(
    _ files: [(name: String, file: String, reading: Reading)]
  ) -> [StoreCheck.Finding] {
    guard let sale = files.lazy.compactMap({ $0.reading.ownSale(in: $0.file) }).first,
      files.contains(where: \.reading.pays), !files.contains(where: \.reading.resumes)
    else { return [] }
    return [
      StoreCheck.Finding(
        ErrorWords(
          "this sale pays and never resumes: nothing settles a charge that was set aside",
          "begin it with require(\"kassa.payment\").resume(): the guide, «A flow of one's own»"),
        isMistake: false, file: sale.file, line: sale.line)
    ]
  }
}

extension Reading {
  /// Where the store's table has a sale of its own.
  fileprivate func ownSale(in file: String) -> (file: String, line: Int)? {
    for table in StoreTables.all(self) where table.title == "store" {
      guard let value = value("flows", in: table.fields), let flows = fields(value) else {
        continue
      }
      for flow in flows {
        if case .name("sale") = flow.key { return (file, flow.line) }
      }
    }
    return nil
  }

  fileprivate var pays: Bool {
    stockCalls.contains { $0.title == "payment.pay" }
      || calls.contains { $0.primitive.title == "terminal.charge" }
  }

  /// Whether it names what settles: the stock payment's, the stock sale as a whole, or the attempt.
  fileprivate var resumes: Bool {
    tree.ids.contains { id in
      switch tree[id] {
      case .field(let object, "resume"): required(object) == "kassa.payment"
      case .field(let object, "attempt"): isGlobal(object, "terminal")
      case .call: required(id) == "kassa.flows.sale"
      default: false
      }
    }
  }
}
