/// Something of a script that failed, as a technician is shown it.
package struct PastFailure: Hashable, Sendable {
  package let at: Moment
  package let flow: String
  /// Where, what, and who called it.
  package let text: String

  var value: Value {
    ["at": .int(at.milliseconds), "flow": .string(flow), "text": .string(text)]
  }
}

extension Journal {
  /// Looking further back would hold up the till.
  private static let entriesMax = 1_000
  private static let failuresMax = 10

  /// What of scripts failed in the last entries, the newest first; none where they can't be read.
  func pastFailures() -> [PastFailure] {
    let first = max(1, lastNumber - Self.entriesMax + 1)
    guard let entries = try? entries(from: first) else { return [] }
    var (flow, found): (String, [PastFailure]) = ("", [])
    for entry in entries {
      if case .flow(let start) = entry { flow = start.name }
      guard case .step(let step) = entry else { continue }
      found += (step.failures ?? []).map {
        PastFailure(at: step.at, flow: $0.flow, text: $0.shown)
      }
      if case .fault(let fault) = step.next {
        found.append(PastFailure(at: step.at, flow: flow, text: fault.shown))
      }
    }
    return found.suffix(Self.failuresMax).reversed()
  }
}
