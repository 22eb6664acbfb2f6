/// The device that makes receipts legal.
///
/// Every operation that issues a document has a key, chosen by the caller before it touches the
/// device. A known key returns the earlier document and prints nothing, so after a lost reply
/// asking again is safe. A registrar without keys of its own compares document numbers to keep this
/// promise.
public protocol Registrar: Sendable {
  /// What all of its paper says at both ends; nothing on a real one's.
  var banner: [String] { get }

  /// What the registrar can do now; asked before a card is taken.
  ///
  /// Whatever it will refuse a receipt for must show here: paper, cover, shift, and a clock that
  /// stands before the last document.
  func status() async throws(RegistrarError) -> RegistrarStatus

  /// Opens a shift, once for `key`; refused with `shiftOpen` while one is open.
  func openShift(key: String, cashier: String) async throws(RegistrarError) -> ShiftReport

  /// Closes the shift once for `key`, also one past its 24 hours; refused with `shiftClosed` where
  /// none is open.
  func closeShift(key: String, cashier: String) async throws(RegistrarError) -> ShiftReport

  /// Notes cash that goes into the drawer or out of it as no payment, once for `key`; false where the
  /// registrar keeps no such note.
  func moveCash(
    _ amount: Money, _ direction: CashDirection, key: String, cashier: String
  ) async throws(RegistrarError) -> Bool

  /// Prints what the open shift comes to so far, which changes nothing; nil where the registrar can't.
  func interimReport(cashier: String) async throws(RegistrarError) -> ShiftReport?

  /// Issues `document` once for `key`, whatever happens on the way.
  ///
  /// Paper may run out in the middle: the document is issued then, and its `paper` is interrupted.
  /// An operation that prints afterwards prints the rest first.
  func print(
    _ document: FiscalDocument, key: String
  ) async throws(RegistrarError) -> PrintedDocument

  /// What is known of a receipt's key, after a lost reply; nil means it is certainly not issued.
  func printed(key: String) async throws(RegistrarError) -> PrintedDocument?

  /// What is known of a shift report's key, after a lost reply; nil means it is certainly not issued.
  func report(key: String) async throws(RegistrarError) -> ShiftReport?

  /// Whether a key is still known after the registrar was switched off.
  ///
  /// Where it is not, the till sends nothing again after a lost reply: it compares what was issued last.
  var keysAreDurable: Bool { get }

  /// The last receipt that was issued; nil before the first.
  func lastPrinted() async throws(RegistrarError) -> PrintedDocument?

  /// Prints the rest of an interrupted receipt; nil where there is none.
  func continuePrinting() async throws(RegistrarError) -> PrintedDocument?

  /// Prints a copy of the last receipt, which is no new document.
  func copyOfLast() async throws(RegistrarError) -> PrintedDocument

  /// Whether it prints what puts a document right: one with ``FiscalDocument/additional``, and from FFD 1.1 on
  /// with ``FiscalDocument/correction``.
  var printsCorrections: Bool { get }

  /// Prints lines that are no fiscal document; false where it can't.
  func print(text lines: [String]) async throws(RegistrarError) -> Bool
}

extension Registrar {
  public var banner: [String] { [] }
  public var keysAreDurable: Bool { true }
  public var printsCorrections: Bool { false }

  public func print(text lines: [String]) async throws(RegistrarError) -> Bool { false }

  public func moveCash(
    _ amount: Money, _ direction: CashDirection, key: String, cashier: String
  ) async throws(RegistrarError) -> Bool { false }

  public func interimReport(cashier: String) async throws(RegistrarError) -> ShiftReport? { nil }
}

/// Why a registrar did not do as it was asked.
public enum RegistrarError: Error, Codable, Hashable, Sendable {
  /// Certainly nothing was done.
  case refused(Refusal)
  /// Nobody knows whether it was done: ask by the key, don't send other content.
  case unreachable
}

/// Why a registrar certainly did nothing.
public enum Refusal: Error, Codable, Hashable, Sendable {
  case noPaper
  case coverOpen
  case busy
  case shiftClosed
  case shiftOpen
  /// 24 hours have passed since the shift was opened: only closing it is possible
  /// (54-FZ 4.1 p.1, 4.3 p.2).
  case shiftExpired
  /// A rule of ``DocumentError``, in words.
  case documentInvalid(String)
  /// The document belongs to another seller than the registrar does.
  case foreignSeller(registered: String)
  /// The registrar isn't registered for this taxation system.
  case taxationNotRegistered(TaxationSystem)
  /// The clock stands before the last document.
  case clockBackwards(last: Moment)
  case memoryFull
  /// The key belongs to an operation of another kind.
  case keyTaken
  /// There is no receipt to copy.
  case nothingPrinted
  /// The device can't do its work, in its own words: its memory can't be read, say.
  case deviceFault(String)
}
