package import KassaRuntime

/// Many stores whose scenarios are played at once, on as many threads as there are.
package struct Fleet: Sendable {
  /// A store as the command line names it.
  package struct Member: Hashable, Sendable {
    package let folder: String
    package let name: String

    package init(folder: String, name: String) { (self.folder, self.name) = (folder, name) }
  }

  package var members: [Member]
  package var chain: String?
  package var language = Language.ru
  package var filter = ScenarioFilter([])
  /// Whether each scenario is played again with a power cut at every prompt.
  package var withPowerCuts = false
  /// The ids under which the calls of a store ask, so that those that nobody met are told.
  package var askedPrompts: (@Sendable (Member) -> Set<String>)?
  /// So many at once.
  package var jobs = 1
  /// What else is looked at in each store, on the same threads.
  package var look: (@Sendable (Member) async -> FleetLook)?

  package init(_ members: [Member]) { self.members = members }

  /// So many more than the store that is told next may be done: what waits takes memory.
  private static let aheadMax = 64

  /// Plays all, and tells of the stores in the order they are named, whichever is done first.
  ///
  /// What is wrong with one is a result of its own, and stops no other.
  package func run(each: (FleetStore) -> Void) async {
    await withTaskGroup(of: (Int, FleetStore).self) { group in
      var (begun, told) = (0, 0)
      var done: [Int: FleetStore] = [:]
      func begin() {
        while begun < members.count, begun - told - done.count < jobs,
          begun - told < Self.aheadMax
        {
          let index = begun
          begun += 1
          group.addTask {
            var store = await play(members[index])
            store.look = await look?(members[index])
            return (index, store)
          }
        }
      }
      begin()
      while let (index, store) = await group.next() {
        done[index] = store
        while let next = done.removeValue(forKey: told) {
          each(next)
          told += 1
        }
        begin()
      }
    }
  }

  private func play(_ member: Member) async -> FleetStore {
    var store = FleetStore(member)
    guard filter.passes(store: member.name) else { return store }
    do {
      let runner = try ScenarioRunner(
        folder: member.folder, chain: chain, name: member.name, language: language)
      var reach = StoreReach()
      try await runner.run(filter, withPowerCuts: withPowerCuts) { result, met in
        store.note(result)
        reach.formUnion(met)
      }
      store.unreached = reach.missing(of: runner.parts(asking: askedPrompts?(member) ?? []))
      store.replacements = runner.replacements
    } catch let error as GoodsImportError {
      let lines = error.faults.map { $0.text(file: member.folder + "/goods.csv") }
      store.end(unusable: lines.joined(separator: "; "))
    } catch { store.end(unusable: "\(error)") }
    return store
  }
}

/// What was found of a store beside its scenarios.
package struct FleetLook: Sendable {
  package var mistakes = 0
  package var notices = 0
  /// Nil where it was not explored.
  package var explored: Explored?

  package struct Explored: Sendable {
    package let findings: Int
    /// How far it came: "closed: yes, within 3 attempts".
    package let closing: String
  }

  package init() {}

  /// Explores the store with so many answers at most; a store that can't be used is left to its check.
  package mutating func explore(
    _ member: Fleet.Member, chain: String?, branches: Int, on day: Int64?
  ) async throws {
    var store = try ExploredStore(folder: member.folder, chain: chain, name: member.name)
    try await store.findBorders()
    var bounds = Explorer.Bounds()
    bounds.branches = branches
    let explorer = Explorer(store, bounds)
    let found = try await explorer.explore()
    explored = Explored(findings: found.findings(on: day).count, closing: found.closing)
  }
}

/// What the scenarios of one store came to.
package struct FleetStore: Sendable {
  package let member: Fleet.Member
  package private(set) var results: [ScenarioResult] = []
  /// What no scenario has met; nil where none could be played.
  package var unreached: StoreParts?
  /// Nil where nothing else was looked at.
  package internal(set) var look: FleetLook?
  /// Shared scenarios for which it has others, and why.
  package var replacements: [(name: String, reason: String)] = []
  /// Why it can't be used at all, which is a result of its own; nil where it can.
  package private(set) var unusable: String?
  private var causes: Set<FleetCause.Key> = []

  init(_ member: Fleet.Member) { self.member = member }

  /// Of equal failures one trace is kept: a hundred of one cause look the same.
  mutating func note(_ result: ScenarioResult) {
    var result = result
    if let key = FleetCause.Key(result, in: member), !causes.insert(key).inserted {
      result.trace = nil
    }
    results.append(result)
  }

  mutating func end(unusable why: String) {
    unusable = why
    note(.unusable(member.name, why))
  }

  package var seconds: Double { results.reduce(0) { $0 + $1.seconds } }
  package var failed: Int { results.count { $0.failure != nil } }
  package var replaced: Int { results.count { $0.replaced != nil } }
  package var passed: Int { results.count - failed - replaced }
}
