/// What was scanned and no good has, which stays on the receipt until somebody deals with it.
enum UnknownGoods {
  static func functions(_ port: any FlowPort) -> [HostFunction] {
    [list(port), note(port), forget(port)]
  }

  private static var code: Parameter { Parameter("code", .string, summary: "As scanned.") }

  private static func list(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "unknown", summary: "The codes that were scanned and no good has.",
      returns: [Returned("codes", "string[]", summary: "In the order they came, each once.")]
    ) { (call) throws(ScriptError) in
      call.returns(.list((port.receipt.unknownCodes ?? []).map(Value.string)))
    }
  }

  private static func note(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "note_unknown", summary: "Shows a code on the receipt that no good has, and keeps it there.",
      parameters: [code],
      returns: ReceiptGoods.done
    ) { (call) throws(ScriptError) in
      let (code, codes) = (call.string(1), port.receipt.unknownCodes ?? [])
      if codes.contains(code) { return call.returns(true) }
      return try call.change(port, .unknownCodesSet(codes: codes + [code]))
    }
  }

  private static func forget(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "forget_unknown", summary: "Takes such a code off the receipt.",
      parameters: [code],
      returns: ReceiptGoods.done
    ) { (call) throws(ScriptError) in
      let (code, codes) = (call.string(1), port.receipt.unknownCodes ?? [])
      guard codes.contains(code) else { return call.returns(true) }
      return try call.change(port, .unknownCodesSet(codes: codes.filter { $0 != code }))
    }
  }
}
