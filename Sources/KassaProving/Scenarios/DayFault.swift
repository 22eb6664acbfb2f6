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

  /// What the cashier is shown has a place for a value, and nothing was given for it.
  init?(unfilled prompt: Prompt) {
    let texts = [prompt.title, prompt.body] + prompt.buttons.map(\.label)
    guard let gap = texts.compactMap(\.gap).first else { return nil }
    place = nil
    text = "prompt \(prompt.id) shows «\(gap)»; give it among its args, or correct the name"
    endsFlow = false
  }

  init(_ fault: Fault) {
    place = ScenarioPlace(leading: fault.message)
    (text, endsFlow) = (fault.shown, true)
  }
}

extension String {
  /// The first "{name}" that stands in it.
  ///
  /// Looked for at every prompt of every scenario, where building a `Regex` was a twelfth of all.
  fileprivate var gap: Substring? {
    guard utf8.contains(UInt8(ascii: "{")) else { return nil }
    var rest = self[...]
    while let open = rest.firstIndex(of: "{") {
      let name = rest[rest.index(after: open)...].prefix { $0.isLowercaseLatin || $0 == "_" }
      if name.first?.isLowercaseLatin == true, rest[name.endIndex...].first == "}" {
        return rest[open...name.endIndex]
      }
      rest = rest[rest.index(after: open)...]
    }
    return nil
  }
}

extension Character {
  fileprivate var isLowercaseLatin: Bool { ("a"..."z").contains(self) }
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
