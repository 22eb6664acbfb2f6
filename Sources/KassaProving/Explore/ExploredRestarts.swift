import KassaRuntime

/// Power cuts at prompts: at each the till starts again once, and must stand where it stood.
extension WorldsWalk {
  /// Cuts the power where the till stands, at the state `index`.
  ///
  /// - Returns: whether it was cut: the till has to be put back then.
  mutating func cutPower(at index: Int) -> Bool {
    guard restarted.insert(found.states[index].asked).inserted else { return false }
    found.restarts += 1
    if let how = till.restart() { found.restartsApart.append((index, how)) }
    return true
  }
}

extension Exploration {
  var restartFindings: [Finding] {
    restartsApart.map { state, how in
      Finding(
        kind: .power,
        text: "a till that starts again at \(states[state].prompt.id) stands otherwise: \(how)",
        place: states[state].storePlace, way: way(to: state))
    }
  }
}
