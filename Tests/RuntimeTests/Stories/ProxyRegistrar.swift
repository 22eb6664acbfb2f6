import Synchronization

@testable import KassaEmulators
@testable import KassaRuntime

/// The emulated registrar of a story, with whatever a test makes of its answers, and what it was asked.
final class ProxyRegistrar: Registrar {
  private let registrar: EmulatedRegistrar
  private let state = Mutex(State())

  private struct State {
    var calls: [String] = []
    var memory: String?
    var ahead: Int?
    var statuses = 0
    var printing = Duration.zero
    var keysAreDurable = true
    var beforeClosing: @Sendable () -> Void = {}
    var afterClosing: @Sendable () -> Void = {}
  }

  init(_ story: Story) throws {
    registrar = try story.ownRegistrar()
  }

  /// What was asked since this was last read; questions for the status are left out.
  func takeCalls() -> [String] {
    state.withLock { state in
      defer { state.calls = [] }
      return state.calls
    }
  }

  /// From now on it says that its fiscal memory is that one (tag 1041).
  func pretend(memory: String?) { state.withLock { $0.memory = memory } }

  /// It says that it issued one document more, from that many questions for its status on.
  func pretendOneAhead(afterStatuses count: Int) {
    state.withLock { ($0.ahead, $0.statuses) = (count, 0) }
  }

  /// It takes so long to print.
  func slow(_ printing: Duration) { state.withLock { $0.printing = printing } }

  /// Runs those before it closes a shift, and before it says so.
  func whileClosing(
    before: @escaping @Sendable () -> Void, after: @escaping @Sendable () -> Void
  ) {
    state.withLock { ($0.beforeClosing, $0.afterClosing) = (before, after) }
  }

  private func note(_ call: String) { state.withLock { $0.calls.append(call) } }

  func status() async throws(RegistrarError) -> RegistrarStatus {
    var status = try await registrar.status()
    state.withLock { state in
      state.statuses += 1
      if let memory = state.memory { status.fn = memory }
      if let ahead = state.ahead, state.statuses > ahead { status.lastDocument += 1 }
    }
    return status
  }

  func openShift(key: String, cashier: String) async throws(RegistrarError) -> ShiftReport {
    note("open shift")
    return try await registrar.openShift(key: key, cashier: cashier)
  }

  func closeShift(key: String, cashier: String) async throws(RegistrarError) -> ShiftReport {
    note("close shift")
    let (before, after) = state.withLock { ($0.beforeClosing, $0.afterClosing) }
    before()
    defer { after() }
    return try await registrar.closeShift(key: key, cashier: cashier)
  }

  func moveCash(
    _ amount: Money, _ direction: CashDirection, key: String, cashier: String
  ) async throws(RegistrarError) -> Bool {
    note("cash \(direction.rawValue)")
    return try await registrar.moveCash(amount, direction, key: key, cashier: cashier)
  }

  func interimReport(cashier: String) async throws(RegistrarError) -> ShiftReport? {
    note("interim")
    return try await registrar.interimReport(cashier: cashier)
  }

  func print(
    _ document: FiscalDocument, key: String
  ) async throws(RegistrarError) -> PrintedDocument {
    note("print")
    try? await Task.sleep(for: state.withLock(\.printing))
    return try await registrar.print(document, key: key)
  }

  func printed(key: String) async throws(RegistrarError) -> PrintedDocument? {
    note("printed?")
    return try await registrar.printed(key: key)
  }

  func report(key: String) async throws(RegistrarError) -> ShiftReport? {
    note("report?")
    return try await registrar.report(key: key)
  }

  var keysAreDurable: Bool { state.withLock { $0.keysAreDurable } }

  /// From now on its driver says so.
  func pretend(keysAreDurable: Bool) { state.withLock { $0.keysAreDurable = keysAreDurable } }

  func lastPrinted() async throws(RegistrarError) -> PrintedDocument? {
    try await registrar.lastPrinted()
  }

  func continuePrinting() async throws(RegistrarError) -> PrintedDocument? {
    note("continue")
    return try await registrar.continuePrinting()
  }

  func copyOfLast() async throws(RegistrarError) -> PrintedDocument {
    note("copy")
    return try await registrar.copyOfLast()
  }
}
