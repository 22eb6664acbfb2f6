/// A registrar whose driver may take the process down: suspended, it is one that does not answer.
struct WatchedRegistrar: Registrar {
  private let registrar: any Registrar
  private let watch: CrashWatch

  init(_ registrar: any Registrar, _ watch: CrashWatch) {
    self.registrar = registrar
    self.watch = watch
  }

  var banner: [String] { registrar.banner }

  func status() async throws(RegistrarError) -> RegistrarStatus {
    try await watched { (registrar) throws(RegistrarError) in try await registrar.status() }
  }

  func openShift(key: String, cashier: String) async throws(RegistrarError) -> ShiftReport {
    try await watched { (registrar) throws(RegistrarError) in
      try await registrar.openShift(key: key, cashier: cashier)
    }
  }

  func closeShift(key: String, cashier: String) async throws(RegistrarError) -> ShiftReport {
    try await watched { (registrar) throws(RegistrarError) in
      try await registrar.closeShift(key: key, cashier: cashier)
    }
  }

  func print(
    _ document: FiscalDocument, key: String
  ) async throws(RegistrarError) -> PrintedDocument {
    try await watched { (registrar) throws(RegistrarError) in
      try await registrar.print(document, key: key)
    }
  }

  func printed(key: String) async throws(RegistrarError) -> PrintedDocument? {
    try await watched { (registrar) throws(RegistrarError) in
      try await registrar.printed(key: key)
    }
  }

  func lastPrinted() async throws(RegistrarError) -> PrintedDocument? {
    try await watched { (registrar) throws(RegistrarError) in try await registrar.lastPrinted() }
  }

  func continuePrinting() async throws(RegistrarError) -> PrintedDocument? {
    try await watched { (registrar) throws(RegistrarError) in
      try await registrar.continuePrinting()
    }
  }

  func copyOfLast() async throws(RegistrarError) -> PrintedDocument {
    try await watched { (registrar) throws(RegistrarError) in try await registrar.copyOfLast() }
  }

  private func watched<Reply>(
    _ call: (any Registrar) async throws(RegistrarError) -> Reply
  ) async throws(RegistrarError) -> Reply {
    guard !watch.suspended.contains(.registrar) else { throw .unreachable }
    do { try watch.enter(.registrar) } catch { throw .unreachable }
    defer { watch.leave() }
    return try await call(registrar)
  }
}

/// A connected terminal whose driver may take the process down: suspended, nobody knows what it did.
struct WatchedTerminal: TerminalDriver {
  private let driver: any TerminalDriver
  private let watch: CrashWatch

  init(_ driver: any TerminalDriver, _ watch: CrashWatch) {
    self.driver = driver
    self.watch = watch
  }

  var id: String { driver.id }
  var name: String { driver.name }

  func charge(_ request: TerminalCharge) async -> TerminalReply {
    await watched { await $0.charge(request) }
  }

  func outcome(of request: TerminalCharge) async -> TerminalReply {
    await watched { await $0.outcome(of: request) }
  }

  private func watched(
    _ call: (any TerminalDriver) async -> TerminalReply
  ) async -> TerminalReply {
    guard !watch.suspended.contains(.terminal) else { return .unknown }
    do { try watch.enter(.terminal) } catch { return .unknown }
    defer { watch.leave() }
    return await call(driver)
  }
}
