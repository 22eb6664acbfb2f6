/// Where buttons stand, and what long presses on them offer.
extension PromptFields {
  static var menus: Field {
    Field(
      "menus", .map(.value), optional: true,
      summary: "By a button's id what a long press on it offers: { id, label }, in order.")
  }

  static var places: Field { places(placesOfScripts) }

  /// A sale has no list to go on from.
  static var placesOfSale: Field { places(placesOfScripts.filter { $0 != .next }) }

  private static func places(_ known: [ButtonPlace]) -> Field {
    Field(
      "places", .map(.oneOf(known.map(\.rawValue))), optional: true,
      summary: "By a button's id where it stands on a screen.")
  }

  static var chosen: Field {
    Field(
      "chosen", .string, optional: true,
      summary: "Which of the buttons is chosen so far: it bears a check mark.")
  }

  static func addChosen(
    _ value: Value, to request: inout PromptRequest, _ call: borrowing Call, _ port: any FlowPort
  ) throws(ScriptError) {
    guard let id = value.string else { return }
    guard !isAboutMoney(request, port) else {
      throw call.fail(
        "«\(request.id)» is about money, so nothing in it is chosen beforehand",
        "leave «chosen» out")
    }
    let worded = port.words.find(port.language, request.id)?.buttons.map(\.id) ?? []
    let offered = request.buttons.isEmpty ? worded : request.buttons
    guard offered.contains(id) else {
      throw call.fail(
        "chosen: no button «\(id)» is there" + Spelling.hint(id, among: offered),
        "name one of «buttons»")
    }
    request.chosen = Unrecorded(id)
  }

  /// What says what happened to money, and the way out, the till places itself.
  private static let placesOfScripts = ButtonPlace.allCases.filter {
    $0 != .outcome && $0 != .wayOut
  }

  static func addPlaces(
    _ value: Value, to request: inout PromptRequest, _ call: borrowing Call, _ port: any FlowPort
  ) throws(ScriptError) {
    guard let places = value.record, !places.isEmpty else { return }
    guard !isAboutMoney(request, port) else {
      throw call.fail(
        "«\(request.id)» is about money, so the till places its buttons", "leave «places» out")
    }
    guard places.count <= choicesMax else {
      throw call.fail("places: at most \(choicesMax) were expected", "name buttons there are")
    }
    request.places = Unrecorded(
      places.compactMapValues { $0.string.flatMap(ButtonPlace.init(rawValue:)) })
  }

  /// Gives `request` the menus of its buttons.
  ///
  /// A prompt about money has none: what is pressed there stands in sight, each at its own place.
  static func addMenus(
    _ value: Value, to request: inout PromptRequest, _ call: borrowing Call, _ port: any FlowPort
  ) throws(ScriptError) {
    guard let given = value.record, !given.isEmpty else { return }
    guard !isAboutMoney(request, port) else {
      throw call.fail(
        "«\(request.id)» is about money, so its buttons have no menus",
        "offer what they hold as buttons")
    }
    var (menus, labels): ([String: [String]], [String: String]) = ([:], [:])
    for (button, items) in given.sorted(by: { $0.key < $1.key }) {
      guard request.buttons.contains(button) else {
        throw call.fail(
          "menus: no button «\(button)» is there" + Spelling.hint(button, among: request.buttons),
          "name one of «buttons»")
      }
      menus[button] = try menu(items, of: button, beside: request, &labels, call, port.language)
    }
    guard labels.count <= choicesMax else {
      throw call.fail("menus: at most \(choicesMax) choices were expected", "ask in steps")
    }
    request.menus = menus
    request.menuLabels = Unrecorded(labels)
  }

  /// The ids of one menu; their labels go to `labels`.
  private static func menu(
    _ items: Value, of button: String, beside request: PromptRequest,
    _ labels: inout [String: String], _ call: borrowing Call, _ language: Language
  ) throws(ScriptError) -> [String] {
    guard let read = Words.buttons(items, in: language), !read.isEmpty,
      read.count <= PromptWords.buttonsMax, read.allSatisfy({ !$0.label.isEmpty })
    else {
      throw call.fail(
        "menus.\(button): 1 to \(PromptWords.buttonsMax) of { id, label } were expected")
    }
    for item in read {
      let isOwn = request.buttons.contains(item.id) || item.id == PromptRequest.wayOutButton
      guard !isOwn, labels.updateValue(item.label, forKey: item.id) == nil else {
        throw call.fail(
          "menus.\(button): «\(item.id)» is offered there already", "give each an id of its own")
      }
    }
    return read.map(\.id)
  }

  private static func isAboutMoney(_ request: PromptRequest, _ port: any FlowPort) -> Bool {
    MoneyPrompts.row(request.id, port.providers) != nil
      || MoneyPrompts.choice(request.id) != nil || MoneyPrompts.leadsToMoney(request.id)
      || request.use != .script
  }
}
