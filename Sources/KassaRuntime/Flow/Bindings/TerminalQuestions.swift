/// The questions about an open attempt: their answers are evidence, and Swift makes it of them.
enum TerminalQuestions {
  /// Evidence has no default and can't be cancelled; a store labels and orders its buttons.
  static func manner(
    _ kind: RequestKind, _ asked: MoneyPrompts.Asked, _ use: AnswerUse = .script
  ) -> PromptFields.Manner {
    PromptFields.Manner(
      kind: kind, use: use, hasOwnButtons: false, mayCancel: false, asked: asked)
  }

  static func functions(_ port: any FlowPort) -> [HostFunction] {
    [
      question(port, "ask", "Asks again what the terminal did.") { attempt in
        manner(
          .outcome(attempt: attempt.id),
          MoneyPrompts.Asked(asker: .ask, act: attempt.act),
          .outcome(attempt: attempt.id))
      },
      question(port, "slip_amount", "Asks for the amount on the slip.") { attempt in
        let rule = AmountRule(least: Money(checked: 1), most: Money(checked: Money.kopecksMax))
        return manner(
          .amount(rule: rule),
          MoneyPrompts.Asked(asker: .slipAmount, act: attempt.act),
          .slipAmount(attempt: attempt.id))
      },
      slipField(port), withoutSlip(port),
      question(port, "slip_verdict", "Asks what to do about a slip of another amount.") {
        manner(
          .choose, MoneyPrompts.Asked(asker: .slipVerdict, act: $0.act),
          .slipVerdict(attempt: $0.id))
      },
      question(
        port, "void_mismatch",
        "Asks whether a charge that its slip does not prove was undone."
      ) {
        manner(
          .outcome(attempt: $0.id), MoneyPrompts.Asked(asker: .voidMismatch),
          .mismatchVoided(attempt: $0.id))
      },
      question(port, "return_difference", "Asks whether the difference went back.") {
        manner(
          .outcome(attempt: $0.id), MoneyPrompts.Asked(asker: .returnDifference),
          .differenceReturned(attempt: $0.id))
      },
    ]
  }

  private static func slipField(_ port: any FlowPort) -> HostFunction {
    let fields = SlipField.allCases.filter { $0 != .amount }.map(\.rawValue)
    return HostFunction(
      "slip_field",
      summary: "Asks for what the slip shows there: `missing` of attempt(). Its button «none» says "
        + "that the slip does not show it, which counts where it is optional.",
      parameters: PromptFields.parameter([
        Field("field", .oneOf(fields), summary: "What to ask for.")
      ]),
      returns: [
        Returned("answer", "boolean?", summary: "True once it counts."),
        Returned(
          "button", "string?", summary: "\"none\", or \"duplicate\" of a slip accepted before."),
        Returned(
          "used", "table?",
          summary:
            "Of a duplicate: `number`, its receipt's document, `at`, when, and may_date: whether the slip's "
            + "own date, the field «date», tells it apart."),
      ], waits: true
    ) { (call) throws(ScriptError) in
      let open = try openAttempt(call, port)
      let attempt = open.id
      let family =
        switch open.deed {
        case .charge: "charge"
        case .refund: "return"
        case .void: "void"
        }
      let field = SlipField(rawValue: call.fields["field"].string ?? "") ?? .rrn
      let request = try PromptFields.request(
        call, port,
        manner(
          .text(rule: field.rule),
          MoneyPrompts.Asked(asker: .slipField, id: "\(family).\(field.rawValue)"),
          .slipField(attempt: attempt, field: field)))
      return try call.wait(port, .prompt(request))
    }
  }

  private static func withoutSlip(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "without_slip",
      summary: "Asks for the PIN of a senior who says that a charge was taken of which there is no "
        + "slip: `by_senior` of attempt(). The approval is theirs, by name.",
      parameters: PromptFields.parameter([
        Field("cashier", .string, summary: "The senior.")
      ]),
      returns: PINQuestion.verdict, waits: true
    ) { (call) throws(ScriptError) in
      let attempt = try openAttempt(call, port)
      let name = try call.person(of: .senior, port)
      return try PINQuestion.ask(
        .slipReplaced(attempt: attempt.id, by: name),
        [
          "cashier": .string(name), "amount": .int(attempt.amount.kopecks),
          "terminal": .string(attempt.terminal.name),
        ], call, port, asked: .init(asker: .slipReplaced))
    }
  }

  private static func openAttempt(
    _ call: borrowing Call, _ port: any FlowPort
  ) throws(ScriptError) -> Attempt {
    guard let attempt = port.receipt.openAttempt else {
      throw call.fail("no attempt is open", "call terminal.charge first")
    }
    return attempt
  }

  private static func question(
    _ port: any FlowPort, _ name: String, _ summary: String,
    _ manner: @escaping (Attempt) -> PromptFields.Manner
  ) -> HostFunction {
    HostFunction(
      name, summary: summary, parameters: PromptFields.parameter(),
      returns: [
        Returned("answer", "any", summary: "What was said; see attempt() for what it means."),
        Returned("button", "string?", summary: "The button taken instead."),
      ], waits: true
    ) { (call) throws(ScriptError) in
      let request = try PromptFields.request(
        call, port, manner(try openAttempt(call, port)))
      return try call.wait(port, .prompt(request))
    }
  }
}
