/// `prompt`: what the cashier is asked or told.
enum PromptModule {
  static func module(_ port: any FlowPort) -> HostModule {
    HostModule(
      "prompt",
      summary: "Asks and tells the cashier. All but `words` and `buttons` wait for the answer.",
      types: [ScriptTypes.action],
      functions: [
        plain(port, "tell", .tell, "Tells something; any button goes on."),
        plain(
          port, "choose", .choose, "Asks for one of the buttons, or of their menus.",
          fields: [PromptFields.menus, PromptFields.places, PromptFields.chosen]),
        plain(port, "confirm", .confirm, "Asks for a yes or a no.", returns: "boolean?"),
        plain(
          port, "sale", .sale, "Shows the receipt being built.",
          fields: [PromptFields.placesOfSale],
          returns: "prompt.Action"),
        amount(port), text(port), pin(port), newPIN(port),
        repeatedPIN(port), wordsOf(port),
        buttonsOf(port),
      ])
  }

  private static var reason: Returned {
    Returned(
      "reason", "string?", summary: "Why there is none: \"cancelled\", or a button's id.")
  }

  private static func plain(
    _ port: any FlowPort, _ name: String, _ kind: RequestKind, _ summary: String,
    fields: [Field] = [], returns: String = "string?"
  ) -> HostFunction {
    HostFunction(
      name, summary: summary, parameters: PromptFields.parameter(PromptFields.choice + fields),
      returns: [Returned("answer", returns, summary: "What the cashier said."), reason],
      waits: true
    ) { (call) throws(ScriptError) in
      let request = try PromptFields.request(call, port, .init(kind: kind))
      return try call.wait(port, .prompt(request))
    }
  }

  private static func wordsOf(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "words",
      summary:
        "The title of an id's words, for a label or a list; of { ru = …, en = … } the one of "
        + "them. Does not wait.",
      parameters: [Parameter("id", .words, summary: "A prompt's or a word's id, or the words.")],
      returns: [Returned("title", "string?", summary: "In the cashier's language.")]
    ) { (call) throws(ScriptError) in
      if let words = call.value(1).record {
        return call.returns(
          words.isEmpty
            ? .null : Wording(call.value(1)).map { .string($0.text(port.language)) } ?? .null)
      }
      let title = port.words.find(port.language, call.value(1).string ?? "")?.title
      return call.returns(title.map(Value.string) ?? .null)
    }
  }

  private static func buttonsOf(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "buttons", summary: "The buttons that the words of an id have, in order. Does not wait.",
      parameters: [Parameter("id", .string, summary: "A prompt's id.")],
      returns: [Returned("ids", "string[]", summary: "Their ids.")]
    ) { (call) throws(ScriptError) in
      let buttons = port.words.find(port.language, call.string(1))?.buttons ?? []
      return call.returns(.list(buttons.map { .string($0.id) }))
    }
  }

  private static func amount(_ port: any FlowPort) -> HostFunction {
    let fields = [
      Field("least", .money, optional: true, summary: "The least that counts.", unit: "kopecks"),
      Field("most", .money, optional: true, summary: "The most that counts.", unit: "kopecks"),
      Field(
        "offered", .list(.money), optional: true, summary: "Amounts for one tap.",
        unit: "kopecks"),
    ]
    return HostFunction(
      "amount", summary: "Asks for an amount of money.",
      parameters: PromptFields.parameter(PromptFields.choice + fields),
      returns: [Returned("kopecks", "integer?", summary: "The amount."), reason], waits: true
    ) { (call) throws(ScriptError) in
      let fields = call.fields
      let rule = AmountRule(
        least: try call.money(fields["least"].int ?? 0, "least"),
        most: try call.money(fields["most"].int ?? Money.kopecksMax, "most"),
        offered: try offered(call, fields["offered"]))
      guard rule.least <= rule.most else {
        throw call.fail("least \(rule.least) is more than most \(rule.most)", "swap them")
      }
      let request = try PromptFields.request(
        call, port, .init(kind: .amount(rule: rule)))
      return try call.wait(port, .prompt(request))
    }
  }

  private static func offered(
    _ call: borrowing Call, _ value: Value
  ) throws(ScriptError) -> [Money] {
    guard (value.list ?? []).count <= PromptFields.choicesMax else {
      throw call.fail("offered: at most \(PromptFields.choicesMax) amounts were expected")
    }
    var amounts: [Money] = []
    for item in value.list ?? [] { amounts.append(try call.money(item.int ?? 0, "offered")) }
    return amounts
  }

  private static func text(_ port: any FlowPort) -> HostFunction {
    let fields = [
      Field(
        "format", .oneOf(["free", "digits", "code", "contact"]), optional: true,
        summary: "What counts; \"free\" unless told."),
      Field("least", .integer, optional: true, summary: "1 unless told.", unit: "characters"),
      Field("most", .integer, optional: true, summary: "128 unless told.", unit: "characters"),
      Field(
        "scan", .boolean, optional: true,
        summary:
          "Whether a scan answers it, such as a voucher's; no other prompt but a sale's takes "
          + "one."),
      Field(
        "narrows", .boolean, optional: true,
        summary: "Whether the buttons are finds that what is typed narrows."),
    ]
    return HostFunction(
      "text", summary: "Asks for a line of text. Card numbers are refused.",
      parameters: PromptFields.parameter(PromptFields.choice + fields),
      returns: [Returned("text", "string?", summary: "What was typed."), reason], waits: true
    ) { (call) throws(ScriptError) in
      let fields = call.fields
      let rule = TextRule(
        format: TextRule.Format(rawValue: fields["format"].string ?? "free") ?? .free,
        least: Int(clamping: fields["least"].int ?? 1),
        most: Int(clamping: fields["most"].int ?? 128), narrows: fields["narrows"] == true)
      guard rule.least <= rule.most, rule.most > 0 else {
        throw call.fail("no text has from \(rule.least) to \(rule.most) characters", "swap them")
      }
      guard rule.most <= TextRule.mostMax else {
        throw call.fail("most: up to \(TextRule.mostMax) characters were expected", "ask for less")
      }
      guard rule.format != .contact || Contact.lengths.overlaps(rule.least...rule.most) else {
        throw call.fail("no contact is that short or long", "leave least and most out")
      }
      var request = try PromptFields.request(
        call, port, .init(kind: .text(rule: rule)))
      if fields["scan"].bool == true { request.takesScan = true }
      return try call.wait(port, .prompt(request))
    }
  }

  /// A PIN has from 4 to 12 digits; neither scripts nor the journal see it.
  static let pinRule = TextRule(format: .digits, least: 4, most: 12)

  private static func pin(_ port: any FlowPort) -> HostFunction {
    secret(port, "pin", "Asks for a cashier's PIN, and signs them in if it is right.") {
      .pin(cashier: $0)
    }
  }

  private static func newPIN(_ port: any FlowPort) -> HostFunction {
    secret(
      port, "new_pin",
      "Lets a person choose a PIN; ask for it again with repeat_pin. Who has one, and who has a role "
        + "above cashier, needs somebody's yes first: cashier.allow_new_pin."
    ) { .newPIN(cashier: $0) }
  }

  private static func repeatedPIN(_ port: any FlowPort) -> HostFunction {
    secret(
      port, "repeat_pin",
      "Asks for the PIN just chosen; the same again keeps it and signs the cashier in."
    ) { .repeatedPIN(cashier: $0) }
  }

  private static func secret(
    _ port: any FlowPort, _ name: String, _ summary: String,
    _ use: @escaping (String) -> AnswerUse
  ) -> HostFunction {
    let field = Field("cashier", .string, summary: "A name of the store's list.")
    return HostFunction(
      name, summary: summary, parameters: PromptFields.parameter([field]),
      returns: [
        Returned("right", "boolean?", summary: "Whether it counts; see cashier.name()."), reason,
      ], waits: true
    ) { (call) throws(ScriptError) in
      let name = call.fields["cashier"].string ?? ""
      guard let listed = try port.listedPeople().first(where: { $0.person.name == name }) else {
        throw call.fail("no cashier «\(name)»", "name one of the store's list")
      }
      if case .newPIN = use(name), !port.mayChooseNewPIN(name) {
        if listed.hasPIN {
          throw call.fail(
            "«\(name)» has a PIN already",
            "ask for it with prompt.pin, or let a senior say yes with cashier.allow_new_pin")
        }
        guard listed.person.choosesFirstPIN else {
          throw call.fail(
            "the first PIN of «\(name)», a \(listed.person.role.rawValue), is given",
            "let a senior say yes with cashier.allow_new_pin, or run kassa-run people pin")
        }
      }
      var request = try PromptFields.request(
        call, port, .init(kind: .secret(rule: pinRule), use: use(name)))
      request = request.cancellable(args: ["cashier": .string(name)])
      return try call.wait(port, .prompt(request))
    }
  }
}

extension PromptRequest {
  /// This request with more arguments.
  func with(args: [String: Value]) -> PromptRequest {
    PromptRequest(
      id: id, kind: kind, arguments: arguments.merging(args) { _, new in new }, buttons: buttons,
      hidden: hidden, defaultButton: defaultButton, mayCancel: mayCancel, use: use, words: words)
  }

  /// This request with more arguments, and free to be left.
  func cancellable(args: [String: Value]) -> PromptRequest {
    PromptRequest(
      id: id, kind: kind, arguments: arguments.merging(args) { _, new in new }, buttons: buttons,
      hidden: hidden, defaultButton: nil, mayCancel: true, use: use, words: words)
  }
}
