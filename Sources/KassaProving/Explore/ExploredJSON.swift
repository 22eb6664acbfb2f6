import KassaRuntime
import KassaWire

/// What an exploration found, for programs.
package struct ExploredJSON {
  private let found: Exploration
  private let findings: [Finding]

  package init(_ found: Exploration, _ findings: [Finding]) {
    (self.found, self.findings) = (found, findings)
  }

  /// An object a finding, and one for the store last.
  package var lines: [String] { findings.map(line) + [store] }

  private func line(_ finding: Finding) -> String {
    let fields: [String: Value?] = [
      "kind": .string(finding.kind.rawValue.lowercased().replacing(" ", with: "_")),
      "store": .string(found.store.name), "text": .string(finding.text),
      "place": finding.place.map(Value.string),
      "scenario": finding.way.map { .string($0.scenario(finding.kind.rawValue)) },
    ]
    return WireJSON.line(.record(fields.compactMapValues(\.self)))
  }

  private var store: String {
    WireJSON.line([
      "kind": "store", "store": .string(found.store.name), "ways": .int(Int64(found.wayCount)),
      "states": .int(Int64(found.states.count)), "branches": .int(Int64(found.branches)),
      "closed": .bool(found.end == .closed), "bounds": .list(found.bounded.map(Value.string)),
      "findings": .int(Int64(findings.count)),
      "not_reached": .list(found.notReached.map { .string($0.line) }),
      "merges": .int(Int64(found.merges)), "merges_played": .int(Int64(found.mergesPlayed)),
    ])
  }
}
