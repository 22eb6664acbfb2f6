/// The fields every prompt takes, and how they become a request.
enum PromptFields {
  static var common: [Field] {
    [
      Field("1", .string, summary: "The prompt's id, by which stores override its words."),
      Field("title", .words, optional: true, summary: "Its title, over the words of the id."),
      Field("body", .words, optional: true, summary: "Its text, over the words of the id."),
      Field(
        "buttons", .list(.value), optional: true,
        summary: "Ids, or { id, label }, in order; a label may be { ru = …, en = … }."),
      Field("hide", .list(.string), optional: true, summary: "Ids of buttons to leave out."),
      Field(
        "args", .map(.value), optional: true, summary: "Values for the {placeholders}."),
    ]
  }

  static var choice: [Field] {
    [
      Field("default", .string, optional: true, summary: "The button that Enter takes."),
      Field(
        "cancel", .boolean, optional: true, summary: "Whether the cashier may leave it."),
    ]
  }

  /// The one parameter of a prompt function.
  static func parameter(_ more: [Field] = []) -> [Parameter] {
    [Parameter("prompt", .record(common + more), summary: "What to ask.")]
  }

  /// How a prompt is asked, beside its id and words.
  struct Manner {
    var kind: RequestKind
    var use = AnswerUse.script
    /// Whether `buttons` names all the buttons there are; otherwise it labels and orders them.
    var hasOwnButtons = true
    var mayCancel = true
    /// Which prompts about money it asks; nil where it asks about none.
    var asked: MoneyPrompts.Asked?

    fileprivate var isOutcome: Bool { if case .outcome = kind { true } else { false } }

    /// Whether a button undoes or ends what money did: that nothing was run, that cash went back.
    fileprivate func owns(_ button: String) -> Bool {
      if case .outcome = kind { return Outcome(button: button) == .notRun }
      return use == .cashReturned && button == "returned"
    }
  }

  /// Reads the fields of argument 1.
  static func request(
    _ call: borrowing Call, _ port: any FlowPort, _ manner: Manner
  ) throws(ScriptError) -> PromptRequest {
    let fields = call.fields
    let id = (fields["1"].string ?? "").visible
    try requireOwn(id, manner, call, port)
    let stock = port.words.find(port.language, id)
    guard stock != nil || fields["title"] != .null else {
      throw call.fail(
        "no prompt «\(id)»" + Spelling.hint(id, among: port.words.ids(.ru)),
        "give it a title, or words in «texts»")
    }
    let buttons = try buttons(call, fields, manner, port.language, labels: stock)
    guard (fields["hide"].list ?? []).count <= choicesMax else {
      throw call.fail("hide: at most \(choicesMax) buttons were expected", "name those there are")
    }
    let inline =
      fields["title"] == .null && fields["body"] == .null && buttons.isEmpty
      ? nil
      : PromptWords(
        title: Wording(fields["title"])?.text(port.language),
        body: Wording(fields["body"])?.text(port.language), buttons: buttons)
    var request = PromptRequest(
      id: id, kind: manner.kind, arguments: try arguments(call, fields["args"], port),
      buttons: manner.hasOwnButtons ? buttons.map(\.id) : [],
      hidden: (fields["hide"].list ?? []).compactMap(\.string),
      defaultButton: fields["default"].string,
      mayCancel: manner.mayCancel && fields["cancel"].bool == true, use: manner.use,
      words: Unrecorded(inline))
    try requireChoice(request, stock: port.words.stock(port.language, id), call, port)
    try addPlaces(fields["places"], to: &request, call, port)
    try addMenus(fields["menus"], to: &request, call, port)
    try addChosen(fields["chosen"], to: &request, call, port)
    if let field = request.cardNumberField {
      throw call.mistake(ReceiptError.cardNumber(field: field))
    }
    guard request.isAnswerable(stock) else {
      throw call.fail("«\(id)» has no button left and can't be cancelled", "give it a button")
    }
    return request
  }

  /// Holds the prompts about money and the calls that ask them to each other.
  private static func requireOwn(
    _ id: String, _ manner: Manner, _ call: borrowing Call, _ port: any FlowPort
  ) throws(ScriptError) {
    let row = MoneyPrompts.row(id, port.providers)
    guard let asked = manner.asked else {
      guard let row else { return }
      if case .choose = manner.kind, row.askers.contains(.choose) { return }
      if id == MoneyPrompts.reason, !port.holdsReturns { return }
      throw call.fail(
        "«\(id)» is a prompt about money",
        (row.askers.isEmpty ? "only the runtime asks it" : "only \(row.askedBy) asks it")
          + "; give yours an id of its own")
    }
    if let row, asked.allows(row) { return }
    let known = asked.ids(port.providers)
    let names = known.map { "«\($0)»" }.joined(separator: ", ")
    throw call.fail(
      "the prompt \(names) was expected, got «\(id)»" + Spelling.hint(id, among: known),
      "ask it by that id, and change its words in «texts»"
        + (asked.asker.declaredIn.map { "; a provider names its own in «\($0)»" } ?? ""))
  }

  /// Holds a choice about money to what there is to choose about, and to the library's buttons.
  private static func requireChoice(
    _ request: PromptRequest, stock: PromptWords?, _ call: borrowing Call, _ port: any FlowPort
  ) throws(ScriptError) {
    guard let choice = MoneyPrompts.choice(request.id) else { return }
    guard choice.subject.isThere(request, port.receipt, port.unconfirmed) else {
      throw call.fail(
        "«\(request.id)» can't be asked now: \(choice.subject.absence)",
        "give yours an id of its own")
    }
    guard !choice.hasList else { return }
    guard request.defaultButton == nil, !request.mayCancel else {
      throw call.fail(
        "«\(request.id)» is about money, so it has no default and can't be cancelled",
        "leave «default» and «cancel» out")
    }
    let known = (stock?.buttons ?? []).map(\.id)
    if let other = request.buttons.first(where: { !known.contains($0) }) {
      throw call.fail(
        "buttons: «\(request.id)» has no «\(other)»" + Spelling.hint(other, among: known),
        "use those it has, or give yours an id of its own")
    }
  }

  private static func buttons(
    _ call: borrowing Call, _ fields: Fields, _ manner: Manner, _ language: Language,
    labels stock: PromptWords?
  ) throws(ScriptError) -> [Button] {
    let given = fields["buttons"]
    guard let buttons = given == .null ? [] : Words.buttons(given, in: language) else {
      throw call.fail("buttons: a list of ids or { id, label } was expected")
    }
    let most = manner.isOutcome ? PromptWords.buttonsMax : choicesMax
    guard buttons.count <= most else {
      throw call.fail(
        "buttons: at most \(most) were expected, got \(buttons.count)",
        "ask in steps, or by prompt.text")
    }
    guard Set(buttons.map(\.id)).count == buttons.count else {
      throw call.fail("buttons: an id stands there twice", "give each button its own")
    }
    guard !buttons.contains(where: { $0.id == PromptRequest.wayOutButton }) else {
      throw call.fail(
        "buttons: «\(PromptRequest.wayOutButton)» is the till's own", "give the button another id")
    }
    for button in buttons where manner.owns(button.id) {
      guard button.label.isEmpty, stock?.buttons.contains(where: { $0.id == button.id }) == true
      else {
        throw call.fail(
          "buttons: «\(button.id)» says what happened to money, so a call can't label it",
          "name it by its id alone, with its label in «texts» of «\(fields["1"].string ?? "")»")
      }
    }
    return buttons
  }

  /// Times and spans among them have to be such that words can tell them.
  private static func arguments(
    _ call: borrowing Call, _ value: Value, _ port: any FlowPort
  ) throws(ScriptError) -> [String: Value] {
    // Words by language among them are said in the cashier's.
    let arguments = (value.record ?? [:]).mapValues { item in
      guard item.record?.isEmpty == false, let words = Wording(item) else { return item }
      return .string(words.text(port.language))
    }
    guard value.weight <= argumentBytesMax else {
      throw call.fail(
        "args: at most \(argumentBytesMax) bytes were expected", "pass what the words name")
    }
    for case (let name, .int(let number)) in arguments.sorted(by: { $0.key < $1.key }) {
      switch ArgumentKind(name: name) {
      case .moment:
        _ = try call.moment(number, "args.\(name)", offsetSeconds: port.offsetSeconds)
      case .duration where !(0...spanMax).contains(number):
        throw call.fail(
          "args.\(name): a span from 0 to 9999 years was expected, got "
            + CardNumber.redacted("\(number)"),
          "give milliseconds")
      case .duration, .money, .reason, .plain: break
      }
    }
    return arguments
  }

  /// More than people can choose from.
  static let choicesMax = 1_000
  /// What a request takes in the journal, beside its buttons.
  private static let argumentBytesMax = 65_536

  /// 9999 years of 365 days, in milliseconds.
  private static let spanMax: Int64 = 9999 * 365 * 86_400_000
}

extension PromptRequest {
  /// The field whose text could be a card number: a request goes into the journal.
  fileprivate var cardNumberField: String? {
    if CardNumber.isIn(id) { return "the prompt's id" }
    let holds = arguments.contains { CardNumber.isIn($0.key) || $0.value.holdsCardNumber }
    if holds { return "args" }
    if words.value?.buttons.contains(where: { CardNumber.isIn($0.id) }) == true { return "buttons" }
    if hidden.contains(where: CardNumber.isIn) { return "hide" }
    if let defaultButton, CardNumber.isIn(defaultButton) { return "default" }
    let offered = menus?.values.contains { $0.contains(where: CardNumber.isIn) }
    return offered == true ? "menus" : nil
  }

  /// Whether a cashier can leave this prompt; `stock` are the words of its id.
  ///
  /// A choice lives by its buttons alone; every other kind has an answer or a button of its own.
  fileprivate func isAnswerable(_ stock: PromptWords?) -> Bool {
    guard case .choose = kind, !mayCancel else { return true }
    let known = words.value?.over(stock).buttons ?? stock?.buttons ?? []
    return (buttons.isEmpty ? known.map(\.id) : buttons).contains { !hidden.contains($0) }
  }
}
