/// The store's guards: which have let the goods pass, and who goes on past one that did not finish.
enum ReceiptGuards {
  static func functions(_ port: any FlowPort) -> [HostFunction] {
    [hook(port), pass(port), lift(port)]
  }

  private static let name = Parameter("point", .string, summary: "Its name.")

  private static func hook(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "hook", summary: "What there is to know of the listeners of a point.", parameters: [name],
      returns: [
        Returned(
          "hook", "table?",
          summary:
            "`place`, where the first stands; `due`, whether they still have to let the goods pass; "
            + "`under_way`, whether they asked about them and did not finish. Nil where there is none."
        )
      ]
    ) { (call) throws(ScriptError) in
      guard let place = port.terms?.hooks[call.string(1)] else { return call.returns(.null) }
      return call.returns([
        "place": .string(place), "due": .bool(port.isDue(guard: call.string(1))),
        "under_way": .bool(port.receipt.underWay == call.string(1)),
      ])
    }
  }

  private static func pass(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "pass", summary: "Remembers that a guard of the store let the goods pass as they are.",
      parameters: [name], returns: [Returned("done", "boolean", summary: "True.")]
    ) { (call) throws(ScriptError) in
      let name = call.string(1)
      guard StoreTerms.passing.contains(name) else {
        throw call.fail(
          "no guard «\(name)»" + Spelling.hint(name, among: StoreTerms.passing),
          "these are what goods pass as a whole")
      }
      // Printed goods have nothing left to pass.
      guard port.isDue(guard: name), !port.receipt.isPrinted else { return call.returns(true) }
      return try call.change(port, .guardPassed(name: name))
    }
  }

  private static func lift(_ port: any FlowPort) -> HostFunction {
    let fields = [Field("guard", .string, summary: "The guard that did not finish.")]
    return HostFunction(
      "lift",
      summary:
        "Asks whether to go on past a guard of the store that did not finish: «receipt», and "
        + "for whoever is entitled «shift». By name, in the journal.",
      parameters: PromptFields.parameter(fields),
      returns: [
        Returned("lifted", "boolean?", summary: "Whether it is not in the way any more."),
        Returned(
          "why", "string?",
          summary: "\"senior\" where somebody entitled says yes first, see cashier.require; or a "
            + "button's id."),
      ], waits: true
    ) { (call) throws(ScriptError) in
      let name = call.fields["guard"].string ?? ""
      guard port.isDue(guard: name) else { return call.returns(true) }
      guard let lifter = try lifter(port) else { return call.returns(.null, "senior") }
      let use = AnswerUse.guardLift(guard: name, by: lifter.name, isEntitled: lifter.isEntitled)
      let request = try PromptFields.request(
        call, port,
        .init(
          kind: .choose, use: use, hasOwnButtons: false, mayCancel: false,
          asked: .init(asker: .lift)))
      return try call.wait(
        port, .prompt(request.hiding(lifter.isEntitled ? [] : ["shift"])))
    }
  }

  /// Who goes on past a guard now; nil where somebody entitled has a PIN and has not said yes.
  ///
  /// Where nobody entitled has one, whoever is signed in does, for one receipt.
  private static func lifter(
    _ port: any FlowPort
  ) throws(ScriptError) -> (name: String, isEntitled: Bool)? {
    let role = port.terms?.lifter ?? .senior
    if let name = try port.sayer(of: role) { return (name, true) }
    let listed = try port.listedPeople()
    let entitled = Set(People(listed).holders(of: role).map(\.name))
    let isAble = listed.contains { entitled.contains($0.person.name) && $0.hasPIN }
    return isAble ? nil : port.cashier.map { ($0, false) }
  }
}

extension PromptRequest {
  /// This request without more of its buttons.
  fileprivate func hiding(_ buttons: [String]) -> PromptRequest {
    PromptRequest(
      id: id, kind: kind, arguments: arguments, buttons: self.buttons, hidden: hidden + buttons,
      defaultButton: nil, mayCancel: false, use: use, words: words)
  }
}
