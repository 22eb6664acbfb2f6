/// A listener of the store that runs, or another function that a stock flow calls of it.
struct RunningListener {
  /// As messages call it: "on.line_added".
  let name: String
  /// The receipt as it finds it: `FlowContext.undo` brings back what it changed.
  let before: Receipt
  /// How many changes of durable values its flow had made.
  let keptChanges: Int

  /// The point it listens at; nil for a function of another kind.
  var point: String? {
    name.hasPrefix("on.") ? String(Substring(name.utf8.dropFirst(3))) : nil
  }

  /// Whether it computes, and changes nothing.
  var isPure: Bool { name.hasPrefix("prices") }
}

extension WaitRequest {
  /// What of it no listener may ask for: it pays, prints or closes; nil for all the rest.
  var isForFlowsOnly: String? {
    switch self {
    case .charge, .void, .refund: "charge a terminal"
    case .print, .continuePrinting: "print the receipt"
    case .prompt(let prompt): prompt.use.takesMoney ? "take money" : nil
    case .moveCash: "move cash"
    case .interimReport: "print a report"
    case .printText: "print a copy"
    case .closeShift, .openShift, .copyOfLast, .readiness, .unconfirmed, .service: nil
    }
  }

  /// Whether it takes what is due of the receipt, or a part of it.
  var takesTender: Bool {
    switch self {
    case .charge: true
    case .prompt(let prompt): prompt.use.takesTender
    case .void, .refund, .print, .continuePrinting, .copyOfLast, .openShift, .closeShift,
      .readiness, .moveCash, .interimReport, .printText,
      .unconfirmed, .service:
      false
    }
  }
}

extension AnswerUse {
  fileprivate var takesMoney: Bool {
    switch self {
    case .cashReturned, .returnPIN, .returnConfirmed, .cashPromised, .cashHandedOver: true
    default: takesTender
    }
  }
}
