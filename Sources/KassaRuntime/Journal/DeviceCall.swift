/// What a device is asked to do, complete, so that it can be repeated or asked about after a crash.
package enum DeviceCall: JSONCoded, Hashable, Sendable {
  case charge(attempt: Int, terminal: String, amount: Money)
  /// Asks a connected terminal to undo a charge or to give one back, as the attempt says.
  case undo(attempt: Int, terminal: String, amount: Money)
  /// Prints what the receipt's intent has frozen.
  case print(intent: PrintKey)
  /// Asks what became of a print whose outcome is missing; sends nothing.
  case settlePrint(intent: PrintKey)
  case continuePrinting
  case copyOfLast
  case openShift(key: String, cashier: String)
  case closeShift(key: String, cashier: String)
  /// Asks what became of a shift's report whose outcome is missing; sends nothing.
  case settleReport(key: String)
  /// Stops charges that may still be running, or asks again what became of them, in so many seconds
  /// at most.
  case askCharges(charges: [ChargeKey], seconds: Int)
  /// Tells the registrar of cash that goes into the drawer or out of it.
  case moveCash(movement: CashMovement)
  /// Prints what the shift comes to so far.
  case interimReport(cashier: String)
  /// Prints a copy of a receipt's text.
  case printText(document: Int, lines: [String])
  /// Calls one of the shop's own services.
  case callService(intent: ServiceIntent)
}

extension DeviceCall {
  /// Whether it waits for a terminal, and so perhaps for a customer.
  var isOfTerminal: Bool {
    switch self {
    case .charge, .undo, .askCharges: true
    case .print, .settlePrint, .continuePrinting, .copyOfLast, .openShift, .closeShift,
      .settleReport, .callService, .moveCash, .interimReport, .printText:
      false
    }
  }

  /// Whether it carries a key, and is answered the same when it is asked again by that key.
  var isAnsweredByKey: Bool {
    switch self {
    case .print, .settlePrint, .openShift, .closeShift, .settleReport, .moveCash: true
    case .charge, .undo, .askCharges, .callService, .continuePrinting, .copyOfLast,
      .interimReport, .printText:
      false
    }
  }
}

extension DeviceCall {
  /// Whether its paper may show the journal's head.
  var showsHead: Bool {
    switch self {
    case .closeShift, .settleReport: true
    case .charge, .askCharges, .print, .settlePrint, .openShift, .callService, .moveCash,
      .continuePrinting, .copyOfLast, .interimReport, .printText, .undo:
      false
    }
  }
}

/// Which print intent is meant; the intent itself stands in the receipt, once.
package struct PrintKey: JSONCoded, Hashable, Sendable {
  let key: String
}

/// What a device did, as the flow goes on from it.
package struct DeviceOutcome: JSONCoded, Hashable, Sendable {
  let at: Moment
  /// What the script is told.
  let result: [Value]
  var changes: [Change]
  /// Paper to show once this is committed.
  let paper: Paper?
  /// How long a service was waited for: a cashier waits for so much between two inputs.
  var milliseconds: Int?
  /// Whether the registrar refused a document for what stands in it; nil for no.
  var refusesContent: Bool?
}
