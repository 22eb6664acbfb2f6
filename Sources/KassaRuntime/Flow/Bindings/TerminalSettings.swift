/// The part of `terminal` that sets up the terminals of a till.
enum TerminalSettings {
  static func functions(_ port: any FlowPort) -> [HostFunction] {
    [add(port), change(port), mark(port), remove(port)]
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
      let fields = call.value(1)
      let provider = fields["provider"].string ?? ""
      guard port.providers.contains(where: { $0.id == provider }) else {
        throw call.mistake(TerminalError.noProvider(provider))
      }
      var terminal = ConfiguredTerminal(
        id: port.terminals.nextID, name: fields["name"].string ?? "", provider: provider)
      terminal.take(fields)
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
      terminal.take(call.value(2))
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
      try call.configure(port, .removed(id: call.string(1)), id: call.string(1))
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
  /// Takes over the fields a script gives.
  fileprivate mutating func take(_ fields: Value) {
    if let name = fields["name"].string { self.name = name.trimmed }
    if let purpose = fields["purpose"].string { self.purpose = purpose.isEmpty ? nil : purpose }
    if let settings = fields["settings"].record { self.settings = settings }
    if let isInService = fields["in_service"].bool { self.isInService = isInService }
  }
}
