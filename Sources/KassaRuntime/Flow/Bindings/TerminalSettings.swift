/// The part of `terminal` that sets up the terminals of a till.
enum TerminalSettings {
  static func functions(_ port: any FlowPort) -> [HostFunction] {
    [address(port), add(port), change(port), mark(port), remove(port)]
  }

  private static func address(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "address",
      summary: "Asks somebody whom the store names technician or senior where a connected terminal "
        + "listens. The next `add` or `change` of one in this flow takes it; the script does not see it.",
      parameters: PromptFields.parameter(),
      returns: [
        Returned("given", "boolean?", summary: "True once it is given."),
        Returned(
          "reason", "string?", summary: "\"cancelled\", or why not, as in the words \"reason.…\"."),
      ], waits: true
    ) { (call) throws(ScriptError) in
      let request = try PromptFields.request(
        call, port,
        .init(
          kind: .text(rule: TextRule(format: .free, most: ConfiguredTerminal.addressMax)),
          use: .address, asked: .init(asker: .address)))
      guard try port.mayGiveAddress() else {
        return call.returns(.null, .string("address_by_name"))
      }
      return try call.wait(port, .prompt(request.cancellable(args: [:])))
    }
  }

  private static var done: [Returned] {
    [
      Returned("done", "string?", summary: "The terminal's id, or nil when it stays as it is."),
      Returned("reason", "string?", summary: "Why, as in the words \"reason.…\"."),
    ]
  }

  private static var id: Parameter { Parameter("id", .string, summary: "The terminal's id.") }

  /// What can be changed later, too.
  private static func fields(optionalName: Bool) -> [Field] {
    [
      Field("name", .string, optional: optionalName, summary: "1 to 40 characters."),
      Field("purpose", .string, optional: true, summary: "What rules call it; \"\" for none."),
      Field("settings", .map(.value), optional: true, summary: "What its provider asks for."),
      Field("in_service", .boolean, optional: true, summary: "Whether it may be charged."),
      Field("shared", .boolean, optional: true, summary: "Whether others charge it too."),
      Field(
        "settles_at", .string, optional: true,
        summary: "The time of day at which it settles itself, \"23:00\"; \"\" for none."),
    ]
  }

  private static func add(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "add", summary: "Sets up a terminal of a provider.",
      parameters: [
        Parameter(
          "terminal",
          .record(
            [Field("provider", .string, summary: "A provider of the running script.")]
              + fields(optionalName: false)), summary: "What it is.")
      ], returns: done
    ) { (call) throws(ScriptError) in
      let fields = call.fields
      let provider = fields["provider"].string ?? ""
      guard port.providers.contains(where: { $0.id == provider }) else {
        throw call.mistake(TerminalError.noProvider(provider))
      }
      var terminal = ConfiguredTerminal(
        id: port.terminals.nextID, name: fields["name"].string ?? "", provider: provider)
      try terminal.take(fields, call, port)
      return try call.configure(port, .added(terminal: terminal), id: terminal.id)
    }
  }

  private static func change(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "change", summary: "Changes a terminal; what is left out stays.",
      parameters: [
        id, Parameter("fields", .record(fields(optionalName: true)), summary: "What changes."),
      ], returns: done
    ) { (call) throws(ScriptError) in
      guard var terminal = port.terminals[call.string(1)] else {
        throw call.mistake(TerminalError.noTerminal(call.string(1)))
      }
      try terminal.take(call.fields, call, port)
      return try call.configure(port, .changed(terminal: terminal), id: terminal.id)
    }
  }

  private static func mark(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "mark", summary: "Marks the terminal to use by default; without an id, none.",
      parameters: [
        Parameter("id", .string, optional: true, summary: "The terminal's id.")
      ], returns: done
    ) { (call) throws(ScriptError) in
      let id = call.optionalString(1)
      return try call.configure(port, .marked(id: id), id: id ?? "")
    }
  }

  private static func remove(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "remove", summary: "Removes a terminal. Receipts keep its name.", parameters: [id],
      returns: done
    ) { (call) throws(ScriptError) in
      let id = call.string(1)
      return try call.configure(
        port, .removed(id: id, at: port.holdsPeriods ? port.now : nil), id: id)
    }
  }
}

extension Call {
  fileprivate func configure(
    _ port: any FlowPort, _ change: TerminalChange, id: String
  ) throws(ScriptError) -> Reply {
    let isAllowed = try port.may(.technician)
    do throws(TerminalError) {
      guard isAllowed else { throw .notAllowed }
      try port.configure(change)
    } catch {
      guard let reason = error.cashierReason else { throw mistake(error) }
      return returns(.null, .string(reason))
    }
    return returns(id)
  }
}

extension ConfiguredTerminal {
  /// Takes over the fields a script gives; where a connected terminal listens, only a person says.
  fileprivate mutating func take(
    _ fields: Fields, _ call: borrowing Call, _ port: any FlowPort
  ) throws(ScriptError) {
    if let name = fields["name"].string { self.name = name.trimmed }
    if let purpose = fields["purpose"].string { self.purpose = purpose.isEmpty ? nil : purpose }
    if let isInService = fields["in_service"].bool { self.isInService = isInService }
    if let isShared = fields["shared"].bool { self.isShared = isShared ? true : nil }
    if let hour = fields["settles_at"].string {
      let hour = hour.isEmpty ? nil : hour.trimmed
      if port.holdsPeriods { settle(at: hour, from: port.now) } else { settlesAt = hour }
    }
    let known = settings[Self.address]
    if let settings = fields["settings"].record { self.settings = settings }
    guard provider == Provider.connected else { return }
    guard fields["settings"][Self.address] == .null else {
      throw call.mistake(TerminalError.addressMissing)
    }
    guard let address = port.takeAddress().map(Value.string) ?? known else {
      throw call.mistake(TerminalError.addressMissing)
    }
    settings[Self.address] = address
  }
}
