extension RegistrarError: CustomStringConvertible {
  /// What happened and what to do, for the log; a cashier reads the script's words for it.
  public var description: String {
    switch self {
    case .refused(let refusal): refusal.description
    case .unreachable: "the registrar does not answer; check its power and cable, try again"
    }
  }
}

extension Refusal: CustomStringConvertible {
  /// What happened and what to do, for the log; a cashier reads the script's words for it.
  public var description: String {
    switch self {
    case .noPaper: "the registrar has no paper; load a roll"
    case .coverOpen: "the registrar's cover is open; close it"
    case .busy: "the registrar is busy; try again in a moment"
    case .shiftClosed: "the shift is closed; open it"
    case .shiftOpen: "the shift is already open; go on, or close it first"
    case .shiftExpired: "the shift is older than 24 hours; close it and open a new one"
    case .documentInvalid(let rule): "the receipt breaks a rule: \(rule)"
    case .foreignSeller(let registered):
      "the registrar belongs to INN \(registered); use this seller's own store or registrar"
    case .taxationNotRegistered(let system):
      "the registrar is not registered for \(system.name); correct the store's taxation"
    case .clockBackwards:
      "the registrar's clock is before its last document; set the clock right"
    case .memoryFull: "fiscal memory or disk is full; call the technician"
    case .keyTaken: "this key belongs to another operation; start the receipt again"
    case .nothingPrinted: "there is no receipt to copy; print one first"
    case .deviceFault(let words): "the registrar is out of order (\(words)); call the technician"
    }
  }
}
