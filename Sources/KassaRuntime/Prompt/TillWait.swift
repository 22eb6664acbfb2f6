/// What the till waits for while no prompt is open, for a front end to show.
public struct TillWait: Codable, Hashable, Sendable {
  /// Whose word is missing.
  public enum Device: String, Codable, Sendable {
    case terminal, registrar
  }

  public let device: Device
  /// What the terminal was asked for; nil where that is neither.
  public let operation: OutcomeQuestion.Operation?
  /// The amount that it was asked for; nil where none is in question.
  public let amount: Money?
  /// The terminal, as people read it; nil where there is none, or several.
  public let terminal: String?
  /// When it was asked: before a restart, where the till was started again since.
  public let since: Moment
  /// Whether nobody needs to wait for it: after three seconds the till shows a prompt that says so.
  public let mayStop: Bool

  package init(
    _ device: Device, _ operation: OutcomeQuestion.Operation? = nil, amount: Money? = nil,
    terminal: String? = nil, since: Moment, mayStop: Bool = false
  ) {
    self.device = device
    self.operation = operation
    self.amount = amount
    self.terminal = terminal
    self.since = since
    self.mayStop = mayStop
  }

  /// The same once somebody said that nobody waits for it.
  var stopping: TillWait {
    TillWait(device, operation, amount: amount, terminal: terminal, since: since)
  }
}
