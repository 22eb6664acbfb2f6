import Logging

/// One lane's running register: a store's script, a journal, a registrar and somebody to ask.
///
/// The till owns the order of effects: an answer is committed with its step before the next prompt
/// is shown, an intent before its device is touched, a terminal's word before the script hears of it.
public actor Till {
  package let journal: Journal
  let cashier: any Cashier
  let outside: TillOutside
  let pins: Pins
  /// Nil where the till trusts nobody and runs whatever it is given.
  let trust: Trust?
  /// Lets scripts in.
  let gate: ScriptGate
  let settings: Settings
  /// The data folder.
  let folder: String
  let watch: CrashWatch
  let sources = BundleSources()
  let shown = ShownLines()

  /// How far another script has come.
  var other = OtherScript()

  // Nothing but this file changes what follows.

  /// The store with the values that its parameters have now.
  private(set) var store: LoadedStore
  /// Whether nothing of a store's script could be used.
  private(set) var isStockOnly: Bool
  private(set) var parameters: [String: Value]
  private(set) var devices: TillDevices

  /// The flow that runs, where it stands, and whether that is so since before a restart.
  private(set) var run: FlowRun?
  private(set) var standing: Standing = .nothing
  private(set) var isResumed = false
  /// Whether the registrar was found to have issued nothing the journal does not know.
  private(set) var isReconciled = false
  /// Whether the cashier has been told that the registrar's paper is nearly over.
  private var isPaperTold = false
  /// What came out of the registrar before the process began, and nobody need have seen.
  var unread: [Paper] = []
  /// What the cashier is told before the next prompt.
  private var warnings: [TillWarning] = []
  /// What a scanner delivered for a receipt that could not take it yet; no restart keeps it.
  private var waiting = WaitingScans()
  /// The keys of the scans that answered last; nil until the first scan with a key is looked up.
  private var scanKeys: Set<String>?
  /// What the next transaction begins with: that the till was started, with what, and who stands at it.
  private var beginning: [Entry]
  /// Whether somebody has said who they are since the till was started.
  private(set) var isAttended = false
  /// Whether who stood at the till since it was started has left it.
  private(set) var isLeft = false
  /// Who did, as long as no transaction has kept it.
  private(set) var arriving: String?
  /// The newcomer who has proved who they are, and whom the till has not met yet.
  var proven: String?
  /// The charges of which a terminal said something that nobody waited for.
  var late: [ChargeKey] = []
  /// How many questions of its own the till has asked since it was started.
  private var ownPrompts = 0
  /// The answers that a flow which begins over is given as long as it asks the same.
  private var repeating = RepeatedAnswers([])
  /// Set when a commit failed: memory is then ahead of the journal, and only a restart helps.
  private var failure: (any Error)?
  private var isRunning = false

  enum Standing {
    case nothing
    case at(Next)
    case after(DeviceOutcome)
  }

  /// Opens the till of the data folder, and brings an open flow back to where it stood.
  ///
  /// The store is the one of `opening`; where that can't be used, what ran at this till last: its files
  /// with this program's own stock library, or the stock flow on what the journal keeps as data. The
  /// cashier is told, and the next start tries again. The registrar is opened once the data folder is
  /// this till's, for the store that is used: one that another till has is left as it is.
  ///
  /// - Throws: `StoreError` and `SignatureError` when the store can't be used and none ran here yet,
  ///   `JournalError` when its record can't, and `GoodsTableError` when its goods can't. At most the
  ///   folder and an empty record were made.
  public init(
    opening: @Sendable () throws -> StoreBundle, data: String,
    registrar: @Sendable (StoreBundle) throws -> any Registrar, cashier: any Cashier,
    terminals: [any TerminalDriver] = [], settings: Settings = Settings()
  ) async throws {
    self.settings = settings
    self.cashier = cashier
    folder = data
    journal = try Journal(
      folder: data, identity: { TillIdentity.make(settings.random) }, seam: settings.seam)
    watch = CrashWatch(folder: data, seam: settings.seam)
    trust = try Trust.known(in: data, given: settings.trust != nil, seam: settings.seam)
    try trust?.follow(journal.ledger.till.scripts)
    let given = try StoreToStart(opening, journal, trust, watch, given: settings.trust)
    let opened = try WatchedRegistrar(watch) { try registrar(given.store) }
    let status = try? await opened.status()
    pins = try Pins(folder: data, seam: settings.seam, rounds: settings.pinRounds)
    let goods = try GoodsTable(folder: data, seam: settings.seam)
    gate = ScriptGate(
      journal: journal, trust: trust, key: settings.trust, pins: pins,
      rates: { (try? goods.rates()) ?? [:] }, trial: { [settings] in settings.trial(from: $0) })
    let found = try given.fit(for: status, gate, watch, at: settings.clock())
    (store, isStockOnly) = (found.loaded, found.isStockOnly)
    other.registrar = status
    parameters = journal.ledger.till.core.parameters ?? [:]
    devices = TillDevices(
      registrar: opened, drivers: terminals, manifest: store.manifest, watch: watch,
      settings: settings)
    outside = TillOutside(
      goods: goods, pins: pins, clock: settings.clock, journal: { [weak journal] in journal },
      failures: { [weak journal] in journal?.pastFailures() ?? [] })
    outside.entered = settings.enter
    outside.people = store.manifest.people
    outside.connected = terminals.map { ($0.id, $0.name) }
    beginning = Self.beginning(found, after: journal.ledger.till, settings)
    for part in CrashWatch.Part.allCases where watch.suspended.contains(part) {
      warn(.suspended(part))
    }
    if journal.ledger.till.core.bundle != store.bundle.hash { warnOfKeptOtherwise() }
    if let refused = found.refused { warn(.storeRefused(refused)) }
    if watch.scansWaited > 0 { warn(.scansMayBeLost(watch.scansWaited)) }
    if let signature = found.signature, found.refused == nil {
      try trust?.remember(signature, store.bundle.hash)
    }
    unread = try journal.paperSinceAnswer()
    // A pipe takes what its reader dies before reading; a person was shown all but perhaps the last.
    if cashier.source != .program { unread = unread.suffix(watch.wasPaperShown ? 0 : 1) }
    try recover()
    // Where nobody is, the flow that signs somebody in asks.
    isAttended = journal.ledger.till.cashier == nil || settings.repeats != nil
  }

  /// The same with a store that was read already.
  public init(
    store: StoreBundle, data: String, registrar: @autoclosure @Sendable () throws -> any Registrar,
    cashier: any Cashier, terminals: [any TerminalDriver] = [], settings: Settings = Settings()
  ) async throws {
    try await self.init(
      opening: { store }, data: data, registrar: { _ in try registrar() }, cashier: cashier,
      terminals: terminals, settings: settings)
  }

  /// That the till was started, and that its bundle is another one than before, where it is.
  private static func beginning(
    _ found: StoreToStart, after till: TillState, _ settings: Settings
  ) -> [Entry] {
    let last = till.core.bundle
    // What the stock flow stands in for is still what ran last.
    let bundle = found.isStockOnly ? last ?? found.loaded.bundle.hash : found.loaded.bundle.hash
    var start = TillStart(bundle: bundle, program: settings.program, refused: found.refused)
    if !found.isStockOnly {
      start.script = found.store.script
      let known = till.scripts?.running
      start.version =
        found.signature?.version ?? (known?.script == start.script ? known?.version : nil)
      start.taken = found.taken
    }
    let change = found.change.map { [Entry.script(taken: $0)] } ?? []
    guard let last, last != bundle else { return change + [.start(of: start)] }
    return change + [.swap(from: last, to: bundle), .start(of: start)]
  }

  /// Serves customers until the front end is gone, the task is cancelled, or storage fails.
  ///
  /// May be called again after it has thrown `CashierGone`: the same prompt is asked.
  /// - Throws: `CashierGone`; `JournalError` and `StorageError` when something could not be made
  ///   durable; `TillRuns` where a run of this till has not ended.
  public func run() async throws {
    if let failure { throw failure }
    guard !isRunning else { throw TillRuns() }
    isRunning = true
    defer { isRunning = false }
    try await awaitScript()
    try await showWarnings()
    // What the flow still stands after is shown as it goes on.
    if case .after(let outcome) = standing, outcome.paper != nil { unread = unread.dropLast() }
    try await showUnread()
    do {
      while true {
        try await reconcile()
        switch standing {
        case .nothing: try await begin()
        case .at(.prompt(let request)):
          if wantsOtherScript, standsBlank {
            try await beginOverOnOtherScript()
          } else {
            try await ask(request)
          }
        case .at(.device(let call)): try await operate(call)
        case .after(let outcome): try await goOn(after: outcome)
        case .at(.end), .at(.fault): try await begin()
        }
      }
    } catch {
      // Whatever a cashier or a host's cancelling ends leaves memory as the journal has it.
      // What a device said and the rules refuse is in no entry: only a restart asks it again.
      if error is JournalError || error is StorageError || error is ReceiptError { failure = error }
      throw error
    }
  }

  var now: Moment { settings.clock() }
}

/// Two tasks can't serve the same customer: a till is run once at a time.
public struct TillRuns: Error, Hashable, Sendable, CustomStringConvertible {
  public var description: String {
    "this till runs already; wait until that run has ended, or cancel its task"
  }
}

// MARK: - What changes

extension Till {
  /// A transaction on what is committed so far; a process's first one says that it began.
  func draft() throws -> JournalDraft {
    var draft = journal.draft()
    for entry in beginning { try draft.add(entry) }
    // What a restart goes on with is in the journal as soon as it says so.
    if !beginning.isEmpty, !isStockOnly { draft.add(store.bundle) }
    return draft
  }

  /// Commits a transaction and says where the till stands then.
  func commit(_ draft: JournalDraft, _ standing: Standing) throws {
    if draft.entries.contains(where: \.hasPaper) { watch.note(paperShown: false) }
    try journal.commit(draft, at: now)
    settings.committed?(draft.entries)
    (beginning, arriving) = ([], nil)
    if draft.before.till.scripts?.running != draft.ledger.till.scripts?.running {
      // The journal says it already: where this fails the next start does it.
      do { try trust?.follow(draft.ledger.till.scripts) } catch {
        settings.log.error("the version that is demanded stays as it was: \(error)")
      }
    }
    if draft.entries.contains(where: \.hasAnswer) { watch.goOn() }
    for case .step(let step) in draft.entries {
      if let key = step.scanKey { scanKeys?.insert(key) }
    }
    watch.note(scansWaiting: waiting.count)
    self.standing = standing
    isResumed = false
  }

  /// Reads the store anew where somebody gave its parameters other values at the till itself.
  ///
  /// Each was tried on the whole store before it counted.
  func takeParameters(of till: TillState) {
    let values = till.core.parameters ?? [:]
    guard values != parameters else { return }
    parameters = values
    guard !isStockOnly else { return }
    do {
      store = try StoreLoading.load(store.bundle, .till(values))
      outside.people = store.manifest.people
      devices = devices.with(store.manifest)
    } catch { settings.log.error("the parameters' new values can't be used: \(error)") }
  }

  /// The next flow runs on another script.
  func use(_ loaded: LoadedStore) {
    (store, isStockOnly) = (loaded, false)
    outside.people = loaded.manifest.people
    devices = devices.with(loaded.manifest)
  }

  /// The flow that runs from now on; nil for none.
  func follow(_ run: FlowRun?) {
    self.run = run
    if run == nil { standing = .nothing }
  }

  /// The flow stands where it stood before the process began.
  func resume(_ run: FlowRun, at standing: Standing) {
    self.run = run
    self.standing = standing
    isResumed = true
  }

  func noteReconciled() { isReconciled = true }

  /// `name` has said who they are; the next transaction keeps it.
  func attend(_ name: String) {
    (isAttended, arriving) = (true, name)
    beginning.append(.person(name: name))
  }

  /// Whoever stood at the till has left it; nobody need say who they are where nobody is signed in.
  func leave(_ proof: PersonProof? = nil) {
    if journal.ledger.till.cashier != nil { (isAttended, isLeft) = (false, true) }
    proven = mustSayWho ? proof?.name : nil
  }

  /// The flow has begun over: what was said to it is said again.
  func repeatAnswers() { repeating = RepeatedAnswers(settings.repeats ?? []) }

  /// What was said at `prompt` by the flow before this one; nil where somebody must say it now.
  func repeatedAnswer(at prompt: Prompt) -> Answer? { repeating.next(at: prompt) }

  /// The number of a question of the till's own: it is no entry, so it has one below zero.
  func ownNumber() -> Int {
    ownPrompts += 1
    return -ownPrompts
  }

  /// Another program has printed: a person is asked about it before anything else.
  func noteBehind() { isReconciled = false }

  /// Paper that is nearly over is told once a roll, and holds nothing.
  func note(_ paper: PaperState?) {
    switch paper {
    case .low? where !isPaperTold:
      isPaperTold = true
      warn(.paperLow)
    case .present?: isPaperTold = false
    case .low?, .out?, nil: break
    }
  }

  func warn(_ warning: TillWarning) {
    settings.log.error("\(warning.logged)")
    warnings.append(warning)
  }

  /// Shows each once; two of the same words are one.
  func showWarnings() async throws(CashierGone) {
    var shown: [String] = []
    for warning in warnings {
      let words = warning.words(settings.language)
      if shown.contains(words) { continue }
      shown.append(words)
      try await cashier.show(.warning(words))
    }
    warnings = []
    watch.note(scansWaiting: waiting.count)
  }

  var scansWaiting: Int { waiting.count }

  /// Why nothing is committed any more; nil where it is.
  var storageFailure: (any Error)? { failure }

  func note(failure error: any Error) { failure = error }

  /// Whether `run` serves customers.
  var isServing: Bool { isRunning }

  /// Keeps an entry of the till's as a whole: at once, or with the next transaction where one is begun.
  func keep(_ entry: Entry) throws {
    guard !other.isDrafting, other.changing == nil else { return beginning.append(entry) }
    var draft = try draft()
    try draft.add(entry)
    let (standing, wasResumed) = (standing, isResumed)
    try commit(draft, standing)
    if wasResumed, let run { resume(run, at: standing) }
  }

  /// Keeps a scan for its receipt; false where too many wait.
  func keep(_ scan: Scan, for receipt: WaitingScans.Receipt) -> Bool {
    guard waiting.keep(scan, for: receipt) else { return false }
    watch.note(scansWaiting: waiting.count)
    return true
  }

  /// Whether the scan of that key waits, or was an answer, also of the process before.
  func isKnown(scanKey key: String) -> Bool {
    if waiting.has(key: key) { return true }
    if scanKeys == nil { scanKeys = (try? journal.scanKeys()) ?? [] }
    return scanKeys?.contains(key) == true
  }

  /// The scan that waited longest for the receipt of that id, and those whose own is gone.
  func takeWaiting(at receipt: String) -> (next: Scan?, stranded: [String]) {
    waiting.take(at: receipt)
  }
}
