import Foundation
package import KassaRuntime

/// What a cashier, a customer and an accountant would notice of another script.
///
/// First the two tables: settings, rights, words, and where the rules send charges. Then both scripts are
/// walked side by side.
package struct StoreDiff {
  /// How much is looked at.
  package struct Bounds: Sendable {
    /// Answers that are tried at most.
    package var branches = 20_000
    package var deadline: ContinuousClock.Instant?
    /// The day that stands for those that no script names.
    package var on = LocalTime(Moment(milliseconds: 1_767_000_000_000), offsetSeconds: 10_800)
    /// Whether any two things out of the usual meet, and not only where the texts differ.
    package var isDeep = false
    /// Whether both are walked after their tables.
    package var walks = true

    package init() {}
  }

  private let old, new: String
  private let chains: (old: String?, new: String?)
  private let bounds: Bounds

  package init(
    _ old: String, _ new: String, chains: (old: String?, new: String?) = (nil, nil),
    _ bounds: Bounds = Bounds()
  ) {
    (self.old, self.new, self.chains, self.bounds) = (old, new, chains, bounds)
  }

  /// - Parameter progress: is told how many answers were tried.
  /// - Throws: `StoreError` and `GoodsImportError` where a store can't be used.
  package func run(progress: (Int) -> Void = { _ in }) async throws -> DiffReport {
    let before = try ComparedStore(StoreBundle(folder: old, chain: chains.old))
    let after = try ComparedStore(StoreBundle(folder: new, chain: chains.new))
    var found = PairedWays()
    let table =
      SettingsDifferences.between(before, after) + WordsDifferences.between(before, after)
      + (try TerminalDifferences.between(
        before, after, on: bounds.on, renamed: renamed(before, after)))
      + (try functions(before, after))
    found.tally.note(table, at: "the table")
    if bounds.walks, try !doTheSame() {
      let borders = try await self.borders()
      for language in languages(before, after) {
        try await walk(language, before, after, borders, &found, progress)
        if found.end != .closed { break }
      }
    }
    return DiffReport(ways: found, within: found.branches > 0 ? try within(found) : [])
  }

  /// What a walk keeps within, and what of either script it came to nowhere.
  private func within(_ found: PairedWays) throws -> [String] {
    let (one, other) = try stores(.ru)
    let silent = Set(found.neverRan(one.facts) + found.neverRan(other.facts)).sorted()
    return found.bounded(isDeep: bounds.isDeep)
      + (silent.isEmpty ? [] : ["never in \(silent.joined(separator: ", "))"])
  }

  private func functions(
    _ before: ComparedStore, _ after: ComparedStore
  ) throws -> [Difference] {
    let (one, other) = try stores(.ru)
    let quantities = [one, other].flatMap { store in
      store.facts.compared.quantities.isEmpty
        ? [] : [Measure.piece, .kilogram].flatMap(store.facts.compared.quantities)
    }
    return try FunctionDifferences.between(
      before, after, goods: one.goodsWorthTrying(with: other), renamed: renamed(before, after),
      on: bounds.on, quantities: Set(quantities).sorted())
  }

  /// Whether both are the same code: nobody has to walk them then.
  private func doTheSame() throws -> Bool {
    let (one, other) = try stores(.ru)
    return one.goods == other.goods && one.bundle.bundle.compilesLike(other.bundle.bundle)
  }

  /// Russian, and each other language that one of them has words in.
  private func languages(_ old: ComparedStore, _ new: ComparedStore) -> [Language] {
    Language.allCases.sorted { $0 == .ru && $1 != .ru }.filter { language in
      language == .ru
        || [old, new].contains {
          !$0.ownWords(language).isEmpty || $0.hasWords(in: language)
        }
    }
  }

  /// With what only one of the two has.
  private typealias PairOfBorders = (old: StoreBorders, new: StoreBorders, only: StoreBorders)

  /// From where on either of them behaves otherwise; a short walk would come to none of it.
  private func borders() async throws -> PairOfBorders {
    var (one, other) = try stores(.ru)
    var only = StoreBorders()
    if bounds.branches >= Self.bordersFrom {
      try await one.findBorders()
      try await other.findBorders()
      only = one.borders.onlyInOne(with: other.borders)
      one.takeBorders(of: other)
      other.takeBorders(of: one)
    }
    return (one.borders, other.borders, only)
  }

  private static let bordersFrom = 2_000

  /// Both, with the same goods: these are no part of a script.
  private func stores(_ language: Language) throws -> (old: ExploredStore, new: ExploredStore) {
    let one = try ExploredStore(folder: old, chain: chains.old, language: language)
    var other = try ExploredStore(folder: new, chain: chains.new, language: language)
    if !one.goods.isEmpty { other.goods = one.goods }
    return (one, other)
  }

  private func walk(
    _ language: Language, _ before: ComparedStore, _ after: ComparedStore,
    _ borders: PairOfBorders, _ found: inout PairedWays, _ progress: (Int) -> Void
  ) async throws {
    var (one, other) = try stores(language)
    (one.borders, other.borders) = (borders.old, borders.new)
    var walked = Explorer.Bounds()
    (walked.branches, walked.deadline) = (bounds.branches, bounds.deadline)
    let isFirst = language == .ru
    walked.departs = (bounds.isDeep ? 1 : 0) + (isFirst ? 1 : 0)
    let changes = ScriptChanges(one.bundle.bundle, other.bundle.bundle)
    var walk = try PairWalk(
      one, other, worlds(one, other, renamed(before, after)),
      try ScriptPlaces(before, after, changes), changes, borders.only, walked, found: found,
      isWanted: { isFirst || $0.kind == .words })
    let same = found.same
    try await walk.walk(progress: progress)
    found = walk.found
    // The same ways in another language are no others.
    if !isFirst { found.same = same }
  }

  /// The worlds of both, with the terminals of a till that had the old script.
  ///
  /// Without those whose provider is gone: a till that has one takes no such script.
  private func worlds(
    _ old: ExploredStore, _ new: ExploredStore, _ renamed: [String: String]
  ) -> [(old: ExploredWorld, new: ExploredWorld)] {
    let own = ExploredWorlds.of(old)
    var worlds = own
    for world in ExploredWorlds.of(new)
    where !own.contains(where: {
      $0.now == world.now && $0.setup.kept == world.setup.kept && $0.sold == world.sold
        && $0.soldOn.map({ renamed[$0] ?? $0 }) == world.soldOn
    }) {
      var moved = own.last(where: \.isWide) ?? ExploredWorld()
      if let provider = world.soldOn {
        moved.setup.marked = moved.setup.terminals.firstIndex {
          (renamed[$0.provider] ?? $0.provider) == provider
        }
        guard moved.setup.marked != nil else { continue }
      }
      (moved.now, moved.name, moved.isNarrow) = (world.now, world.name, true)
      (moved.setup.kept, moved.sellsGoods) = (world.setup.kept, world.sellsGoods)
      (moved.sold, moved.departs) = (world.sold, world.departs && world.sold != nil)
      worlds.append(moved)
    }
    let known = Set(new.facts.providers.map(\.id))
    return worlds.compactMap { world in
      var world = world
      let marked = world.setup.marked.map { world.setup.terminals[$0] }
      world.setup.terminals.removeAll { !known.contains(renamed[$0.provider] ?? $0.provider) }
      world.setup.marked = marked.flatMap { world.setup.terminals.firstIndex(of: $0) }
      if world.setup.marked == nil {
        if world.sold?.isByCard == true { return nil }
        world.setup.marked = world.setup.terminals.isEmpty ? nil : 0
      }
      var other = world
      other.setup.terminals = world.setup.terminals.map {
        WalkedSetup.Terminal(
          name: $0.name, provider: renamed[$0.provider] ?? $0.provider, purpose: $0.purpose,
          settings: $0.settings)
      }
      return (world, other)
    }
  }

  /// Providers that have another id now.
  private func renamed(_ old: ComparedStore, _ new: ComparedStore) -> [String: String] {
    let (before, after) = (old.providers, new.providers)
    var renamed: [String: String] = [:]
    for (index, provider) in before.enumerated()
    where !after.contains(where: { $0.id == provider.id }) {
      let left = after.filter { each in !before.contains { $0.id == each.id } }
      let same =
        left.first { $0.title == provider.title }
        ?? (before.count == after.count && left.contains(after[index]) ? after[index] : nil)
      renamed[provider.id] = same?.id
    }
    return renamed
  }
}

/// What two scripts came to.
package struct DiffReport: Sendable {
  package var differences: [DifferenceTally.Entry]
  package let same: Int
  package let branches: Int
  package let notComparable: Int
  package let end: Exploration.End
  /// What of the walk there was an end to only because it was bounded; empty where nothing was walked.
  package let within: [String]
  /// Those of the reviewed file that were found.
  package private(set) var accepted: [AcceptedDifferences.Line] = []
  /// Those of the reviewed file that were not.
  package private(set) var gone: [AcceptedDifferences.Line] = []

  init(ways: PairedWays, within: [String]) {
    self.within = within
    differences = ways.tally.all
    (same, branches, end) = (ways.same, ways.branches, ways.end)
    notComparable = ways.notComparable
  }

  /// Leaves out what somebody has accepted.
  package mutating func accept(_ reviewed: AcceptedDifferences) {
    let ids = Set(differences.map(\.id))
    accepted = reviewed.lines.filter { ids.contains($0.id) }
    gone = reviewed.lines.filter { !ids.contains($0.id) }
    let known = Set(accepted.map(\.id))
    differences.removeAll { known.contains($0.id) }
  }

  /// Whether nobody would notice anything that was not accepted.
  package var isSame: Bool { differences.isEmpty && gone.isEmpty && notComparable == 0 }
}

/// Differences that somebody has looked at and wants, by their content.
///
/// A line each: `#id`, then the difference as it was told, then whatever the reviewer adds. A difference
/// that changes has another id, so what is accepted hides nothing else. Lines that begin otherwise are
/// remarks.
package struct AcceptedDifferences: Sendable {
  package struct Line: Hashable, Sendable {
    package let number: Int
    package let id: String
    package let text: String
  }

  package let lines: [Line]

  package init(_ text: String) {
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().compactMap {
      index, line in
      let trimmed = line.drop(while: \.isWhitespace)
      guard trimmed.hasPrefix("#") else { return nil }
      let id = trimmed.dropFirst().prefix { $0.isHexDigit }
      guard id.count == 8 else { return nil }
      let rest = trimmed.dropFirst(1 + id.count).drop(while: \.isWhitespace)
      return Line(number: index + 1, id: String(id), text: String(rest))
    }
  }
}
