import KassaRuntime

/// What journals came to on another script.
package struct ShadowReport: Sendable {
  /// What a flow came to; one may come to several but the first.
  package enum Verdict: String, CaseIterable, Sendable {
    case same, words, prompts, terminal, receipt, unanswerable

    package var shown: String {
      switch self {
      case .same: "same"
      case .words: "other words"
      case .prompts: "other prompts"
      case .terminal: "other terminal"
      case .receipt: "other receipt"
      case .unanswerable: "unanswerable"
      }
    }
  }

  /// Two runs of every flow, compared.
  package struct Part: Sendable {
    package fileprivate(set) var counts: [Verdict: Int] = [:]
    package fileprivate(set) var differences = DifferenceTally()
    /// The first of each verdict, with its place.
    package fileprivate(set) var first: [Verdict: String] = [:]

    package var isSame: Bool { counts.keys.allSatisfy { $0 == .same } }

    fileprivate mutating func note(_ old: FlowTrail, _ new: FlowTrail, at place: String) {
      let found = TrailDifferences.between(old, new)
      differences.note(found, at: place)
      var verdicts = Set(found.map(\.kind.verdict))
      var example: [Verdict: String] = [:]
      for each in found where example[each.kind.verdict] == nil {
        example[each.kind.verdict] = each.text + (each.place.map { "  \($0)" } ?? "")
      }
      if case .stuck(let why) = new.end, new.end != old.end {
        verdicts.insert(.unanswerable)
        example[.unanswerable] = why
      }
      for verdict in verdicts.isEmpty ? [.same] : verdicts {
        counts[verdict, default: 0] += 1
        if first[verdict] == nil {
          first[verdict] = place + (example[verdict].map { ": \($0)" } ?? "")
        }
      }
    }
  }

  /// A data folder that could not be read.
  package struct Unusable: Sendable {
    package let folder, why: String
  }

  package internal(set) var journals: [String] = []
  package internal(set) var unusable: [Unusable] = []
  package private(set) var flows = 0
  /// Flows of the stock library in the store's place.
  package internal(set) var leftOut = 0
  /// Flows that can't be run again on their own script, and why.
  package internal(set) var unrunnable: [String] = []
  /// What the stock library of this program changes.
  package private(set) var library = Part()
  /// What the store's script changes.
  package private(set) var store = Part()
  package private(set) var coverage: ShadowCoverage

  init(coverage: ShadowCoverage) { self.coverage = coverage }

  mutating func note(_ result: ShadowRun.Result, _ flow: PastFlow, at place: String) {
    flows += 1
    coverage.note(flow, result.own)
    let between = result.library ?? result.own
    library.note(result.own, between, at: place)
    store.note(between, result.new, at: place)
  }

  /// Whether people would have noticed nothing.
  package var isSame: Bool { library.isSame && store.isSame }
}

extension Difference.Kind {
  fileprivate var verdict: ShadowReport.Verdict {
    switch self {
    case .words: .words
    case .settings, .prompt, .people: .prompts
    case .terminal: .terminal
    case .receipt: .receipt
    case .failed: .unanswerable
    }
  }
}
