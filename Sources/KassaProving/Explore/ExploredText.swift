import KassaRuntime

/// What an exploration found, for people.
package struct ExploredText {
  private let found: Exploration
  private let findings: [Finding]

  package init(_ found: Exploration, _ findings: [Finding]) {
    (self.found, self.findings) = (found, findings)
  }

  /// A line for the store, a line a finding with its way below, and what was not reached.
  package var lines: [String] {
    var lines = [
      "explore \(found.store.name): \(found.wayCount) ways, \(found.states.count) states, "
        + "\(found.closing)"
    ]
    for (number, finding) in findings.enumerated() {
      let place = finding.place.map { "       \($0)" } ?? ""
      lines.append(" \(finding.kind.rawValue.padded(to: 8)) \(finding.text)\(place)")
      let scenario = finding.way?.scenario("\(finding.kind.rawValue) \(number + 1)") ?? ""
      lines += scenario.split(separator: "\n").map { "      \($0)" }
    }
    return lines + found.notReached.map { " NOT REACHED  \($0.line)" }
  }
}

extension Exploration {
  /// "closed: yes, within 3 attempts".
  package var closing: String {
    let within = bounded.isEmpty ? "" : ", within " + bounded.joined(separator: ", ")
    return switch end {
    case .closed: "closed: yes\(within)"
    case .branches:
      "closed: \(isClosedAlone ? "in one departure yes, in two no" : "no"), "
        + "\(branches) branches were tried\(within)"
    case .time: "closed: no, the time was over after \(branches) branches\(within)"
    }
  }
}

extension String {
  fileprivate func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
