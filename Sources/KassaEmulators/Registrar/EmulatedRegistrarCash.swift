public import KassaRuntime

// What the emulated registrar does between receipts: it notes cash, and tells what the shift comes to.
extension EmulatedRegistrar {
  public var printsCorrections: Bool { true }

  public func print(text lines: [String]) async throws(RegistrarError) -> Bool {
    try perform(.paper) { database, faults in
      if let refusal = faults.refusal { throw refusal }
      try database.completePaper()
      return true
    }
  }

  public func moveCash(
    _ amount: Money, _ direction: CashDirection, key: String, cashier: String
  ) async throws(RegistrarError) -> Bool {
    try perform(.shift) { database, faults in
      if try database.hasCash(key) { return true }
      try check(cashier: cashier)
      let (_, shift, now) = try ready(database, faults)
      try database.completePaper()
      try database.insertCash(
        amount, direction, key: key, cashier: cashier, shift: shift, at: now)
      return true
    }
  }

  public func interimReport(cashier: String) async throws(RegistrarError) -> ShiftReport? {
    try perform(.paper) { database, faults in
      try check(cashier: cashier)
      if let refusal = faults.refusal { throw refusal }
      let head = try database.head()
      let now = try time(after: head)
      let (shift, openedAt): (Int, Moment)
      switch try database.shiftState(at: now) {
      case .closed: throw Refusal.shiftClosed
      case .open(let number, let moment, _), .expired(let number, let moment):
        (shift, openedAt) = (number, moment)
      }
      try database.completePaper()
      return try shiftReport(
        .interim, key: "", shift: shift, cashier: cashier, number: head.number,
        openedAt: openedAt, at: now, receipts: head.receiptInShift,
        totals: database.shiftTotals(shift))
    }
  }
}
