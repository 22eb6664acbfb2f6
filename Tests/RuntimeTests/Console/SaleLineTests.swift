import Testing

@testable import KassaRuntime
@testable import kassa_run

@Suite struct SaleLineTests {
  private static func quantity(_ millionths: Int64) -> Quantity? {
    try? Quantity(millionths: millionths)
  }

  private func answer(_ line: String, _ prompt: Prompt = Prompts.sale) -> Result<
    Answer, LineProblem
  > {
    do { return .success(try LineAnswer.of(line, to: prompt)) } catch { return .failure(error) }
  }

  @Test(
    arguments: [
      ("4600000000015", .action(.typed("4600000000015"))), ("101", .action(.typed("101"))),
      ("8", .action(.typed("8"))), ("1", .action(.typed("1"))), ("б", .action(.typed("б"))),
      ("park", .action(.typed("park"))), ("7 Days", .action(.typed("7 Days"))),
      ("2*капу", .action(.search("капу", quantity: quantity(2_000_000)))),
      ("10%", .action(.discountShare(line: 9, hundredths: 1000))),
      ("#1 10 %", .action(.discountShare(line: 7, hundredths: 1000))),
      ("Сок 100%", .action(.typed("Сок 100%"))), ("брус 2*3", .action(.typed("брус 2*3"))),
      ("+7 (916) 123-45-67", .action(.contact("+7 (916) 123-45-67"))),
      ("89161234567", .action(.typed("89161234567"))), ("199,50", .action(.typed("199,50"))),
      ("2*4600000000015", .action(.add(barcode: "4600000000015", quantity: quantity(2_000_000)))),
      ("0,354 * 46", .action(.add(barcode: "46", quantity: quantity(354_000)))),
      ("кофе зел", .action(.typed("кофе зел"))), ("?7up", .action(.search("7up"))),
      ("7up", .action(.typed("7up"))), ("199,50 Кофе", .action(.typed("199,50 Кофе"))),
      ("-", .action(.remove(line: 9))), ("#1 -", .action(.remove(line: 7))),
      ("*3", .action(.quantity(line: 9, Quantity.one))),
      ("%10", .action(.discountShare(line: 9, hundredths: 1000))),
      ("-10,5%", .action(.discountShare(line: 9, hundredths: 1050))),
      ("-50р", .action(.discount(line: 9, Prompts.money(5_000)))),
      ("#1 -1,50 руб.", .action(.discount(line: 7, Prompts.money(150)))),
      ("-5r", .action(.discount(line: 9, Prompts.money(500)))),
      ("+79161234567", .action(.contact("+79161234567"))), ("+", .action(.contact(nil))),
      ("a@b.ru", .action(.contact("a@b.ru"))), ("/1", .button("cashless")),
      ("Наличными", .button("cash")), ("/2", .button("cash")),
      ("отложить", .button("park")), ("esc", .cancel), ("\u{1B}", .cancel),
    ] as [(String, Answer)])
  func `understands what a cashier types`(line: String, meant: Answer) throws {
    var meant = meant
    if line == "*3", let three = Self.quantity(3_000_000) {
      meant = .action(.quantity(line: 9, three))
    }
    #expect(answer(line) == .success(meant))
    #expect(answer("  \(line) ") == .success(meant))
  }

  @Test(
    arguments: [
      ("", .empty), ("*0", .number(.quantityZero, .quantity)),
      ("*x", .number(.unexpected("x", position: 1), .quantity)), ("-5", .notACommand),
      ("#3 -", .noSuchLine(count: 2)),
      ("#0 -", .noSuchLine(count: 2)), ("#", .noSuchLine(count: 2)), ("#1", .lineWithoutCommand(1)),
      ("#1 кофе", .notACommand), ("?", .notACommand), ("2*", .notACommand), ("/9", .noSuchChoice),
      ("%", .number(.empty, .percent)),
      ("%99999999999999999999", .number(.overLimit, .percent)), ("-р", .number(.empty)),
    ] as [(String, LineProblem)])
  func `says what it can't understand`(line: String, problem: LineProblem) {
    #expect(answer(line) == .failure(problem))
  }

  @Test(arguments: ["-", "*3", "%10", "-50р"])
  func `has no last line in an empty receipt`(line: String) {
    #expect(answer(line, Prompts.emptySale) == .failure(.receiptEmpty))
  }
}

@Suite struct LineAnswerTests {
  @Test(
    arguments: [
      ("199,50", Prompts.slipAmount, .amount(Prompts.money(19_950))),
      ("199.5", Prompts.slipAmount, .amount(Prompts.money(19_950))),
      ("200", Prompts.slipAmount, .amount(Prompts.money(20_000))),
      ("Слипа нет", Prompts.slipAmount, .button("none")),
      ("/3", Prompts.cash, .amount(Prompts.money(50_000))), ("/1", Prompts.cash, .button("back")),
      ("632200123456", Prompts.rrn, .text("632200123456")), ("r", Prompts.rrn, .button("none")),
      ("без сахара ", Prompts.comment, .text("без сахара")), ("0000", Prompts.pin, .text("0000")),
      (" 12 ", Prompts.pin, .text(" 12 ")), ("2", Prompts.outcome, .button("declined")),
      ("не знаю", Prompts.outcome, .button("unknown")),
      ("2", Prompts.finds, .button("b")), ("6х90", Prompts.finds, .text("6х90")),
      ("9", Prompts.finds, .text("9")),
      ("", Prompts.of(.confirm, buttons: Prompts.yesNo, defaultButton: "no"), .button("no")),
      ("Esc", Prompts.comment, .cancel),
    ] as [(String, Prompt, Answer)])
  func `reads a line as its prompt means it`(line: String, prompt: Prompt, meant: Answer) throws {
    #expect(try LineAnswer.of(line, to: prompt) == meant)
  }

  @Test(
    arguments: [
      ("", Prompts.outcome, .empty), ("", Prompts.cash, .empty),
      ("5", Prompts.outcome, .noSuchChoice),
      ("да", Prompts.outcome, .noSuchChoice), ("о", Prompts.outcome, .noSuchChoice),
      ("unknown", Prompts.outcome, .noSuchChoice),
      ("1,999", Prompts.cash, .number(.tooManyDecimals(max: 2))),
      ("0", Prompts.outcome, .noSuchChoice), ("x", Prompts.rrn, .noSuchChoice),
    ] as [(String, Prompt, LineProblem)])
  func `says what is wrong with a line`(line: String, prompt: Prompt, problem: LineProblem) {
    #expect(throws: problem) { try LineAnswer.of(line, to: prompt) }
  }

  @Test(arguments: [
    (LineProblem.empty, "ничего не введено; введите ответ", "nothing was typed; type an answer"),
    (
      .noSuchLine(count: 2), "такой строки нет; в чеке строк: 2",
      "no such line; the receipt has 2"
    ),
  ])
  func `has words in both languages`(problem: LineProblem, russian: String, english: String) {
    #expect(ConsoleWords(language: .ru).problem(problem) == russian)
    #expect(ConsoleWords(language: .en).problem(problem) == english)
  }
}
