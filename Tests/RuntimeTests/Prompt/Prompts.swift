@testable import KassaRuntime

/// Prompts for tests of answers and front ends.
enum Prompts {
  static func money(_ kopecks: Int64) -> Money { Money(checked: kopecks) }

  static let yesNo = [Button(id: "yes", label: "Да"), Button(id: "no", label: "Нет")]

  static func of(
    _ kind: PromptKind, number: Int = 12, buttons: [Button] = [], defaultButton: String? = nil,
    mayCancel: Bool = false, quiet: Int = 0, language: Language = .ru,
    title: String = "Проверка", body: String = "", effect: PromptEffect? = nil
  ) -> Prompt {
    Prompt(
      number: number, id: "test", kind: kind, title: title, body: body, buttons: buttons,
      defaultButton: defaultButton, mayCancel: mayCancel, quietMilliseconds: quiet,
      language: language, effect: effect)
  }

  static let outcome = of(
    .outcome(
      OutcomeQuestion(
        operation: .charge, amount: money(123_450), terminal: "ВТБ",
        since: Moment(milliseconds: 1_795_000_000_000))),
    buttons: [
      Button(id: "approved", label: "Одобрено"), Button(id: "declined", label: "Отказ"),
      Button(id: "unknown", label: "Не знаю"),
    ], effect: PromptEffect(.payment, amount: money(123_450), terminal: "ВТБ"))

  static let slipAmount = of(
    .amount(AmountRule(least: money(1), most: money(1_000_000))),
    buttons: [Button(id: "none", label: "Слипа нет")])

  static let cash = of(
    .amount(
      AmountRule(
        least: money(41_000), most: money(1_000_000), offered: [money(41_000), money(50_000)])),
    buttons: [Button(id: "back", label: "Назад")], mayCancel: true,
    effect: PromptEffect(.payment, amount: money(41_000)))

  static let rrn = of(
    .text(TextRule(format: .digits, least: 12, most: 12)),
    buttons: [Button(id: "none", label: "RRN нет")])

  static let finds = of(
    .text(TextRule(format: .free, narrows: true)),
    buttons: [Button(id: "a", label: "Гвозди 3х20"), Button(id: "b", label: "Гвозди 3х100")],
    mayCancel: true)

  static let count = of(
    .count(
      CountRule([
        CountRule.Field("note_1000", .pieces, label: "1 000 ₽", worth: money(100_000)),
        CountRule.Field("coins", .amount, label: "Монеты"),
      ])), mayCancel: true, effect: PromptEffect(.counting))

  static let comment = of(.text(TextRule(format: .free, least: 1, most: 20)), mayCancel: true)
  static let contact = of(.text(TextRule(format: .contact, least: 1, most: 64)))
  static let pin = of(.secret(TextRule(format: .digits, least: 4, most: 8)))

  static let sale = of(
    .sale(
      SaleView(
        lines: [line(7, "Кофе", 30_000), line(9, "Круассан", 11_000)], total: money(41_000),
        paid: .zero, contact: nil, cashier: "Анна", parked: 1, matters: 0)),
    buttons: [
      Button(id: "cashless", label: "Безналичными"), Button(id: "cash", label: "Наличными"),
      Button(id: "park", label: "Отложить"),
    ])

  /// The next sales: the second line is gone, then there is another.
  static let saleWithout = sale(13, [line(7, "Кофе", 30_000)], 30_000)
  static let saleWith = sale(14, [line(7, "Кофе", 30_000), line(10, "Чай", 9_000)], 39_000)

  private static func sale(_ number: Int, _ lines: [SaleView.Line], _ total: Int64) -> Prompt {
    let view = SaleView(
      lines: lines, total: money(total), paid: .zero, contact: nil, cashier: "Анна", parked: 1,
      matters: 0)
    return Prompt(
      number: number, id: "test", kind: .sale(view), title: "Проверка", body: "", buttons: [],
      defaultButton: nil, mayCancel: false, quietMilliseconds: 0, language: .ru, effect: nil)
  }

  static let emptySale = of(
    .sale(
      SaleView(
        lines: [], total: .zero, paid: .zero, contact: nil, cashier: "Анна", parked: 0, matters: 0))
  )

  private static func line(_ id: Int, _ name: String, _ sum: Int64) -> SaleView.Line {
    SaleView.Line(
      id: id, name: name, price: money(sum), quantity: .one, measure: .piece, discount: .zero,
      sum: money(sum))
  }
}
