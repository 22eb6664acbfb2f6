public import Logging

extension Till {
  /// What a till runs with, beside its parts.
  public struct Settings: Sendable {
    public var language: Language
    /// The width of the registrar's paper in characters: 32, 42 or 48.
    public var columns: Int
    /// Seconds east of UTC, for the times on paper and in prompts: the shop's, Moscow's unless given.
    public var offsetSeconds: Int
    public var clock: @Sendable () -> Moment
    public var seam: Seam
    /// Where the till says what its keeper may want to know.
    public var log: Logger
    /// The host's name and version, for the record of each start.
    public var program = "KassaRuntime"
    /// The key whose stores the till runs from now on, and nothing else; the till remembers it.
    public var trust: (key: TrustedKey, file: String)?
    /// What a guess of a PIN costs; a scenario's till guards nothing and takes the least.
    package var pinRounds = Pins.rounds
    /// Where seeds and the journal's identity come from; a scenario's are the same at every run.
    package var random: @Sendable () -> UInt64 = { .random(in: .min ... .max) }

    /// The answers that are given again where the same person goes on on a script that was just changed.
    ///
    /// The open flow begins over where it can, and nobody is asked who stands there. Nil elsewhere.
    package var repeats: [GivenAnswer]?

    /// Where flows find what others of their bundle have loaded.
    package var images = FlowImages.shared
    /// Hears each line that a script says, as it says it.
    package var hear: (@Sendable (ScriptLine) -> Void)?
    /// Is told what of the store's own is called, as messages call it: "on.line_added".
    package var enter: (@Sendable (String) -> Void)?
    /// Is told of each transaction's entries once they are committed.
    package var committed: (@Sendable ([Entry]) -> Void)?

    /// Makes the driver of a connected terminal that was set up at the till; without one such a
    /// terminal can't be reached, and what it did is unknown.
    public var connect: (@Sendable (TerminalAddress) -> any TerminalDriver)?

    /// So long a terminal has been silent when a person may say that nobody waits for it any more.
    package var terminalSilence = Duration.seconds(3)

    /// How many receipts a script is on trial that takes another's place, 0 for none: what fails in them
    /// takes the till back to the one before.
    public var trialReceipts = 20
    /// The minutes after which such a trial is over, however many receipts were printed.
    public var trialMinutes = 120

    /// Calls the shop's own services; without one they are all absent.
    public var services: (any ServiceCaller)?

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

    /// The trial of a script that is taken now.
    func trial(from now: Moment) -> ScriptTrial? {
      guard trialReceipts > 0 else { return nil }
      return ScriptTrial(
        receipts: trialReceipts, until: now.adding(milliseconds: Int64(trialMinutes) * 60_000))
    }
  }
}
