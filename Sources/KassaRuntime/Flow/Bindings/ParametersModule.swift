/// `parameters`: the values of this till that the store's script declares.
enum ParametersModule {
  static func module(_ port: any FlowPort) -> HostModule {
    HostModule(
      "parameters",
      summary:
        "The values of this till, as `parameters` of the store's table declares them. A flow "
        + "sees those it began with. A script reads them by `parameter \"…\"`.",
      functions: [
        get(port), list(port).inFunctionsOnly, ask(port).inFunctionsOnly,
      ])
  }

  private static func get(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "get",
      summary:
        "What `parameter \"…\"` gives: while the store is loaded, what stands for its value.",
      parameters: [Parameter("name", .string, summary: "What the store declares it as.")],
      returns: [Returned("value", "any", summary: "Its value.")]
    ) { (call) throws(ScriptError) in
      let name = call.string(1)
      if call.isLoading { return call.returns([ParameterTable.mark: .string(name)]) }
      guard let value = port.parameters[name] else {
        throw call.fail(
          "no parameter «\(CardNumber.redacted(String(name.prefix(64))))»"
            + Spelling.hint(name, among: Array(port.parameters.keys)),
          "declare it in parameters = { … }")
      }
      return call.returns(value)
    }
  }

  private static func list(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "list", summary: "The parameters that the store declares, in its order.",
      returns: [
        Returned(
          "parameters", "table[]",
          summary:
            "Each id, title, kind, value (what the next flow sees), text (the same as people "
            + "read it), choices (as buttons, of a choice), and fixed: whether it stays as it is at a "
            + "till that has run.")
      ]
    ) { (call) throws(ScriptError) in
      let declared = port.terms?.parameters ?? []
      let values = declared.values(port.givenParameters)
      return call.returns(
        .list(declared.map { $0.listed(values[$0.id] ?? .null, port.language) }))
    }
  }

  private static func ask(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "ask",
      summary: "Asks a technician for a parameter's value: the answer gives it, in the journal, by "
        + "name.",
      parameters: PromptFields.parameter([
        Field("parameter", .string, summary: "Which.")
      ]),
      returns: [
        Returned("done", "boolean?", summary: "True once it is given."),
        Returned(
          "reason", "string?",
          summary: "\"cancelled\", \"technician\" where one says yes first, see cashier.require, "
            + "or \"fixed\"."),
      ], waits: true
    ) { (call) throws(ScriptError) in
      let name = call.fields["parameter"].string ?? ""
      let declared = port.terms?.parameters ?? []
      guard let each = declared.first(where: { $0.id == name }) else {
        throw call.fail(
          "no parameter «\(CardNumber.redacted(String(name.prefix(64))))»"
            + Spelling.hint(name, among: declared.map(\.id)),
          "name one of parameters.list()")
      }
      if each.identity != nil { return call.returns(.null, "fixed") }
      guard let who = try port.sayer(of: .technician) else {
        return call.returns(.null, "technician")
      }
      var request = try PromptFields.request(
        call, port,
        .init(
          kind: try each.rule.question(call), use: .parameter(name: name, by: who),
          asked: .init(asker: .parameter)))
      if each.rule.kind == .choice { request = request.choosing(each.buttons(port.language)) }
      return try call.wait(port, .prompt(request.cancellable(args: [:])))
    }
  }
}

extension ParameterRule {
  fileprivate func listed(_ value: Value, _ language: Language) -> Value {
    let label = value.string.flatMap { labels?[$0] }?.text(language)
    return [
      "id": .string(id), "title": .string(title.text(language)),
      "kind": .string(rule.kind.rawValue),
      "value": value, "text": .string(label ?? rule.shown(value, language)),
      "fixed": .bool(identity != nil),
      "choices": rule.choices == nil
        ? .null : .list(buttons(language).map { [.string($0.id), .string($0.label)] }),
    ]
  }

  fileprivate func buttons(_ language: Language) -> [Button] {
    (rule.choices ?? []).map { Button(id: $0, label: labels?[$0]?.text(language) ?? $0) }
  }
}

extension ValueRule {
  /// A value as a cashier reads it.
  fileprivate func shown(_ value: Value, _ language: Language) -> String {
    if kind == .amount, let money = value.int.flatMap({ try? Money(kopecks: $0) }) {
      return money.text(language)
    }
    guard let flag = value.bool else { return text(of: value) }
    return switch (flag, language) {
    case (true, .ru): "да"
    case (false, .ru): "нет"
    case (true, .en): "yes"
    case (false, .en): "no"
    }
  }

  /// How a person is asked for such a value.
  fileprivate func question(_ call: borrowing Call) throws(ScriptError) -> RequestKind {
    switch kind {
    case .amount:
      return .amount(
        rule: AmountRule(
          least: try call.money(least ?? 0, "least"),
          most: try call.money(most ?? Money.kopecksMax, "most"), offered: []))
    case .number: return .text(rule: TextRule(format: .digits, least: 1, most: 18))
    case .text:
      return .text(
        rule: TextRule(
          format: .free, least: Int(max(1, least ?? 1)), most: Int(most ?? Self.textMax)))
    case .choice: return .choose
    case .yesNo: return .confirm
    }
  }
}

extension PromptRequest {
  /// This request with those buttons, under the title it has.
  fileprivate func choosing(_ buttons: [Button]) -> PromptRequest {
    let given = PromptWords(
      title: words.value?.title, body: words.value?.body, buttons: buttons)
    return PromptRequest(
      id: id, kind: kind, arguments: arguments, buttons: buttons.map(\.id), hidden: hidden,
      defaultButton: nil, mayCancel: mayCancel, use: use, words: Unrecorded(given))
  }
}
