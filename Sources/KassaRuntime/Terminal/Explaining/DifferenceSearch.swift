/// What may have made the reports of a period's terminals differ from the till.
package enum DifferenceSearch {
  /// What explains all figures that were typed: nothing where none differs; an empty list is «не
  /// объяснено».
  ///
  /// One cause comes before two. Within these the likelier comes first: causes count as equally
  /// likely, and of a cause the share of its ways that give exactly these figures decides. Where
  /// nothing agrees with the drawer too, what explains the terminals alone stands.
  package static func explanations(of period: CountedPeriod) -> [Explanation]? {
    let map = FigureMap(period)
    let difference = map.difference(period)
    let drawer = FigureMap.drawer(of: period.terminals.count)
    guard difference.moves.contains(where: { $0.figure != drawer }) else { return nil }
    let found = Search(period, map, difference).groups()
    guard found.isEmpty, period.drawer != nil else { return found }
    var without = period
    without.drawer = nil
    let alone = FigureMap(without)
    return Search(without, alone, alone.difference(without)).groups()
  }
}

/// Causes that the figures can't tell apart by their receipts, and every way that fits them all.
package struct Explanation: Sendable {
  package struct Part: Hashable, Sendable {
    package let cause: DifferenceCause
    /// By id; of a payment on another terminal, the till's and then the one that took it.
    package let terminals: [String]
  }

  /// One of what may have happened for each part.
  package struct Way: Hashable, Sendable {
    /// By their places in `CountedPeriod.operations`; none where the till knows of none.
    package let operations: [Int]
    /// What the terminal has instead of the till's amount, or of one that the till does not know.
    package let keyed: Money?
  }

  package let parts: [Part]
  /// Each has for each part the ways of which any goes with any of the other part.
  package let fits: [[[Way]]]
  /// How likely, for ranking among as many causes.
  package let likelihood: Double
}

/// One run over all causes and pairs of them.
private struct Search {
  /// Ways of one source that leave the same trace.
  struct Trace {
    let source: CauseSource
    let shift: FigureShift
    var share: Double
    var ways: [CauseWay]

    /// Whether both are about one and the same operation alone: missing on the terminal and mistyped there at once.
    func isOfSameOperation(_ other: Trace) -> Bool {
      guard let own = ways.first?.operations, own.count == 1 else { return false }
      return other.ways.allSatisfy { $0.operations == own }
        && ways.allSatisfy { $0.operations == own }
    }
  }

  let period: CountedPeriod
  let map: FigureMap
  let difference: FigureShift
  let traces: [Trace]
  let free: [FreeCause]

  init(_ period: CountedPeriod, _ map: FigureMap, _ difference: FigureShift) {
    self.period = period
    self.map = map
    self.difference = difference
    let listed = CauseWays(period, map: map)
    var places: [TraceKey: Int] = [:]
    var traces: [Trace] = []
    for way in listed.ways {
      let key = TraceKey(source: way.source, shift: way.shift)
      if let place = places[key] {
        traces[place].share += way.share
        traces[place].ways.append(way)
      } else {
        places[key] = traces.count
        traces.append(
          Trace(source: way.source, shift: way.shift, share: way.share, ways: [way]))
      }
    }
    self.traces = traces
    free = FreeCause.all(listed)
  }

  private struct TraceKey: Hashable {
    let source: CauseSource
    let shift: FigureShift
  }

  func groups() -> [Explanation] { ranked(singles()) + ranked(pairs()) }

  private func singles() -> [[Trace]] {
    traces.filter { $0.shift == difference }.map { [$0] }
      + free.compactMap { $0.trace(of: difference).map { [$0] } }
  }

  private func pairs() -> [[Trace]] {
    var byShift: [FigureShift: [Int]] = [:]
    for (place, trace) in traces.enumerated() { byShift[trace.shift, default: []].append(place) }
    var found: [[Trace]] = []
    for (place, trace) in traces.enumerated() {
      let rest = difference - trace.shift
      guard !rest.moves.isEmpty else { continue }
      for other in byShift[rest] ?? []
      where other >= place && !traces[other].isOfSameOperation(trace) {
        found.append([trace, traces[other]])
      }
      for other in free where other.goes(with: trace.shift) {
        if let second = other.trace(of: rest), !second.isOfSameOperation(trace) {
          found.append([trace, second])
        }
      }
    }
    for (place, first) in free.enumerated() {
      let part = first.part(of: difference)
      guard let trace = first.trace(of: part) else { continue }
      for second in free[(place + 1)...] {
        if let other = second.trace(of: difference - part), !other.isOfSameOperation(trace) {
          found.append([trace, other])
        }
      }
    }
    return found
  }

  private func ranked(_ found: [[Trace]]) -> [Explanation] {
    var groups: [[CauseSource]: (likelihood: Double, fits: [[Trace]])] = [:]
    for traces in found {
      let ordered = traces.sorted { $0.source < $1.source }
      let likelihood = traces.reduce(1) { $0 * $1.share }
      groups[ordered.map(\.source), default: (0, [])].likelihood += likelihood
      groups[ordered.map(\.source), default: (0, [])].fits.append(ordered)
    }
    return groups.sorted {
      $0.value.likelihood == $1.value.likelihood
        ? $0.key.lexicographicallyPrecedes($1.key) : $0.value.likelihood > $1.value.likelihood
    }.map { sources, group in
      Explanation(
        parts: sources.map { source in
          Explanation.Part(
            cause: source.cause, terminals: source.terminals.map { map.terminals[$0].id })
        },
        fits: group.fits.map { $0.map { $0.ways.map(Explanation.Way.init) } },
        likelihood: group.likelihood)
    }
  }
}

extension CauseSource: Comparable {
  static func < (left: CauseSource, right: CauseSource) -> Bool {
    guard left.cause == right.cause else { return left.cause.rawValue < right.cause.rawValue }
    return left.terminals.lexicographicallyPrecedes(right.terminals)
  }
}

extension Explanation.Way {
  fileprivate init(_ way: CauseWay) {
    self.init(operations: way.operations, keyed: way.keyed.map { Money(checked: $0) })
  }
}

/// A cause whose amount nothing on record gives: it takes what is left.
private struct FreeCause {
  let source: CauseSource
  let figure: FigureShift.Figure
  let count: Int64
  /// Whether another cause may have moved the same figure: then the rest must still fit a receipt.
  let isBound: Bool
  let ways: @Sendable (Int64) -> [CauseWay]

  /// What of `difference` lies where this cause leaves its trace.
  func part(of difference: FigureShift) -> FigureShift {
    var part = FigureShift()
    part.add(difference[figure], to: figure)
    part.add(difference[figure + 1], to: figure + 1)
    return part
  }

  func goes(with other: FigureShift) -> Bool {
    isBound || (other[figure] == 0 && other[figure + 1] == 0)
  }

  func trace(of rest: FigureShift) -> Search.Trace? {
    guard let first = rest.moves.first, first.figure == figure else { return nil }
    guard rest == part(of: rest), rest[figure + 1] == count else { return nil }
    let ways = ways(rest[figure])
    guard !ways.isEmpty else { return nil }
    return Search.Trace(
      source: source, shift: rest, share: ways.reduce(0) { $0 + $1.share }, ways: ways)
  }

  static func all(_ listed: CauseWays) -> [FreeCause] {
    listed.map.terminals.indices.flatMap { terminal in
      [tip(listed, terminal)] + unknown(listed, terminal)
    }
  }

  private static func tip(_ listed: CauseWays, _ terminal: Int) -> FreeCause {
    let source = CauseSource(cause: .tip, terminals: [terminal])
    let all = listed.map.terminals.indices.reduce(0) { $0 + listed.all(.charge, $1).count }
    let bills = listed.all(.charge, terminal).map { (place: $0, kopecks: listed.kopecks($0)) }
    return FreeCause(
      source: source, figure: FigureMap.sum(.charge, of: terminal), count: 0, isBound: true
    ) { kopecks in
      guard kopecks > 0 else { return [] }
      return bills.compactMap { bill in
        let share = KeyedAmounts.tipShare(kopecks, on: bill.kopecks) / Double(all)
        guard share > 0 else { return nil }
        return CauseWay(
          source: source, shift: FigureShift(), share: share, operations: [bill.place],
          keyed: bill.kopecks + kopecks)
      }
    }
  }

  /// A payment or a refund of which the till has nothing: any amount will do.
  private static func unknown(_ listed: CauseWays, _ terminal: Int) -> [FreeCause] {
    let kinds: [(DifferenceCause, BookedOperation.Kind)] = [
      (.notInBooks, .charge), (.refundWithoutReturn, .refund),
    ]
    return kinds.map { cause, kind in
      let source = CauseSource(cause: cause, terminals: [terminal])
      return FreeCause(
        source: source, figure: FigureMap.sum(kind, of: terminal),
        count: listed.map.known.contains(FigureMap.sum(kind, of: terminal) + 1) ? 1 : 0,
        isBound: false
      ) { kopecks in
        guard kopecks > 0 else { return [] }
        return [
          CauseWay(
            source: source, shift: FigureShift(), share: 1e-6, operations: [], keyed: kopecks)
        ]
      }
    }
  }
}
