import Testing

@testable import KassaRuntime
@testable import kassa_run

@Suite struct PromptViewTests {
  private func lines(_ prompt: Prompt, columns: Int = 60, complaint: String? = nil) -> [String] {
    PromptView(style: .plain, columns: columns, rows: 24, language: prompt.language)
      .lines(prompt, complaint: complaint)
  }

  @Test func `shows amount and terminal of an outcome whatever the store writes`() {
    #expect(
      lines(Prompts.outcome) == [
        String(repeating: "─", count: 60), "Проверка", "  ╔════════════════════╗",
        "  ║     1\u{A0}234,50\u{A0}₽     ║  ОПЛАТА", "  ╚════════════════════╝", "  → ВТБ",
        "  [1] Одобрено   [2] Отказ   [3] Не знаю",
      ])
  }

  @Test func `shows the till's own line of every prompt about money`() {
    let long = String(repeating: "Очень длинное слово\n", count: 500)
    let effect = PromptEffect(.refund, amount: Prompts.money(5_000))
    let void = OutcomeQuestion(
      operation: .void, amount: Prompts.money(5_000), terminal: "ВТБ",
      since: Moment(milliseconds: 0))
    for (prompt, line) in [
      (Prompts.cash, "  → Оплата 410,00\u{A0}₽"),
      (
        Prompts.of(.choose, title: long, body: long, effect: effect),
        "  → Возврат 50,00\u{A0}₽"
      ),
      (Prompts.of(.outcome(void), effect: effect), "ВОЗВРАТ"),
    ] {
      let shown = lines(prompt)
      #expect(shown.contains { $0.hasSuffix(line) }, "\(shown)")
      #expect(shown.count <= 24)
    }
  }

  @Test func `keeps the amount on the screen, however long the words are`() {
    let long = String(repeating: "Очень длинное слово\n", count: 500)
    let buttons = (1...PromptWords.buttonsMax).map { Button(id: "\($0)", label: "\($0) \(long)") }
    let prompt = Prompts.of(Prompts.outcome.kind, buttons: buttons, title: long, body: long)
    let shown = lines(prompt)
    #expect(shown.count <= 24 && !shown.contains { $0.contains("\n") })
    #expect(shown.contains { $0.contains("1\u{A0}234,50\u{A0}₽") })
    #expect(shown.contains { $0.contains("ВТБ") })
  }

  @Test func `shows the receipt, what waits, and how to go on`() {
    #expect(
      lines(Prompts.sale, complaint: "нет такого товара") == [
        String(repeating: "─", count: 60), "Проверка", "  Анна · отложено: 1",
        "   1  Кофе                     1 шт × 300,00\u{A0}₽      300,00\u{A0}₽",
        "   2  Круассан                 1 шт × 110,00\u{A0}₽      110,00\u{A0}₽",
        "                                             ИТОГО  410,00\u{A0}₽",
        "  [F1] Безналичными   [F2] Наличными   [F3] Отложить", "! нет такого товара",
        "штрихкод · поиск · 2*код · *3\u{A0}количество · -\u{A0}убрать ·",
        "%10\u{A0}и\u{A0}-50р\u{A0}скидка · 199,50\u{A0}Кофе · #1\u{A0}-\u{A0}строка\u{A0}1 ·",
        "+79…\u{A0}чек\u{A0}на\u{A0}телефон",
      ])
  }

  @Test(arguments: [Language.ru, .en])
  func `names no key that a pipe does not have`(language: Language) {
    let view = PromptView(
      style: .plain, columns: 100, rows: 24, language: language, keys: .typed)
    let shown = [Prompts.sale, Prompts.cash, Prompts.rrn].map { view.lines($0).joined() }
    for text in shown {
      #expect(!text.contains("F1"))
      #expect(text.contains("/1"))
    }
    #expect(shown[0].contains("[/1] Безналичными   [/2] Наличными   [/3] Отложить"))
  }

  @Test(arguments: [40, 57, 80, 200])
  func `stays within the screen`(columns: Int) {
    let long = String(repeating: "Очень длинное название ", count: 20)
    let buttons = (1...12).map { Button(id: "\($0)", label: long) }
    let prompts =
      [Prompts.sale, Prompts.outcome, Prompts.cash, Prompts.rrn]
      + [Prompts.of(.choose, buttons: buttons, mayCancel: true, body: long)]
    for line in prompts.flatMap({ lines($0, columns: columns, complaint: long) }) {
      #expect(line.columns <= columns, "\(line)")
    }
  }

  @Test func `lets no text of a store reach the terminal's controls`() {
    let body = "a\u{1B}[2Jb\u{7}\u{9B}c\u{202E}d\ne"
    let prompt = Prompts.of(
      .tell, buttons: [Button(id: "ok", label: "\u{1B}]0;x\u{7}OK")], body: body)
    let shown = lines(prompt).joined(separator: "\n")
    #expect(shown.contains("a[2Jbcd\ne"))
    #expect(shown.contains("[1] ]0;xOK"))
    #expect(!shown.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{7}" || $0 == "\u{202E}" })
  }

  /// A screen of 60×20, and how far one scrolls to see the last of what there is to choose.
  @Test(arguments: Language.allCases)
  func `on a small screen title and every choice can be reached`(language: Language) {
    let view = PromptView(style: .plain, columns: 59, rows: 20, language: language)
    let buttons = (1...50).map { Button(id: "\($0)", label: "Чек \($0)") }
    let body = String(repeating: "Очень длинный текст ", count: 100)
    for prompt in [
      Prompts.of(.choose, buttons: buttons, mayCancel: true, language: language, body: body),
      Prompts.of(
        .text(TextRule(format: .free, narrows: true)), buttons: buttons, mayCancel: true,
        language: language),
    ] {
      let page = view.choicesShown(prompt, complaint: nil)
      var seen: Set<Int> = []
      for first in Array(stride(from: 0, to: 50 - page, by: page)) + [50 - page] {
        let lines = view.lines(prompt, firstChoice: first)
        #expect(lines.count <= 19 && lines.contains("Проверка"))
        seen.formUnion(
          (1...50).filter { number in lines.contains { $0.hasPrefix("  [\(number)] ") } })
      }
      #expect(seen.count == 50)
    }
  }

  @Test func `a sale on a small screen keeps title, total and every button`() {
    let names = [
      "Безналичными", "Наличными", "Часть картой", "Отложить", "Отложенные", "Очистить",
      "Настройки", "Закрыть смену", "Выйти", "Другой терминал",
    ]
    let line = { (id: Int) in
      SaleView.Line(
        id: id, name: "Сэндвич с индейкой и сыром на тосте", price: Prompts.money(32_000),
        quantity: .one, measure: .piece, discount: .zero, sum: Prompts.money(32_000))
    }
    let sale = SaleView(
      lines: (1...40).map(line), total: Prompts.money(1_280_000), paid: .zero, contact: nil,
      cashier: "Анна", parked: 1, matters: 1)
    let view = PromptView(style: .plain, columns: 59, rows: 20, language: .ru)
    let lines = view.lines(
      Prompts.of(.sale(sale), buttons: names.map { Button(id: $0, label: $0) }), complaint: "нет")
    #expect(lines.count <= 19 && lines.contains("Проверка"))
    #expect(lines.contains { $0.contains("ИТОГО  12") })
    for name in names { #expect(lines.joined().contains(name)) }
    #expect(!lines.contains { $0.contains("отложено") })
  }

  @Test func `hides the top of a long receipt, not its total`() throws {
    let line = { (id: Int) in
      SaleView.Line(
        id: id, name: "Булка", price: Prompts.money(100), quantity: .one, measure: .piece,
        discount: .zero, sum: Prompts.money(100))
    }
    let view = SaleView(
      lines: (1...1000).map(line), total: Prompts.money(100_000), paid: Prompts.money(5_000),
      contact: "a@b.ru", cashier: "Анна", parked: 0, matters: 2)
    let shown = lines(Prompts.of(.sale(view)))
    #expect(shown.count < 24)
    #expect(shown.contains { $0.hasPrefix("  … выше ещё 98") })
    #expect(shown.contains("  незавершённых: 2"))
    #expect(shown.contains { $0.contains("1000  Булка") })
    #expect(shown.contains { $0.hasSuffix("оплачено 50,00\u{A0}₽   ИТОГО  1\u{A0}000,00\u{A0}₽") })
  }

  /// What the last line of a prompt says can be done can be done there.
  static let helps: [(prompt: Prompt, help: String)] = [
    (Prompts.pin, "цифры, Enter"),
    (Prompts.cash, "сумма: 199,50 или 200 · буква или F1… — вариант · Esc — отмена"),
    (Prompts.of(.text(TextRule(format: .free)), buttons: []), "текст, Enter"),
    (
      Prompts.of(.text(TextRule(format: .digits)), buttons: Prompts.yesNo, quiet: 700),
      "цифры, Enter · F1… — вариант"
    ),
  ]

  @Test(arguments: helps.indices)
  func `the help names no choice where there is none, and no letter about money`(index: Int) {
    let (prompt, help) = Self.helps[index]
    let view = PromptView(style: .plain, columns: 100, rows: 24, language: .ru)
    #expect(view.lines(prompt).last == help)
  }
}
