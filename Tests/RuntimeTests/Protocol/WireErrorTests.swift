import Testing

@testable import KassaRuntime
@testable import kassa_run

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
    .answer(.noLine(1)), .answer(.shareOutOfRange), .answer(.staleNumber(expected: 1, got: 2)),
  ]

  @Test(arguments: every)
  func `says what happened and what to do, in one line`(error: WireError) {
    for language in Language.allCases {
      let (message, remedy) = (error.message(language), error.remedy(language))
      #expect(!message.isEmpty && !remedy.isEmpty)
      #expect(!"\(message)\(remedy)".contains("\n"))
    }
  }

  @Test func `suggests what was probably meant`() {
    let prompt = Prompts.of(.confirm, buttons: Prompts.yesNo, language: .en)
    let line = Array("{\"n\":12,\"anwser\":\"yes\"}".utf8)
    #expect(throws: WireError.unknownKey(suggestion: "answer", known: ["n", "answer", "cancel"])) {
      try WireAnswer(line: line, to: prompt)
    }
    #expect(
      WireError.unknownKey(suggestion: "answer", known: ["n", "answer", "cancel"]).message(.en)
        == "there is a key that is not known; did you mean «answer»?")
  }
}
