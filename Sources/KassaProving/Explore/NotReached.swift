import KassaEmulators
import KassaRuntime

/// Something of a store that no way came to.
package struct NotReached: Hashable, Sendable {
  /// "listener before_shift_close", "faults busy, coverOpen".
  package let what: String
  /// Nil where it is not known.
  package let why: String?
  /// "leto/store.lua:14".
  package let place: String?

  /// "listener before_shift_close: no shift was closed by hand  (leto/store.lua:14)".
  package var line: String {
    what + (why.map { ": \($0)" } ?? "") + (place.map { "  (\($0))" } ?? "")
  }
}

extension Exploration {
  /// What of the store no way came to, each with why where that is known; sorted within its kind.
  package var notReached: [NotReached] {
    let met = Met(self)
    return silentListeners(met) + idleRules + uncharged + unreturned + unsettled(met)
      + unscanned(met)
      + uncalled(met) + unmetFaults(met)
  }

  /// What the walk itself keeps from being reached; nil where it came to its end.
  private var isCutOff: String? {
    switch end {
    case .closed: nil
    case .branches: "not in the \(branches) branches that were tried"
    case .time: "not before the time was over"
    }
  }

  private func silentListeners(_ met: Met) -> [NotReached] {
    store.facts.listeners.filter {
      !met.heard.contains($0.key) && !met.heard.contains("on." + $0.key)
    }
    .sorted { $0.key < $1.key }
    .map { name, place in
      let flow = PointMoments.flow[String(name.trimmingPrefix("on."))]
      let isFlowMet = flow.map { flow in states.contains { $0.flow == flow } } ?? true
      let why = isFlowMet ? PointMoments.never[String(name.trimmingPrefix("on."))] : nil
      let noFlow = isFlowMet ? nil : flow.map { "no way leads to «\($0)»" }
      return NotReached(
        what: "listener \(name)",
        why: [why ?? noFlow, isCutOff].compactMap(\.self).joined(separator: ", ").nonEmpty,
        place: place)
    }
  }

  private var idleRules: [NotReached] {
    let reasons = Set(states.compactMap(\.sight.reason))
    return store.facts.rules.filter { !$0.asks && !reasons.contains($0.label) }
      .sorted { $0.label < $1.label }
      .map { rule in
        let why =
          rule.namesTerminals
          ? ruleCharges[rule.label].map { "it waits for a charge such as \($0)" }
            ?? "rules before it, or its own conditions, leave it no charge"
          : nil
        return NotReached(
          what: "rule «\(rule.label)»",
          why: [why, isCutOff].compactMap(\.self).joined(separator: ", ").nonEmpty,
          place: rule.place)
      }
  }

  private var uncharged: [NotReached] {
    let charged = Set(states.compactMap(\.sight.provider))
    var offered: Set<String> = []
    for state in states {
      let terminals = worlds[state.world].setup.terminals
      for button in state.prompt.buttons {
        guard button.id.first == "t", let number = Int(button.id.dropFirst()),
          terminals.indices.contains(number - 1)
        else { continue }
        offered.insert(terminals[number - 1].provider)
      }
    }
    return store.facts.providers.map(\.id).filter { !charged.contains($0) }.sorted().map { id in
      let why =
        offered.contains(id)
        ? "every charge on it was refused"
        : "no prompt offers a terminal of it, and no rule chose one"
      return NotReached(
        what: "provider \(id)", why: isCutOff ?? why, place: nil)
    }
  }

  /// Providers whose money never went back.
  private var unreturned: [NotReached] {
    let gave = Set(states.filter { $0.flow == "returns" }.compactMap(\.sight.provider))
    return store.facts.refunding.filter { !gave.contains($0) }.sorted().map { id in
      NotReached(
        what: "refund of «\(id)»", why: isCutOff ?? "no sale was paid on it that could go back",
        place: nil)
    }
  }

  /// Providers whose terminals nobody settled.
  private func unsettled(_ met: Met) -> [NotReached] {
    store.facts.settling.sorted().map { "settle of «\($0)»" }.filter { !met.heard.contains($0) }
      .map {
        NotReached(
          what: $0, why: isCutOff ?? "nobody was asked what came of it", place: nil)
      }
  }

  private func unscanned(_ met: Met) -> [NotReached] {
    store.facts.scans.filter { !met.heard.contains("scans «\($0.pattern)»") }.map { scan in
      let why =
        scan.codes.isEmpty
        ? "no code was found that it takes" : "what comes before it takes \(scan.codes[0])"
      return NotReached(what: "scans «\(scan.pattern)»", why: isCutOff ?? why, place: scan.place)
    }
  }

  private func uncalled(_ met: Met) -> [NotReached] {
    guard !met.hasCalledService else { return [] }
    return store.facts.services.sorted().map {
      NotReached(what: "service \($0)", why: isCutOff ?? "no way comes to what asks it", place: nil)
    }
  }

  private func unmetFaults(_ met: Met) -> [NotReached] {
    let names = EmulatedFault.allCases.map(\.rawValue).filter { !met.faults.contains($0) }.sorted()
    guard !names.isEmpty else { return [] }
    let why = met.hasPrinted ? nil : "nothing was printed"
    return [
      NotReached(
        what: "faults \(names.joined(separator: ", "))",
        why: [why, isCutOff].compactMap(\.self).joined(separator: ", ").nonEmpty, place: nil)
    ]
  }

  /// What was met on all ways.
  private struct Met {
    var heard: Set<String> = []
    var faults: Set<String> = []
    var hasCalledService = false
    var hasPrinted = false

    init(_ found: Exploration) {
      for edge in found.states.flatMap(\.edges) {
        if edge.to != nil, case .registrar(let fault)? = edge.move.mishap {
          faults.insert(fault.rawValue)
        }
        for event in edge.events {
          switch event {
          case .heard(let name): heard.insert(name)
          case .called(.callService): hasCalledService = true
          case .printed: hasPrinted = true
          case .began, .ended, .failed, .fault, .called, .askedReadiness: break
          }
        }
      }
    }
  }
}

/// Where listeners are called, as far as that says why one was not.
private enum PointMoments {
  /// The flow that calls it, where it is not the sale.
  static let flow = [
    "after_sign_in": "sign_in", "receipt_taken_back": "parked", "before_shift_close": "shift",
    "before_return": "returns", "after_return": "returns",
  ]

  static let never = [
    "after_sign_in": "nobody signed in", "receipt_begun": "no receipt was begun",
    "receipt_taken_back": "no receipt that was set aside was taken back",
    "line_added": "nothing was added", "line_changed": "no line was changed",
    "line_removed": "no line was removed", "receipt_dropped": "no receipt was cleared",
    "receipt_parked": "no receipt was set aside", "before_payment": "nothing was to be paid",
    "before_tender": "nothing was to be paid", "after_approval": "no charge was approved",
    "after_decline": "no charge was declined", "before_printing": "no receipt was paid",
    "after_receipt": "no receipt was printed", "before_return": "no money was to go back",
    "after_return": "no return was printed", "before_shift_close": "no shift was closed by hand",
  ]
}

extension String {
  /// Nil where it is empty.
  fileprivate var nonEmpty: String? { isEmpty ? nil : self }
}
