/// One way in which a cause may have come about.
struct CauseWay: Sendable {
  let source: CauseSource
  let shift: FigureShift
  /// The share that this way has among all of its cause.
  let share: Double
  /// By their places in `CountedPeriod.operations`; none where the till knows of none.
  let operations: [Int]
  /// What the terminal has instead of the till's amount, where it has another.
  var keyed: Int64?
}

/// A cause at the terminals where it happened.
struct CauseSource: Hashable, Sendable {
  let cause: DifferenceCause
  let terminals: [Int]
}

/// Lists the ways of every cause whose amounts follow from what the till knows.
struct CauseWays {
  let period: CountedPeriod
  let map: FigureMap
  private(set) var ways: [CauseWay] = []
  /// Those that count, by terminal and kind, by their places.
  private let done: [[BookedOperation.Kind: [Int]]]
  /// By place, the amounts that its terminal may have held from before.
  private let earlier: [Int: [(kopecks: Int64, share: Double)]]

  init(_ period: CountedPeriod, map: FigureMap) {
    self.period = period
    self.map = map
    var done = Array(repeating: [BookedOperation.Kind: [Int]](), count: map.terminals.count)
    for (place, operation) in period.operations.enumerated() where operation.counts {
      guard let terminal = map.index(of: operation.terminal) else { continue }
      done[terminal][operation.kind, default: []].append(place)
    }
    self.done = done
    earlier = Self.earlier(period)
    for terminal in map.terminals.indices {
      wholeOperations(terminal)
      cash(terminal)
      amounts(terminal)
      refunds(terminal)
      edges(terminal)
      rounding(terminal)
      if !all(.void, terminal).isEmpty { wrongSetting(terminal) }
    }
  }

  func all(_ kind: BookedOperation.Kind, _ terminal: Int) -> [Int] { done[terminal][kind] ?? [] }
  func kopecks(_ place: Int) -> Int64 { period.operations[place].amount.kopecks }

  /// How many operations of `kinds` count on all terminals together.
  private func count(_ kinds: BookedOperation.Kind...) -> Double {
    Double(done.reduce(0) { sum, of in sum + kinds.reduce(0) { $0 + (of[$1]?.count ?? 0) } })
  }

  private mutating func add(
    _ cause: DifferenceCause, at terminals: Int..., share: Double, _ operations: [Int],
    keyed: Int64? = nil, _ make: (inout ShiftMaker) -> Void
  ) {
    var made = ShiftMaker(map: map)
    make(&made)
    guard !made.shift.moves.isEmpty, share > 0 else { return }
    ways.append(
      CauseWay(
        source: CauseSource(cause: cause, terminals: terminals), shift: made.shift, share: share,
        operations: operations, keyed: keyed))
  }
}

// MARK: - Whole payments

extension CauseWays {
  private mutating func wholeOperations(_ terminal: Int) {
    let charges = all(.charge, terminal)
    let each = 1 / count(.charge)
    for place in charges {
      let amount = kopecks(place)
      add(.notOnTerminal, at: terminal, share: each, [place]) {
        $0.book(.charge, of: terminal, amount, times: -1)
      }
      add(.notInBooks, at: terminal, share: each / 3, [place]) {
        $0.book(.charge, of: terminal, amount)
      }
      for other in map.terminals.indices where other != terminal {
        let share = each / Double(map.terminals.count - 1)
        add(.otherTerminal, at: terminal, other, share: share, [place]) {
          $0.book(.charge, of: terminal, amount, times: -1)
          $0.book(.charge, of: other, amount)
        }
      }
    }
    let undone = period.operations.indices.filter {
      let operation = period.operations[$0]
      return !operation.counts && operation.kind == .charge
    }
    for place in undone where map.index(of: period.operations[place].terminal) == terminal {
      let amount = kopecks(place)
      add(.notInBooks, at: terminal, share: 1 / Double(undone.count) / 3, [place]) {
        $0.book(.charge, of: terminal, amount)
      }
    }
  }

  private mutating func cash(_ terminal: Int) {
    let tenders = period.operations.indices.filter {
      let operation = period.operations[$0]
      return operation.terminal == nil && operation.counts && operation.kind == .charge
    }
    let each = 1 / Double(tenders.count * map.terminals.count * 2)
    for place in tenders {
      let amount = kopecks(place)
      add(.tenderConfused, at: terminal, share: each, [place]) {
        $0.book(.charge, of: terminal, amount)
        $0.move(drawerBy: -amount)
      }
    }
    let split = Double(period.operations.count { $0.counts && $0.cash != .zero })
    for place in all(.charge, terminal) {
      let amount = kopecks(place)
      add(.tenderConfused, at: terminal, share: 1 / count(.charge) / 2, [place]) {
        $0.book(.charge, of: terminal, amount, times: -1)
        $0.move(drawerBy: amount)
      }
      let part = period.operations[place].cash.kopecks
      guard part > 0 else { continue }
      add(.wholeOnCard, at: terminal, share: 1 / split, [place], keyed: amount + part) {
        $0.move(.charge, of: terminal, by: part, count: 0)
        $0.move(drawerBy: -part)
      }
    }
  }
}

// MARK: - Amounts

extension CauseWays {
  private mutating func amounts(_ terminal: Int) {
    let each = 1 / count(.charge, .refund)
    for kind in [BookedOperation.Kind.charge, .refund] {
      for place in all(kind, terminal) {
        let amount = kopecks(place)
        keyed(.scale, kind, terminal, place, KeyedAmounts.scaled(amount), each)
        keyed(.digits, kind, terminal, place, KeyedAmounts.mistyped(amount), each)
        keyed(.previousAmount, kind, terminal, place, earlier[place] ?? [], each)
      }
    }
  }

  private mutating func keyed(
    _ cause: DifferenceCause, _ kind: BookedOperation.Kind, _ terminal: Int, _ place: Int,
    _ others: [(kopecks: Int64, share: Double)], _ each: Double
  ) {
    let amount = kopecks(place)
    for other in others {
      add(cause, at: terminal, share: each * other.share, [place], keyed: other.kopecks) {
        $0.move(kind, of: terminal, by: other.kopecks - amount, count: 0)
      }
    }
  }

  /// What was asked of the terminal before each of its operations: at the attempt before, and at the
  /// last that was approved.
  private static func earlier(
    _ period: CountedPeriod
  ) -> [Int: [(kopecks: Int64, share: Double)]] {
    var last: [String: Int64] = [:]
    var approved: [String: Int64] = [:]
    var earlier: [Int: [(kopecks: Int64, share: Double)]] = [:]
    for (place, operation) in (period.before + period.operations).enumerated() {
      guard let id = operation.terminal, operation.kind != .void else { continue }
      earlier[place - period.before.count] = [last[id], approved[id]].compactMap {
        $0.map { (kopecks: $0, share: 0.5) }
      }
      last[id] = operation.amount.kopecks
      if operation.counts { approved[id] = operation.amount.kopecks }
    }
    return earlier
  }

  private mutating func rounding(_ terminal: Int) {
    let charges = all(.charge, terminal)
    let people = Set(charges.map { period.operations[$0].person ?? "" }).sorted()
    let one = people.count == 1
    let share = 1 / Double(KeyedAmounts.roundings.count * (one ? 1 : people.count + 1))
    let byPerson = people.map { person in
      charges.filter { period.operations[$0].person ?? "" == person }
    }
    for places in (one ? [] : byPerson) + [charges] {
      for rounded in KeyedAmounts.roundings {
        let by = places.reduce(Int64(0)) { $0 + rounded(kopecks($1)) - kopecks($1) }
        add(.rounding, at: terminal, share: share / Double(map.terminals.count), places) {
          $0.move(.charge, of: terminal, by: by, count: 0)
        }
      }
    }
  }
}

// MARK: - Refunds and voids

extension CauseWays {
  private mutating func refunds(_ terminal: Int) {
    for place in all(.charge, terminal) {
      let amount = kopecks(place)
      let each = 1 / count(.charge)
      add(.refundForSale, at: terminal, share: each / 2, [place]) {
        $0.book(.charge, of: terminal, amount, times: -1)
        $0.book(.refund, of: terminal, amount)
      }
      for kind in [BookedOperation.Kind.refund, .void] {
        add(.refundWithoutReturn, at: terminal, share: each / 2, [place]) {
          $0.book(kind, of: terminal, amount)
        }
      }
    }
    let each = 1 / count(.refund, .void)
    for place in all(.refund, terminal) {
      let amount = kopecks(place)
      add(.refundForSale, at: terminal, share: 1 / count(.refund) / 2, [place]) {
        $0.book(.charge, of: terminal, amount)
        $0.book(.refund, of: terminal, amount, times: -1)
      }
      add(.returnWithoutRefund, at: terminal, share: each, [place]) {
        $0.book(.refund, of: terminal, amount, times: -1)
      }
      add(.voidForRefund, at: terminal, share: each, [place]) {
        $0.book(.refund, of: terminal, amount, times: -1)
        $0.book(.void, of: terminal, amount)
      }
      add(.refundWithoutReturn, at: terminal, share: each / 10, [place]) {
        $0.book(.refund, of: terminal, amount)
      }
    }
    for place in all(.void, terminal) {
      let amount = kopecks(place)
      add(.returnWithoutRefund, at: terminal, share: each, [place]) {
        $0.book(.void, of: terminal, amount, times: -1)
      }
      add(.voidForRefund, at: terminal, share: each, [place]) {
        $0.book(.void, of: terminal, amount, times: -1)
        $0.book(.refund, of: terminal, amount)
      }
    }
  }

  private mutating func wrongSetting(_ terminal: Int) {
    let voids = all(.void, terminal)
    let said = map.terminals[terminal].voids
    let amounts = voids.map { kopecks($0) }
    let with = done.count { !($0[.void] ?? []).isEmpty }
    add(.voidsSetting, at: terminal, share: 1 / Double(with), voids) {
      for amount in amounts {
        $0.book(.void, of: terminal, amount, times: -1, voids: said)
        $0.book(.void, of: terminal, amount, voids: said.other)
      }
    }
  }

  /// A report that misses the first or the last operations, or still has, or already has, others.
  private mutating func edges(_ terminal: Int) {
    let id = map.terminals[terminal].id
    let own = period.operations.indices.filter {
      period.operations[$0].terminal == id && period.operations[$0].counts
    }
    let runs: [([BookedOperation], [Int], Int64)] = [
      (own.map { period.operations[$0] }, own, -1),
      (own.reversed().map { period.operations[$0] }, own.reversed(), -1),
      (period.before.reversed().filter { $0.terminal == id && $0.counts }, [], 1),
      (period.after.filter { $0.terminal == id && $0.counts }, [], 1),
    ]
    for (operations, places, times) in runs {
      var made = ShiftMaker(map: map)
      for (index, operation) in operations.enumerated() {
        made.book(operation.kind, of: terminal, operation.amount.kopecks, times: times)
        let length = Double(index + 1)
        let share = 1 / (length * (length + 1)) / Double(runs.count * map.terminals.count)
        let whole = made
        add(.periodEdge, at: terminal, share: share, Array(places.prefix(index + 1))) { $0 = whole }
      }
    }
  }
}

extension VoidArithmetic {
  var other: VoidArithmetic { self == .inside ? .beside : .inside }
}
