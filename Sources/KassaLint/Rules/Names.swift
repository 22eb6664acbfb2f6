import KassaRuntime

/// Globals that nobody defines, and fields that the runtime's tables do not have.
///
/// The words are those with which a running script raises.
enum Names {
  static func look(_ reading: Reading) -> [Remark] {
    // Where a text replaces its globals nobody can tell what they are.
    guard !reading.tree.variables.contains(where: { $0.name == "_ENV" }) else { return [] }
    return reading.tree.ids.compactMap { remark($0, reading) }
  }

  private static func remark(_ id: ExpressionID, _ reading: Reading) -> Remark? {
    let line = reading.tree.line(of: id)
    let isTarget = reading.targets.contains(id)
    switch reading.tree[id] {
    case .global(let name):
      if isTarget {
        return .mistake(line, "assignment to the global «\(name)»", "make it local")
      }
      guard !reading.known.globals.contains(name) else { return nil }
      return unknownGlobal(name, line, reading.known)
    case .field(let object, let name):
      guard let (library, fields) = library(object, reading) else { return nil }
      if isTarget {
        return .mistake(
          line, "assignment to \(library).\(name): \(library) is read-only",
          "use a table of your own")
      }
      return fields.contains(name) ? nil : unknownField(name, library, fields, line)
    case .method(let object, let name, _):
      guard let (library, fields) = library(object, reading) else { return nil }
      guard fields.contains(name) else { return unknownField(name, library, fields, line) }
      return .mistake(
        line, "\(library):\(name) hands over «\(library)» itself",
        "write a dot: \(library).\(name)")
    default: return nil
    }
  }

  private static func library(
    _ object: ExpressionID, _ reading: Reading
  ) -> (name: String, fields: [String])? {
    guard case .global(let name) = reading.tree[reading.plain(object)],
      let fields = reading.known.fields(of: name)
    else { return nil }
    return (name, fields)
  }

  private static func unknownGlobal(_ name: String, _ line: Int, _ known: Known) -> Remark {
    if Libraries.missing.contains(name) {
      return .mistake(line, "no global «\(name)»", "scripts do without it")
    }
    if known.elsewhere.contains(name) {
      return .mistake(
        line, "no global «\(name)»", "a scenario sees the till by day.expect and day.prompt")
    }
    let near = Spelling.nearest(to: name, among: known.globals.sorted())
    return .mistake(
      line, "no global «\(name)»",
      near.map { "did you mean «\($0)»?" } ?? "make it local, or a field of what its module returns"
    )
  }

  private static func unknownField(
    _ name: String, _ library: String, _ fields: [String], _ line: Int
  ) -> Remark {
    .mistake(
      line, "no \(library).\(name)",
      Spelling.nearest(to: name, among: fields).map { "did you mean «\($0)»?" }
        ?? "use \(fields.sorted().joined(separator: ", "))")
  }
}
