import KassaRuntime

/// Which states lead out: to the end of a flow, to a receipt.
///
/// Neither the way out that is Swift's nor the fall back counts. What was not gone on from may lead out,
/// but for what only its script counts, attempts too: that leads where it led before.
struct ExploredExits {
  private let found: Exploration
  /// By state, the states and edges that lead to it.
  private let before: [[(state: Int, edge: Int)]]

  init(_ found: Exploration) {
    self.found = found
    var before = [[(state: Int, edge: Int)]](repeating: [], count: found.states.count)
    for (index, state) in found.states.enumerated() {
      for (number, edge) in state.edges.enumerated() {
        if let to = edge.to { before[to].append((index, number)) }
      }
    }
    self.before = before
  }

  /// The states from which an edge that is wanted can be reached, over edges that may be taken.
  private func reaching(
    _ isGoal: (Exploration.Edge, Exploration.State) -> Bool,
    mayTake: (Exploration.State, Exploration.Edge) -> Bool = { _, _ in true }
  ) -> [Bool] {
    var reaches = [Bool](repeating: false, count: found.states.count)
    var queue: [Int] = []
    // Where they stand: a state is large, and each is looked at six times.
    for index in found.states.indices {
      let leads = found.states[index].edges.contains {
        mayTake(found.states[index], $0) && isGoal($0, found.states[index])
      }
      if leads || isUnknown(found.states[index]) {
        reaches[index] = true
        queue.append(index)
      }
    }
    // A state that only counts on stands where the one before it stood.
    var like: [Int: [Int]] = [:]
    for index in found.states.indices {
      if let other = stand(of: found.states[index]) { like[other, default: []].append(index) }
    }
    while let index = queue.popLast() {
      var sources = before[index].filter { state, edge in
        mayTake(found.states[state], found.states[state].edges[edge])
          && !found.states[state].edges[edge].isFault
      }.map(\.state)
      sources += like[index] ?? []
      for source in sources where !reaches[source] {
        reaches[source] = true
        queue.append(source)
      }
    }
    return reaches
  }

  /// The state that it stands for, as far as it was not gone on from.
  private func stand(of state: Exploration.State) -> Int? {
    if let like = state.bound?.like { return like }
    guard state.bound == nil, state.edges.isEmpty else { return nil }
    var from = state.from
    while let here = from?.state {
      if found.states[here].place == state.place { return here }
      from = found.states[here].from
    }
    return nil
  }

  /// Whether nobody knows where it leads.
  private func isUnknown(_ state: Exploration.State) -> Bool {
    switch state.bound {
    case .parked?, .setUp?, .fellBack?, .departs?, .alike?, .attempts(nil)?: true
    case .turns?, .attempts?: false
    case nil: (!state.isExpanded || state.isCut) && stand(of: state) == nil
    }
  }
}

// MARK: - Dead ends and loops

extension ExploredExits {
  /// States that no answer leads out of, and those that none does as long as a terminal does the same.
  var traps: [Finding] {
    let always = trapped(doing: nil)
    var findings = groups(of: always).map { finding(of: $0, doing: nil) }
    for outcome in [Outcome.declined, .unknown, .notRun] {
      let trapped = trapped(doing: outcome).subtracting(always)
      findings += groups(of: trapped).map { finding(of: $0, doing: outcome) }
    }
    return findings
  }

  /// - Parameter outcome: what terminals do, whoever answers for them; nil for anything.
  private func trapped(doing outcome: Outcome?) -> Set<Int> {
    let out = reaching(
      { edge, _ in edge.endsFlow && !edge.isFault },
      mayTake: { state, edge in Self.mayTake(edge, at: state, doing: outcome) })
    return Set(found.states.indices.filter { !out[$0] })
  }

  /// What goes wrong at a device is no way out: nobody can do it.
  private static func mayTake(
    _ edge: Exploration.Edge, at state: Exploration.State, doing outcome: Outcome?
  ) -> Bool {
    guard edge.move.mishap == nil else { return false }
    guard let outcome, case .outcome = state.prompt.kind,
      state.prompt.buttons.contains(where: { $0.id == outcome.rawValue })
    else { return true }
    guard case .button(let id) = edge.move.answer else { return false }
    return id == outcome.rawValue || Outcome(button: id) == nil
  }

  /// Trapped states that lead to one another, each group by its nearest state.
  private func groups(of trapped: Set<Int>) -> [[Int]] {
    var left = trapped
    var groups: [[Int]] = []
    for start in trapped.sorted() where left.contains(start) {
      var group: [Int] = []
      var queue = [start]
      left.remove(start)
      while let index = queue.popLast() {
        group.append(index)
        let state = found.states[index]
        let near =
          state.edges.compactMap(\.to) + before[index].map(\.state)
          + (stand(of: state).map { [$0] } ?? [])
        for other in near where left.remove(other) != nil { queue.append(other) }
      }
      groups.append(group.sorted())
    }
    return groups
  }

  private func finding(of group: [Int], doing outcome: Outcome?) -> Finding {
    let first = group[0]
    let state = found.states[first]
    // The first of its lines, so that two ways into one loop are told once.
    let place = group.compactMap { found.states[$0].storePlace }
      .min { ($0.count, $0) < ($1.count, $1) }
    let way = found.way(to: first)
    guard state.edges.contains(where: { $0.to != nil }) || state.bound != nil || !state.isExpanded
    else {
      let why = state.edges.lazy.compactMap(\.refusal).first.map { ": \($0)" } ?? ""
      return Finding(
        kind: .deadEnd, text: "\(state.prompt.id): no answer counts\(why)", place: place, way: way)
    }
    var ids: [String] = []
    for index in group where ids.count < 4 {
      let id = found.states[index].prompt.id
      if !ids.contains(id) { ids.append(id) }
    }
    let what = outcome.map { "«\($0.rawValue)» never leads out" } ?? "no answer leads out"
    let turns = group.contains { if case .turns? = found.states[$0].bound { true } else { false } }
    return Finding(
      kind: .loop,
      text: ids.joined(separator: " → ") + "; " + what
        + (turns ? " (looked at for \(Explorer.turnsMax) turns)" : ""),
      place: place, way: way)
  }
}

// MARK: - Money

extension ExploredExits {
  /// States with a charge from which neither a receipt nor the money back is reached.
  var chargedForEver: [Finding] {
    let out = reaching { edge, _ in
      if !edge.documents.isEmpty { return true }
      guard let to = edge.to else { return false }
      return !found.states[to].isCharged
    }
    var seen: Set<String> = []
    return found.states.indices.filter { found.states[$0].isCharged && !out[$0] }.compactMap {
      let state = found.states[$0]
      guard seen.insert(state.prompt.id).inserted else { return nil }
      return Finding(
        kind: .charged,
        text: "at \(state.prompt.id) a card is charged, and no answer leads to the receipt or "
          + "gives the money back",
        place: state.storePlace, way: found.way(to: $0))
    }
  }
}

extension Exploration.Bound {
  /// The state that it stands for.
  fileprivate var like: Int? {
    switch self {
    case .turns(let state): state
    case .attempts(let state): state
    case .parked, .setUp, .fellBack, .departs, .alike: nil
    }
  }
}

extension Exploration.State {
  /// Whether a card was charged for a receipt that was not printed, in hand or set aside.
  fileprivate var isCharged: Bool {
    sight.charged > .zero && !sight.isPrinted || sight.matters > 0
  }
}
