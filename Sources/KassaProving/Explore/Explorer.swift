import KassaRuntime

/// Walks all states of a store, the nearest first, from every world to its end.
///
/// A state is gone on from once, whatever ways lead to it (`ExploredKey`); its prompt is answered in every
/// way that is worth it (`ExploredAnswers`), and where that touches a device, once more for each thing that
/// may go wrong there (`Mishap`). The same store comes to the same result at every run and on every machine.
package struct Explorer {
  /// How much is walked at most.
  package struct Bounds: Sendable {
    /// Answers that are tried.
    package var branches = 200_000
    /// Of the merges of two ways so many are drawn, and both sides played on.
    package var merges = 1_000
    /// When to stop with what was found until then; what it comes to depends on the machine.
    package var deadline: ContinuousClock.Instant?

    package init() {}
  }

  static let attemptsMax = 3
  static let parkedMax = 1
  static let turnsMax = 3
  private static let imagesMax = 200
  private static let seed: UInt64 = 14

  private let till: ExploredTill
  private let bounds: Bounds
  private var found: Exploration
  private var indices: [ExploredKey: Int] = [:]
  private var places: [Place: Int] = [:]
  private var images: [Int: ExploredTill.Saved] = [:]
  private var imaged: [Int] = []
  private var queue: [Int] = []
  private var next = 0
  private var drawn: [(state: Int, edge: Int)] = []
  private var random = SplitMix64(Self.seed)

  private struct Place: Hashable {
    let place: WalkedKey.Place
    let world: Int
  }

  package init(_ store: ExploredStore, _ bounds: Bounds = Bounds()) throws {
    till = try ExploredTill(store)
    self.bounds = bounds
    found = Exploration(store: store, worlds: ExploredWorlds.of(store.facts))
  }

  /// Walks to the end, or to a bound.
  ///
  /// - Parameter progress: is told now and then how many states and branches there are.
  package mutating func explore(
    progress: (_ states: Int, _ branches: Int) -> Void = { _, _ in }
  ) async throws -> Exploration {
    for world in found.worlds.indices {
      do { try await till.begin(found.worlds[world]) } catch WalkedAstray.asksNobody(let flow) {
        found.astray.append((-1, Move(.cancel), flow))
        continue
      }
      _ = try note(world: world, from: nil)
      while next < queue.count {
        if isOver { break }
        try await expand(queue[next])
        next += 1
        progress(found.states.count, found.branches)
      }
      if isOver { break }
    }
    images = [:]
    if found.end == .closed { try await playMergesOn() }
    return found
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

extension Explorer {
  /// The state that the till stands at: a known one, or a new one that waits for its turn.
  private mutating func note(
    world: Int, from: (state: Int, edge: Int)?
  ) throws -> (index: Int, isNew: Bool) {
    guard let prompt = till.prompt, let sight = till.sight, let flow = till.flow else {
      throw WalkedAstray.nowhere
    }
    let index = found.states.count
    var place = index
    if let key = till.key {
      if let known = indices[key] { return (known, false) }
      indices[key] = index
      place = places[Place(place: key.till.place, world: world)] ?? places.count
      places[Place(place: key.till.place, world: world)] = place
    }
    var state = Exploration.State(
      prompt: prompt, sight: sight, flow: flow.name, level: flow.level,
      storePlace: till.storePlace, world: world, from: from,
      depth: from.map { found.states[$0.state].depth + 1 } ?? 0, place: place)
    state.bound = bound(of: state)
    found.states.append(state)
    guard state.bound == nil else { return (index, true) }
    queue.append(index)
    if imaged.count - next < Self.imagesMax, let saved = till.save() { keep(saved, of: index) }
    return (index, true)
  }

  private mutating func keep(_ saved: ExploredTill.Saved, of index: Int) {
    images[index] = saved
    imaged.append(index)
  }

  private func bound(of state: Exploration.State) -> Exploration.Bound? {
    let sight = state.sight
    if sight.attempts > Self.attemptsMax { return .attempts }
    if sight.parked > Self.parkedMax { return .parked }
    if state.level != "store", sight.open == nil, sight.charged == .zero { return .fellBack }
    if case .sale = state.prompt.kind, sight.setUp != setUp(of: state) { return .setUp }
    return turns(of: state)
  }

  /// How the till was set up where the way of `state` began.
  private func setUp(of state: Exploration.State) -> Int {
    var here = state
    while let from = here.from { here = found.states[from.state] }
    return here.sight.setUp
  }

  /// The states before it at the same place differ only in what their script counts.
  private func turns(of state: Exploration.State) -> Exploration.Bound? {
    var (here, count) = (state, 0)
    var nearest: Int?
    while let from = here.from {
      here = found.states[from.state]
      guard here.place == state.place else { continue }
      nearest = nearest ?? from.state
      count += 1
    }
    return count >= Self.turnsMax ? nearest.map { .turns(like: $0) } : nil
  }
}

// MARK: - Answers

extension Explorer {
  private mutating func expand(_ index: Int) async throws {
    var saved = images.removeValue(forKey: index)
    if let saved { till.restore(saved) } else {
      try await walk(to: index)
      saved = till.save()
    }
    let world = found.states[index].world
    var moves = till.moves()
    if found.worlds[world].isNarrow { moves = moves.filter { isNarrow($0, at: found.states[index]) } }
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
      if move.mishap == nil, !found.worlds[world].isNarrow {
        moves += mishaps.map { Move(move.answer, $0) }
      }
    }
    found.states[index].isExpanded = tried == moves.count
  }

  private mutating func take(
    _ move: Move, at index: Int, _ world: Int
  ) async throws -> (Exploration.Edge, [Mishap]) {
    do {
      let taken = try await till.take(move)
      let number = found.states[index].edges.count
      let (to, isNew) = try note(world: world, from: (index, number))
      if !isNew { draw(index, number) }
      let edge = Exploration.Edge(
        move: move, to: to, refusal: nil, events: taken.events, allowedBy: taken.allowedBy)
      return (edge, Mishap.possible(after: taken.events))
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
    switch move.answer {
    case .button(let id): return id.hasPrefix("pay.")
    case .action(.free): return sale.lines.isEmpty
    case .action, .amount, .text, .cancel: return false
    }
  }

  /// Comes to a state by its answers, from the nearest of the states before it that is kept.
  private mutating func walk(to index: Int) async throws {
    var moves: [Move] = []
    var here = index
    while true {
      if here != index, let saved = images[here] {
        till.restore(saved)
        break
      }
      guard let from = found.states[here].from else {
        try await till.begin(found.worlds[found.states[here].world])
        break
      }
      moves.append(found.states[from.state].edges[from.edge].move)
      here = from.state
    }
    for move in moves.reversed() { try await till.take(move) }
  }
}

// MARK: - Merges

extension Explorer {
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
      try await walk(to: index)
      try await till.take(found.states[index].edges[number].move)
      found.mergesPlayed += 1
      if try await !goesOn(from: to) { found.mergesApart.append(to) }
    }
  }

  private static let stepsMax = 6

  private mutating func goesOn(from start: Int) async throws -> Bool {
    var here = start
    for _ in 0..<Self.stepsMax {
      let edges = found.states[here].edges.filter { $0.to != nil }
      guard !edges.isEmpty else { return true }
      let edge = edges[random.below(edges.count)]
      guard let to = edge.to else { return true }
      do { try await till.take(edge.move) } catch is AnswerError { return false }
      guard let key = till.key else { return true }
      if indices[key] != to { return false }
      here = to
    }
    return true
  }
}
