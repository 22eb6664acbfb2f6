import KassaRuntime

/// Modules that are nowhere.
enum Modules {
  static func look(_ reading: Reading) -> [Remark] {
    let known = reading.known.moduleNames
    return reading.tree.ids.compactMap { id in
      guard case .call(let callee, let arguments) = reading.tree[id],
        reading.isGlobal(callee, "require"), let argument = arguments.first,
        let name = reading.string(argument), !known.contains(name)
      else { return nil }
      return .mistake(
        reading.tree.line(of: id), "no module «\(name)»\(Spelling.hint(name, among: Array(known)))",
        "put it into the store's folder or the chain's")
    }
  }
}
