/// The fields every prompt takes, and how they become a request.
enum PromptFields {
  static var common: [Field] {
    [
      Field("1", .string, summary: "The prompt's id, by which stores override its words."),
      Field("title", .string, optional: true, summary: "Its title, over the words of the id."),
      Field("body", .string, optional: true, summary: "Its text, over the words of the id."),
      Field(
        "buttons", .list(.value), optional: true, summary: "Ids, or { id, label }, in order."),
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
  }

  /// Reads the fields of argument 1.
  static func request(
    _ call: borrowing Call, _ words: Words, _ language: Language, _ manner: Manner
  ) throws(ScriptError) -> PromptRequest {
    let fields = call.value(1)
    let id = fields["1"].string ?? ""
    guard words.find(language, id) != nil || fields["title"] != .null else {
      throw call.fail(
        "no prompt «\(id)»" + Spelling.hint(id, among: words.ids(.ru)),
        "give it a title, or words in «texts»")
    }
    guard let buttons = fields["buttons"] == .null ? [] : Words.buttons(fields["buttons"]) else {
      throw call.fail("buttons: a list of ids or { id, label } was expected")
    }
    let ids = buttons.map(\.id)
    guard Set(ids).count == ids.count else {
      throw call.fail("buttons: an id stands there twice", "give each button its own")
    }
    let inline =
      fields["title"] == .null && fields["body"] == .null && buttons.isEmpty
      ? nil
      : PromptWords(
        title: fields["title"].string, body: fields["body"].string, buttons: buttons)
    let request = PromptRequest(
      id: id, kind: manner.kind, arguments: fields["args"].record ?? [:],
      buttons: manner.hasOwnButtons ? ids : [],
      hidden: (fields["hide"].list ?? []).compactMap(\.string),
      defaultButton: fields["default"].string,
      mayCancel: manner.mayCancel && fields["cancel"].bool == true, use: manner.use,
      words: Unrecorded(inline))
    guard request.isAnswerable(words.find(language, id)) else {
      throw call.fail("«\(id)» has no button left and can't be cancelled", "give it a button")
    }
    return request
  }
}

extension PromptRequest {
  /// Whether a cashier can leave this prompt; `stock` are the words of its id.
  ///
  /// A choice lives by its buttons alone; every other kind has an answer or a button of its own.
  fileprivate func isAnswerable(_ stock: PromptWords?) -> Bool {
    guard case .choose = kind, !mayCancel else { return true }
    let known = words.value?.over(stock).buttons ?? stock?.buttons ?? []
    return (buttons.isEmpty ? known.map(\.id) : buttons).contains { !hidden.contains($0) }
  }
}
