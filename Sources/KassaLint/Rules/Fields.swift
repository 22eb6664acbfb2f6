import KassaRuntime

/// Fields of what primitives return and of a file's own tables that are never there.
enum Fields {
  static func look(_ reading: Reading) -> [Remark] {
    let tables = Exports.ofVariables(reading.tree)
    let called = Set(
      reading.tree.expressions.compactMap { expression -> ExpressionID? in
        if case .call(let callee, _) = expression { callee } else { nil }
      })
    return reading.tree.ids.compactMap { id in
      let object: ExpressionID, name: String, isCall: Bool
      switch reading.tree[id] {
      case .field(let of, let field): (object, name, isCall) = (of, field, called.contains(id))
      case .method(let of, let method, _): (object, name, isCall) = (of, method, true)
      default: return nil
      }
      guard !reading.targets.contains(id) else { return nil }
      let line = reading.tree.line(of: id)
      switch reading.sort(object) {
      case .table(let type)?: return typed(name, type, line, reading)
      case .settings(let ids)?: return setting(name, ids, line)
      case .text?, .choice?: return ofText(name, object, line, reading)
      default: break
      }
      return own(object, name, isCall, line, tables, reading)
    }
  }

  private static func typed(
    _ name: String, _ type: String, _ line: Int, _ reading: Reading
  ) -> Remark? {
    guard let fields = reading.known.types[type]?.fields.map(\.name), !fields.contains(name),
      !reading.isAssigned(name)
    else { return nil }
    return .mistake(
      line, "a \(type) has no «\(name)»",
      Spelling.nearest(to: name, among: fields).map { "did you mean «\($0)»?" }
        ?? "it has \(fields.joined(separator: ", "))")
  }

  private static func setting(_ name: String, _ ids: Set<String>, _ line: Int) -> Remark? {
    guard !ids.contains(name) else { return nil }
    return .mistake(
      line, "this provider has no setting «\(name)»",
      Spelling.nearest(to: name, among: ids.sorted()).map { "did you mean «\($0)»?" }
        ?? (ids.isEmpty
          ? "declare it in settings" : "it has \(ids.sorted().joined(separator: ", "))"))
  }

  /// A text has nothing but what `string` has.
  private static func ofText(
    _ name: String, _ object: ExpressionID, _ line: Int, _ reading: Reading
  ) -> Remark? {
    guard Libraries.fields["string"]?.contains(name) == false else { return nil }
    if case .choice(let ids)? = reading.sort(object) {
      return .mistake(
        line, "this is a text and has no «\(name)»",
        "it is one of \(ids.sorted().joined(separator: ", "))")
    }
    return .mistake(line, "this is a text and has no «\(name)»", "use it as it is")
  }

  /// A name that a module or a table of the file's own does not have: nil, so a call of it raises.
  private static func own(
    _ object: ExpressionID, _ name: String, _ isCall: Bool, _ line: Int,
    _ tables: [Int: Exports], _ reading: Reading
  ) -> Remark? {
    let owner: String, names: Set<String>
    if let module = reading.required(object), let exports = reading.known.modules[module] {
      (owner, names) = ("the module «\(module)»", exports.names)
    } else if case .variable(let variable) = reading.tree[object], let exports = tables[variable] {
      (owner, names) = ("«\(reading.tree.variables[variable].name)»", exports.names)
    } else {
      return nil
    }
    guard !names.contains(name) else { return nil }
    let near = Spelling.nearest(to: name, among: Array(names))
    if isCall {
      return .mistake(
        line, "\(owner) has no function «\(name)»",
        near.map { "did you mean «\($0)»?" } ?? "it has \(names.sorted().joined(separator: ", "))")
    }
    guard let near else { return nil }
    return .notice(line, "\(owner) has no «\(name)», so this is nil", "did you mean «\(near)»?")
  }
}

extension Reading {
  /// Whether the file itself puts something under that name somewhere.
  fileprivate func isAssigned(_ name: String) -> Bool {
    targets.contains { if case .field(_, name) = tree[$0] { true } else { false } }
  }
}
