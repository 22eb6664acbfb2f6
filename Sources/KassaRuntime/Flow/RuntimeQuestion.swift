/// What the runtime asks by itself before it does what a script asked for.
enum RuntimeQuestion {
  case closing, printNothing
  case cash(CashAsked)

  var request: PromptRequest {
    let (id, use): (String, AnswerUse) =
      switch self {
      case .closing: ("shift.close", .closing)
      case .printNothing: ("print.nothing", .printNothing)
      case .cash(let asked):
        (DrawerUse.cash(asked: asked).id, .drawer(use: .cash(asked: asked)))
      }
    return PromptRequest(
      id: id, kind: .confirm, arguments: [:], buttons: [], hidden: [], defaultButton: nil,
      mayCancel: true, use: use, words: Unrecorded(nil))
  }
}

extension WaitRequest {
  /// Whether fiscal memory may have a document more by it, or paper a copy.
  var printsDocument: Bool {
    switch self {
    case .print, .copyOfLast, .openShift, .closeShift, .moveCash, .interimReport, .printText:
      true
    case .prompt, .charge, .void, .refund, .continuePrinting, .readiness, .unconfirmed, .service:
      false
    }
  }

  /// Whether it waits for a person, and not for a device.
  var isPrompt: Bool {
    switch self {
    case .prompt, .void, .refund: true
    case .charge(let charge): !charge.isConnected
    case .print, .continuePrinting, .copyOfLast, .openShift, .closeShift, .readiness,
      .unconfirmed, .service, .moveCash, .interimReport, .printText:
      false
    }
  }
}

extension DeviceOutcome {
  var closesShift: Bool {
    changes.contains { if case .till(.shiftClosed) = $0 { true } else { false } }
  }
}
