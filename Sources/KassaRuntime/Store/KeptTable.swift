/// Reads what a store's scripts remember beyond a receipt: `kept = { { "visits", kind = "number" } }`.
enum KeptTable {
  static func kept(_ reader: StoreReader) -> [KeptRule] {
    let value = reader.table["kept"]
    guard value != .null else { return [] }
    guard let items = value.list else {
      reader.note(
        "kept",
        "a list of values was expected; write { { \"visits\", kind = \"number\", life = \"day\" } }"
      )
      return []
    }
    var kept: [KeptRule] = []
    for (index, item) in items.enumerated() {
      let path = "kept[\(index + 1)]"
      guard let rule = rule(item, path, reader) else { continue }
      if kept.contains(where: { $0.id == rule.id }) {
        reader.note(path, "a second value «\(rule.id)»; give each an id of its own")
      }
      kept.append(rule)
    }
    return kept
  }

  private static func rule(_ item: Value, _ path: String, _ reader: StoreReader) -> KeptRule? {
    guard item.record != nil else {
      reader.note(
        path, "a value was expected, got \(item.shown); write { \"id\", kind = …, life = … }")
      return nil
    }
    reader.requireKnownKeys(StoreDeclarations.keptFields.names, of: item, at: path)
    guard let id = RuleReading.id(item["1"], path, reader),
      let read = RuleReading.rule(item, path, reader)
    else { return nil }
    let name = item["life"].string ?? ""
    guard let life = KeptLife(rawValue: name) else {
      let known = KeptLife.allCases.map(\.rawValue)
      reader.note(path + ".life", "no life «\(name)»" + Spelling.remedy(name, among: known))
      return nil
    }
    if item["keyed"] != .null, item["keyed"].bool == nil {
      reader.note(path + ".keyed", "true or false was expected, got \(item["keyed"].shown)")
    }
    return KeptRule(
      id: id, rule: read.rule, life: life,
      standard: RuleReading.value(item["default"], read.rule, path + ".default", reader),
      isKeyed: item["keyed"].bool == true ? true : nil)
  }
}
