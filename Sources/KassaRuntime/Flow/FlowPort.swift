/// What the functions a script may call reach of the runtime: the flow's receipt, values from
/// outside, and things to wait for.
///
/// The rules are behind it, never in a binding.
protocol FlowPort: AnyObject {
  var receipt: Receipt { get }
  var cashier: String? { get }
  var language: Language { get }
  /// The words of its prompts.
  var words: Words { get }
  /// The time of this step; the same for all of it.
  var now: Moment { get }
  /// Seconds east of UTC.
  var offsetSeconds: Int { get }

  /// Whether whoever is signed in has that role, or somebody who has it said yes in this flow.
  func may(_ role: Role) throws(ScriptError) -> Bool
  /// Whether a senior let that person, who has a PIN, choose another in this flow.
  func mayChooseNewPIN(_ name: String) -> Bool

  /// Who said yes as somebody of that role in this flow, or is signed in and has it.
  func sayer(of role: Role) throws(ScriptError) -> String?
  /// What of the store holds in this flow; nil in one that an older program began.
  var terms: StoreTerms? { get }
  /// Whether a guard of the store is still to pass before what it keeps.
  func isDue(guard name: String) -> Bool
  /// Those who went on past a guard without being entitled to it, and whom no senior has seen yet.
  var unseenLifts: [GuardLift] { get }
  /// Returns that no senior said yes to, and that none has seen yet.
  var unseenReturns: [ListedReturn] { get }
  /// What of them the list has no room for.
  var unseenBefore: TerminalPeriod.Tally { get }
  /// Whether the rules of returns hold that older programs had not.
  var holdsReturns: Bool { get }
  /// See `FlowStart.listsUndone`.
  var listsUndone: Bool { get }
  /// See `FlowStart.holdsMatters`.
  var holdsMatters: Bool { get }
  /// See `FlowStart.holdsPeriods`.
  var holdsPeriods: Bool { get }
  /// What lets what is due next of a return go back another way in this step, once.
  func takeYesToMove() -> YesToMove?
  /// What went back in this shift without a senior's yes, or is set aside, in kopecks.
  var freedReturns: Int64 { get }
  /// What of it was of sales that this journal does not have.
  var otherReturns: Int64 { get }
  /// Whether so much cash may leave the drawer.
  func mayLeaveTheDrawer(_ amount: Money) -> Bool
  /// Where the store's script was stopped too often, so that the stock flows sell; nil where it sells.
  var standsInFor: String? { get }

  /// Changes the receipt, or throws what the rules refuse.
  func change(_ change: ReceiptChange) throws(ReceiptError)
  func change(_ change: TillChange) throws(ReceiptError)

  /// The listener of the store that runs; nil where none does.
  var listener: RunningListener? { get }
  func enter(_ name: String)
  func leave(vetoing: Bool) throws(ReceiptError)
  /// - Parameter place: where the listener begins, "leto/store.lua:12"; "" where that is not known.
  func fail(
    _ name: String, _ problem: String, calls: [String], isGuard: Bool, of place: String)
  /// Which point at a receipt's beginning is to be called now, once each; nil for none.
  func beginReceipt() throws(ReceiptError) -> ReceiptBeginning?

  /// A tender that is about to be taken: what listeners change for it is undone where it is not.
  func beginTender() throws(ReceiptError)
  /// - Parameter withKept: whether their durable values go with it too.
  func hearTender(withKept: Bool) throws(ReceiptError)
  func endTender(taken: Bool) throws(ReceiptError)

  /// Whether the receipt has a line of that id.
  func has(line: Int) -> Bool
  /// Remembers goods, contact, memo and durable values as they are; `restore` brings them back by that
  /// number.
  func snapshot() -> Int
  func restore(_ number: Int) throws(ReceiptError)

  /// What the script's parameters are in this flow, by name.
  var parameters: [String: Value] { get }
  /// What the till's parameters were given, which a flow sees that begins now.
  var givenParameters: [String: Value] { get }

  /// What is kept of `key`, as any read; null for nothing.
  func kept(_ key: KeptKey) throws(ScriptError) -> Value
  /// Everything that is kept, as any read: each name, key and value.
  func allKept() throws(ScriptError) -> Value
  /// Keeps a value, or takes it away; why it can't be kept, where it can't.
  func keep(_ value: Value?, of key: KeptKey, _ rule: KeptRule) throws(ScriptError) -> String?

  /// Whether somebody whom the store names technician or senior stands here, or said yes in this flow.
  func mayGiveAddress() throws(ScriptError) -> Bool
  /// The address that somebody gave in this flow, once.
  func takeAddress() -> String?
  /// Sets up the till's terminals by the yes that began the step, or throws what they refuse.
  func configure(_ change: TerminalChange) throws(TerminalError)
  var terminals: TerminalBook { get }
  /// Charges that their terminals have not confirmed.
  var unconfirmed: [UnconfirmedCharge] { get }
  /// Whether a connected terminal is asked itself to undo a charge or to give it back.
  var undoesByKey: Bool { get }
  /// When a card paid the receipt, where that was in a shift since closed and the store has a correction make up
  /// for its document; nil for a receipt that prints.
  var latePayment: Moment? { get }
  /// Whether the drawer was counted in this closing and nothing has gone out since: see `CashAsked.isToSafe`.
  var mayGoToSafe: Bool { get }
  /// Documents whose paper ended in the middle.
  var lostPapers: [LostPaper] { get }
  /// Calls of services that nobody knows of, and how many more of each service there are.
  var services: ServiceMemory? { get }
  /// The till's terminals by what they did since they were settled.
  var periods: [String: TerminalPeriod] { get }
  /// Receipts set aside that hold money in question: how many, and what they come to.
  var matters: (count: Int, kopecks: Int64) { get }
  /// Whether a shift was closed with such receipts, and nobody was given them.
  var isUnhanded: Bool { get }
  /// What the running script can make terminals from.
  var providers: [Provider] { get }
  /// Whose receipts this flow prints.
  var seller: Seller { get }

  /// A value from outside, recorded in the step; replay gives the recorded one.
  func read(_ read: OutsideRead) throws(ScriptError) -> Value

  /// Asks for something that takes time. The script goes on with its result.
  ///
  /// - Throws: `ReceiptError` when the receipt's state forbids it; nothing is asked then.
  func request(_ request: WaitRequest) throws(ReceiptError)

  /// Sets the receipt aside when the flow ends.
  func park()

  /// Hears what the script said to its log; what failed of it is kept with the step.
  func hear(_ line: ScriptLine)
}

/// A value from outside that is there at once.
enum OutsideRead: Hashable, Sendable {
  case good(barcode: String)
  /// The good of a row of the goods, if it has that name.
  case row(Int64, name: String)
  /// The finds from the one of that place on, and how many there are.
  case search(text: String, first: Int)
  case terminals
  /// Receipts set aside.
  case parked
  case cashiers
  /// Goods of a department, in the order of their file.
  case department(name: String)
  /// What of scripts failed last at this till.
  case failures
  /// Printed sales that somebody may mean by a text: a number, a QR code, an amount, what a slip shows.
  case sales(text: String)
  /// One of them, by its receipt, as JSON.
  case sale(receipt: String)
  /// What went back here of a sale, in kopecks, in question or not, also of one that this journal does not have;
  /// "own" where `memory`, its fiscal memory, is this journal's, so that no other till has it.
  case givenBack(sale: String, paper: PaperOfMemory? = nil)
  /// One of them with what a document that puts it right says of it, as JSON.
  case corrected(receipt: String)
  /// Printed receipts of any type that somebody may mean by a text.
  case documents(text: String)
  /// A printed receipt as its paper had it, by its document's number, and by its entry where two fiscal
  /// memories have that number.
  case paper(document: Int, entry: Int? = nil)
  /// Reports of shifts that somebody may mean by a text: a document's number, "Z" or "X".
  case reports(text: String)
  /// One of them as its paper had it.
  case report(document: Int, entry: Int? = nil)
  /// What may have made the reports of counted terminals differ; null where none does.
  case explained
}

/// How a receipt comes before its store's listeners.
enum ReceiptBeginning: String {
  case new
  case takenBack = "taken_back"
}

/// What a script waits for.
indirect enum WaitRequest: Hashable, Sendable {
  case prompt(PromptRequest)
  /// Readiness first, then an attempt and its outcome.
  case charge(ChargeRequest)
  /// An attempt of its own undoes the approved charge of that number; `isConnected`: as of a charge.
  case void(charge: Int, isConnected: Bool, PromptRequest)
  /// Readiness first, then an attempt that gives back that charge of a printed sale, and its outcome.
  case refund(RefundRequest)
  case print
  case continuePrinting
  case copyOfLast
  case openShift
  case closeShift
  /// Whether money may be taken now, by that kind of tender where one is named.
  case readiness(for: TenderKind?)
  /// What a terminal says of a charge that it has not confirmed.
  case unconfirmed(ChargeKey)
  /// Cash into the drawer, or out of it.
  case moveCash(CashAsked)
  /// Money that a connected terminal took and that pays nothing, back where it came from.
  /// What the shift comes to so far, on paper.
  case interimReport
  /// A copy of a printed receipt's text, which is no document.
  case printText(document: Int, lines: [String])
  /// What one of the shop's own services says.
  case service(ServiceRequest)
}

/// A refund as a script asks for it.
struct RefundRequest: Hashable, Sendable {
  /// What of the sale it gives back; of a receipt that is not printed, its own.
  let charge: ChargeKey
  /// Whether the terminal voids the whole of it.
  var byVoid = false
  /// Whether Swift asks the terminal itself; otherwise the cashier does.
  let isConnected: Bool
  let proof: Proof
  /// Its outcome prompt, as a charge's.
  let prompt: PromptRequest
}

/// A charge as a script asks for it.
struct ChargeRequest: Hashable, Sendable {
  let terminal: TerminalReference
  /// Whether Swift asks the terminal itself; otherwise the cashier does.
  let isConnected: Bool
  let amount: Money
  let reason: String
  /// Each rule that was looked at, as the script gives it.
  let trace: Value
  let proof: Proof
  /// Its outcome prompt; the attempt's number is filled in when the attempt opens.
  let prompt: PromptRequest
}
