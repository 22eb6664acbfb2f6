import KassaRuntime

/// Something of a store that failed in a scenario's day.
struct DayFault: Hashable, Sendable {
  /// The line to look at.
  let place: ScenarioPlace?
  /// Where, what, and who called it.
  let text: String
  /// Whether the store's script could not go on: the stock flow did.
  let endsFlow: Bool

  init(_ failure: ScriptFailure) {
    place = failure.place.map { ScenarioPlace($0) }
    (text, endsFlow) = (failure.shown, false)
  }

  init(_ fault: Fault) {
    place = ScenarioPlace(leading: fault.message)
    (text, endsFlow) = (fault.shown, true)
  }
}

extension ScenarioPlace {
  /// The place that a message begins with: "cafe/store.lua:12: oops".
  fileprivate init?(leading message: String) {
    guard let mark = message.firstRange(of: ": ") else { return nil }
    let place = ScenarioPlace(String(message[..<mark.lowerBound]))
    guard place.line != nil else { return nil }
    self = place
  }
}
