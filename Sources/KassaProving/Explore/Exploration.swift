package import KassaRuntime

/// What a walk over all of a store's states has found: the states, and how one comes from one to another.
package struct Exploration: Sendable {
  /// One place that a till can stand at.
  package struct State: Sendable {
    /// As it was shown on the first way there.
    package let prompt: Prompt
    package let sight: WalkedSight
    package let flow: String
    /// "store", "stock", "last".
    package let level: String
    /// Where the store's file is at work: "books/store.lua:14"; nil where the stock library asks.
    package let storePlace: String?
    package internal(set) var world: Int
    /// How the most usual way comes here, and the shortest of those; nil where a world begins.
    package internal(set) var from: (state: Int, edge: Int)?
    /// In how many things the most usual way here departs from the usual.
    package internal(set) var departs: Int
    var place: Int
    /// What that is, in order.
    var things: [ExploredPairs.Thing]
    /// What its flow found left over.
    let leftOver: Int
    /// Why it was not gone on from; nil where it was, or its turn did not come.
    package internal(set) var bound: Bound?
    package internal(set) var isExpanded = false
    /// Whether answers were left out that depart in more than a way may.
    package internal(set) var isCut = false
    package internal(set) var edges: [Edge] = []
  }

  /// One try at a state's prompt.
  package struct Edge: Sendable {
    package let move: Move
    /// Nil where the answer does not count, or no prompt follows.
    package internal(set) var to: Int?
    package let refusal: String?
    package let events: [WalkedEvent]
    /// Who let the cashier do it.
    package let allowedBy: String?

    /// The receipts that were issued.
    package var documents: [FiscalDocument] {
      events.compactMap { if case .printed(let document) = $0 { document } else { nil } }
    }
    /// Whether a flow came to its end, as its script wanted it.
    package var endsFlow: Bool {
      events.contains { if case .ended = $0 { true } else { false } }
    }
    /// Whether a script failed on it.
    package var isFault: Bool {
      events.contains { if case .fault = $0 { true } else { false } }
    }
  }

  /// What is not gone on from, so that there is an end to it.
  package enum Bound: Hashable, Sendable {
    case parked, setUp
    /// No way there is usual enough.
    case departs
    /// After the same things out of the usual its prompt was gone on from (`ExploredPairs`).
    case alike
    /// Another attempt at a charge; it stands where that state does, if there is one.
    case attempts(like: Int?)
    /// The fall back goes on, and no money is in question.
    case fellBack
    /// Something that only the script counts goes on and on; it stands where that state does.
    case turns(like: Int)
  }

  /// How far it came.
  package enum End: Hashable, Sendable {
    case closed
    case branches
    case time
  }

  package let store: ExploredStore
  package internal(set) var worlds: [ExploredWorld]
  /// How the sale of a world was made in which one goes back.
  var sales: [Int: [Way.Step]] = [:]
  package internal(set) var states: [State] = []
  package internal(set) var branches = 0
  package internal(set) var merges = 0
  /// Of the merges that were drawn, how many were played on, on both sides.
  package internal(set) var mergesPlayed = 0
  /// Merges whose sides did not end alike: each is a mistake of the walk, not of the store.
  package internal(set) var mergesApart: [(state: Int, how: String)] = []
  /// At how many prompts the power was cut, once at each.
  package internal(set) var restarts = 0
  /// Prompts at which a till that starts again stands otherwise.
  package internal(set) var restartsApart: [(state: Int, how: String)] = []
  /// Flows that begin one another without asking anybody anything.
  package internal(set) var astray: [(state: Int, move: Move, flow: String)] = []
  /// A charge for which a rule chooses a terminal, in words, by its label; none for one that never does.
  var ruleCharges: [String: String] = [:]
  package internal(set) var end = End.closed
}

extension Exploration.State {
  /// Its prompt, whatever led there.
  var asked: ExploredPairs.Asked {
    ExploredPairs.Asked(
      flow: flow, prompt: prompt.id, buttons: prompt.buttons.map(\.id),
      hasLines: sight.linesAdded > 0, place: storePlace, world: world)
  }
}

// MARK: - Ways

extension Exploration {
  /// One way of a store: what was shown and answered, and what came of it.
  package struct Way {
    package typealias Step = (prompt: Prompt, move: Move, allowedBy: String?)

    package let world: ExploredWorld
    package let steps: [Step]
    /// The prompt that stands at its end.
    package let end: Prompt?
    /// The receipts that were issued on it.
    package let documents: [FiscalDocument]
    /// The shop's own services, which are set up.
    let services: ExploredServices
  }

  /// The most usual way to a state.
  package func way(to state: Int) -> Way { way(to: state, and: nil) }

  /// The most usual way to a state, and from there over one of its edges.
  package func way(to state: Int, and last: Edge?) -> Way {
    var steps: [(prompt: Prompt, move: Move, allowedBy: String?)] = []
    var documents: [FiscalDocument] = []
    var here = state
    while let from = states[here].from {
      let edge = states[from.state].edges[from.edge]
      steps.append((states[from.state].prompt, edge.move, edge.allowedBy))
      documents += edge.documents
      here = from.state
    }
    steps.reverse()
    documents.reverse()
    if let last {
      steps.append((states[state].prompt, last.move, last.allowedBy))
      documents += last.documents
    }
    steps = (sales[states[here].world] ?? []) + steps
    let end = last == nil ? states[state].prompt : last?.to.map { states[$0].prompt }
    return Way(
      world: worlds[states[here].world], steps: steps, end: end, documents: documents,
      services: ExploredServices(store.facts))
  }

  /// Every way on which a flow comes to its end: by each answer that ends one the most usual.
  ///
  /// Part by part in the order in which they were found, which is the same at every run.
  package var ways: some Sequence<Way> {
    states.indices.lazy.flatMap { index in
      states[index].edges.lazy.filter(\.endsFlow).map { way(to: index, and: $0) }
    }
  }

  /// How many ways come to an end.
  package var wayCount: Int {
    states.reduce(0) { $0 + $1.edges.count(where: \.endsFlow) }
  }

  /// Whether all ways came to their end that depart from the usual in one thing at most.
  package var isClosedAlone: Bool {
    Set(states.map(\.world)).count == worlds.count
      && states.allSatisfy { $0.departs > 1 || $0.isExpanded || $0.bound != nil }
  }

  /// What there was an end to only because it was bounded, in words.
  package var bounded: [String] {
    let found = Set(states.compactMap(\.bound).map(\.words))
    let lines = states.contains { $0.sight.linesAdded >= store.linesMax }
    return found.union(lines ? ["\(store.linesMax) lines"] : [])
      .union(restarts > 0 ? ["a power cut at each prompt once"] : [])
      .filter { !$0.isEmpty }.sorted()
  }
}

extension Exploration.Bound {
  var words: String {
    switch self {
    case .attempts: "\(Explorer.attemptsMax) attempts"
    case .parked: "\(Explorer.parkedMax) receipt set aside"
    case .setUp: "the terminals as they were set up first"
    case .fellBack, .departs: ""
    case .alike: "each prompt once after the same things out of the usual"
    case .turns: "\(Explorer.turnsMax) turns of a count"
    }
  }
}
