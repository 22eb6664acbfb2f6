import KassaRuntime

/// Walks some worlds of a store by one till, the most usual and nearest states first.
struct WorldsWalk {
  typealias Bounds = Explorer.Bounds

  private static let departsMax = Explorer.departsMax
  private static let imagesMax = 200
  private static let seed: UInt64 = 14

  let till: ExploredTill
  private let bounds: Bounds
  var found: Exploration
  private var indices: [ExploredKey: Int] = [:]
  private var places: [Place: Int] = [:]
  private var images = KeptImages<ExploredTill.Saved>(most: imagesMax)
  /// Those that wait for their turn, by what they depart in.
  private var queues = [[Int]](repeating: [], count: departsMax + 1)
  private var heads = [Int](repeating: 0, count: departsMax + 1)
  private var pairs = ExploredPairs()
  /// Where the power was cut.
  var restarted: Set<ExploredPairs.Asked> = []
  private var drawn: [(state: Int, edge: Int)] = []
  private var random = SplitMix64(Self.seed)

  private struct Place: Hashable {
    let place: WalkedKey.Place
    let world: Int
  }

  init(_ worlds: [ExploredWorld], of store: ExploredStore, _ bounds: Bounds) throws {
    till = try ExploredTill(store)
    self.bounds = bounds
    found = Exploration(store: store, worlds: worlds)
  }

  /// Walks to the end, or to a bound.
  ///
  /// - Parameter progress: is told now and then how many states and branches there are.
  mutating func walk(
    progress: (_ states: Int, _ branches: Int) -> Void
  ) async throws -> Exploration {
    found.worlds = try await begun
    for world in found.worlds.indices {
      do {
        try await till.begin(found.worlds[world])
        if !till.sale.isEmpty { found.sales[world] = till.sale }
        let things: [ExploredPairs.Thing] =
          found.worlds[world].departs ? [.world(found.worlds[world].name)] : []
        _ = try note(world: world, from: nil, things: things, hasBegun: true)
      } catch WalkedAstray.asksNobody(let flow) {
        found.astray.append((-1, Move(.cancel), flow))
      }
    }
    while !isOver, let index = next() {
      try await expand(index)
      progress(found.states.count, found.branches)
      // Where there are fewer threads than walks all come as far as time lets them; one that failed ends all.
      await Task.yield()
      try Task.checkCancellation()
    }
    if found.end != .time { try await playMergesOn() }
    return found
  }

  /// The worlds without those whose sale comes to no receipt.
  private var begun: [ExploredWorld] {
    get async throws {
      var worlds: [ExploredWorld] = []
      for world in found.worlds {
        if world.sold != nil { guard try await till.sells(world) else { continue } }
        worlds.append(world)
      }
      return worlds
    }
  }

  /// The most usual state that waits.
  private mutating func next() -> Int? {
    for departs in 0...min(bounds.departs, Self.departsMax) {
      while heads[departs] < queues[departs].count {
        let index = queues[departs][heads[departs]]
        heads[departs] += 1
        let state = found.states[index]
        guard state.departs == departs, state.edges.isEmpty, state.bound == nil else { continue }
        if pairs.goOn(from: state.asked, after: state.things) { return index }
        found.states[index].bound = .alike
      }
    }
    return nil
  }

  private var isOver: Bool {
    mutating get {
      if found.end != .closed { return true }
      if found.branches >= bounds.branches { found.end = .branches }
      if let deadline = bounds.deadline, ContinuousClock.now >= deadline { found.end = .time }
      return found.end != .closed
    }
  }
}

// MARK: - States

extension WorldsWalk {
  /// The state that the till stands at: a known one, or a new one that waits for its turn.
  private mutating func note(
    world: Int, from: (state: Int, edge: Int)?, things: [ExploredPairs.Thing],
    hasBegun: Bool
  ) throws -> (index: Int, isNew: Bool) {
    let (index, departs) = (found.states.count, things.count)
    var place = index
    if let key = till.key {
      if let known = indices[key] {
        comeCloser(to: known, from: from, things)
        return (known, false)
      }
      indices[key] = index
      place = places[Place(place: key.till.place, world: world)] ?? places.count
      places[Place(place: key.till.place, world: world)] = place
    }
    guard let prompt = till.prompt, let sight = till.sight, let flow = till.flow else {
      throw WalkedAstray.nowhere
    }
    var state = Exploration.State(
      prompt: prompt, sight: sight, flow: flow.name, level: flow.level,
      storePlace: till.storePlace, world: world, from: from, departs: departs, place: place,
      things: things,
      leftOver: hasBegun ? sight.leftOver : from.map { found.states[$0.state].leftOver } ?? 0)
    state.bound = bound(of: state)
    if state.bound == nil, from != nil, hasBegun, departs == Self.departsMax {
      state.bound = .alike
    }
    found.states.append(state)
    guard state.bound == nil else { return (index, true) }
    queues[departs].append(index)
    return (index, true)
  }

  /// A state that waits is come to by a way that is more usual.
  private mutating func comeCloser(
    to index: Int, from: (state: Int, edge: Int)?, _ things: [ExploredPairs.Thing]
  ) {
    let state = found.states[index]
    guard things.count < state.departs, state.edges.isEmpty,
      [nil, .departs, .alike].contains(state.bound)
    else { return }
    found.states[index].departs = things.count
    found.states[index].things = things
    found.states[index].from = from
    found.states[index].bound = bound(of: found.states[index])
    if found.states[index].bound == nil { queues[things.count].append(index) }
  }

  private func bound(of state: Exploration.State) -> Exploration.Bound? {
    let sight = state.sight
    if sight.attempts > Explorer.attemptsMax { return .attempts(like: before(state).first) }
    if state.departs > min(bounds.departs, Self.departsMax) { return .departs }
    if sight.parked > Explorer.parkedMax { return .parked }
    if state.level != "store", sight.open == nil, sight.charged == .zero { return .fellBack }
    if changesSetUp(state) { return .setUp }
    return turns(of: state)
  }

  /// Whether the till was set up otherwise on the way there, and back to selling; or twice.
  private func changesSetUp(_ state: Exploration.State) -> Bool {
    var (setUp, from, changes) = (state.sight.setUp, state.from, 0)
    // By field: a state is large, and as many are looked at as there are answers on the way.
    while let before = from?.state, changes < 2 {
      if found.states[before].sight.setUp != setUp { changes += 1 }
      (setUp, from) = (found.states[before].sight.setUp, found.states[before].from)
    }
    if case .sale = state.prompt.kind { return changes > 0 }
    return changes > 1
  }

  /// What differs from the states before it at the same place is only what their script counts.
  private func turns(of state: Exploration.State) -> Exploration.Bound? {
    let before = before(state)
    return before.count >= Explorer.turnsMax ? before.first.map { .turns(like: $0) } : nil
  }

  /// The states at the same place on the way to a state, the nearest first.
  private func before(_ state: Exploration.State) -> [Int] {
    var from = state.from
    var before: [Int] = []
    while let here = from?.state {
      if found.states[here].place == state.place { before.append(here) }
      from = found.states[here].from
    }
    return before
  }
}

// MARK: - Answers

extension WorldsWalk {
  private mutating func expand(_ index: Int) async throws {
    let saved = try await walk(to: index)
    if cutPower(at: index) {
      if let saved { till.restore(saved) } else { try await walk(to: index) }
    }
    let world = found.states[index].world
    let left = bounds.departs - found.states[index].departs
    let all = till.moves()
    var moves = all.filter { $0.departs <= left && add($0, at: index) }
    found.states[index].isCut = moves.count < all.count
    if found.worlds[world].isNarrow {
      moves = moves.filter { isNarrow($0, at: found.states[index]) }
    }
    var tried = 0
    var hasMoved = false
    while tried < moves.count, !isOver {
      let move = moves[tried]
      tried += 1
      if hasMoved {
        if let saved { till.restore(saved) } else { try await walk(to: index) }
      }
      found.branches += 1
      let (edge, mishaps) = try await take(move, at: index, world)
      hasMoved = edge.to != nil || edge.refusal == nil
      found.states[index].edges.append(edge)
      if move.mishap == nil, found.worlds[world].isWide || found.worlds[world].sold != nil {
        let isUsual = found.states[index].departs + move.departs == 0
        moves += mishaps.filter { isUsual || $0.isTypical }.map(move.with)
          .filter { $0.departs <= left && add($0, at: index) }
      }
    }
    found.states[index].isExpanded = tried == moves.count
  }

  private mutating func add(_ move: Move, at index: Int) -> Bool {
    let state = found.states[index]
    return pairs.add(move, at: state.prompt, after: state.things, in: state.world)
  }

  private mutating func take(
    _ move: Move, at index: Int, _ world: Int
  ) async throws -> (Exploration.Edge, [Mishap]) {
    do {
      let taken = try await till.take(move)
      let number = found.states[index].edges.count
      let from = found.states[index]
      let hasBegun = taken.hasBegun
      let things =
        till.sight.map {
          ExploredPairs.things(
            after: from.things, by: move, at: from.prompt, from: from.sight,
            leftOver: from.leftOver, to: $0, hasBegun: hasBegun)
        } ?? from.things
      let (to, isNew) = try note(
        world: world, from: (index, number), things: things, hasBegun: hasBegun)
      if !isNew { draw(index, number) }
      let edge = Exploration.Edge(
        move: move, to: to, refusal: nil, events: taken.events, allowedBy: taken.allowedBy)
      return (edge, Mishap.possible(after: taken.events, found.store.facts))
    } catch let error as AnswerError {
      return (
        Exploration.Edge(
          move: move, to: nil, refusal: error.text(.en), events: [], allowedBy: nil), []
      )
    } catch WalkedAstray.asksNobody(let flow) {
      found.astray.append((index, move, flow))
      return (
        Exploration.Edge(move: move, to: nil, refusal: nil, events: [], allowedBy: nil), []
      )
    }
  }

  /// In a world that only has another time or other terminals, what they make no difference to is left.
  private func isNarrow(_ move: Move, at state: Exploration.State) -> Bool {
    guard case .sale(let sale) = state.prompt.kind else { return true }
    if let sold = found.worlds[state.world].sold { return sold.isWalked(move.answer) }
    switch move.answer {
    case .button(let id): return id.hasPrefix("pay.")
    case .action(.free): return sale.lines.isEmpty
    case .action(.add): return sale.lines.isEmpty && found.worlds[state.world].sellsGoods
    case .action, .amount, .text, .cancel, .count: return false
    }
  }

  /// Comes to a state by its answers, from the nearest of the states before it that is kept.
  ///
  /// - Returns: the till as it stands there; nil where it can't be copied.
  @discardableResult
  private mutating func walk(to index: Int) async throws -> ExploredTill.Saved? {
    var moves: [(to: Int, move: Move)] = []
    var here = index
    while true {
      if let saved = images.image(of: here) {
        till.restore(saved)
        if here == index { return saved }
        break
      }
      guard let from = found.states[here].from else {
        try await till.begin(found.worlds[found.states[here].world])
        break
      }
      moves.append((here, found.states[from.state].edges[from.edge].move))
      here = from.state
    }
    // Those beside it that wait are come to from these.
    for (to, move) in moves.reversed() {
      try await till.take(move)
      if to != index, let saved = till.save() { images.keep(saved, of: to) }
    }
    let saved = till.save()
    if let saved { images.keep(saved, of: index) }
    return saved
  }
}

// MARK: - Merges

extension WorldsWalk {
  /// Keeps so many of all merges, each with the same chance.
  private mutating func draw(_ state: Int, _ edge: Int) {
    found.merges += 1
    if drawn.count < bounds.merges {
      drawn.append((state, edge))
    } else if bounds.merges > 0 {
      let place = random.below(found.merges)
      if place < drawn.count { drawn[place] = (state, edge) }
    }
  }

  /// Plays both sides of each merge that was drawn on: what follows must be the same.
  private mutating func playMergesOn() async throws {
    for (index, number) in drawn {
      guard let to = found.states[index].edges[number].to, found.states[to].isExpanded else {
        continue
      }
      try Task.checkCancellation()
      try await walk(to: index)
      try await till.take(found.states[index].edges[number].move)
      found.mergesPlayed += 1
      if let how = try await partsOn(from: to) { found.mergesApart.append((to, how)) }
    }
  }

  private static let stepsMax = 6

  /// Whether a key is that of a state, or tells it from that only by what scripts hold, such as numbers
  /// of receipts: what that changes shows further on.
  private func stands(at state: Int, _ key: ExploredKey) -> Bool {
    indices[key] == state
      || places[Place(place: key.till.place, world: found.states[state].world)]
        == found.states[state].place
  }

  /// How a way that leads to `start` goes on otherwise than the first one there; nil where it does not.
  private mutating func partsOn(from start: Int) async throws -> String? {
    var here = start
    for _ in 0..<Self.stepsMax {
      let edges = found.states[here].edges.filter { $0.to != nil }
      guard !edges.isEmpty else { return nil }
      let edge = edges[random.below(edges.count)]
      guard let to = edge.to else { return nil }
      let asked =
        "\(found.states[here].prompt.id), \(edge.move.answer)"
        + (edge.move.mishap.map { ", \($0.name)" } ?? "")
      let move = edge.move.onLines(of: till.prompt, as: found.states[here].prompt)
      do { try await till.take(move) } catch let error as AnswerError {
        return "\(asked): \(error.text(.en))"
      }
      guard let key = till.key else { return nil }
      if !stands(at: to, key) {
        return "\(asked): \(till.prompt?.id ?? "nothing"), not \(found.states[to].prompt.id)"
      }
      here = to
    }
    return nil
  }
}
