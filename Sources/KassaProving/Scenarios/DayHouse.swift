import KassaRuntime

/// How the scenarios that a store shares with others meet it: `day.house { … }` in `scenarios/house.lua`.
struct DayHouse: Sendable {
  /// What the store asks beside the stock prompts, by the prompt's id, and how it is answered; `false`
  /// leaves the prompt.
  var answers: [String: Value] = [:]
  /// The prompt at which no customer is served, where that is no sale.
  var rest: String?

  static let fields = [
    Field(
      "answers", .map(.value), optional: true,
      summary:
        "What the store asks beside the stock prompts: a prompt's id and its answer, a button's id, "
        + "an amount in kopecks, what is typed, or `false` to leave it."),
    Field(
      "price", .money, optional: true, summary: "What one thing costs; 500 ₽ without.",
      unit: "kopecks"),
    Field(
      "total", .function, optional: true,
      summary:
        "`total(sum, tender)`: what goods of that sum come to, in kopecks, with the store's discounts "
        + "and rounding; tender is \"card\", \"cash\" or \"split\"."),
    Field(
      "sell", .function, optional: true,
      summary: "`sell(price)`: puts one thing on the receipt, where that is not at a free price."),
    Field(
      "pay", .function, optional: true,
      summary: "`pay(tender)`: begins the payment, where that is no button of the sale."),
    Field(
      "rest", .string, optional: true,
      summary: "The prompt at which nobody is served, by its id, where that is not the sale."),
  ]

  /// Takes over what `description` says.
  mutating func merge(_ description: Value) {
    if case .record(let answers) = description["answers"] {
      self.answers.merge(answers) { _, new in new }
    }
    rest = description["rest"].string ?? rest
  }

  /// What the store answers to `prompt` of its own; nil for one that the scenario must answer.
  func answer(to prompt: Prompt) -> Answer? {
    switch answers[prompt.id] {
    case nil, .null?: nil
    case .bool(false)?: .cancel
    case .bool(true)?: .button("yes")
    case let value?: DayAnswer.answer(value, to: prompt)
    }
  }
}
