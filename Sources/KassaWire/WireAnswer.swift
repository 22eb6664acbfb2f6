public import KassaRuntime

/// One line of answer: which prompt it is for, and what was said.
public struct WireAnswer: Hashable {
  let number: Int
  /// What was said; nobody has checked yet whether the prompt takes it.
  public let answer: Answer

  /// Reads `line` as an answer to `prompt`.
  ///
  /// Whether it counts is the till's to check.
  ///
  /// - Throws: what is wrong with the line; write ``WireError/wire(of:)`` and ask the prompt again.
  public init(line: [UInt8], to prompt: Prompt) throws(WireError) {
    let value: Value
    do { value = try WireJSON.value(of: line) } catch { throw .json(error) }
    try self.init(value, to: prompt)
  }

  init(_ value: Value, to prompt: Prompt) throws(WireError) {
    let fields = try WireFields(value, known: ["n", "answer", "cancel"])
    number = try fields.whole("n")
    // A late answer is told so, whatever else is wrong with it: it was meant for another prompt.
    guard number == prompt.number else {
      throw .answer(.staleNumber(expected: prompt.number))
    }
    switch (fields["answer"], fields["cancel"]) {
    case (nil, .bool(true)?): answer = .cancel
    case (nil, nil): throw .missing("answer")
    case (nil, _?): throw .wrongType(key: "cancel", expected: "true")
    case (_?, _?): throw .both("answer", "cancel")
    case (let said?, nil): answer = try Self.answer(said, to: prompt)
    }
  }

  private static func answer(_ said: Value, to prompt: Prompt) throws(WireError) -> Answer {
    switch said {
    case .string(let text): try answer(text: text, to: prompt)
    case .int(let kopecks) where prompt.kind.takes == .amount:
      .amount(try WireFields.money(kopecks, key: "answer"))
    case .record(let fields) where fields["button"] != nil:
      .button(try WireFields(said, known: ["button"]).text("button"))
    case .record(let fields) where prompt.kind.takes == .count:
      .count(try figures(fields, prompt))
    case .record where prompt.kind.takes == .action: .action(try SaleAction(wire: said))
    case .record: throw .unknownKeyFor(said, known: ["button"])
    case .int, .bool, .null, .list:
      throw .wrongType(key: "answer", expected: prompt.kind.takes.wireExpectation)
    }
  }

  /// `{"count":{…}}`: kopecks or an amount as a string, and whole pieces, by field.
  private static func figures(
    _ said: [String: Value], _ prompt: Prompt
  ) throws(WireError) -> [String: Int64] {
    let counted = try WireFields(.record(said), known: ["count"])["count"] ?? .null
    guard case .count(let rule) = prompt.kind, counted.record != nil else {
      throw .wrongType(key: "count", expected: "an object of figures by field")
    }
    let fields = try WireFields(counted, known: rule.fields.map(\.id))
    var figures: [String: Int64] = [:]
    for field in rule.fields where fields[field.id] != nil {
      figures[field.id] =
        switch field.unit {
        case .amount: try fields.money(field.id).kopecks
        case .pieces: Int64(try fields.whole(field.id))
        }
    }
    return figures
  }

  private static func answer(text: String, to prompt: Prompt) throws(WireError) -> Answer {
    switch prompt.kind.takes {
    case .text: return .text(text)
    case .button, .action, .count: return .button(text)
    case .amount:
      if prompt.buttons.contains(where: { $0.id == text }) { return .button(text) }
      do { return .amount(try Money(parsing: text)) } catch { throw .money(key: "answer", error) }
    }
  }
}

extension SaleAction {
  private static let actions = [
    "add", "contact", "discount", "free", "quantity", "remove", "search", "typed",
  ]

  /// `{"action":…}` and the keys of that action.
  init(wire value: Value) throws(WireError) {
    guard let name = value["action"].string else {
      throw value["action"] == .null
        ? .missing("action") : .wrongType(key: "action", expected: "a string")
    }
    switch name {
    case "add":
      self = try Self.added(value)
    case "search":
      let fields = try WireFields(value, known: ["action", "quantity", "text"])
      self = .search(try fields.text("text"), quantity: try fields.quantity("quantity"))
    case "typed":
      self = .typed(try WireFields(value, known: ["action", "text"]).text("text"))
    case "free":
      let fields = try WireFields(value, known: ["action", "name", "price"])
      self = .free(name: try fields.text("name"), price: try fields.money("price"))
    case "quantity":
      let fields = try WireFields(value, known: ["action", "line", "quantity"])
      guard let quantity = try fields.quantity("quantity") else { throw .missing("quantity") }
      self = .quantity(line: try fields.whole("line"), quantity)
    case "remove":
      self = .remove(line: try WireFields(value, known: ["action", "line"]).whole("line"))
    case "discount": self = try Self.discount(value)
    case "contact": self = try Self.contact(value)
    default:
      let nearest = Spelling.nearest(to: name, among: Self.actions)
      throw .unknownAction(suggestion: nearest, known: Self.actions)
    }
  }

  /// A good by its barcode, or by its row in a list of goods.
  private static func added(_ value: Value) throws(WireError) -> SaleAction {
    guard value["row"] != .null else {
      let fields = try WireFields(value, known: ["action", "barcode", "quantity"])
      return .add(
        barcode: try fields.text("barcode"), quantity: try fields.quantity("quantity"))
    }
    let fields = try WireFields(value, known: ["action", "name", "quantity", "row"])
    return .addRow(
      Int64(try fields.whole("row")), name: try fields.text("name"),
      quantity: try fields.quantity("quantity"))
  }

  private static func discount(_ value: Value) throws(WireError) -> SaleAction {
    let fields = try WireFields(value, known: ["action", "amount", "line", "percent"])
    let line = try fields.whole("line")
    switch (fields["amount"], fields["percent"]) {
    case (nil, nil): throw .missing("amount")
    case (_?, _?): throw .both("amount", "percent")
    case (_?, nil): return .discount(line: line, try fields.money("amount"))
    case (nil, _?):
      return .discountShare(line: line, hundredths: try fields.hundredths("percent"))
    }
  }

  private static func contact(_ value: Value) throws(WireError) -> SaleAction {
    let fields = try WireFields(value, known: ["action", "contact"])
    guard let contact = fields["contact"] else { throw .missing("contact") }
    return .contact(contact == .null ? nil : try fields.text("contact"))
  }
}

extension AnswerKind {
  var wireExpectation: String {
    switch self {
    case .button: "a button's id"
    case .amount: "whole kopecks, an amount as a string, or {\"button\":…}"
    case .text: "a string, or {\"button\":…}"
    case .action: "{\"action\":…}, or a button's id"
    case .count: "{\"count\":{…}}, or {\"button\":…}"
    }
  }
}
