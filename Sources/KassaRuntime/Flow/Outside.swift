/// The world outside a flow, for values that are there at once.
protocol Outside: AnyObject {
  func value(of read: OutsideRead, _ till: TillState, _ offered: [Provider]) -> Value
  /// A function of the store's own is called, by the name that messages have for it.
  func noteEntered(_ name: String)
  /// Hears what a flow was given, in a replay too.
  func note(_ read: OutsideRead, _ value: Value)
}

extension Outside {
  func noteEntered(_ name: String) {}
  func note(_ read: OutsideRead, _ value: Value) {}
}

extension ScriptError {
  static let replayReadsMore = ScriptError("replay reads more from outside than was recorded")
}

extension ScriptError {
  static let stepTooLarge = ScriptError(
    "the step reads more than an entry of the journal holds", remedy: "wait for an answer between")
}
