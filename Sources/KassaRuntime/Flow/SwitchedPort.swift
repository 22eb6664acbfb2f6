/// Where a flow lives: which one, or none while modules load.
final class FlowPlace {
  var flow: any FlowPort

  init(_ flow: any FlowPort) { self.flow = flow }
}

/// A port that leads to the flow which runs on this thread: what scripts may call is declared once for all flows.
///
/// A script runs only inside `run` of machine.c, which says whose machine it is: a state has no finalizers, and
/// making one calls no function of the host. Those of this port stand in machines of a `FlowImage` alone.
final class SwitchedPort: FlowPort {
  let language: Language

  init(_ language: Language) { self.language = language }

  private var flow: any FlowPort {
    guard let reached = LuaMachine.reached else { preconditionFailure("no machine runs here") }
    return unsafeDowncast(reached, to: FlowPlace.self).flow
  }

  var receipt: Receipt { flow.receipt }
  var cashier: String? { flow.cashier }
  var words: Words { flow.words }
  var now: Moment { flow.now }
  var offsetSeconds: Int { flow.offsetSeconds }
  var terms: StoreTerms? { flow.terms }
  var unseenLifts: [GuardLift] { flow.unseenLifts }
  var unseenReturns: [ListedReturn] { flow.unseenReturns }
  var unseenBefore: TerminalPeriod.Tally { flow.unseenBefore }
  var latePayment: Moment? { flow.latePayment }
  var mayGoToSafe: Bool { flow.mayGoToSafe }
  var lostPapers: [LostPaper] { flow.lostPapers }
  var holdsReturns: Bool { flow.holdsReturns }
  var listsUndone: Bool { flow.listsUndone }
  var holdsMatters: Bool { flow.holdsMatters }
  var holdsPeriods: Bool { flow.holdsPeriods }
  func takeYesToMove() -> YesToMove? { flow.takeYesToMove() }
  var freedReturns: Int64 { flow.freedReturns }
  var otherReturns: Int64 { flow.otherReturns }
  var standsInFor: String? { flow.standsInFor }
  var listener: RunningListener? { flow.listener }
  var parameters: [String: Value] { flow.parameters }
  var givenParameters: [String: Value] { flow.givenParameters }
  var terminals: TerminalBook { flow.terminals }
  var unconfirmed: [UnconfirmedCharge] { flow.unconfirmed }
  var undoesByKey: Bool { flow.undoesByKey }
  var services: ServiceMemory? { flow.services }
  var periods: [String: TerminalPeriod] { flow.periods }
  var matters: (count: Int, kopecks: Int64) { flow.matters }
  var isUnhanded: Bool { flow.isUnhanded }
  var providers: [Provider] { flow.providers }
  var seller: Seller { flow.seller }

  func may(_ role: Role) throws(ScriptError) -> Bool { try flow.may(role) }
  func mayChooseNewPIN(_ name: String) -> Bool { flow.mayChooseNewPIN(name) }
  func sayer(of role: Role) throws(ScriptError) -> String? { try flow.sayer(of: role) }
  func isDue(guard name: String) -> Bool { flow.isDue(guard: name) }
  func change(_ change: ReceiptChange) throws(ReceiptError) { try flow.change(change) }
  func change(_ change: TillChange) throws(ReceiptError) { try flow.change(change) }
  func enter(_ name: String) { flow.enter(name) }
  func leave(vetoing: Bool) throws(ReceiptError) { try flow.leave(vetoing: vetoing) }
  func fail(
    _ name: String, _ problem: String, calls: [String], isGuard: Bool, of place: String
  ) { flow.fail(name, problem, calls: calls, isGuard: isGuard, of: place) }
  func mayLeaveTheDrawer(_ amount: Money) -> Bool { flow.mayLeaveTheDrawer(amount) }
  func beginTender() throws(ReceiptError) { try flow.beginTender() }
  func hearTender(withKept: Bool) throws(ReceiptError) { try flow.hearTender(withKept: withKept) }
  func endTender(taken: Bool) throws(ReceiptError) { try flow.endTender(taken: taken) }
  func beginReceipt() throws(ReceiptError) -> ReceiptBeginning? { try flow.beginReceipt() }
  func has(line: Int) -> Bool { flow.has(line: line) }
  func snapshot() -> Int { flow.snapshot() }
  func restore(_ number: Int) throws(ReceiptError) { try flow.restore(number) }
  func kept(_ key: KeptKey) throws(ScriptError) -> Value { try flow.kept(key) }
  func allKept() throws(ScriptError) -> Value { try flow.allKept() }
  func keep(_ value: Value?, of key: KeptKey, _ rule: KeptRule) throws(ScriptError) -> String? {
    try flow.keep(value, of: key, rule)
  }
  func mayGiveAddress() throws(ScriptError) -> Bool { try flow.mayGiveAddress() }
  func takeAddress() -> String? { flow.takeAddress() }
  func configure(_ change: TerminalChange) throws(TerminalError) { try flow.configure(change) }
  func read(_ read: OutsideRead) throws(ScriptError) -> Value { try flow.read(read) }
  func request(_ request: WaitRequest) throws(ReceiptError) { try flow.request(request) }
  func park() { flow.park() }
  func hear(_ line: ScriptLine) { flow.hear(line) }
}
