import Logging

/// A till in memory whose prompts can be gone on from again and again: for who walks a store.
///
/// What a till decides is decided by the same code: which flow follows, what an answer does, what is asked
/// of devices, what a failing script leaves. Nothing is durable, nobody waits, and time stands still.
/// The same store and the same answers come to the same prompts on every machine: receipts are numbered,
/// and a flow's processor time does not count.
///
/// A PIN is right where it is `pin`; everybody has one.
///
/// Not safe to share: one task at a time calls it.
package final class WalkedTill {
  private(set) var next: NextFlow
  private let first: NextFlow
  private let stores: WalkedStores
  private let settings: Till.Settings
  private let registrar: any Registrar
  private let drivers: [any TerminalDriver]
  let outside: WalkedOutside
  private let watch: CrashWatch
  private let sources = BundleSources()
  private let images = FlowImages(most: 4)

  package private(set) var ledger: Ledger
  /// What has happened since the last answer, in order.
  package internal(set) var events: [WalkedEvent] = []
  var run: FlowRun?
  var standing: PromptRequest?
  private var entries = 0
  private var shown: Prompt?
  /// What of the flow that runs would be in a journal, from its start on.
  var recorded: [Entry] = []
  /// What the flows that begin from now on draw random numbers from.
  package var seed: UInt64 = 1
  /// Where the power goes in the next answer, if it does.
  package var cut: WalkedCut?
  /// Begins the registrar's numbers anew, where it knows of as many documents and as much of a shift;
  /// false where it does not.
  package var renumbers: (_ documents: Int, _ isShiftOpen: Bool) -> Bool = { _, _ in false }
  /// Hears the id of each receipt that begins, which one before it may have had.
  package var beginsReceipt: (String) -> Void = { _ in }

  /// Whether what terminals did is known until the shift is closed, so that they are counted and settled.
  package var keepsPeriods = false
  /// Whether the next sale that is printed is kept, to be given back.
  package var keepsSale = false
  /// The printed sale that may be given back, until the till begins again.
  package var sold: SoldReceipt? {
    get { outside.sold }
    set { outside.sold = newValue }
  }

  /// The PIN of everybody.
  package static let pin = "471147114711"
  /// A till that starts so many flows without asking anybody anything asks nobody.
  private static let stepsMax = 200

  /// - Parameters:
  ///   - store: as it is read with the values of its parameters.
  ///   - data: an existing folder with the till's goods, and for marks of connected terminals' drivers.
  ///   - settings: its clock stands still.
  package init(
    _ store: StoreBundle, data: String, registrar: any Registrar,
    terminals: [any TerminalDriver] = [], settings: Till.Settings
  ) throws {
    ChunkCache.shared.prepare(store.bundle.modules.values)
    stores = WalkedStores()
    let loaded = try StoreLoading.load(store)
    first = NextFlow(
      store: loaded, isStockOnly: false, language: settings.language,
      offsetSeconds: settings.offsetSeconds)
    next = first
    self.settings = settings
    self.registrar = registrar
    drivers = terminals
    watch = CrashWatch(folder: data, seam: settings.seam)
    outside = WalkedOutside(
      try GoodsTable(folder: data, seam: settings.seam), loaded.manifest.people,
      connected: terminals.map { ($0.id, $0.name) })
    ledger = Ledger()
  }
}

// MARK: - Walking

extension WalkedTill {
  /// The prompt that stands, as a front end shows it.
  package var prompt: Prompt? {
    if let shown { return shown }
    guard let standing, let run else { return nil }
    let rendering = PromptRendering(
      words: run.words, language: settings.language, receipt: ledger.receipt ?? run.start.receipt,
      till: ledger.till, now: settings.clock(), offsetSeconds: settings.offsetSeconds,
      isResumed: false, folder: "")
    shown = rendering.prompt(standing, number: entries)
    return shown
  }

  /// The same as its script asked for it.
  package var request: PromptRequest? { standing }

  /// The receipt that the flow began with.
  var begun: Receipt? { run?.start.receipt }

  /// The flow that asks, and how far from the store's own script it is: "store", "stock", "last".
  package var flow: (name: String, level: String)? {
    run.map { ($0.start.name, $0.start.level.rawValue) }
  }

  /// What of the store stands, where its file is at work: "cafe/store.lua:12".
  package var storePlace: String? { standing?.wayOut.value }

  /// Starts the till with nobody at it, and runs to the first prompt.
  package func begin(_ setup: WalkedSetup = WalkedSetup()) async throws {
    run?.close()
    (run, standing, shown, entries, events, recorded, sold) = (nil, nil, nil, 0, [], [], nil)
    next = first
    ledger = Ledger()
    let manifest = next.store.manifest
    let today = LocalTime(settings.clock(), offsetSeconds: settings.offsetSeconds).date
    for change in setup.changes(manifest.providers, manifest.terms.kept ?? [], on: today) {
      ledger.apply(change)
    }
    for (name, value) in next.store.manifest.parameters {
      ledger.apply(.parameter(change: ParameterChange(name: name, value: value, by: "setup")))
    }
    var draft = JournalDraft(on: ledger, first: 1)
    let progress = try begin(in: &draft)
    try await finish(progress, draft)
  }

  /// Answers the prompt that stands, and runs to the next one.
  ///
  /// - Returns: who has let the cashier do it, where a cashier alone may not.
  /// - Throws: `AnswerError` where it does not count: the prompt stands as it stood.
  @discardableResult
  package func answer(_ answer: Answer) async throws -> String? {
    guard let run, let standing, let prompt else { throw WalkedAstray.nowhere }
    try prompt.check(answer)
    var draft = JournalDraft(on: ledger, first: entries + 1)
    let permitted = try permission(for: answer, standing)
    if let permitted { try draft.add(permitted.entry) }
    let progress: FlowRun.Progress
    do {
      progress = try run.answer(
        record(answer, standing), by: .program, to: standing, on: draft.ledger,
        at: settings.clock())
    } catch {
      let reason = error.cashierReason.flatMap { run.words.find(settings.language, "reason.\($0)") }
      throw AnswerError.refused(rule: reason?.title ?? error.description)
    }
    events = []
    try await finish(progress, draft)
    return permitted?.name
  }

  private func permission(
    for answer: Answer, _ request: PromptRequest
  ) throws(AnswerError) -> (entry: Entry, name: String)? {
    let manifest = next.store.manifest
    guard let receipt = ledger.receipt,
      let asked = manifest.rights.asked(by: answer, to: request, on: receipt),
      !manifest.people.holds(ledger.till.cashier, asked.role)
    else { return nil }
    guard let name = manifest.people.holders(of: asked.role).first?.name else {
      throw .refused(rule: "nobody at this till may allow it")
    }
    return (asked.permission(by: name, at: settings.clock()), name)
  }

  private func record(_ answer: Answer, _ request: PromptRequest) -> RecordedAnswer {
    guard case .text(let text) = answer else { return .given(answer: answer) }
    return switch request.use {
    case .newPIN: .verdict(right: true)
    case _ where request.use.guessedPIN != nil: .verdict(right: text == Self.pin)
    default: .given(answer: answer)
    }
  }
}

// MARK: - The order of effects, as a till has it

extension WalkedTill {
  private func begin(in draft: inout JournalDraft) throws -> FlowRun.Progress {
    if let rested = rested(draft.ledger) { draft = JournalDraft(on: rested, first: draft.next) }
    if let loaded = try stores.changed(by: draft.ledger.till, from: next.store) {
      next = NextFlow(
        store: loaded, isStockOnly: false, language: next.language,
        offsetSeconds: next.offsetSeconds)
    }
    let till = draft.ledger.till
    let fresh = Receipt(id: freshID(till), taxation: next.store.manifest.taxation)
    let start = next.start(
      after: till, run, fresh: fresh, seed: seed, at: settings.clock(), isSuspended: { _ in false })
    if start.receipt.id == fresh.id { beginsReceipt(fresh.id) }
    try draft.add(.flow(start: start))
    run?.close()
    let run = makeRun(start)
    self.run = run
    events.append(.began(flow: start.name, level: start.level.rawValue))
    return try run.begin(on: draft.ledger)
  }

  /// The till as it would stand had nothing been printed before; nil where something is still in question.
  ///
  /// A number that a script is told would else tell one sale from the next.
  private func rested(_ ledger: Ledger) -> Ledger? {
    var till = ledger.till
    guard ledger.receipt == nil, till.parked.isEmpty, till.unansweredReports.isEmpty,
      till.unconfirmed.isEmpty, renumbers(till.lastDocument, till.shift != nil)
    else { return nil }
    till.core.lastDocument = 0
    till.core.lastParked = 0
    till.core.shift = till.shift.map { TillState.Shift(number: 1, openedAt: $0.openedAt) }
    (till.core.devices, till.core.drawer, till.core.tallies) = (nil, nil, nil)
    if !keepsPeriods || till.shift == nil { till.core.periods = nil }
    return Ledger(till: till)
  }

  /// One that no receipt in question has: so many were set aside, so far can it be told.
  private func freshID(_ till: TillState) -> String {
    let taken = Set(
      till.parked.values.map(\.receipt.id) + till.unconfirmed.map(\.key.receipt)
        + [sold?.receipt].compactMap(\.self))
    var number = 1
    while taken.contains("walked-\(number)") { number += 1 }
    return "walked-\(number)"
  }

  func makeRun(_ start: FlowStart) -> FlowRun {
    let (bundle, words, providers) = next.parts(of: start.level)
    let hear = settings.hear
    let script: any FlowScript =
      if let bundle {
        LuaFlow(
          bundle, sources[bundle], images, limits: MachineLimits(millisecondsMax: .max),
          isTimed: false, log: { hear?($0) })
      } else { LastFlow() }
    return FlowRun(
      start, script: script, words: words,
      providers: start.terms?.providers(at: start.level) ?? providers, outside: outside,
      documents: DocumentFreezer(
        seller: start.seller, bundle: start.bundle ?? "-",
        limitsSize: start.limitsDocument == true))
  }

  private func finish(_ first: FlowRun.Progress, _ started: JournalDraft) async throws {
    var (progress, draft) = (first, started)
    for _ in 0..<Self.stepsMax {
      guard let run else { throw WalkedAstray.nowhere }
      switch progress {
      case .needsReadiness:
        events.append(.askedReadiness)
        progress = run.provide(await devices.readiness(of: run.start, run.context.ledger))
      case .step(let step):
        draft.add(step, drafted: run.context.ledger)
        events += outside.takeEntered().map(WalkedEvent.heard)
        if run.start.level == .store { events += WalkedEvent.settled(step, draft.ledger) }
        events += (step.failures ?? []).map(WalkedEvent.failed)
        switch step.next {
        case .prompt(let request):
          (standing, shown) = (request, nil)
          (ledger, entries, recorded) = (draft.ledger, draft.next - 1, recorded(with: draft))
          return
        case .device(let call):
          progress = try await operate(call, run, &draft)
        case .fault(let fault):
          events.append(.fault(fault, flow: run.start.name, level: run.start.level.rawValue))
          progress = try begin(in: &draft)
        case .end(let end):
          events.append(.ended(flow: run.start.name, with: end))
          progress = try begin(in: &draft)
        }
      }
    }
    throw WalkedAstray.asksNobody(flow: run?.start.name ?? "")
  }

  private func operate(
    _ call: DeviceCall, _ run: FlowRun, _ draft: inout JournalDraft
  ) async throws -> FlowRun.Progress {
    let calls = events.count { if case .called = $0 { true } else { false } }
    events.append(.called(call))
    var (run, call) = (run, call)
    var scene = TillDevices.Scene(
      ledger: draft.ledger, providers: run.context.providers, last: (draft.next - 1, []),
      isRepeated: false)
    if let cut, cut.call == calls {
      if cut.isAfter { _ = await devices.perform(call, in: scene) }
      do throws(Replay.Divergence) { (run, call) = try restarted(at: call, draft) } catch {
        return try fallBack(because: error, &draft)
      }
      scene = TillDevices.Scene(
        ledger: draft.ledger, providers: run.context.providers, last: scene.last,
        isRepeated: true)
    }
    let outcome = await devices.perform(call, in: scene)
    if case .intended(let intent)? = draft.ledger.receipt?.printing,
      outcome.changes.contains(where: \.printsReceipt),
      let document = try? DocumentFreezer.thaw(intent.document)
    {
      events.append(.printed(document))
      try draft.add(.device(outcome: outcome))
      if keepsSale { keep(document, draft.ledger.receipt, memory: intent.memory) }
    } else {
      try draft.add(.device(outcome: outcome))
    }
    return try run.resume(after: outcome, on: draft.ledger, at: settings.clock())
  }

  private func keep(_ document: FiscalDocument, _ receipt: Receipt?, memory: String) {
    guard document.type == .sale, let receipt, case .done(let issued) = receipt.printing else {
      return
    }
    sold = SoldReceipt(receipt, document, issued, memory: memory)
  }

  /// As a till does whose flow can't be brought back.
  private func fallBack(
    because divergence: Replay.Divergence, _ draft: inout JournalDraft
  ) throws -> FlowRun.Progress {
    let fault = Fault(.diverged, divergence.description)
    let (name, level) = flow ?? ("", FlowLevel.last.rawValue)
    events.append(.fault(fault, flow: name, level: level))
    run?.close()
    run = nil
    try draft.add(.step(taken: Step(at: settings.clock(), next: .fault(because: fault))))
    return try begin(in: &draft)
  }

  /// New for each call: what a till remembers of a service that did not answer is no part of a walk.
  private var devices: TillDevices {
    TillDevices(
      registrar: registrar, drivers: drivers, manifest: next.store.manifest, watch: watch,
      settings: settings)
  }
}

// MARK: - Going on from where it stood

extension WalkedTill {
  /// A till as it stood at a prompt.
  package struct Stand {
    fileprivate let flow: SavedFlow
    fileprivate let request: PromptRequest
    fileprivate let shown: Prompt?
    fileprivate let ledger: Ledger
    fileprivate let entries: Int
    fileprivate let next: NextFlow
    fileprivate let recorded: [Entry]
  }

  /// Nil where its script can't be copied (`SavedFlow`): whoever walks comes there again by its answers.
  package func save() -> Stand? {
    guard let run, let standing, let flow = SavedFlow(run) else { return nil }
    return Stand(
      flow: flow, request: standing, shown: prompt, ledger: ledger, entries: entries, next: next,
      recorded: recorded)
  }

  /// Stands where it stood when that was saved, here and not in another till.
  ///
  /// What its devices remember is theirs, and the caller's to put back.
  package func restore(_ stand: Stand) {
    run?.close()
    run = stand.flow.flow()
    (standing, shown, events) = (stand.request, stand.shown, [])
    (ledger, entries, next, recorded) = (stand.ledger, stand.entries, stand.next, stand.recorded)
  }

  /// What tells where it stands from any other place; nil where its script can't tell.
  package var key: WalkedKey? {
    guard let run, let standing, let script = run.key else { return nil }
    return WalkedKey(standing, run, ledger, script)
  }
}

/// A store by the values of its parameters: what technicians give at the till changes it.
private final class WalkedStores {
  private var loaded: [[String: Value]: LoadedStore] = [:]

  /// The store as `till` has it; nil where that is `store` as it was read first.
  func changed(by till: TillState, from store: LoadedStore) throws -> LoadedStore? {
    guard let values = till.core.parameters else { return nil }
    if let known = loaded[values] { return known }
    let read = try StoreLoading.load(store.bundle, .till(values))
    loaded[values] = read
    return read
  }
}

extension Change {
  fileprivate var printsReceipt: Bool {
    if case .receipt(.printed) = self { true } else { false }
  }
}
