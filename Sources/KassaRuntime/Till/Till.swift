public import Logging

/// One lane's running register: a store's script, a journal, a registrar and somebody to ask.
///
/// The till owns the order of effects: an answer is committed with its step before the next prompt
/// is shown, an intent before its device is touched, a device's outcome before the script goes on.
public actor Till {
  package let journal: Journal
  let store: LoadedStore
  let registrar: any Registrar
  let cashier: any Cashier
  let drivers: [any TerminalDriver]
  let outside: TillOutside
  let pins: Pins
  /// Nil where the till trusts nobody and runs whatever it is given.
  let trust: Trust?
  let settings: Settings

  /// The flow that runs, where it stands, and whether that is so since before a restart.
  var run: FlowRun?
  var standing: Standing = .nothing
  var isResumed = false
  var words = Words()
  /// Whether the registrar was found to have issued nothing the journal does not know.
  var isReconciled = false
  /// How often a script called a device since it last asked the cashier.
  var callsWithoutPrompt = 0
  /// By the bundle's hash: flows of one bundle load the same bytes, which are compiled once.
  var sources: [String: BundleSource] = [:]
  /// Set when a commit failed: memory is then ahead of the journal, and only a restart helps.
  private var failure: (any Error)?
  let watch: CrashWatch
  /// What the cashier is told before the first prompt.
  var warnings: [TillWarning] = []

  enum Standing {
    case nothing
    case at(Next)
    case after(DeviceOutcome)
  }

  /// What a till runs with, beside its parts.
  public struct Settings: Sendable {
    public var language: Language
    /// The width of the registrar's paper in characters: 32, 42 or 48.
    public var columns: Int
    /// Seconds east of UTC, for the times on paper and in prompts.
    public var offsetSeconds: Int
    public var clock: @Sendable () -> Moment
    public var seam: Seam
    /// Where the till says what its keeper may want to know.
    public var log: Logger
    /// The key whose stores the till runs from now on, and nothing else; the till remembers it.
    public var trust: (key: TrustedKey, file: String)?
    /// What a guess of a PIN costs; a scenario's till guards nothing and takes the least.
    package var pinRounds = Pins.rounds
    /// Where seeds and the journal's identity come from; a scenario's are the same at every run.
    package var random: @Sendable () -> UInt64 = { .random(in: .min ... .max) }

    /// Makes the driver of a connected terminal that was set up at the till; without one such a
    /// terminal can't be reached, and what it did is unknown.
    public var connect: (@Sendable (TerminalAddress) -> any TerminalDriver)?

    public init(
      language: Language = .ru, columns: Int = 42, offsetSeconds: Int = 10_800,
      clock: @escaping @Sendable () -> Moment = { Moment.now }, seam: Seam = .production,
      log: Logger = Logger(label: "kassa")
    ) {
      self.language = language
      self.columns = columns
      self.offsetSeconds = offsetSeconds
      self.clock = clock
      self.seam = seam
      self.log = log
    }
  }

  /// Opens the till of the data folder, and brings an open flow back to where it stood.
  ///
  /// The registrar is opened once the data folder is this till's: one that another till has is left
  /// as it is.
  ///
  /// - Throws: `StoreError` when the store can't be used, `JournalError` when its record can't, and
  ///   `GoodsTableError` when its goods can't. At most the folder and an empty record were made.
  public init(
    store: StoreBundle, data: String, registrar: @autoclosure @Sendable () throws -> any Registrar,
    cashier: any Cashier, terminals: [any TerminalDriver] = [], settings: Settings = Settings()
  ) async throws {
    self.settings = settings
    self.cashier = cashier
    journal = try Journal(
      folder: data, identity: { TillIdentity.make(settings.random) }, seam: settings.seam)
    watch = CrashWatch(folder: data, seam: settings.seam)
    trust = try Trust.known(in: data, given: settings.trust != nil, seam: settings.seam)
    let signature = try trust?.verify(store, given: settings.trust)
    self.store = try Self.load(store, watch)
    self.registrar = try WatchedRegistrar(watch) { try registrar() }
    drivers = terminals
    pins = try Pins(folder: data, seam: settings.seam, rounds: settings.pinRounds)
    outside = TillOutside(goods: try GoodsTable(folder: data, seam: settings.seam), pins: pins)
    outside.people = self.store.manifest.people
    outside.connected = terminals.map { ($0.id, $0.name) }
    for part in CrashWatch.Part.allCases where watch.suspended.contains(part) {
      warn(.suspended(part))
    }
    try await refuseForeignRegistrar()
    if let signature { try trust?.remember(signature, store.bundle.hash) }
    try recover()
  }

  /// Serves customers until the front end is gone, the task is cancelled, or storage fails.
  ///
  /// May be called again after `CashierGone`: the same prompt is asked.
  /// - Throws: `CashierGone`, or `JournalError` and `StorageError` when something could not be made
  ///   durable.
  public func run() async throws {
    if let failure { throw failure }
    await showWarnings()
    do {
      while true {
        try await reconcile()
        switch standing {
        case .nothing: try await begin()
        case .at(.prompt(let request)): try await ask(request)
        case .at(.device(let call)): try await operate(call)
        case .after(let outcome): try await goOn(after: outcome)
        case .at(.end), .at(.fault): try await begin()
        }
      }
    } catch {
      if error is JournalError || error is StorageError { failure = error }
      throw error
    }
  }

  var now: Moment { settings.clock() }

  /// Commits entries and says where the till stands then.
  func commit(_ bodies: [EntryBody], _ standing: Standing, bundles: [Bundle] = []) throws {
    try journal.append(bodies, at: now, bundles: bundles)
    if bodies.contains(where: \.hasAnswer) { watch.goOn() }
    self.standing = standing
    isResumed = false
  }
}

/// Names made by chance, of letters only: receipts bear them, scripts hand them around, and nothing a
/// script hands around may look like a card number.
enum TillIdentity {
  /// 16 random bytes, 8 of which would do to tell all tills apart.
  static func make(_ random: () -> UInt64) -> String {
    letters((0..<16).map { _ in UInt8(truncatingIfNeeded: random()) }.hex)
  }

  /// A receipt's: of the till, of the entry it begins at, and of `seed`, for a copy of the journal
  /// counts the same entries again.
  static func receipt(_ till: String, entry: Int, seed: UInt64) -> String {
    "\(till)-\(entry)-\(letters(String(seed, radix: 16)))"
  }

  /// Hexadecimal digits, 0 to 9 as g to p.
  private static func letters(_ hex: String) -> String {
    String(
      hex.map { digit in
        guard let value = digit.wholeNumberValue else { return digit }
        return Character(UnicodeScalar(UInt8(ascii: "g") + UInt8(value)))
      })
  }
}
