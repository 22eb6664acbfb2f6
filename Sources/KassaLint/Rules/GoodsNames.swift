import KassaRuntime

/// Departments and barcodes that none of the goods beside the store has.
enum GoodsNames {
  static func look(_ reading: Reading) -> [Remark] {
    guard let goods = reading.known.goods, !reading.known.isScenario else { return [] }
    let tables = StoreTables.all(reading)
    let rules = tables.filter { $0.title == "rule" }.flatMap {
      department(in: $0.fields, goods, reading)
    }
    let favourites = tables.filter { $0.title == "store" }.flatMap { table -> [Remark] in
      let value = reading.value("favourites", in: table.fields)
      guard let fields = value.flatMap(reading.fields) else { return [] }
      return department(in: fields, goods, reading)
        + fields.compactMap { field in
          if case .position = field.key { barcode(field.value, goods, reading) } else { nil }
        }
    }
    let calls = reading.calls.flatMap { call -> [Remark] in
      guard let first = call.arguments.first else { return [] }
      switch call.primitive.title {
      case "receipt.has": return department(in: reading.fields(first) ?? [], goods, reading)
      case "receipt.goods_of": return [department(first, goods, reading)].compactMap(\.self)
      case "receipt.goods": return [barcode(first, goods, reading)].compactMap(\.self)
      default: return []
      }
    }
    return rules + favourites + calls
  }

  private static func department(
    in fields: [TableField], _ goods: KnownGoods, _ reading: Reading
  ) -> [Remark] {
    [reading.value("department", in: fields).flatMap { department($0, goods, reading) }]
      .compactMap(\.self)
  }

  private static func department(
    _ value: ExpressionID, _ goods: KnownGoods, _ reading: Reading
  ) -> Remark? {
    guard let name = reading.string(value), !goods.departments.contains(name) else { return nil }
    let known = goods.departments.sorted()
    return .notice(
      reading.tree.line(of: value), "no good in goods.csv is of the department «\(name)»",
      Spelling.nearest(to: name, among: known).map { "did you mean «\($0)»?" }
        ?? (known.isEmpty
          ? "give the goods one" : "there are \(known.prefix(12).joined(separator: ", "))"))
  }

  private static func barcode(
    _ value: ExpressionID, _ goods: KnownGoods, _ reading: Reading
  ) -> Remark? {
    guard let code = reading.string(value), !goods.barcodes.contains(code) else { return nil }
    return .notice(
      reading.tree.line(of: value), "no good in goods.csv has the barcode «\(code.prefix(40))»",
      Spelling.nearest(to: code, among: goods.barcodes.sorted()).map { "did you mean «\($0)»?" }
        ?? "add it there, or correct it")
  }
}
