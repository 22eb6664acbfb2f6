import KassaRuntime

/// What stands beside the two prompts.
struct PairSights {
  let old, new: WalkedSight

  var isSameMoney: Bool { old.total == new.total && old.due == new.due }
}

extension PairWalk {
  var sights: PairSights? {
    guard let old = old.sight, let new = new.sight else { return nil }
    return PairSights(old: old, new: new)
  }

  /// What differs between two prompts that stand for each other.
  func between(
    _ before: Prompt, _ after: Prompt, _ sights: PairSights, isSameMoney: Bool
  ) -> [Difference] {
    var found = PromptDifferences.between(
      before, after, isSameMoney: isSameMoney, place: new.storePlace)
    if case .outcome(let one) = before.kind, case .outcome(let other) = after.kind,
      one.terminal != other.terminal
    {
      found.append(
        Difference(
          .terminal, "charge", from: "\(one.terminal) («\(sights.old.reason ?? "")»)",
          to: "\(other.terminal) («\(sights.new.reason ?? "")»)"))
    }
    return found
  }

  /// What the two remember of their receipts: the journal keeps it.
  func memos(_ state: PairState) -> [Difference] {
    let (before, after) = (old.memo, new.memo)
    return Set(before.keys).union(after.keys).sorted().compactMap { key in
      let (one, other) = (before[key], after[key])
      guard one != other, one == nil || other == nil || !state.isParted else { return nil }
      return Difference(
        .receipt, "memo «\(key)»", from: one?.shown ?? "none", to: other?.shown ?? "none")
    }
  }

  /// What both have printed since they last stood at the same prompt.
  func documents(_ owed: PairState.Owed) -> [Difference] {
    var found = zip(owed.old, owed.new).flatMap { ReceiptDifferences.between($0, $1) }
    if owed.old.isEmpty != owed.new.isEmpty {
      let shown = { (all: [FiscalDocument]) in all.isEmpty ? "none" : "printed" }
      found.append(
        Difference(.receipt, "receipt", from: shown(owed.old), to: shown(owed.new)))
    }
    return found
  }

  /// Whether there is none that counts.
  @discardableResult
  mutating func note(
    _ differences: [Difference], _ state: PairState, behind head: Difference? = nil
  ) -> Bool {
    let wanted = differences.filter(isWanted)
    guard !wanted.isEmpty else { return true }
    let shown = old.prompt.flatMap { before in new.prompt.map { (before, $0) } }
    let world = worlds[state.world].old.name
    guard !found.tally.knowsAll(wanted) else {
      found.tally.note(wanted, at: world, shown: shown, behind: head)
      return false
    }
    let legs = legs(to: state)
    let prompts = legs.map(\.prompt.id)
    found.tally.note(
      wanted.map { places.located($0, after: prompts, state.trail.words) }, at: world,
      way: way(legs, to: state), shown: shown, behind: head)
    return false
  }

  /// What was answered on the way there, on the new side where that was asked.
  private func legs(to state: PairState) -> [PairState.Leg] {
    var legs: [PairState.Leg] = []
    var here = state
    while let from = here.from {
      (from.step.new ?? from.step.old).map { legs.append($0) }
      here = states[from.state]
    }
    return legs.reversed()
  }

  /// The answers that lead there, as a scenario.
  private func way(_ legs: [PairState.Leg], to state: PairState) -> [String] {
    let way = Exploration.Way(
      world: worlds[state.world].new,
      steps: new.sale + legs.map { ($0.prompt, $0.move, $0.allowedBy) }, end: new.prompt,
      documents: [], services: ExploredServices(new.store.facts))
    return way.scenario("the way there").split(separator: "\n").map(String.init)
  }
}

extension PairState.Side {
  /// That this side alone asks `prompt`.
  func asks(_ prompt: Prompt, place: String? = nil) -> Difference {
    // A PIN is somebody's yes.
    let kind: Difference.Kind = if case .secret = prompt.kind { .people } else { .prompt }
    return .alone(kind, prompt.id, self == .old ? "is asked no more" : "is asked", place: place)
  }
}

extension Prompt {
  /// Whether both ask the same, perhaps under another id.
  func stands(for other: Prompt) -> Bool {
    id == other.id || isRenamed(as: other)
  }
}

extension Value {
  fileprivate var shown: String { string ?? jsonText }
}
