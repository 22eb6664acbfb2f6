/// `cashier`: who stands at the till, and who else may say yes.
enum CashierModule {
  static func module(_ port: any FlowPort) -> HostModule {
    HostModule(
      "cashier", summary: "Who stands at the till, and who else may say yes.",
      types: [ScriptTypes.person],
      functions: [
        name(port), list(port), may(port), require(port), allowNewPIN(port),
        showLifts(port), showReturns(port), stopped(port), failures(port), restoreScript(port),
        signOut(port),
      ])
  }

  private static let role = Shape.oneOf(Role.allCases.map(\.rawValue))

  private static func name(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "name", summary: "The cashier who is signed in.",
      returns: [Returned("name", "string?", summary: "Nil when nobody is.")]
    ) { (call) throws(ScriptError) in call.returns(port.cashier.map(Value.string) ?? .null) }
  }

  private static func list(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "list", summary: "The store's people.",
      parameters: [
        Parameter(
          "role", role, optional: true,
          summary: "Only those who may do what asks for it: everybody where the store names nobody."
        )
      ],
      returns: [Returned("people", "cashier.Person[]", summary: "In the store's order.")]
    ) { (call) throws(ScriptError) in
      var listed = try port.listedPeople()
      if let role = call.optionalString(1).flatMap(Role.init) {
        let holders = Set(People(listed).holders(of: role))
        listed.removeAll { !holders.contains($0.person) }
      }
      return call.returns(.list(listed.map(\.value)))
    }
  }

  private static func may(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "may",
      summary: "Whether the cashier has a role, or somebody who has it said yes in this flow.",
      parameters: [Parameter("role", role, summary: "What is asked for.")],
      returns: [Returned("may", "boolean", summary: "True where the store names nobody for it.")]
    ) { (call) throws(ScriptError) in
      call.returns(try port.may(Role(rawValue: call.string(1)) ?? .senior))
    }
  }

  private static func require(_ port: any FlowPort) -> HostFunction {
    let fields = [
      Field("cashier", .string, summary: "Who is to say yes: a name of the store's list."),
      Field("role", role, summary: "What is asked for; they must have it."),
      Field(
        "another", .boolean, optional: true,
        summary: "Whether it must be somebody else than who is signed in."),
    ]
    return HostFunction(
      "require",
      summary:
        "Asks for the PIN of somebody who has a role, and keeps who said yes. The cashier stays "
        + "signed in.",
      parameters: PromptFields.parameter(fields + ReceiptMoves.fields),
      returns: PINQuestion.verdict, waits: true
    ) { (call) throws(ScriptError) in
      let fields = call.fields
      let role = Role(fields["role"])
      let name = try call.person(of: role, port)
      if fields["another"] == true, name == port.cashier {
        throw call.fail("«\(name)» is signed in, another was asked for", "name somebody else")
      }
      return try PINQuestion.ask(
        .allowance(role: role, by: name), ["cashier": .string(name)], call, port,
        move: try ReceiptMoves.asked(call, port))
    }
  }

  private static func allowNewPIN(_ port: any FlowPort) -> HostFunction {
    let fields = [
      Field("cashier", .string, summary: "Who is to say yes."),
      Field("person", .string, summary: "Who is to choose a PIN: somebody else."),
    ]
    return HostFunction(
      "allow_new_pin",
      summary:
        "Asks for the PIN of a senior that the store names, who lets a person choose one in this "
        + "flow, with prompt.new_pin: another, or the first of a role above cashier. A technician "
        + "may do so for another technician.",
      parameters: PromptFields.parameter(fields),
      returns: PINQuestion.verdict, waits: true
    ) { (call) throws(ScriptError) in
      let fields = call.fields
      let (name, person) = (fields["cashier"].string ?? "", fields["person"].string ?? "")
      let people = People(try port.listedPeople())
      guard people[person] != nil else {
        throw call.fail("no cashier «\(person)»", "name one of the store's list")
      }
      guard people.mayGivePIN(name, to: person) else {
        throw call.fail(
          "«\(name)» may not let «\(person)» choose a new PIN",
          "name another person whose role is senior")
      }
      return try PINQuestion.ask(
        .newPINAllowance(cashier: person, by: name),
        ["cashier": .string(name), "person": .string(person)], call, port)
    }
  }

  private static func showLifts(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "show_lifts",
      summary:
        "Shows a senior who is signed in how often somebody went on past a guard of the store "
        + "without being entitled to it; `count` and `cashier`, who was last, are arguments.",
      parameters: PromptFields.parameter(),
      returns: [Returned("seen", "boolean?", summary: "True once seen; nil where nothing is.")],
      waits: true
    ) { (call) throws(ScriptError) in
      guard let last = port.unseenLifts.last, let name = port.cashier,
        try port.may(port.terms?.lifter ?? .senior)
      else { return call.returns(.null) }
      let request = try PromptFields.request(
        call, port, .init(kind: .tell, use: .liftsSeen(by: name), mayCancel: false))
      return try call.wait(
        port,
        .prompt(
          request.with(args: [
            "count": .int(Int64(port.unseenLifts.count)), "cashier": .string(last.cashier),
          ])))
    }
  }

  private static func showReturns(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "show_returns",
      summary:
        "Shows a senior who is signed in what gave money back and no senior said yes to, a page of it: call it "
        + "again until it returns nil. `count`, `amount`, of all of it, `list`, the largest of it line by line and "
        + "what is left, and `cashier`, who was last, are arguments.",
      parameters: PromptFields.parameter(),
      returns: [
        Returned("seen", "boolean?", summary: "True once this page was; nil where nothing is left.")
      ],
      waits: true
    ) { (call) throws(ScriptError) in
      guard let last = port.unseenReturns.last, let name = port.cashier, try port.may(.senior)
      else { return call.returns(.null) }
      // A flow of a program that showed the last of it alone replays as it ran.
      let page = port.listsUndone ? ReturnsPage(port) : nil
      let use = AnswerUse.returnsSeen(by: name, shown: page?.shown.count)
      let request = try PromptFields.request(
        call, port, .init(kind: .tell, use: use, mayCancel: false))
      let before = port.unseenBefore
      let sum = port.unseenReturns.reduce(before.sum.kopecks) { $0 + $1.total.kopecks }
      return try call.wait(
        port,
        .prompt(
          request.with(args: [
            "count": .int(Int64(before.count + port.unseenReturns.count)), "amount": .int(sum),
            "cashier": .string(last.by), "list": .string(page?.text ?? ReturnsPage.last(port)),
          ])))
    }
  }

  private static func stopped(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "script_stopped",
      summary: "Where the store's script was stopped too often, so that the stock flows sell.",
      returns: [Returned("place", "string?", summary: "Nil where the store's script sells.")]
    ) { (call) throws(ScriptError) in
      call.returns(port.standsInFor.map(Value.string) ?? .null)
    }
  }

  private static func failures(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "failures",
      summary: "What of scripts failed last at this till, the newest first; ten at most.",
      returns: [
        Returned(
          "failures", "table[]",
          summary: "Each with `at`, `flow`, and `text`: where, what, and who called it.")
      ]
    ) { (call) throws(ScriptError) in
      call.returns(try call.read(port, .failures))
    }
  }

  private static func restoreScript(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "restore_script",
      summary:
        "Asks a senior who is signed in, or has said yes, whether the store's script sells again.",
      parameters: PromptFields.parameter(),
      returns: [
        Returned("restored", "boolean?", summary: "Whether it does, from the next flow on."),
        Returned("why", "string?", summary: "\"senior\" where somebody entitled says yes first."),
      ], waits: true
    ) { (call) throws(ScriptError) in
      guard let place = port.standsInFor else { return call.returns(true) }
      guard let name = try port.sayer(of: port.terms?.lifter ?? .senior) else {
        return call.returns(.null, "senior")
      }
      let request = try PromptFields.request(
        call, port,
        .init(kind: .confirm, use: .scriptRestored(by: name), hasOwnButtons: false))
      return try call.wait(port, .prompt(request.with(args: ["place": .string(place)])))
    }
  }

  private static func signOut(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "sign_out", summary: "Signs the cashier out.",
      returns: [Returned("done", "boolean", summary: "True.")]
    ) { (call) throws(ScriptError) in
      do throws(ReceiptError) { try port.change(.signedOut) } catch {
        throw call.mistake(error)
      }
      return call.returns(true)
    }
  }
}

extension Call {
  /// Whom a script names in the field `cashier`: somebody who may say yes as `role`.
  func person(of role: Role, _ port: any FlowPort) throws(ScriptError) -> String {
    let name = fields["cashier"].string ?? ""
    guard People(try port.listedPeople()).holders(of: role).contains(where: { $0.name == name })
    else {
      throw fail(
        "«\(name)» may not say yes as \(role.rawValue)",
        "name one of cashier.list \"\(role.rawValue)\"")
    }
    return name
  }
}

extension Role {
  /// The role a script names; the binding's declaration lets no other name through.
  fileprivate init(_ value: Value) {
    self = value.string.flatMap(Role.init) ?? .senior
  }
}
