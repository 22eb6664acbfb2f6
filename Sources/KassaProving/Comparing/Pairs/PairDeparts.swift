import KassaRuntime

/// In how many things out of the usual a way of two tills may depart, and where it is gone on from after them.
extension PairWalk {
  /// What the way to where both stand now departs in.
  func things(
    _ world: Int, _ from: (state: Int, step: PairState.Step)?, _ sights: PairSights
  ) -> [ExploredPairs.Thing] {
    guard let from, let leg = from.step.new ?? from.step.old else {
      return worlds[world].old.departs ? [.world(worlds[world].old.name)] : []
    }
    let before = states[from.state]
    let isNew = from.step.new != nil
    return ExploredPairs.things(
      after: before.things, by: leg.move, at: leg.prompt,
      from: isNew ? before.sights.new : before.sights.old, leftOver: before.leftOver,
      to: isNew ? sights.new : sights.old, hasBegun: from.step.hasBegun)
  }

  func leftOver(
    _ from: (state: Int, step: PairState.Step)?, _ sights: PairSights
  ) -> Int {
    guard let from, !from.step.hasBegun else { return sights.new.leftOver }
    return states[from.state].leftOver
  }

  /// In how many things a way may depart that goes on from a state by a move: one more where that names what
  /// differs, or what differs has just been met; of amounts, which are many, none is met.
  private func departsMax(_ state: PairState, _ move: Move, at prompt: Prompt) -> Int {
    let last = state.trail.words.last
    let hasMet = state.trail.since == 0 && last.map { !PairHints.isAmount($0) } ?? false
    let isHinted = hasMet || hints.names(move.answer, at: prompt, in: worlds[state.world].old)
    return min(bounds.departs + (isHinted ? 1 : 0), Explorer.departsMax)
  }

  /// Whether the last answer departs in more than a way may.
  func departsTooFar(_ state: PairState) -> Bool {
    guard let from = state.from, let leg = from.step.new ?? from.step.old else { return false }
    let before = states[from.state]
    return state.departs > before.departs
      && state.departs > departsMax(before, leg.move, at: leg.prompt)
  }

  /// Whether a state that waits is the first at its prompts after the same things out of the usual.
  mutating func isFirst(_ index: Int) -> Bool {
    if states[index].isApart { return true }
    let isFirst = pairs.goOn(from: states[index].asked, after: marked(states[index]))
    if !isFirst { found.bounds.insert(.alike) }
    return isFirst
  }

  func asked(
    _ before: Prompt, _ after: Prompt, _ world: Int, hasLines: Bool
  ) -> ExploredPairs.Asked {
    ExploredPairs.Asked(
      flow: new.flow?.name ?? "", prompt: "\(before.id) \(after.id)",
      buttons: (before.buttons + after.buttons).map(\.id), hasLines: hasLines,
      place: new.storePlace ?? old.storePlace, world: world)
  }

  /// What a state departs in, and whether more than that tells it from others.
  private func marked(_ state: PairState) -> [ExploredPairs.Thing] {
    guard !state.things.isEmpty else { return [] }
    return state.things + (state.trail.words.isEmpty ? [] : [.differs])
      + (state.isParted ? [.anotherSum] : [])
      + (state.alone.map { [$0 == .old ? .oldAlone : .newAlone] } ?? [])
  }

  /// Whether a move departs in no more than a way may, and was not tried yet after the same things.
  mutating func add(_ pair: PairedMove, _ index: Int, _ prompt: Prompt) -> Bool {
    let state = states[index]
    guard pair.departs > 0 else { return true }
    guard state.departs + pair.departs <= departsMax(state, pair.old, at: prompt) else {
      found.bounds.insert(.departs)
      return false
    }
    return pairs.add(
      Move(pair.old.answer, pair.old.mishap, departs: pair.departs), at: prompt,
      after: marked(state),
      in: state.world)
  }
}
