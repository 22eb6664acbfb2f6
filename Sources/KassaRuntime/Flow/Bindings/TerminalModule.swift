/// `terminal`: charges, their outcomes and the slips that prove them.
enum TerminalModule {
  static func module(_ port: any FlowPort) -> HostModule {
    HostModule(
      "terminal",
      summary: "Charges terminals. An approval comes from an answer or a device, never a script.",
      types: [ScriptTypes.terminal],
      functions: [
        list(port), usable(port), providers(port), charge(port), void(port), refund(port),
        attempt(port),
        attempts(port),
        charges(port),
      ]
        + TerminalQuestions.functions(port) + [detach(port)]
        + TerminalUnconfirmed.functions(port)
        + TerminalSettings.functions(port))
  }

  private static var outcome: Returned {
    Returned(
      "outcome", ScriptTypes.outcome,
      summary: "Of a connected terminal also \"in_part\" where it took less, \"over\" where it "
        + "took more.")
  }

  private static var undone: Returned {
    Returned(
      "outcome", ScriptTypes.outcome,
      summary: "Of a connected terminal also \"in_part\", \"over\", or \"by_hand\" where it leaves "
        + "that to a person, whom ask() asks.")
  }

  private static func list(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "list", summary: "The terminals of this till.",
      returns: [
        Returned(
          "terminals", "terminal.Terminal[]", summary: "As they were set up.")
      ]
    ) { (call) throws(ScriptError) in call.returns(try call.read(port, .terminals)) }
  }

  /// What a sale asks at its start, where a copy of the list is not needed.
  private static func usable(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "usable", summary: "How many are offered and in service; `list` copies all terminals.",
      returns: [Returned("count", "integer", summary: "From 0.")]
    ) { (call) throws(ScriptError) in
      let usable = (try call.read(port, .terminals).list ?? []).count {
        $0["offered"] == true && $0["in_service"] == true
      }
      return call.returns(Int64(usable))
    }
  }

  private static func charge(_ port: any FlowPort) -> HostFunction {
    let fields = [
      Field("terminal", .string, summary: "Its id."),
      Field("amount", .money, summary: "What to charge, at most what is due.", unit: "kopecks"),
      Field("reason", .string, optional: true, summary: "Why this terminal."),
      Field(
        "trace", .list(.value), optional: true, summary: "Each rule looked at; kept with it."),
      Field(
        "proof", .map(.string), optional: true,
        summary: "What the slip must show: \"required\" or \"optional\" by field."),
    ]
    return HostFunction(
      "charge",
      summary:
        "Opens an attempt and asks what the terminal did; first the registrar must be ready.",
      parameters: PromptFields.parameter(fields),
      returns: [
        outcome,
        Returned(
          "why", "string?",
          summary: "\"not_ready\", \"refused\", \"late\" where an earlier charge was found to have "
            + "taken money, or the id of an added button."),
        Returned("reason", "string?", summary: "Why, as in the words \"reason.…\"."),
      ], waits: true
    ) { (call) throws(ScriptError) in
      let fields = call.fields
      let request = try PromptFields.request(
        call, port,
        TerminalQuestions.manner(.outcome(attempt: 0), MoneyPrompts.Asked(asker: .charge)))
      let terminal = try terminal(fields["terminal"].string ?? "", call, port)
      let amount = try call.money(fields["amount"].int ?? 0, "amount")
      if let reason = refusal(of: terminal, amount, port) {
        return call.returns(.null, "refused", .string(reason))
      }
      if amount <= port.receipt.due, amount > SettlementRoom(port.receipt).left(for: .cashless) {
        return call.returns(.null, "refused", "method_mismatch")
      }
      return try call.wait(
        port,
        .charge(
          ChargeRequest(
            terminal: terminal.reference, isConnected: terminal.isConnected,
            amount: amount, reason: fields["reason"].string ?? "", trace: fields["trace"],
            proof: try proof(fields["proof"], call).and(demanded(of: terminal, amount, port)),
            prompt: request)))
    }
  }

  private static func providers(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "providers", summary: "What this flow can make terminals from, in the store's order.",
      returns: [
        Returned(
          "providers", "table[]", summary: "Each id, and title where the store gives it one.")
      ]
    ) { (call) throws(ScriptError) in
      call.returns(
        .list(
          port.providers.map { provider in
            let title = provider.title.map { Value.string($0.text(port.language)) }
            return ["id": .string(provider.id), "title": title ?? .null]
          }))
    }
  }

  /// What the store demands of this charge's slip, whatever a flow asks for.
  private static func demanded(
    of terminal: ListedTerminal, _ amount: Money, _ port: any FlowPort
  ) -> Proof {
    let provider = port.terms?.providers.first { $0.id == terminal.provider }
    return provider?.proof(of: amount, lot: port.receipt.lot) ?? .button
  }

  private static func terminal(
    _ id: String, _ call: borrowing Call, _ port: any FlowPort
  ) throws(ScriptError) -> ListedTerminal {
    let known = try port.listedTerminals()
    guard let terminal = known.first(where: { $0.id == id }) else {
      throw call.fail(
        "terminal: no «\(id)»" + Spelling.hint(id, among: known.map(\.id)), "see terminal.list()")
    }
    return terminal
  }

  /// Why this terminal takes no charge now; nil where it does.
  private static func refusal(
    of terminal: ListedTerminal, _ amount: Money, _ port: any FlowPort
  ) -> String? {
    guard terminal.isOffered else { return "terminal_not_offered" }
    guard terminal.isInService else { return "terminal_out_of_service" }
    let provider = port.providers.first { $0.id == terminal.provider }
    return provider?.refusal(of: amount, for: port.seller.inn)
  }

  private static func proof(
    _ value: Value, _ call: borrowing Call
  ) throws(ScriptError) -> Proof {
    var proof = Proof()
    for (key, demand) in value.record ?? [:] {
      guard let field = SlipField.provable.first(where: { $0.rawValue == key }) else {
        throw call.fail(
          "proof: no «\(key)»" + Spelling.hint(key, among: SlipField.provable.map(\.rawValue)))
      }
      guard let demand = Proof.Demand(rawValue: demand.string ?? ""), demand != .senior else {
        throw call.fail(
          "proof.\(key): \"required\" or \"optional\" was expected, got \(demand.shown)")
      }
      proof[field] = demand
    }
    return proof
  }

  private static func void(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "void",
      summary:
        "Undoes an approved charge on its terminal: a connected one is asked itself, of another a person "
        + "says what it did.",
      parameters: PromptFields.parameter([
        Field("charge", .integer, summary: "Its number, see charges().")
      ]), returns: [undone], waits: true
    ) { (call) throws(ScriptError) in
      let request = try PromptFields.request(
        call, port,
        TerminalQuestions.manner(.outcome(attempt: 0), MoneyPrompts.Asked(asker: .void)))
      let charge = Int(clamping: call.fields["charge"].int ?? 0)
      let terminal = port.receipt.charges.first { $0.attempt.id == charge }?.attempt.terminal
      return try call.wait(
        port, .void(charge: charge, isConnected: try isAsked(terminal?.id, port), request))
    }
  }

  private static func refund(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "refund",
      summary:
        "Gives back what is due next of a charge of the sale that this return is of, on the terminal that "
        + "took it, as void() does; first the registrar must be ready.",
      parameters: PromptFields.parameter([
        Field(
          "charge", .string,
          summary: "Of receipt.return_plan(); of a receipt that is not printed, the number "
            + "of charges()."),
        Field(
          "void", .boolean, optional: true,
          summary: "Whether the terminal voids all of it: may_void of return_plan()."),
      ]),
      returns: [
        undone,
        Returned(
          "why", "string?",
          summary: "\"not_ready\", \"refused\", \"refund_unknown\", or \"late\" where it went back "
            + "already."
        ),
        Returned("reason", "string?", summary: "Why, as in the words \"reason.…\"."),
      ], waits: true
    ) { (call) throws(ScriptError) in
      let byVoid = call.fields["void"].bool == true
      let request = try PromptFields.request(
        call, port,
        TerminalQuestions.manner(
          .outcome(attempt: 0),
          MoneyPrompts.Asked(asker: .refund, act: byVoid ? .void : .refund)))
      let id = call.fields["charge"].string ?? ""
      let share = port.receipt.returnPlan.first { $0.charge?.id == id }
      let own =
        port.receipt.isReturn
        ? nil : port.receipt.charges.first { "\($0.attempt.id)" == id }
      guard let terminal = share?.terminal ?? own?.attempt.terminal,
        let charge = share?.charge
          ?? own.map({ ChargeKey(receipt: port.receipt.id, attempt: $0.attempt.id) })
      else { throw call.mistake(ReceiptError.nothingToRefund) }
      if byVoid, let share, !share.mayBeVoided(port) {
        return call.returns(.null, "refused", "void_settled")
      }
      let tender = port.receipt.back?.sale.tenders.first { $0.charge == charge }
      if tender?.isInQuestion == true { return call.returns(.null, "refund_unknown") }
      return try call.wait(
        port,
        .refund(
          RefundRequest(
            charge: charge, byVoid: byVoid, isConnected: try isAsked(terminal.id, port),
            proof: (port.terms?.providers ?? []).refundProof(of: terminal.provider), prompt: request
          )))
    }
  }

  /// Whether Swift asks that terminal itself to undo what it took.
  private static func isAsked(
    _ id: String?, _ port: any FlowPort
  ) throws(ScriptError) -> Bool {
    guard port.undoesByKey, let id else { return false }
    return try port.listedTerminals().contains { $0.id == id && $0.isConnected }
  }

  private static func attempt(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "attempt", summary: "The attempt whose outcome is missing.",
      returns: [
        Returned(
          "attempt", "table?",
          summary:
            "id, operation, deed, state, terminal, terminal_id, provider, amount, slip, missing, "
            + "required, by_senior, in_part, by_terminal, undoing, running. `deed` is what the "
            + "terminal does: a return may be made by a void. `missing` is what the slip has still "
            + "to show, `required` whether it must, `by_senior` whether a senior's word stands in for it; "
            + "`by_terminal` says that the terminal itself named "
            + "the amount of `slip`, `undoing` what was to be undone (\"charge\", \"difference\") and "
            + "nobody knows whether it was, `running` that the terminal is still at it.")
      ]
    ) { (call) throws(ScriptError) in call.returns(port.receipt.openAttempt?.value ?? .null) }
  }

  private static func attempts(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "attempts", summary: "Every attempt of this receipt, in order.",
      returns: [Returned("attempts", "table[]", summary: "Each as `attempt` gives it.")]
    ) { (call) throws(ScriptError) in
      call.returns(.list(port.receipt.attempts.map(\.value)))
    }
  }

  private static func charges(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "charges", summary: "The approved charges of this receipt that are not voided.",
      returns: [
        Returned(
          "charges", "table[]",
          summary:
            "Each id, terminal, provider, amount, at, what its slip shows, and may_void: whether a void "
            + "would give back just that.")
      ]
    ) { (call) throws(ScriptError) in
      call.returns(
        .list(
          port.receipt.charges.map { charge in
            var fields: [String: Value] = [
              "id": .int(Int64(charge.attempt.id)),
              "terminal": .string(charge.attempt.terminal.name),
              "provider": .string(charge.attempt.terminal.provider),
              "amount": .int(charge.approval.amount.kopecks),
              "at": .int(charge.attempt.since.milliseconds),
              "may_void": .bool(charge.attempt.over == nil),
            ]
            for field in SlipField.allCases where field != .amount {
              fields[field.rawValue] = charge.approval.slip[field].map(Value.string)
            }
            return .record(fields)
          }))
    }
  }

  private static func detach(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "detach", summary: "Sets an unknown charge aside as a matter, so that the till can go on.",
      returns: [Returned("done", "boolean", summary: "True.")]
    ) { (call) throws(ScriptError) in
      do throws(ReceiptError) { try port.change(.detached) } catch { throw call.mistake(error) }
      port.park()
      return call.returns(true)
    }
  }
}

extension Attempt {
  /// As scripts see it; amounts in kopecks.
  fileprivate var value: Value {
    var slip: Money?
    var missing: SlipField?
    let state: String
    switch self.state {
    case .open: state = "open"
    case .unknown: state = "unknown"
    case .claimed(let shown): (state, missing) = ("claimed", shown.missing(of: proof))
    case .mismatched(let shown): (state, slip) = ("mismatched", shown)
    // A charge that was undone is told by its void, which is there beside it.
    case .approved, .voided: state = "approved"
    case .declined: state = "declined"
    case .notRun: state = "not_run"
    }
    return [
      "id": .int(Int64(id)), "operation": .string(operation.name),
      "deed": .string(deed.rawValue),
      "state": .string(state), "terminal": .string(terminal.name),
      "terminal_id": .string(terminal.id), "provider": .string(terminal.provider),
      "amount": .int(amount.kopecks), "slip": slip.map { .int($0.kopecks) } ?? .null,
      "missing": missing.map { .string($0.rawValue) } ?? .null,
      "required": .bool(missing.map { proof[$0] == .required } ?? false),
      "by_senior": .bool(missing.map { proof[$0] == .senior } ?? false),
      "in_part": .bool(takenInPart.map { $0 < amount } ?? false),
      "by_terminal": .bool(takenInPart != nil),
      "undoing": undoing.map { .string($0.rawValue) } ?? .null,
      "running": .bool(isRunning == true),
    ]
  }
}

extension Attempt.Operation {
  fileprivate var name: String {
    switch self {
    case .charge: "charge"
    case .void: "void"
    case .refund: "refund"
    }
  }
}
