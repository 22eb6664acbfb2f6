/// The questions about an open attempt: their answers are evidence, and Swift makes it of them.
enum TerminalQuestions {
  /// Evidence has no default and can't be cancelled; a store labels and orders its buttons.
  static func manner(_ kind: RequestKind, _ use: AnswerUse = .script) -> PromptFields.Manner {
    PromptFields.Manner(kind: kind, use: use, hasOwnButtons: false, mayCancel: false)
  }

  static func functions(_ port: any FlowPort, _ words: Words) -> [HostFunction] {
    [
      question(port, words, "ask", "Asks again what the terminal did.") { id in
        manner(.outcome(attempt: id), .outcome(attempt: id))
      },
      question(port, words, "slip_amount", "Asks for the amount on the slip.") { id in
        let rule = AmountRule(least: Money(checked: 1), most: Money(checked: Money.kopecksMax))
        return manner(.amount(rule: rule), .slipAmount(attempt: id))
      },
      question(port, words, "slip_number", "Asks for the RRN on the slip.") { id in
        let rule = TextRule(format: .digits, least: 12, most: 12)
        return manner(.text(rule: rule), .slipNumber(attempt: id))
      },
      question(port, words, "slip_verdict", "Asks what to do about a slip of another amount.") {
        manner(.choose, .slipVerdict(attempt: $0))
      },
      question(port, words, "void_mismatch", "Asks whether such a charge was undone.") {
        manner(.outcome(attempt: $0), .mismatchVoided(attempt: $0))
      },
      question(port, words, "return_difference", "Asks whether the difference went back.") {
        manner(.outcome(attempt: $0), .differenceReturned(attempt: $0))
      },
    ]
  }

  private static func question(
    _ port: any FlowPort, _ words: Words, _ name: String, _ summary: String,
    _ manner: @escaping (Int) -> PromptFields.Manner
  ) -> HostFunction {
    HostFunction(
      name, summary: summary, parameters: PromptFields.parameter(),
      returns: [
        Returned("answer", "any", summary: "What was said; see attempt() for what it means."),
        Returned("button", "string?", summary: "The button taken instead."),
      ], waits: true
    ) { (call) throws(ScriptError) in
      guard let attempt = port.receipt.openAttempt else {
        throw call.fail("no attempt is open", "call terminal.charge first")
      }
      let request = try PromptFields.request(
        call, words, port.language, manner(attempt.id))
      return try call.wait(port, .prompt(request))
    }
  }
}
