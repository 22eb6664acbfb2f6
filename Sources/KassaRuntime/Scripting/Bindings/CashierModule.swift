/// `cashier`: who stands at the till.
enum CashierModule {
  static func module(_ port: any FlowPort) -> HostModule {
    HostModule(
      "cashier", summary: "Who stands at the till.",
      functions: [
        HostFunction(
          "name", summary: "The cashier who is signed in.",
          returns: [Returned("name", "string?", summary: "Nil when nobody is.")]
        ) { (call) throws(ScriptError) in call.returns(port.cashier.map(Value.string) ?? .null) },
        HostFunction(
          "list", summary: "The store's cashiers.",
          returns: [Returned("cashiers", "table[]", summary: "Each name and has_pin.")]
        ) { (call) throws(ScriptError) in call.returns(try port.read(.cashiers)) },
        HostFunction(
          "sign_out", summary: "Signs the cashier out.",
          returns: [Returned("done", "boolean", summary: "True.")]
        ) { (call) throws(ScriptError) in
          do throws(ReceiptError) { try port.change(.signedOut) } catch {
            throw call.mistake(error)
          }
          return call.returns(true)
        },
      ])
  }
}
