/// By how much figures of a count move: of each terminal's report the sums and counts of its three
/// kinds of operation, and the drawer.
struct FigureShift: Hashable, Sendable {
  /// A place among the figures: six a terminal, the drawer last.
  typealias Figure = Int

  /// Kopecks or operations, without zeros, in the order of the figures.
  private(set) var moves: [Move] = []

  struct Move: Hashable, Sendable {
    let figure: Figure
    var by: Int64
  }

  subscript(figure: Figure) -> Int64 { moves.first { $0.figure == figure }?.by ?? 0 }

  mutating func add(_ by: Int64, to figure: Figure) {
    guard by != 0 else { return }
    guard let index = moves.firstIndex(where: { $0.figure >= figure }) else {
      return moves.append(Move(figure: figure, by: by))
    }
    guard moves[index].figure == figure else {
      return moves.insert(Move(figure: figure, by: by), at: index)
    }
    moves[index].by += by
    if moves[index].by == 0 { moves.remove(at: index) }
  }

  static func - (left: FigureShift, right: FigureShift) -> FigureShift {
    var result = left
    for move in right.moves { result.add(-move.by, to: move.figure) }
    return result
  }
}

/// Which figures a count has, and what an operation does to them.
struct FigureMap: Sendable {
  let terminals: [CountedTerminal]
  let known: Set<FigureShift.Figure>

  init(_ period: CountedPeriod) {
    terminals = period.terminals
    var known: Set<FigureShift.Figure> = []
    for (index, terminal) in period.terminals.enumerated() {
      for (kind, total) in terminal.report.totals {
        if total.sum != nil { known.insert(Self.sum(kind, of: index)) }
        if total.count != nil { known.insert(Self.sum(kind, of: index) + 1) }
      }
    }
    if period.drawer != nil { known.insert(Self.drawer(of: period.terminals.count)) }
    self.known = known
  }

  static func sum(_ kind: BookedOperation.Kind, of terminal: Int) -> FigureShift.Figure {
    switch kind {
    case .charge: terminal * 6
    case .refund: terminal * 6 + 2
    case .void: terminal * 6 + 4
    }
  }

  static func drawer(of terminals: Int) -> FigureShift.Figure { terminals * 6 }

  func index(of terminal: String?) -> Int? {
    terminal.flatMap { id in terminals.firstIndex { $0.id == id } }
  }

  /// What was typed less what the till holds for done.
  func difference(_ period: CountedPeriod) -> FigureShift {
    var made = ShiftMaker(map: self)
    for (index, terminal) in terminals.enumerated() {
      for (kind, total) in terminal.report.totals {
        made.move(kind, of: index, by: total.sum?.kopecks ?? 0, count: Int64(total.count ?? 0))
      }
    }
    for operation in period.operations where operation.counts {
      guard let terminal = index(of: operation.terminal) else { continue }
      made.book(operation.kind, of: terminal, operation.amount.kopecks, times: -1)
    }
    made.move(drawerBy: period.drawer?.kopecks ?? 0)
    return made.shift
  }
}

extension ReportFigures {
  var totals: [(BookedOperation.Kind, Total)] {
    [(.charge, charges), (.refund, refunds), (.void, voids)]
  }
}

/// A shift of the figures that a count knows, made of what happened.
struct ShiftMaker {
  let map: FigureMap
  private(set) var shift = FigureShift()

  init(map: FigureMap) { self.map = map }

  /// Moves what the report shows of `kind`.
  mutating func move(
    _ kind: BookedOperation.Kind, of terminal: Int, by kopecks: Int64, count: Int64
  ) {
    let figure = FigureMap.sum(kind, of: terminal)
    if map.known.contains(figure) { shift.add(kopecks, to: figure) }
    if map.known.contains(figure + 1) { shift.add(count, to: figure + 1) }
  }

  mutating func move(drawerBy kopecks: Int64) {
    let figure = FigureMap.drawer(of: map.terminals.count)
    if map.known.contains(figure) { shift.add(kopecks, to: figure) }
  }

  /// One more operation of that kind and amount, or with `times` −1 one less.
  mutating func book(
    _ kind: BookedOperation.Kind, of terminal: Int, _ kopecks: Int64, times: Int64 = 1,
    voids: VoidArithmetic? = nil
  ) {
    move(kind, of: terminal, by: times * kopecks, count: times)
    guard kind == .void, (voids ?? map.terminals[terminal].voids) == .inside else { return }
    move(.charge, of: terminal, by: -times * kopecks, count: -times)
  }
}
