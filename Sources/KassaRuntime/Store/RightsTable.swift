/// Reads who may do what: `rights = { discount = { above_percent = 15 }, clear = { role = "cashier" } }`.
enum RightsTable {
  static func rights(_ reader: StoreReader) -> Rights {
    var rights = Rights()
    let table = reader.table["rights"]
    guard table != .null else { return rights }
    guard table.record != nil || table.list?.isEmpty == true else {
      reader.note("rights", "a table was expected, got \(table.shown)")
      return rights
    }
    reader.requireKnownKeys(Set(Rights.Act.allCases.map(\.rawValue)), of: table, at: "rights")
    for act in Rights.Act.allCases where table[act.rawValue] != .null {
      read(act, table[act.rawValue], "rights.\(act.rawValue)", &rights[act], reader)
    }
    return rights
  }

  private static func read(
    _ act: Rights.Act, _ value: Value, _ path: String, _ right: inout Rights.Right,
    _ reader: StoreReader
  ) {
    guard value.record != nil else {
      return reader.note(
        path, "a table was expected, got \(value.shown); write { role = \"senior\" }")
    }
    let limit = act == .discount ? "above_percent" : "above"
    let more: Set<String> =
      switch act {
      case .returns: ["shift", "other_tender"]
      case .corrections: ["late"]
      case .discount, .clear, .remove, .cashOut: []
      }
    reader.requireKnownKeys(more.union(["role", limit]), of: value, at: path)
    let roles = [Role.cashier, .senior].map(\.rawValue)
    if value["role"] != .null {
      if let name = value["role"].string, roles.contains(name), let role = Role(rawValue: name) {
        right.role = role
      } else {
        reader.note(
          path + ".role",
          "\(roles.joined(separator: " or ")) was expected, got \(value["role"].shown)")
      }
    }
    func flag(_ name: String) -> Bool? {
      if value[name] != .null, value[name].bool == nil {
        reader.note("\(path).\(name)", "true or false was expected, got \(value[name].shown)")
      }
      return value[name].bool
    }
    switch act {
    case .returns:
      right.above = reader.amount(value["above"], at: "\(path).above")?.kopecks
      right.shift = reader.amount(value["shift"], at: "\(path).shift")?.kopecks
      right.otherTender = flag("other_tender") == true ? true : nil
    case .clear, .remove, .cashOut, .corrections:
      if let above = reader.amount(value[limit], at: "\(path).\(limit)") {
        right.above = above.kopecks
      }
      if act == .corrections { right.late = flag("late") == false ? false : nil }
    case .discount where value[limit] != .null:
      guard let percent = value[limit].int, (0...100).contains(percent) else {
        return reader.note(
          "\(path).\(limit)", "a percentage from 0 to 100 was expected, got \(value[limit].shown)")
      }
      right.above = percent * 100
    case .discount: break
    }
  }
}
