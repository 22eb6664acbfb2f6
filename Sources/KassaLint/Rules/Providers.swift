import KassaRuntime

/// What the functions of a provider of the store's own return, and how they ask.
enum Providers {
  static func look(_ reading: Reading) -> [Remark] {
    guard !reading.known.isScenario else { return [] }
    let returning = reading.returningFunctions
    let functions = reading.tree.storeFunctions.flatMap { name, function -> [Remark] in
      switch name {
      case "charge": charge(function, returning, reading)
      case "accepts": verdict(name, function, returning, "return false, \"…\"", reading)
      default: verdict(name, function, returning, "return true or false", reading)
      }
    }
    return functions + reading.tree.ids.flatMap { asked($0, reading) }
  }

  /// What became of a charge is what its function returns.
  private static func charge(
    _ function: Int, _ returning: Set<Int>, _ reading: Reading
  ) -> [Remark] {
    let lost = reading.tree.statements.compactMap { statement -> Remark? in
      guard statement.owner == function, case .call(let id) = statement.kind,
        case .method(let object, let name, _) = reading.tree[id],
        reading.sort(object) == .table("kassa.Charge")
      else { return nil }
      return .mistake(
        statement.line, "what charge:\(name) says is not returned",
        "write return charge:\(name)…")
    }
    guard lost.isEmpty else { return lost }
    guard !returning.contains(function) else { return said(function, reading) }
    return [
      .mistake(
        reading.tree.functions[function].line, "charge: what became of it is not returned",
        "write return charge:ask { … }")
    ]
  }

  /// What a terminal did is asked, and no script can say it.
  private static func said(_ function: Int, _ reading: Reading) -> [Remark] {
    reading.returned(by: function).compactMap { value, line in
      let came: String
      switch reading.tree[value] {
      case .true: came = "true"
      case .false: came = "false"
      case .number: came = "a number"
      case .table: came = "a table"
      case .string(let text) where text != "not_run": came = "«\(text.prefix(40))»"
      default: return nil
      }
      return .mistake(
        line, "charge: what charge:ask says was expected, got \(came), so nothing is paid",
        "write return charge:ask { … }, or return charge:not_run()")
    }
  }

  /// True or false comes first.
  private static func verdict(
    _ name: String, _ function: Int, _ returning: Set<Int>, _ remedy: String, _ reading: Reading
  ) -> [Remark] {
    guard returning.contains(function) else {
      return [
        .mistake(
          reading.tree.functions[function].line, "\(name): true or false was expected, got nothing",
          remedy)
      ]
    }
    return reading.returned(by: function).compactMap { value, line in
      let came: String
      switch reading.tree[value] {
      case .string: came = "a text"
      case .number: came = "a number"
      case .table: came = "a table"
      default: return nil
      }
      return .mistake(line, "\(name): true or false was expected, got \(came)", remedy)
    }
  }

  private static let keys = ["approved", "body", "declined", "id", "title"]

  private static func asked(_ id: ExpressionID, _ reading: Reading) -> [Remark] {
    guard case .method(let object, "ask", let arguments) = reading.tree[id],
      reading.sort(object) == .table("kassa.Charge"), let first = arguments.first,
      let fields = reading.fields(first)
    else { return [] }
    let unknown = fields.compactMap { field -> Remark? in
      switch field.key {
      case .name(let name) where !keys.contains(name):
        .mistake(
          field.line, "charge:ask: unknown key «\(name)»",
          Spelling.nearest(to: name, among: keys).map { "did you mean «\($0)»?" }
            ?? "use \(keys.joined(separator: ", "))")
      case .position(let place):
        .mistake(field.line, "charge:ask: unknown element [\(place)]", "name it: id = …, title = …")
      case .name, .computed: nil
      }
    }
    return unknown + [outcome(fields, reading)].compactMap(\.self)
  }

  /// A prompt of the provider's own that asks what the terminal did is named in `outcomes`.
  private static func outcome(_ fields: [TableField], _ reading: Reading) -> Remark? {
    guard let prompts = reading.known.prompts, let value = reading.value("id", in: fields),
      let id = reading.string(value),
      prompts.askers(of: id)?.contains("terminal.charge") != true
    else { return nil }
    return .mistake(
      reading.tree.line(of: value), "charge:ask: «\(id)» asks no outcome",
      "add outcomes = { \"\(id)\" } to the provider, and its words to «texts»")
  }
}
