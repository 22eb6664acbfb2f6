/// Bugs planted on purpose, to see that the torture finds them: a checker that can't fail proves nothing.
///
/// A release build has none of this: `bug` is nil there and the compiler leaves the branches out.
enum Planted: String, CaseIterable, Sendable {
  /// A prompt is shown, and committed after its answer.
  case promptBeforeJournal
  /// A commit is not synced.
  case noSync
  /// What a process before wrote and did not sync is relied on.
  case leftUnsynced
  /// An approval pays for twice its amount.
  case approvalReused
  /// A receipt is printed while nobody knows whether its card was charged.
  case printedOnUnknown
  /// After a lost reply the receipt is sent again under another key.
  case printedAgain
  /// Goods disappear from a receipt that a card has paid.
  case lineRemovedAfterApproval
  /// A receipt with money in question that its flow leaves is dropped.
  case matterDropped
  /// A PIN is kept as it was typed.
  case secretKept
  /// A restart asks the prompt under another number.
  case wrongPromptAfterRestart
  /// What a connected terminal did not answer is taken for a yes.
  case silenceApproves

  #if DEBUG
    @TaskLocal static var bug: Planted?
  #else
    static var bug: Planted? { nil }
  #endif
}
