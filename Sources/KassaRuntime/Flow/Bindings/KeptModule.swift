/// `kept`: what scripts remember beyond a receipt.
enum KeptModule {
  static func module(_ port: any FlowPort) -> HostModule {
    HostModule(
      "kept",
      summary:
        "What scripts remember beyond a receipt, as `kept` of the store's table declares it. A "
        + "change counts with its step, and is undone with it.",
      functions: [get(port), set(port), list(port)])
  }

  private static let name = Parameter("name", .string, summary: "What the store declares it as.")
  private static let key = Parameter(
    "key", .string, optional: true,
    summary: "Of one that is `keyed`, whose it is: 1 to 64 characters.")

  private static func get(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "get", summary: "Reads a durable value.", parameters: [name, key],
      returns: [
        Returned("value", "any", summary: "What is kept, or else the default; nil without one.")
      ]
    ) { (call) throws(ScriptError) in
      let (rule, key) = try call.kept(port, keyAt: 2)
      call.charge(200)
      let value = try port.kept(key)
      let isFitting = value != .null && rule.rule.problem(with: value) == nil
      return call.returns(isFitting ? value : rule.standard)
    }
  }

  private static func set(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "set", summary: "Keeps a durable value; nil takes it away.",
      parameters: [
        name,
        Parameter("value", .value, optional: true, summary: "Of the kind that is declared."), key,
      ], returns: [Returned("done", "boolean", summary: "True.")]
    ) { (call) throws(ScriptError) in
      let (rule, key) = try call.kept(port, keyAt: 3)
      let value = call.value(2)
      if value != .null, let problem = rule.rule.problem(with: value) {
        throw call.fail("kept.set: «\(rule.id)»: \(problem)")
      }
      call.charge(20_000)
      // A flow of an older program replays as it ran: it kept that there is nothing.
      let isGone = value == .null && port.holdsPeriods
      if let problem = try port.keep(isGone ? Value?.none : value, of: key, rule) {
        throw call.fail("kept.set: «\(rule.id)»: \(problem)")
      }
      return call.returns(true)
    }
  }

  private static func list(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "list", summary: "Everything that is kept at this till, in order.",
      returns: [
        Returned("values", "table[]", summary: "Each name, key where it has one, and value.")
      ]
    ) { (call) throws(ScriptError) in
      call.charge(100_000)
      return call.returns(try port.allKept())
    }
  }
}

extension Call {
  /// The declaration that argument 1 names, and the key at `index`.
  fileprivate func kept(
    _ port: any FlowPort, keyAt index: Int
  ) throws(ScriptError) -> (KeptRule, KeptKey) {
    let name = string(1)
    let declared = port.terms?.kept ?? []
    guard let rule = declared.first(where: { $0.id == name }) else {
      throw fail(
        "no durable value «\(CardNumber.redacted(String(name.prefix(64))))»"
          + Spelling.hint(name, among: declared.map(\.id)),
        "declare it in kept = { … }")
    }
    let key = optionalString(index)
    guard (key != nil) == (rule.isKeyed == true) else {
      throw fail(
        key == nil ? "«\(name)» is kept for each key" : "«\(name)» has no keys",
        key == nil ? "name whose it is" : "declare it with keyed = true")
    }
    if let key {
      guard (1...KeptKey.keyMax).contains(key.count) else {
        throw fail("a key has from 1 to \(KeptKey.keyMax) characters, this one \(key.count)")
      }
      guard !CardNumber.isIn(key) else {
        throw mistake(ReceiptError.cardNumber(field: "the key"))
      }
      guard key.unicodeScalars.allSatisfy(\.isPrintable) else {
        throw mistake(ReceiptError.notPrintable(field: "the key"))
      }
    }
    return (rule, KeptKey(name, key))
  }
}

extension KeptValue {
  /// As `kept.list()` gives it.
  func listed(as key: KeptKey) -> Value {
    var fields: [String: Value] = ["name": .string(key.name), "value": value]
    if let key = key.key { fields["key"] = .string(key) }
    return .record(fields)
  }
}
