/// A port where no flow runs: for declarations that are only read.
final class NoFlow: FlowPort {
  let parameters: [String: Value]
  let givenParameters: [String: Value] = [:]
  let language: Language
  let words = Words()

  /// - Parameter parameters: what the store's are where it is read.
  init(_ language: Language = .en, parameters: [String: Value] = [:]) {
    (self.language, self.parameters) = (language, parameters)
  }

  func kept(_ key: KeptKey) throws(ScriptError) -> Value { .null }
  func allKept() throws(ScriptError) -> Value { [] }
  func keep(_ value: Value?, of key: KeptKey, _ rule: KeptRule) throws(ScriptError) -> String? {
    nil
  }

  let receipt = Receipt(id: "", taxation: .osn)
  let cashier: String? = nil
  var now = Moment(milliseconds: 0)
  let offsetSeconds = 0
  let terminals = TerminalBook()
  let unconfirmed: [UnconfirmedCharge] = []
  let undoesByKey = true
  let services: ServiceMemory? = nil
  let periods: [String: TerminalPeriod] = [:]
  let matters: (count: Int, kopecks: Int64) = (0, 0)
  let isUnhanded = false
  let providers: [Provider] = []
  let seller = Seller(name: "", inn: "", address: "", place: "")

  func may(_ role: Role) throws(ScriptError) -> Bool { false }
  func sayer(of role: Role) throws(ScriptError) -> String? { nil }
  let terms: StoreTerms? = nil
  func isDue(guard name: String) -> Bool { false }
  let unseenLifts: [GuardLift] = []
  let unseenReturns: [ListedReturn] = []
  let unseenBefore = TerminalPeriod.Tally()
  let holdsReturns = true
  let listsUndone = true
  let holdsMatters = true
  let holdsPeriods = true
  let latePayment: Moment? = nil
  let mayGoToSafe = false
  let lostPapers: [LostPaper] = []
  func takeYesToMove() -> YesToMove? { nil }
  let freedReturns: Int64 = 0
  let otherReturns: Int64 = 0
  func mayLeaveTheDrawer(_ amount: Money) -> Bool { true }
  let standsInFor: String? = nil
  func mayChooseNewPIN(_ name: String) -> Bool { false }
  let listener: RunningListener? = nil
  func enter(_ name: String) {}
  func leave(vetoing: Bool) throws(ReceiptError) {}
  func fail(
    _ name: String, _ problem: String, calls: [String], isGuard: Bool, of place: String
  ) {}
  func beginTender() throws(ReceiptError) {}
  func hearTender(withKept: Bool) throws(ReceiptError) {}
  func endTender(taken: Bool) throws(ReceiptError) {}
  func beginReceipt() throws(ReceiptError) -> ReceiptBeginning? { nil }
  func has(line: Int) -> Bool { false }
  func snapshot() -> Int { 0 }
  func restore(_ number: Int) throws(ReceiptError) {}
  func mayGiveAddress() -> Bool { false }
  func takeAddress() -> String? { nil }
  func configure(_ change: TerminalChange) throws(TerminalError) {}
  func change(_ change: ReceiptChange) throws(ReceiptError) {}
  func change(_ change: TillChange) throws(ReceiptError) {}
  func read(_ read: OutsideRead) throws(ScriptError) -> Value { .null }
  func request(_ request: WaitRequest) throws(ReceiptError) {}
  func park() {}
  func hear(_ line: ScriptLine) {}
}
