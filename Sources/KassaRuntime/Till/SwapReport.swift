/// What became of a script that a till was sent, or told to go back to.
public struct SwapReport: Hashable, Sendable {
  /// Whether it is taken, and when.
  public enum Outcome: String, Hashable, Sendable {
    /// It runs: the next receipt begins with it.
    case taken
    /// It is taken once the receipt in hand, or what else the till is in the middle of, is over.
    case waits
    /// It would be taken now; nothing was done.
    case planned
    case refused
    /// It runs already.
    case runs
    /// It waited to be taken, and is not taken any more.
    case withdrawn
  }

  public let outcome: Outcome
  /// What ran until then, as people tell scripts apart: "v12", or the beginning of a hash; nil where
  /// nothing did.
  public let from: String?
  /// What is to run, in the same way.
  public let to: String
  /// Why it is refused, all at once.
  public var reasons: [String] = []
  /// What goes on, and what somebody has to know of.
  public var notes: [String] = []

  package init(
    _ outcome: Outcome, from: String?, to: String, reasons: [String] = [], notes: [String] = []
  ) {
    (self.outcome, self.from, self.to) = (outcome, from, to)
    (self.reasons, self.notes) = (reasons, notes)
  }
}

extension SwapReport {
  /// What comes of a script that is sent while it runs.
  static func runs(_ running: RanScript) -> SwapReport {
    SwapReport(.runs, from: running.shown, to: running.shown)
  }

  /// What comes of going back where nothing is left to go back to.
  static func nothingBefore(_ running: RanScript?) -> SwapReport {
    SwapReport(
      .refused, from: running?.shown, to: "nothing",
      reasons: ["no other script ran here before, or the till has gone back to it already"])
  }

  /// What comes of going back from a script that does not run.
  static func stranger(_ script: String, beside running: RanScript?) -> SwapReport {
    SwapReport(
      .refused, from: running?.shown, to: "the one before",
      reasons: ["the script \(script.prefix(12)) does not run here"])
  }

  /// "v12→v13: refused", and a line for each reason and each note below it.
  public var lines: [String] {
    let words =
      switch outcome {
      case .taken: "taken; the next receipt runs on it"
      case .waits: "will be taken after this receipt"
      case .planned: "would be taken"
      case .refused: "refused"
      case .runs: "runs already"
      case .withdrawn: "is not taken any more"
      }
    return ["\(from ?? "nothing")→\(to): \(words)"] + (reasons + notes).map { " " + $0 }
  }
}
