import Testing

@testable import KassaRuntime

/// What keeps a payment from beginning, by the registrar's status: the last place before money is taken.
@Suite struct ReadinessTests {
  private static let now = FiscalSamples.now
  private static let known = 41

  /// A registrar that could print, after the last document that is known here.
  private static func status() -> RegistrarStatus {
    let openedAt = now.adding(milliseconds: -3_600_000)
    return RegistrarStatus(
      paper: .present, coverIsOpen: false,
      shift: .open(
        number: 3, openedAt: openedAt,
        closesBy: openedAt.adding(milliseconds: ShiftState.millisecondsMax)),
      clock: now, offsetSeconds: 10_800, inn: FiscalSamples.seller.inn,
      taxation: [.usnIncome, .osn], format: .ffd12, registrationNumber: "1", serial: "1",
      fn: "9999000000000001", lastDocument: known, lastDocumentAt: now, unsentDocuments: 0)
  }

  /// A shift with that many milliseconds left.
  private static func shift(left: Int64) -> ShiftState {
    let closesBy = now.adding(milliseconds: left)
    return .open(
      number: 3, openedAt: closesBy.adding(milliseconds: -ShiftState.millisecondsMax),
      closesBy: closesBy)
  }

  private static let tenMinutes: Int64 = 600_000

  struct Case: CustomTestStringConvertible, Sendable {
    let testDescription: String
    var reason: Readiness.Reason?
    let change: @Sendable (inout RegistrarStatus) -> Void
  }

  static let cases = [
    Case(testDescription: "nothing hinders it") { _ in },
    Case(testDescription: "paper is low") { $0.paper = .low },
    Case(testDescription: "no paper", reason: .noPaper) { $0.paper = .out },
    Case(testDescription: "the cover is open", reason: .coverOpen) { $0.coverIsOpen = true },
    Case(testDescription: "another seller's", reason: .foreignSeller) { $0.inn = "7707083893" },
    Case(testDescription: "another taxation", reason: .foreignSeller) { $0.taxation = [.osn] },
    Case(testDescription: "one document behind the journal") { $0.lastDocument = known - 1 },
    Case(testDescription: "one document ahead", reason: .behind) { $0.lastDocument = known + 1 },
    Case(testDescription: "two ahead", reason: .behind) { $0.lastDocument = known + 2 },
    Case(testDescription: "no document yet") { ($0.lastDocument, $0.lastDocumentAt) = (0, nil) },
    Case(testDescription: "its clock a millisecond before its last document", reason: .clock) {
      $0.lastDocumentAt = now.adding(milliseconds: 1)
    },
    Case(testDescription: "a closed shift", reason: .shiftClosed) { $0.shift = .closed },
    Case(testDescription: "an expired shift", reason: .shiftExpired) {
      $0.shift = .expired(number: 3, openedAt: now)
    },
    Case(testDescription: "ten minutes left") { $0.shift = shift(left: tenMinutes) },
    Case(testDescription: "a millisecond less than ten minutes", reason: .shiftEnding) {
      $0.shift = shift(left: tenMinutes - 1)
    },
    Case(testDescription: "nine minutes left", reason: .shiftEnding) {
      $0.shift = shift(left: 540_000)
    },
    Case(testDescription: "one minute left", reason: .shiftEnding) {
      $0.shift = shift(left: 60_000)
    },
    Case(testDescription: "nothing left", reason: .shiftEnding) { $0.shift = shift(left: 0) },
    Case(testDescription: "past its end, and said to be open", reason: .shiftEnding) {
      $0.shift = shift(left: -tenMinutes)
    },
  ]

  @Test(arguments: cases)
  func `says what hinders a payment`(_ one: Case) {
    var status = Self.status()
    one.change(&status)
    let readiness = Readiness(
      status, seller: FiscalSamples.seller, taxation: .usnIncome, known: Self.known)
    #expect(readiness.reason == one.reason)
    #expect(readiness.lastDocument == status.lastDocument && readiness.memory == status.fn)
  }

  @Test func `ten minutes are told as a script reads it`() {
    var status = Self.status()
    status.shift = Self.shift(left: 1)
    var readiness = Readiness(
      status, seller: FiscalSamples.seller, taxation: .usnIncome, known: Self.known)
    // How much paper there is, is told at the till alone.
    readiness.paper = nil
    #expect(Readiness(readiness.value) == readiness && readiness.value["reason"] == "shift_ending")
  }

  /// What can't be read is not ready, and no print begins after document 0.
  @Test(
    arguments: [
      .null, ["ready": true], ["ready": true, "reason": .null, "memory": "1"],
      ["ready": true, "reason": "no_paper", "last_document": 41],
      ["ready": false, "reason": "of a newer program", "last_document": 41],
      ["ready": false, "reason": .null, "last_document": 41],
      ["ready": true, "reason": .null, "last_document": "41"],
    ] as [Value])
  func `nothing else is read as ready`(value: Value) {
    #expect(Readiness(value) == nil)
  }
}
