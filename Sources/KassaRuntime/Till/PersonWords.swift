/// The till's own words for who stands at it: it asks them before any script has a say.
struct PersonWords {
  let language: Language
  /// Whether it is asked because whoever stood here has left, not because the till was started.
  var isLeft = false

  /// The prompts of these words, and of the others that the till asks itself.
  static let ids: Set<String> = [
    "person.who", "person.pin", "person.new_pin", "person.repeat_pin", "person.no_pin",
    "rights.who", "rights.pin", "rights.absent", "till.behind",
  ]

  private func say(_ russian: String, _ english: String) -> String {
    switch language {
    case .ru: russian
    case .en: english
    }
  }

  static func wrongPIN(_ language: Language) -> String {
    PersonWords(language: language).say("PIN не подошёл", "the PIN is not right")
  }

  /// How somebody gets the first PIN of a role above a cashier's: not by a command, which no running till lets
  /// anybody type.
  func given(_ name: String) -> String { "\(missing(name)). \(giver)" }

  private func missing(_ name: String) -> String {
    say("\(name): PIN ещё не выдан", "\(name) has no PIN yet")
  }

  private var giver: String {
    say(
      "Его выдаёт тот, кто настраивает кассу, пока она выключена",
      "Whoever sets the till up gives it while the till is stopped")
  }

  /// What waits for whoever answers.
  func open(_ question: OutcomeQuestion, age: String) -> String {
    let amount = question.amount.text(language)
    let what =
      switch question.operation {
      case .charge: say("Оплата", "Payment")
      case .void: say("Отмена", "Void")
      case .refund: say("Возврат", "Refund")
      }
    return say(
      "\(what) \(amount), \(question.terminal), \(age) назад: результат неизвестен",
      "\(what) \(amount), \(question.terminal), \(age) ago: its outcome is not known")
  }

  func who(_ people: People, number: Int, about open: String?) -> Prompt {
    Prompt(
      number: number, id: "person.who", kind: .choose,
      title: say("Кто за кассой?", "Who is at the till?"), body: body(open),
      buttons: people.names.map { Button(id: $0, label: $0) }, language: language)
  }

  /// - Parameter isAlone: whether the store names nobody else who could stand here.
  func pin(_ name: String, number: Int, isAlone: Bool, about open: String?) -> Prompt {
    let other = Button(id: "other", label: say("Другой человек", "Somebody else"))
    return Prompt(
      number: number, id: "person.pin", kind: .secret(PromptModule.pinRule),
      title: "\(name): PIN", body: body(open), buttons: isAlone ? [] : [other], language: language)
  }

  func newPIN(_ name: String, number: Int, about open: String?) -> Prompt {
    Prompt(
      number: number, id: "person.new_pin", kind: .secret(PromptModule.pinRule),
      title: say("\(name): придумайте PIN", "\(name): choose a PIN"),
      body: body(open) + "\n"
        + say("От 4 до 12 цифр; только для этой кассы", "4 to 12 digits; for this till only"),
      buttons: [], mayCancel: true, language: language)
  }

  func repeatedPIN(_ name: String, number: Int) -> Prompt {
    Prompt(
      number: number, id: "person.repeat_pin", kind: .secret(PromptModule.pinRule),
      title: say("\(name): PIN ещё раз", "\(name): PIN again"), body: "", buttons: [],
      mayCancel: true, language: language)
  }

  /// Nobody chooses it in their place: who has the role gives it, or `kassa-run people pin`, which no cashier types
  /// and no till that runs lets anybody type.
  func noPIN(_ name: String, number: Int) -> Prompt {
    Prompt(
      number: number, id: "person.no_pin", kind: .tell,
      title: missing(name),
      body: "\(giver). " + say("Дальше пойдёт другой", "Somebody else goes on"),
      buttons: [Button(id: "ok", label: say("Понятно", "OK"))], language: language)
  }

  private func body(_ open: String?) -> String {
    let restarted =
      isLeft
      ? say("Дальше — тот, кто теперь за кассой", "Whoever is at the till now goes on")
      : say("Касса перезапустилась", "The till restarted")
    return open.map { "\(restarted)\n\($0)" } ?? restarted
  }
}

extension Prompt {
  /// Whether the till asks it itself, outside any flow: no entry of the journal has it.
  package var isOfTheTill: Bool { PersonWords.ids.contains(id) }
}
