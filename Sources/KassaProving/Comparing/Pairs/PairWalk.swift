import KassaRuntime

/// Walks two scripts side by side by the same answers: the most usual and nearest states first, and in turns
/// with these what has to do with the lines that differ (`PairQueues`).
///
/// A question that one side alone asks is answered there in each way, and both walk on from the answers
/// after which that side asks what the other asks: so it hides nothing behind it.
///
/// A way departs from the usual in one thing; in two where something of what differs was met, and everywhere
/// in a deep walk (`ExploredPairs`).
struct PairWalk {
  private static let attemptsMax = 3
  private static let parkedMax = 1
  private static let turnsMax = 3
  private static let imagesMax = 200
  static let aloneMax = 6

  let old, new: ExploredTill
  private(set) var worlds: [(old: ExploredWorld, new: ExploredWorld)]
  let bounds: Explorer.Bounds
  let places: ScriptPlaces
  /// What of the differences counts here.
  let isWanted: (Difference) -> Bool
  var found: PairedWays
  private(set) var states: [PairState] = []
  private var indices: [PairState.Key: Int] = [:]
  var pairs = ExploredPairs()
  private var images: [Int: (old: ExploredTill.Saved, new: ExploredTill.Saved)] = [:]
  let hints: PairHints
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
    hints = PairHints(
      changes, old.goods, old.facts.people, borders, old.borders.amounts)
  }

  /// Walks all worlds to the end, or to a bound.
  mutating func walk(progress: (Int) -> Void) async throws {
    worlds = try await begun
    for world in worlds.indices {
      try await begin(world)
      for till in [old, new] { found.note(till.beginning) }
      arrive(world, nil, PairState.Owed(), nil)
    }
    // All worlds at once, so that a bound cuts off what is far and not the last world.
    while !isOver, let index = queues.next() {
      guard isFirst(index) else { continue }
      try await expand(index)
      progress(found.branches)
    }
  }

  private func begin(_ world: Int) async throws {
    try await old.begin(worlds[world].old)
    try await new.begin(worlds[world].new)
    // What was sold before was sold by the old script.
    if worlds[world].old.sold != nil, worlds[world].old == worlds[world].new { new.sold = old.sold }
  }

  /// The worlds without those whose sale comes to no receipt.
  private var begun: [(old: ExploredWorld, new: ExploredWorld)] {
    get async throws {
      var begun: [(old: ExploredWorld, new: ExploredWorld)] = []
      for (one, other) in worlds {
        if one.sold != nil {
          guard try await old.sells(one), try await new.sells(other) else { continue }
        }
        begun.append((one, other))
      }
      return begun
    }
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
    let isTogether = before.stands(for: after)
    var state = PairState(
      world: world, from: from, depth: from.map { states[$0.state].depth + 1 } ?? 0,
      things: things(world, from, sights), alone: isTogether ? nil : alone,
      isApart: !isTogether && alone == nil, owed: isTogether ? PairState.Owed() : owed,
      place: keys.map { PairState.Place(old: $0.till.place, new: $1.till.place, world: world) },
      sights: sights, leftOver: leftOver(from, sights),
      isParted: !sights.isSameMoney || from.map { states[$0.state].isParted } ?? false,
      trail: hints.trail(
        after: from.map { states[$0.state].trail } ?? hints.trail(in: worlds[world].old),
        from.flatMap { $0.step.new ?? $0.step.old }, in: worlds[world].old,
        (old.storePlace, new.storePlace)),
      asked: asked(before, after, world, hasLines: sights.new.linesAdded > 0))
    var differences = events
    if isTogether {
      differences +=
        between(before, after, sights, isSameMoney: !state.isParted) + memos(state)
        + documents(owed)
    }
    if note(differences, state), from != nil, isTogether { found.same += 1 }
    var index = states.count
    if let (one, other) = keys {
      let key = PairState.Key(
        old: one, new: other, alone: state.alone, owed: state.owed, world: world)
      if let known = indices[key] {
        guard state.things.count < states[known].things.count else { return }
        state.trail = state.trail.joined(with: states[known].trail)
        index = known
      }
      indices[key] = index
    }
    if index == states.count { states.append(state) } else { states[index] = state }
    let linesMax = max(old.store.linesMax, new.store.linesMax)
    if sights.new.linesAdded >= linesMax { found.bounds.insert(.lines(linesMax)) }
    // What follows on a receipt that only one of them has is a part of that.
    let isOneReceipt = isTogether && before.isSale && owed.old.isEmpty != owed.new.isEmpty
    guard !isOneReceipt, !isBounded(index) else { return }
    queues.add(
      index, departs: state.departs, hints: state.trail.count,
      isApart: state.isApart,
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
  private mutating func isBounded(_ index: Int) -> Bool {
    guard let bound = bound(states[index]) else { return false }
    found.bounds.insert(bound)
    return true
  }

  private func bound(_ state: PairState) -> PairedWays.Bound? {
    let (before, after) = (state.sights.old, state.sights.new)
    if !state.isApart, departsTooFar(state) { return .departs }
    for sight in [before, after] {
      if sight.attempts > Self.attemptsMax { return .attempts }
      if sight.parked > Self.parkedMax { return .parked }
    }
    for (till, sight) in [(old, before), (new, after)] {
      if let flow = till.flow, flow.level != "store", sight.open == nil, sight.charged == .zero {
        return .fellBack
      }
    }
    if !state.isApart, let from = state.from, from.step.hasBegun,
      state.departs == Explorer.departsMax
    {
      return .alike
    }
    var (here, turns, alone) = (state, 0, state.alone == nil ? 0 : 1)
    while let from = here.from {
      here = states[from.state]
      if here.place != nil, here.place == state.place { turns += 1 }
      if alone > 0, here.alone == state.alone { alone += 1 }
    }
    if old.prompt?.isSale == true,
      [before.setUp, after.setUp] != [here.sights.old.setUp, here.sights.new.setUp]
    {
      return .setUp
    }
    return turns >= Self.turnsMax ? .turns : alone > Self.aloneMax ? .alone : nil
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
          .alone(
            .prompt, after.id, "is asked instead of \(before.id)",
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
    var moves = PairedMoves(old: before, new: after, isSameMoney: sights.isSameMoney)
      .pairs(old.moves(), new.moves())
    var (tried, isMoved) = (0, false)
    while tried < moves.count {
      let pair = moves[tried]
      tried += 1
      guard isWide(index, pair.old, before), add(pair, index, before) else { continue }
      guard !isOver else { return }
      if isMoved { try await putBack(index, saved) }
      isMoved = true
      found.branches += 1
      let others = try await answer(pair, index, before, after)
      if pair.old.mishap == nil, !worlds[states[index].world].old.isNarrow {
        moves += others.map { PairedMove(old: pair.old.with($0), new: pair.new.with($0)) }
      }
    }
  }

  /// - Returns: what of services may be answered otherwise.
  private mutating func answer(
    _ pair: PairedMove, _ index: Int, _ before: Prompt, _ after: Prompt
  ) async throws -> [Mishap] {
    let state = states[index]
    switch (try await taken(pair.old, by: old), try await taken(pair.new, by: new)) {
    case (.refused, .refused): found.same += 1
    case (.stood(let one), .stood(let other)):
      let step = PairState.Step(
        old: .init(prompt: before, move: pair.old, allowedBy: one.allowedBy),
        new: .init(prompt: after, move: pair.new, allowedBy: other.allowedBy),
        hasBegun: one.hasBegun || other.hasBegun)
      let owed = PairState.Owed(old: one.documents, new: other.documents)
      arrive(
        state.world, (index, step), owed, nil,
        PairedEvents.between(one, other, pair.old, isSameMoney: !state.isParted))
      let asked = Mishap.otherAnswers(after: one.events, old.store.facts)
      return asked
        + Mishap.otherAnswers(after: other.events, new.store.facts).filter { !asked.contains($0) }
    // What is typed of another sum may be too much of it.
    case (.stood, .refused) where state.isParted && pair.old.isAmount,
      (.refused, .stood) where state.isParted && pair.old.isAmount:
      break
    case (.refused, .stood):
      note([.alone(.prompt, "\(before.id) \(pair.old.shown)", "counts now")], state)
    case (.stood, .refused(let why)):
      note([.alone(.prompt, "\(before.id) \(pair.old.shown)", "is refused: \(why)")], state)
    }
    return []
  }

  /// Only one side is asked.
  private mutating func answer(
    _ side: PairState.Side, _ index: Int,
    _ saved: (old: ExploredTill.Saved, new: ExploredTill.Saved)?
  ) async throws {
    let till = side == .old ? old : new
    guard let prompt = till.prompt else { return }
    note(
      [side.asks(prompt, place: till.storePlace)], states[index],
      behind: firstAlone(before: index).map { side.asks($0) })
    var isMoved = false
    for move in till.moves() where add(PairedMove(old: move, new: move), index, prompt) {
      guard !isOver else { return }
      if isMoved { try await putBack(index, saved) }
      isMoved = true
      found.branches += 1
      guard case .stood(let taken) = try await self.taken(move, by: till) else { continue }
      var owed = states[index].owed
      var step = PairState.Step(hasBegun: taken.hasBegun)
      let leg = PairState.Leg(prompt: prompt, move: move, allowedBy: taken.allowedBy)
      switch side {
      case .old: (owed.old, step.old) = (owed.old + taken.documents, leg)
      case .new: (owed.new, step.new) = (owed.new + taken.documents, leg)
      }
      arrive(
        states[index].world, (index, step), owed, side, PairedEvents.alone(taken, side))
    }
  }

  /// The question with which that side began to be asked alone, on the way to there; nil where it begins there.
  private func firstAlone(before index: Int) -> Prompt? {
    var (here, first) = (states[index], nil as Prompt?)
    while let side = here.alone, let from = here.from {
      first = (side == .old ? from.step.old : from.step.new)?.prompt ?? first
      here = states[from.state]
    }
    return first
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

  private mutating func taken(_ move: Move, by till: ExploredTill) async throws -> Outcome {
    do {
      let taken = try await till.take(move)
      found.note(taken.events)
      if till.flow?.name == "returns", let provider = till.sight?.provider {
        found.ran.insert("refund of «\(provider)»")
      }
      return .stood(taken)
    } catch let error as AnswerError {
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
    if let sold = worlds[states[index].world].old.sold { return sold.isWalked(move.answer) }
    return switch move.answer {
    case .button(let id): id.hasPrefix("pay.")
    case .action(.free): sale.lines.isEmpty
    case .action(.add): sale.lines.isEmpty && worlds[states[index].world].old.sellsGoods
    case .action, .amount, .text, .cancel, .count: false
    }
  }
}
