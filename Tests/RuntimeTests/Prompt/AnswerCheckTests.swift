import Testing

@testable import KassaRuntime

@Suite struct AnswerCheckTests {
  private func refusal(_ answer: Answer, _ prompt: Prompt) -> String? {
    do {
      try prompt.check(answer)
      return nil
    } catch { return error.description }
  }

  @Test(arguments: [
    (Answer.button("yes"), Prompts.of(.confirm, buttons: Prompts.yesNo)),
    (.cancel, Prompts.comment), (.amount(Prompts.money(41_000)), Prompts.cash),
    (.amount(Prompts.money(1_000_000)), Prompts.cash), (.button("back"), Prompts.cash),
    (.text("123456789012"), Prompts.rrn), (.text("дом 5, кв. 7"), Prompts.comment),
    (.text("+79161234567"), Prompts.contact), (.text("0000"), Prompts.pin),
    (.button("approved"), Prompts.outcome),
    (.action(.add(barcode: "4111111111111111", quantity: nil)), Prompts.sale),
    (.action(.remove(line: 7)), Prompts.sale), (.action(.contact(nil)), Prompts.sale),
    (.action(.discount(line: 7, Prompts.money(30_000))), Prompts.sale),
    (.action(.discountShare(line: 9, hundredths: 10_000)), Prompts.sale),
  ])
  func `counts what the prompt asks for`(answer: Answer, prompt: Prompt) {
    #expect(refusal(answer, prompt) == nil)
  }

  @Test(arguments: [
    (
      Answer.button("maybe"), Prompts.of(.confirm, buttons: Prompts.yesNo),
      "no such choice; choose one of: yes, no"
    ),
    (.cancel, Prompts.outcome, "this can't be cancelled; choose an answer"),
    (
      .text("approved"), Prompts.outcome, "expected: a button, got: a text; answer again"
    ),
    (.amount(.zero), Prompts.rrn, "expected: a text, got: an amount; answer again"),
    (
      .action(.remove(line: 1)), Prompts.cash,
      "expected: an amount, got: an action of the sale; answer again"
    ),
    (
      .amount(Prompts.money(40_999)), Prompts.cash,
      "the amount is out of range; type from 410.00\u{A0}₽ to 10,000.00\u{A0}₽"
    ),
    (.text("12345"), Prompts.rrn, "the length is wrong; type 12 characters"),
    (.text("12345678901x"), Prompts.rrn, "not only digits; type digits only"),
    (.text("12345678901٢"), Prompts.rrn, "not only digits; type digits only"),
    (.text("123"), Prompts.pin, "the length is wrong; type 4 to 8 characters"),
    (
      .text("8 916"), Prompts.contact,
      "neither a phone nor an e-mail address; type +7… or an address"
    ),
    (
      .text("a\u{7}b"), Prompts.comment,
      "the text has characters that can't be printed; type it again"
    ),
    (
      .text("4111 1111 1111 1111"), Prompts.comment,
      "this looks like a card number; take it out; card numbers are never kept"
    ),
    (
      .action(.search("4111111111111111")), Prompts.sale,
      "this looks like a card number; take it out; card numbers are never kept"
    ),
    (
      .action(.remove(line: 8)), Prompts.sale,
      "the receipt has no such line; choose a line of the receipt"
    ),
    (
      .action(.free(name: "Кофе", price: .zero)), Prompts.sale,
      "the amount is out of range; type from 0.01\u{A0}₽ to 9,999,999.00\u{A0}₽"
    ),
    (
      .action(.discount(line: 7, Prompts.money(30_001))), Prompts.sale,
      "the amount is out of range; type from 0.00\u{A0}₽ to 300.00\u{A0}₽"
    ),
    (
      .action(.discountShare(line: 7, hundredths: 10_001)), Prompts.sale,
      "the discount is out of range; type from 0 to 100 %"
    ),
    (
      .action(.contact("иван@почта.рф")), Prompts.sale,
      "neither a phone nor an e-mail address; type +7… or an address"
    ),
    (
      .action(.contact("4111111111111111@mail.ru")), Prompts.sale,
      "this looks like a card number; take it out; card numbers are never kept"
    ),
  ])
  func `says why an answer does not count`(answer: Answer, prompt: Prompt, expected: String) {
    #expect(refusal(answer, prompt) == expected)
  }

  @Test func `says it in Russian`() {
    #expect(
      AnswerError.amountOutOfRange(least: Prompts.money(1), most: Prompts.money(200)).text(.ru)
        == "сумма вне пределов; введите от 0,01\u{A0}₽ до 2,00\u{A0}₽")
    #expect(
      AnswerError.staleNumber(expected: 12).text(.ru)
        == "ответ на другой запрос, открыт запрос 12; ответьте на открытый")
  }
}

@Suite struct SpellingTests {
  @Test(
    arguments: [
      ("prise", "price"), ("NAME", "name"), ("nmae", "name"), ("barcod", "barcode"), ("x", nil),
      ("colour", nil), ("", nil), (String(repeating: "p", count: 100), nil),
    ] as [(String, String?)])
  func `finds a slip of the finger and nothing else`(typed: String, meant: String?) {
    #expect(Spelling.nearest(to: typed, among: ["barcode", "name", "price"]) == meant)
  }

  @Test(
    arguments: [
      ("usn", "; did you mean «usn_income» or «usn_income_outcome»?"),
      ("usn_incom", "; did you mean «usn_income»?"), ("es", "; did you mean «esn»?"), ("x", ""),
    ])
  func `means what begins so rather than what is near`(typed: String, hint: String) {
    let names = ["esn", "osn", "patent", "usn_income", "usn_income_outcome"]
    #expect(Spelling.hint(typed, among: names) == hint)
  }
}
