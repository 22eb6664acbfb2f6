import Testing

@testable import KassaRuntime
@testable import KassaWire

@Suite struct WireErrorTests {
  static let every: [WireError] = [
    .json(.notUTF8), .json(.unexpected(column: 1)), .json(.unfinished), .json(.fraction(column: 1)),
    .json(.numberTooLarge(column: 1)), .json(.doubledKey(column: 1)), .json(.tooDeep(column: 1)),
    .lineTooLong(bytesMax: 1), .notARecord, .missing("n"),
    .unknownKey(suggestion: nil, known: ["n"]), .wrongType(key: "n", expected: "a whole number"),
    .both("amount", "percent"), .unknownAction(suggestion: "add", known: ["add"]),
    .money(key: "price", .empty), .answer(.notOneOfTheButtons(offered: [])),
    .answer(.wrongKind(expected: .button, got: .text)), .answer(.mayNotCancel),
    .answer(.amountOutOfRange(least: .zero, most: .zero)), .answer(.textLength(least: 1, most: 2)),
    .answer(.notDigits), .answer(.notAContact), .answer(.notPrintable), .answer(.cardNumber),
    .answer(.noLine(1)), .answer(.shareOutOfRange), .answer(.staleNumber(expected: 1)),
    .answer(.notOneOfTheFields(offered: ["cash"])), .answer(.piecesOutOfRange(most: 9)),
    .answer(.notACode), .answer(.tooSoon(seconds: 5)), .answer(.refused(rule: "касса закрыта")),
  ]

  @Test(arguments: every)
  func `says in English what happened and what to do, in one line each`(error: WireError) {
    #expect(!error.message.isEmpty && !error.remedy.isEmpty)
    #expect(!"\(error.message)\(error.remedy)".contains("\n"))
    #expect(!"\(error.message)\(error.remedy)".contains(/[а-яё]/.ignoresCase()))
  }

  @Test(arguments: every)
  func `says to a cashier only what a person can cause, in their language`(error: WireError) {
    let codes = [
      "out_of_range", "text_length", "not_a_code", "not_digits", "not_a_contact", "not_printable",
      "card_number", "too_soon", "refused", "number",
    ]
    #expect((error.text(.ru) != nil) == codes.contains(error.code))
    guard let text = error.text(.ru) else { return }
    #expect(text.contains(/[а-яё]/.ignoresCase()) && !text.contains("\n"))
    #expect(error.text(.en)?.contains(/[а-яё]/.ignoresCase()) == false || error.code == "refused")
  }

  @Test func `suggests what was probably meant`() {
    let prompt = Prompts.of(.confirm, buttons: Prompts.yesNo, language: .en)
    let line = Array("{\"n\":12,\"anwser\":\"yes\"}".utf8)
    #expect(throws: WireError.unknownKey(suggestion: "answer", known: ["n", "answer", "cancel"])) {
      try WireAnswer(line: line, to: prompt)
    }
    #expect(
      WireError.unknownKey(suggestion: "answer", known: ["n", "answer", "cancel"]).message
        == "there is a key that is not known; did you mean «answer»?")
  }
}
