import KassaEmulators
import KassaRuntime
import Synchronization

/// A registrar in memory for a till that is explored: its memory is a value, to be put back.
///
/// It refuses, numbers and remembers as the emulated one does. It forgets the documents of a receipt that
/// begins anew: what is explored comes to the same receipt again and again.
final class ExploredRegistrar: Registrar {
  struct State: Hashable, Sendable {
    var lastDocument = 0
    var shift = 0
    var isOpen = false
    /// When the shift was opened that is open.
    var openedAt: Moment?
    var receipts = 0
    var printed: [String: PrintedDocument] = [:]
    var reports: [String: ShiftReport] = [:]
    var last: PrintedDocument?
    var isInterrupted = false
    /// What happens to its calls until it is taken away.
    var fault: EmulatedFault?
  }

  private let registration: RegistrarRegistration
  private let clock: ExploredClock
  private var now: Moment { clock.now }
  private let state = Mutex(State())

  init(_ registration: RegistrarRegistration, _ clock: ExploredClock) {
    (self.registration, self.clock) = (registration, clock)
  }

  var memory: State {
    get { state.withLock { $0 } }
    set { state.withLock { $0 = newValue } }
  }

  /// What of its memory something may depend on.
  ///
  /// - Parameters:
  ///   - known: the highest document number that its till knows of.
  ///   - asksForReports: whether its till may have a report in question.
  func sight(known: Int, asksForReports: Bool) -> Sight {
    state.withLock {
      Sight(
        isOpen: $0.isOpen, isExpired: isExpired($0), isInterrupted: $0.isInterrupted,
        hasPrinted: $0.last != nil,
        printed: Set($0.printed.keys), isReported: asksForReports && !$0.reports.isEmpty,
        ahead: $0.lastDocument - known)
    }
  }

  private func isExpired(_ state: State) -> Bool {
    state.isOpen && now >= closesBy(state)
  }

  private func closesBy(_ state: State) -> Moment {
    (state.openedAt ?? now).adding(milliseconds: ShiftState.millisecondsMax)
  }

  struct Sight: Hashable, Sendable {
    let isOpen, isExpired, isInterrupted, hasPrinted: Bool
    /// The receipts in question whose documents it has, by their ids.
    let printed: Set<String>
    let isReported: Bool
    /// So many documents its till does not know of.
    let ahead: Int
  }

  /// Begins its numbers anew; false where it has issued something that its till does not know of.
  func renumber(known: Int, isShiftOpen: Bool) -> Bool {
    state.withLock { state in
      guard state.lastDocument == known, state.isOpen == isShiftOpen, !state.isInterrupted else {
        return false
      }
      (state.lastDocument, state.receipts) = (0, 0)
      state.shift = state.isOpen ? 1 : 0
      (state.printed, state.reports) = ([:], [:])
      state.last?.number = 0
      return true
    }
  }

  func forget(_ receipt: String) { state.withLock { $0.printed[receipt] = nil } }

  /// One call: what is lost on the way there was not done, what is lost on the way back was.
  private func perform<Answer>(
    _ call: ExploredCall, _ body: (inout State) throws(Refusal) -> Answer
  ) throws(RegistrarError) -> Answer {
    let result: Result<Answer, RegistrarError> = state.withLock { state in
      let fault = state.fault.flatMap { call.meets($0) ? $0 : nil }
      if fault == .unreachable || fault == .lostReplyBefore { return .failure(.unreachable) }
      do throws(Refusal) {
        switch fault {
        case .busy: throw .busy
        case .coverOpen: throw .coverOpen
        case .noPaper: throw .noPaper
        default: break
        }
        let answer = try body(&state)
        return fault == .lostReplyAfter ? .failure(.unreachable) : .success(answer)
      } catch { return .failure(.refused(error)) }
    }
    return try result.get()
  }

  func status() async throws(RegistrarError) -> RegistrarStatus {
    try perform(.ask) { state in
      RegistrarStatus(
        paper: state.fault == .noPaper ? .out : state.fault == .paperLow ? .low : .present,
        coverIsOpen: state.fault == .coverOpen,
        shift: shift(state),
        clock: now, offsetSeconds: DayClock.offsetSeconds, inn: registration.seller.inn,
        taxation: registration.taxation, format: .ffd12,
        registrationNumber: registration.registrationNumber, serial: registration.serial,
        fn: registration.fn, lastDocument: state.lastDocument,
        lastDocumentAt: state.lastDocument > 0 ? now : nil, unsentDocuments: 0)
    }
  }

  private func shift(_ state: State) -> ShiftState {
    guard state.isOpen else { return .closed }
    let openedAt = state.openedAt ?? now
    return isExpired(state)
      ? .expired(number: state.shift, openedAt: openedAt)
      : .open(number: state.shift, openedAt: openedAt, closesBy: closesBy(state))
  }

  func print(
    _ document: FiscalDocument, key: String
  ) async throws(RegistrarError) -> PrintedDocument {
    try perform(.receipt) { (state) throws(Refusal) in
      if let known = state.printed[key] { return known }
      do throws(DocumentError) { try document.validate() } catch {
        throw .documentInvalid(error.description)
      }
      guard state.isOpen else { throw .shiftClosed }
      guard !isExpired(state) else { throw .shiftExpired }
      state.lastDocument += 1
      state.receipts += 1
      state.isInterrupted = state.fault == .paperOutDuring
      let printed = PrintedDocument(
        key: key, number: state.lastDocument, sign: "1", fn: registration.fn,
        registrationNumber: registration.registrationNumber, shift: state.shift,
        receiptInShift: state.receipts, format: .ffd12, at: now,
        offsetSeconds: DayClock.offsetSeconds,
        paper: state.isInterrupted ? .interrupted : .complete, text: [], qr: "",
        document: document)
      state.printed[key] = printed
      state.last = printed
      return printed
    }
  }

  func printed(key: String) async throws(RegistrarError) -> PrintedDocument? {
    try perform(.ask) { $0.printed[key] }
  }

  func report(key: String) async throws(RegistrarError) -> ShiftReport? {
    try perform(.ask) { $0.reports[key] }
  }

  func lastPrinted() async throws(RegistrarError) -> PrintedDocument? {
    try perform(.ask) { $0.last }
  }

  func continuePrinting() async throws(RegistrarError) -> PrintedDocument? {
    try perform(.paper) { state in
      guard state.isInterrupted, var printed = state.last else { return nil }
      state.isInterrupted = false
      printed.paper = .complete
      return printed
    }
  }

  func copyOfLast() async throws(RegistrarError) -> PrintedDocument {
    try perform(.paper) { (state) throws(Refusal) in
      guard var printed = state.last else { throw .nothingPrinted }
      state.isInterrupted = false
      printed.paper = .complete
      return printed
    }
  }

  func openShift(key: String, cashier: String) async throws(RegistrarError) -> ShiftReport {
    try perform(.shift) { (state) throws(Refusal) in
      if let known = state.reports[key], known.kind == .opening, state.isOpen { return known }
      guard !state.isOpen else { throw isExpired(state) ? Refusal.shiftExpired : Refusal.shiftOpen }
      state.isOpen = true
      state.openedAt = now
      state.shift += 1
      return report(.opening, key, cashier, &state)
    }
  }

  func closeShift(key: String, cashier: String) async throws(RegistrarError) -> ShiftReport {
    try perform(.shift) { (state) throws(Refusal) in
      if let known = state.reports[key], known.kind == .closing, !state.isOpen { return known }
      guard state.isOpen else { throw .shiftClosed }
      state.isOpen = false
      defer { state.receipts = 0 }
      return report(.closing, key, cashier, &state)
    }
  }

  private func report(
    _ kind: ShiftReport.Kind, _ key: String, _ cashier: String, _ state: inout State
  ) -> ShiftReport {
    state.lastDocument += 1
    let report = ShiftReport(
      kind: kind, key: key, shift: state.shift, number: state.lastDocument, sign: "1",
      fn: registration.fn, registrationNumber: registration.registrationNumber, format: .ffd12,
      cashier: cashier, openedAt: state.openedAt ?? now, closedAt: kind == .closing ? now : nil,
      offsetSeconds: DayClock.offsetSeconds, receipts: state.receipts, text: [])
    state.reports = [key: report]
    return report
  }
}

/// What a registrar is asked, as far as faults tell it apart.
enum ExploredCall {
  case ask, paper, shift, receipt

  func meets(_ fault: EmulatedFault) -> Bool {
    switch fault {
    case .unreachable: true
    case .paperLow, .paperOutDuring: false
    case .noPaper, .coverOpen, .busy: self != .ask
    case .lostReplyBefore, .lostReplyAfter: self == .shift || self == .receipt
    }
  }
}
