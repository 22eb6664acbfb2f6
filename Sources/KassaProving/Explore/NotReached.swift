import KassaEmulators
import KassaRuntime

extension Exploration {
  /// What of the store no way came to, each with why where that is known; sorted within its kind.
  package var notReached: [String] {
    var heard: Set<String> = []
    var met: Set<String> = []
    var hasCalledService = false
    for state in states {
      for edge in state.edges {
        if edge.to != nil, case .registrar(let fault)? = edge.move.mishap {
          met.insert(fault.rawValue)
        }
        for event in edge.events {
          switch event {
          case .heard(let name): heard.insert(name)
          case .called(.callService): hasCalledService = true
          case .began, .ended, .failed, .fault, .called, .askedReadiness, .printed: break
          }
        }
      }
    }
    let reasons = Set(states.compactMap(\.sight.reason))
    let charged = Set(states.compactMap(\.sight.provider))
    let facts = store.facts
    var lines: [String] = []
    func add(_ what: String, _ names: [String]) {
      if !names.isEmpty { lines.append("\(what) \(names.sorted().joined(separator: ", "))") }
    }
    let silent = facts.listeners.filter {
      !heard.contains($0.key) && !heard.contains("on." + $0.key)
    }
    add("listeners", silent.map { "\($0.key) (\($0.value))" })
    add(
      "rules",
      facts.rules.filter { !$0.asks && !reasons.contains($0.label) }
        .map { "«\($0.label)» (\($0.place))" })
    add("providers", facts.providers.map(\.id).filter { !charged.contains($0) })
    add("services", hasCalledService ? [] : facts.services)
    add("faults", EmulatedFault.allCases.map(\.rawValue).filter { !met.contains($0) })
    return lines
  }
}
