import KassaRuntime

/// Walks two scripts side by side by the same answers: the most usual and nearest states first, and in turns
/// with these what has to do with the lines that differ (`PairQueues`).
///
/// A question that one side alone asks is answered there in each way, and both walk on from the answers
/// after which that side asks what the other asks: so it hides nothing behind it.
struct PairWalk {
  private static let attemptsMax = 3
  private static let parkedMax = 1
  private static let turnsMax = 3
  private static let imagesMax = 200
  private static let aloneMax = 6

  private let old, new: ExploredTill
  private let worlds: [(old: ExploredWorld, new: ExploredWorld)]
  private let bounds: Explorer.Bounds
  private let places: ScriptPlaces
  /// What of the differences counts here.
  private let isWanted: (Difference) -> Bool
  private(set) var found: PairedWays
  private var states: [PairState] = []
  private var known: Set<PairState.Key> = []
  private var images: [Int: (old: ExploredTill.Saved, new: ExploredTill.Saved)] = [:]
  private let hints: PairHints
  private var queues = PairQueues()

  init(
    _ old: ExploredStore, _ new: ExploredStore,
    _ worlds: [(old: ExploredWorld, new: ExploredWorld)], _ places: ScriptPlaces,
    _ changes: ScriptChanges, _ borders: StoreBorders,
    _ bounds: Explorer.Bounds, found: PairedWays = PairedWays(),
    isWanted: @escaping (Difference) -> Bool = { _ in true }
  ) throws {
    (self.old, self.new) = (try ExploredTill(old), try ExploredTill(new))
    (self.worlds, self.bounds, self.found, self.isWanted) = (worlds, bounds, found, isWanted)
    self.places = places
    hints = PairHints(changes, old.goods, borders)
  }

  /// Walks all worlds to the end, or to a bound.
  mutating func walk(progress: (Int) -> Void) async throws {
    for world in worlds.indices {
      try await begin(world)
      arrive(world, nil, PairState.Owed(), nil)
    }
    // All worlds at once, so that a bound cuts off what is far and not the last world.
    while !isOver, let index = queues.next() {
      try await expand(index)
      progress(found.branches)
    }
  }

  private func begin(_ world: Int) async throws {
    try await old.begin(worlds[world].old)
    try await new.begin(worlds[world].new)
  }

  private var isOver: Bool {
    mutating get {
      if found.branches >= bounds.branches { found.end = .branches }
      if let deadline = bounds.deadline, ContinuousClock.now >= deadline { found.end = .time }
      return found.end != .closed
    }
  }
}

// MARK: - States

extension PairWalk {
  /// Tells what differs where both stand now, and takes it as a state, unless it is known or goes on for
  /// ever.
  ///
  /// - Parameter events: what differed on the way from the state before.
  private mutating func arrive(
    _ world: Int, _ from: (state: Int, step: PairState.Step)?, _ owed: PairState.Owed,
    _ alone: PairState.Side?, _ events: [Difference] = []
  ) {
    guard let before = old.prompt, let after = new.prompt, let sights else { return }
    // Each takes a quarter of what an answer does.
    let keys = keys
    var (differences, owed) = (events, owed)
    let isTogether = before.stands(for: after)
    let wasParted = from.map { states[$0.state].isParted } ?? false
    let isParted = wasParted || !sights.isSameMoney
    if isTogether {
      differences +=
        between(before, after, sights, isSameMoney: !isParted) + documents(owed)
      owed = PairState.Owed()
    }
    let state = PairState(
      world: world, from: from, depth: from.map { states[$0.state].depth + 1 } ?? 0,
      departs: from.map { states[$0.state].departs + $0.step.departs } ?? 0,
      alone: isTogether ? nil : alone, owed: owed,
      place: keys.map { PairState.Place(old: $0.till.place, new: $1.till.place, world: world) },
      setUp: from.map { states[$0.state].setUp } ?? [sights.old.setUp, sights.new.setUp],
      isParted: isParted,
      trail: hints.trail(
        after: from.map { states[$0.state].trail } ?? hints.trail(in: worlds[world].old),
        from.flatMap { $0.step.new ?? $0.step.old }, in: worlds[world].old,
        (old.storePlace, new.storePlace)))
    if note(differences, state), from != nil, isTogether { found.same += 1 }
    if let (one, other) = keys {
      let key = PairState.Key(
        old: one, new: other, alone: state.alone, owed: owed, world: world)
      guard known.insert(key).inserted else { return }
    }
    states.append(state)
    let index = states.count - 1
    guard !isBounded(index, sights.old, sights.new) else { return }
    queues.add(
      index, departs: state.departs, hints: state.trail.count,
      isApart: !isTogether && alone == nil,
      at: .init(
        prompt: after.id, hasLines: sights.new.linesAdded > 0, words: state.trail.words))
    if images.count < Self.imagesMax, let one = old.save(), let other = new.save() {
      images[index] = (one, other)
    }
  }

  private var keys: (ExploredKey, ExploredKey)? {
    guard let old = old.key, let new = new.key else { return nil }
    return (old, new)
  }

  /// What grows for ever is no other state.
  private func isBounded(_ index: Int, _ before: WalkedSight, _ after: WalkedSight) -> Bool {
    let state = states[index]
    for sight in [before, after] {
      if sight.attempts > Self.attemptsMax || sight.parked > Self.parkedMax { return true }
    }
    for (till, sight) in [(old, before), (new, after)] {
      if let flow = till.flow, flow.level != "store", sight.open == nil, sight.charged == .zero {
        return true
      }
    }
    if old.prompt?.isSale == true, [before.setUp, after.setUp] != state.setUp { return true }
    var (here, turns, alone) = (state, 0, state.alone == nil ? 0 : 1)
    while let from = here.from {
      here = states[from.state]
      if here.place != nil, here.place == state.place { turns += 1 }
      if alone > 0, here.alone == state.alone { alone += 1 }
    }
    return turns >= Self.turnsMax || alone > Self.aloneMax
  }

  /// Comes to a state by its answers, from the nearest before it that is kept.
  private func walk(to index: Int) async throws {
    var steps: [PairState.Step] = []
    var here = index
    while true {
      if let saved = images[here] {
        old.restore(saved.old)
        new.restore(saved.new)
        break
      }
      guard let from = states[here].from else {
        try await begin(states[here].world)
        break
      }
      steps.append(from.step)
      here = from.state
    }
    for step in steps.reversed() {
      if let leg = step.old { try await old.take(leg.move) }
      if let leg = step.new { try await new.take(leg.move) }
    }
  }
}

// MARK: - Answers

extension PairWalk {
  private mutating func expand(_ index: Int) async throws {
    try await walk(to: index)
    let saved = images.removeValue(forKey: index)
    guard let before = old.prompt, let after = new.prompt else { return }
    switch try await relation(before, after, states[index]) {
    case .same: try await answerBoth(index, before, after, saved)
    case .alone(let side): try await answer(side, index, saved)
    case .apart:
      // What is answered on one side may lead elsewhere: that is a part of its being asked at all.
      guard states[index].alone == nil else { return }
      found.notComparable += 1
      note(
        [
          Difference(
            .prompt, "instead of \(before.id)", from: before.id, to: "\(after.id) is asked",
            place: new.storePlace ?? old.storePlace)
        ], states[index])
    }
  }

  private func relation(
    _ before: Prompt, _ after: Prompt, _ state: PairState
  ) async throws -> PairedPrompts {
    if before.stands(for: after) { return .same }
    let ofNew =
      state.alone == .old ? nil : try await PairLook.answers(from: new, to: before.id)
    let ofOld = state.alone == .new ? nil : try await PairLook.answers(from: old, to: after.id)
    switch (ofOld, ofNew) {
    case (nil, nil): return .apart
    case (let ofOld?, let ofNew?): return .alone(ofOld < ofNew ? .old : .new)
    case (_?, nil): return .alone(.old)
    case (nil, _?): return .alone(.new)
    }
  }

  /// Both are asked the same.
  private mutating func answerBoth(
    _ index: Int, _ before: Prompt, _ after: Prompt,
    _ saved: (old: ExploredTill.Saved, new: ExploredTill.Saved)?
  ) async throws {
    guard let sights else { return }
    let moves = PairedMoves(old: before, new: after, isSameMoney: sights.isSameMoney)
      .pairs(old.moves(), new.moves())
    var isMoved = false
    for pair in moves where isWide(index, pair.old, before) {
      guard !isOver else { return }
      if isMoved { try await putBack(index, saved) }
      isMoved = true
      found.branches += 1
      try await answer(pair, index, before, after)
    }
  }

  private mutating func answer(
    _ pair: PairedMove, _ index: Int, _ before: Prompt, _ after: Prompt
  ) async throws {
    let state = states[index]
    switch (try await taken(pair.old, by: old), try await taken(pair.new, by: new)) {
    case (.refused, .refused): found.same += 1
    case (.stood(let one), .stood(let other)):
      let step = PairState.Step(
        old: .init(prompt: before, move: pair.old, allowedBy: one.allowedBy),
        new: .init(prompt: after, move: pair.new, allowedBy: other.allowedBy))
      let owed = PairState.Owed(old: one.documents, new: other.documents)
      arrive(
        state.world, (index, step), owed, nil,
        PairedEvents.between(one, other, pair.old, of: before.id))
    case (.refused, .stood):
      note([.alone(.prompt, "\(before.id) \(pair.old.shown)", "counts now")], state)
    case (.stood, .refused(let why)):
      note([.alone(.prompt, "\(before.id) \(pair.old.shown)", "is refused: \(why)")], state)
    }
  }

  /// Only one side is asked.
  private mutating func answer(
    _ side: PairState.Side, _ index: Int,
    _ saved: (old: ExploredTill.Saved, new: ExploredTill.Saved)?
  ) async throws {
    let till = side == .old ? old : new
    guard let prompt = till.prompt else { return }
    let what = side == .old ? "is asked no more" : "is asked"
    // A PIN is somebody's yes.
    let kind: Difference.Kind = if case .secret = prompt.kind { .people } else { .prompt }
    note([.alone(kind, prompt.id, what, place: till.storePlace)], states[index])
    var isMoved = false
    for move in till.moves() {
      guard !isOver else { return }
      if isMoved { try await putBack(index, saved) }
      isMoved = true
      found.branches += 1
      guard case .stood(let taken) = try await self.taken(move, by: till) else { continue }
      var owed = states[index].owed
      var step = PairState.Step()
      let leg = PairState.Leg(prompt: prompt, move: move, allowedBy: taken.allowedBy)
      switch side {
      case .old: (owed.old, step.old) = (owed.old + taken.documents, leg)
      case .new: (owed.new, step.new) = (owed.new + taken.documents, leg)
      }
      arrive(states[index].world, (index, step), owed, side)
    }
  }

  private func putBack(
    _ index: Int, _ saved: (old: ExploredTill.Saved, new: ExploredTill.Saved)?
  ) async throws {
    guard let saved else { return try await walk(to: index) }
    old.restore(saved.old)
    new.restore(saved.new)
  }

  private enum Outcome {
    case stood(ExploredTill.Taken)
    case refused(String)
  }

  private func taken(_ move: Move, by till: ExploredTill) async throws -> Outcome {
    do { return .stood(try await till.take(move)) } catch let error as AnswerError {
      return .refused(error.text(.en))
    } catch WalkedAstray.asksNobody(let flow) {
      return .refused("flow «\(flow)» asks nobody anything, again and again")
    }
  }

  /// Where only the time is another, only what is sold and paid is walked.
  private func isWide(_ index: Int, _ move: Move, _ prompt: Prompt) -> Bool {
    guard worlds[states[index].world].old.isNarrow, case .sale(let sale) = prompt.kind else {
      return true
    }
    return switch move.answer {
    case .button(let id): id.hasPrefix("pay.")
    case .action(.free): sale.lines.isEmpty
    case .action(.add): sale.lines.isEmpty && worlds[states[index].world].old.sellsGoods
    case .action, .amount, .text, .cancel, .count: false
    }
  }
}

// MARK: - Differences

/// What stands beside the two prompts.
private struct Sights {
  let old, new: WalkedSight

  var isSameMoney: Bool { old.total == new.total && old.due == new.due }
}

extension PairWalk {
  private var sights: Sights? {
    guard let old = old.sight, let new = new.sight else { return nil }
    return Sights(old: old, new: new)
  }

  /// What differs between two prompts that stand for each other.
  private func between(
    _ before: Prompt, _ after: Prompt, _ sights: Sights, isSameMoney: Bool
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

  /// What both have printed since they last stood at the same prompt.
  private func documents(_ owed: PairState.Owed) -> [Difference] {
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
  private mutating func note(_ differences: [Difference], _ state: PairState) -> Bool {
    let wanted = differences.filter(isWanted)
    guard !wanted.isEmpty else { return true }
    let shown = old.prompt.flatMap { before in new.prompt.map { (before, $0) } }
    let world = worlds[state.world].old.name
    guard !found.tally.knowsAll(wanted) else {
      found.tally.note(wanted, at: world, shown: shown)
      return false
    }
    let legs = legs(to: state)
    let prompts = legs.map(\.prompt.id)
    found.tally.note(
      wanted.map { places.located($0, after: prompts, state.trail.words) }, at: world,
      way: way(legs, to: state), shown: shown)
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
      steps: legs.map { ($0.prompt, $0.move, $0.allowedBy) }, end: new.prompt,
      documents: [], services: ExploredServices(new.store.facts))
    return way.scenario("the way there").split(separator: "\n").map(String.init)
  }
}

extension Prompt {
  /// Whether both ask the same, perhaps under another id.
  fileprivate func stands(for other: Prompt) -> Bool {
    id == other.id || isRenamed(as: other)
  }
}
