/// A registrar whose driver may take the process down: suspended, it is one that does not answer.
struct WatchedRegistrar: Registrar {
  /// Nil where it is suspended: it is not even made.
  private let registrar: (any Registrar)?
  private let watch: CrashWatch

  init(_ watch: CrashWatch, _ make: () throws -> any Registrar) throws {
    self.watch = watch
    let isSuspended = watch.suspended.contains(.registrar)
    registrar = isSuspended ? nil : try watch.watch(.openRegistrar, make)
  }

  var banner: [String] { registrar?.banner ?? [] }

  func status() async throws(RegistrarError) -> RegistrarStatus {
    try await watched(.status) { (registrar) throws(RegistrarError) in
      try await registrar.status()
    }
  }

  func openShift(key: String, cashier: String) async throws(RegistrarError) -> ShiftReport {
    try await watched(.openShift) { (registrar) throws(RegistrarError) in
      try await registrar.openShift(key: key, cashier: cashier)
    }
  }

  func closeShift(key: String, cashier: String) async throws(RegistrarError) -> ShiftReport {
    try await watched(.closeShift) { (registrar) throws(RegistrarError) in
      try await registrar.closeShift(key: key, cashier: cashier)
    }
  }

  func moveCash(
    _ amount: Money, _ direction: CashDirection, key: String, cashier: String
  ) async throws(RegistrarError) -> Bool {
    try await watched(.moveCash) { (registrar) throws(RegistrarError) in
      try await registrar.moveCash(amount, direction, key: key, cashier: cashier)
    }
  }

  func interimReport(cashier: String) async throws(RegistrarError) -> ShiftReport? {
    try await watched(.interimReport) { (registrar) throws(RegistrarError) in
      try await registrar.interimReport(cashier: cashier)
    }
  }

  func print(
    _ document: FiscalDocument, key: String
  ) async throws(RegistrarError) -> PrintedDocument {
    try await watched(.print) { (registrar) throws(RegistrarError) in
      try await registrar.print(document, key: key)
    }
  }

  func printed(key: String) async throws(RegistrarError) -> PrintedDocument? {
    try await watched(.printed) { (registrar) throws(RegistrarError) in
      try await registrar.printed(key: key)
    }
  }

  var keysAreDurable: Bool { registrar?.keysAreDurable ?? true }
  var printsCorrections: Bool { registrar?.printsCorrections ?? false }

  func print(text lines: [String]) async throws(RegistrarError) -> Bool {
    try await watched(.printText) { (registrar) throws(RegistrarError) in
      try await registrar.print(text: lines)
    }
  }

  func report(key: String) async throws(RegistrarError) -> ShiftReport? {
    try await watched(.report) { (registrar) throws(RegistrarError) in
      try await registrar.report(key: key)
    }
  }

  func lastPrinted() async throws(RegistrarError) -> PrintedDocument? {
    try await watched(.lastPrinted) { (registrar) throws(RegistrarError) in
      try await registrar.lastPrinted()
    }
  }

  func continuePrinting() async throws(RegistrarError) -> PrintedDocument? {
    try await watched(.continuePrinting) { (registrar) throws(RegistrarError) in
      try await registrar.continuePrinting()
    }
  }

  func copyOfLast() async throws(RegistrarError) -> PrintedDocument {
    try await watched(.copyOfLast) { (registrar) throws(RegistrarError) in
      try await registrar.copyOfLast()
    }
  }

  private func watched<Reply>(
    _ activity: CrashWatch.Activity, _ call: (any Registrar) async throws(RegistrarError) -> Reply
  ) async throws(RegistrarError) -> Reply {
    guard let registrar else { throw .unreachable }
    do { try watch.enter(activity) } catch { throw .unreachable }
    defer { watch.leave(activity) }
    return try await call(registrar)
  }
}

/// A connected terminal whose driver may take the process down.
struct WatchedTerminal: TerminalDriver {
  private let driver: any TerminalDriver
  private let watch: CrashWatch

  init(_ driver: any TerminalDriver, _ watch: CrashWatch) {
    self.driver = driver
    self.watch = watch
  }

  var id: String { driver.id }
  var name: String { driver.name }

  private var isSuspended: Bool { watch.suspended.contains(.terminal) }

  /// Suspended it is declined: nothing is sent, so nothing can be taken.
  func charge(_ request: TerminalCharge) async -> TerminalReply {
    if isSuspended { return .declined(reason: "off until the till is restarted") }
    return await watched(.charge) { await $0.charge(request) }
  }

  /// Suspended nobody knows: it was sent by a process before.
  func outcome(of request: TerminalCharge) async -> TerminalReply {
    if isSuspended { return .unknown }
    return await watched(.outcome) { await $0.outcome(of: request) }
  }

  func stop(_ request: TerminalCharge) async -> TerminalReply {
    if isSuspended { return .unknown }
    return await watched(.stop) { await $0.stop(request) }
  }

  func void(_ charge: TerminalCharge) async -> TerminalReply {
    if isSuspended { return .byHand }
    return await watched(.void) { await $0.void(charge) }
  }

  func refund(_ request: TerminalCharge, of charge: TerminalCharge?) async -> TerminalReply {
    if isSuspended { return .byHand }
    return await watched(.refund) { await $0.refund(request, of: charge) }
  }

  private func watched(
    _ activity: CrashWatch.Activity, _ call: (any TerminalDriver) async -> TerminalReply
  ) async -> TerminalReply {
    do { try watch.enter(activity) } catch { return .unknown }
    defer { watch.leave(activity) }
    return await call(driver)
  }
}
