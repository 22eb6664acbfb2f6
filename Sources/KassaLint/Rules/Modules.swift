import KassaRuntime

/// Modules that are nowhere, and such that give nothing.
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

  /// Files that return nothing, though another takes what they return: Lua then says only that a
  /// boolean value was indexed.
  static func unreturned(
    _ files: [(name: String, file: String, reading: Reading)]
  ) -> [StoreCheck.Finding] {
    let taken = Set(files.flatMap { $0.reading.takenModules })
    return files.compactMap { name, file, reading in
      guard taken.contains(name), !reading.tree.returnsSomething else { return nil }
      return StoreCheck.Finding(
        ErrorWords(
          "this module returns nothing, so require \"\(name)\" is true",
          "end it with return M, M being its table"),
        isMistake: true, file: file, line: reading.tree.lines.max() ?? 1)
    }
  }
}

extension Reading {
  /// The modules whose result is used.
  fileprivate var takenModules: [String] {
    let thrownAway = Set(
      tree.statements.compactMap { statement -> ExpressionID? in
        if case .call(let id) = statement.kind { id } else { nil }
      })
    return tree.ids.compactMap { id in
      guard case .call = tree[id], !thrownAway.contains(id) else { return nil }
      return required(id)
    }
  }
}

extension SyntaxTree {
  fileprivate var returnsSomething: Bool {
    statements.contains { statement in
      guard statement.owner == 0, case .return(let values) = statement.kind else { return false }
      return !values.isEmpty
    }
  }
}
