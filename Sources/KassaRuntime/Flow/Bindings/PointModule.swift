/// `point`: how the stock flows call what a store adds to them.
enum PointModule {
  static func module(_ port: any FlowPort) -> HostModule {
    HostModule(
      "point",
      summary:
        "How the stock flows call the store's listeners; `kassa.points` is what flows of one's own use.",
      functions: [
        enter(port), leave(port), fail(port), reason(), has(port), begin(port), origin(),
      ])
  }

  private static let name = Parameter("name", .string, summary: "As messages call it.")

  private static func enter(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "enter", summary: "A function of the store runs from here to `leave` or `fail`.",
      parameters: [name, Parameter("listener", .function, summary: "The function.")],
      returns: []
    ) { (call) throws(ScriptError) in
      port.enter(call.string(1))
      return call.nothing
    }
  }

  private static func leave(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "leave", summary: "It has finished as it may: what it changed stands.",
      parameters: [
        Parameter(
          "vetoing", .boolean, optional: true,
          summary: "Whether it refused: goods that it asks about have not passed it then."),
        Parameter(
          "line", .integer, optional: true, summary: "A line that it may not have removed: its id."),
      ],
      returns: [
        Returned("left", "boolean", summary: "False where that line is gone: it runs still.")
      ]
    ) { (call) throws(ScriptError) in
      if let line = call.optionalInteger(2), !port.has(line: Int(clamping: line)) {
        return call.returns(false)
      }
      do throws(ReceiptError) { try port.leave(vetoing: call.optionalBoolean(1) == true) } catch {
        throw call.mistake(error)
      }
      return call.returns(true)
    }
  }

  /// A veto holds whatever its words are.
  private static func reason() -> HostFunction {
    HostFunction(
      "reason", summary: "A veto's reason as the cashier may read it.",
      parameters: [Parameter("reason", .string, summary: "Its text.")],
      returns: [
        Returned(
          "reason", "string",
          summary: "Without what could be a card's number.")
      ]
    ) { (call) throws(ScriptError) in
      call.returns(CardNumber.redacted(call.string(1)))
    }
  }

  private static func fail(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "fail",
      summary: "It has not: what it changed is undone, and whoever looks after the store is told.",
      parameters: [
        name, Parameter("problem", .string, summary: "What was wrong, with its place."),
        Parameter(
          "calls", .string, optional: true, summary: "What led there, a line each, as xpcall tells."
        ),
        Parameter(
          "guard", .boolean, optional: true,
          summary: "Whether it may veto: goods that it asks about have not passed it then."),
        Parameter(
          "listener", .function, optional: true,
          summary: "The function: where nothing else tells, its first line is blamed."),
      ], returns: []
    ) { (call) throws(ScriptError) in
      // What is logged is paid for: a script can't fill the disk with it.
      call.charge(100_000)
      let calls = (call.optionalString(3) ?? "").split(separator: "\n").prefix(16)
      port.fail(
        String(call.string(1).prefix(128)), call.string(2),
        calls: calls.map { String($0.prefix(240)) }, isGuard: call.optionalBoolean(4) == true,
        of: call.has(5) ? call.place(ofFunction: 5) : "")
      return call.nothing
    }
  }

  private static func origin() -> HostFunction {
    HostFunction(
      "origin", summary: "Where a function begins, as messages say it.",
      parameters: [Parameter("listener", .function, summary: "The function.")],
      returns: [Returned("place", "string", summary: "\"leto/store.lua:12\".")]
    ) { (call) throws(ScriptError) in
      call.returns(call.place(ofFunction: 1))
    }
  }

  private static func has(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "has", summary: "Whether a line is still on the receipt; `receipt.line` copies all of it.",
      parameters: [Parameter("line", .integer, summary: "Its id.")],
      returns: [Returned("has", "boolean", summary: "Whether it is.")]
    ) { (call) throws(ScriptError) in
      call.returns(port.has(line: Int(clamping: call.integer(1))))
    }
  }

  private static func begin(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "begin", summary: "What the receipt's beginning is, told once.",
      returns: [
        Returned(
          "what", "string?",
          summary: "\"new\", once a receipt; \"taken_back\", each time it was set aside; or nil.")
      ]
    ) { (call) throws(ScriptError) in
      do throws(ReceiptError) {
        return call.returns(try port.beginReceipt().map { .string($0.rawValue) } ?? .null)
      } catch { throw call.mistake(error) }
    }
  }
}
