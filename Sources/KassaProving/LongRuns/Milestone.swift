/// How a till stood one evening of its long run.
public struct Milestone: Hashable, Sendable {
  /// Receipts in fiscal memory, and prompts asked, since the run began.
  public let sales: Int
  /// Prompts asked since the run began.
  public let prompts: Int
  /// Real time since the run began.
  public let seconds: Double
  /// Resident memory and open descriptors of the process, the till still open.
  public let memoryBytes: Int
  /// Open descriptors of the process, the till still open.
  public let descriptors: Int
  /// The quickest of some openings, the till's journal and registrar with it.
  public let openingMilliseconds: Double
  /// The journal's file, closed.
  public let journalBytes: Int
  /// What the journal grew by for each receipt since the milestone before.
  public let bytesPerSale: Int
}
