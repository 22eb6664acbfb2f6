@testable import KassaProving
@testable import KassaRuntime

/// A period of two terminals with mistakes planted: what the till has on record, what was typed off
/// the reports, and what really happened.
struct PlantedPeriod {
  enum Shop: CaseIterable {
    /// Prices with kopecks, 660 ₽ a receipt.
    case shop
    /// Twelve prices of whole roubles.
    case cafe

    static let menu: [Int64] = [120, 150, 180, 190, 210, 240, 250, 280, 320, 350, 390, 450]
  }

  struct Mistake: Hashable {
    let cause: DifferenceCause
    let terminals: [Int]
    let operations: [Int]
  }

  private(set) var period: CountedPeriod
  private(set) var mistakes: [Mistake] = []

  /// One operation as a terminal has it.
  private struct Real {
    let terminal: Int
    var kind: BookedOperation.Kind
    var kopecks: Int64
    let place: Int
  }

  private static let ids = ["A", "B"]
  private var random: SplitMix64
  private let shop: Shop
  private var real: [Real] = []
  private var drawer: Int64 = 0
  /// As the terminals reckon, whatever their settings say.
  private var arithmetic: [VoidArithmetic] = []
  private let settings: [VoidArithmetic]

  init(_ shop: Shop, charges: Int, mistakes count: Int, sameRow: Bool = false, seed: UInt64) {
    random = SplitMix64(seed)
    self.shop = shop
    settings = Self.ids.map { _ in VoidArithmetic.allCases[Int(seed % 2)] }
    period = CountedPeriod(terminals: [], operations: [])
    honest(charges)
    let (books, honestReal) = (period, real)
    repeat {
      (period, real, drawer) = (books, honestReal, 0)
      arithmetic = settings
      mistakes = []
      // A first one that leaves no room for another is drawn anew.
      for _ in 0..<200 where mistakes.count < count {
        let drawn = DifferenceCause.allCases[random.below(DifferenceCause.allCases.count)]
        let cause = sameRow ? mistakes.first?.cause ?? drawn : drawn
        guard let mistake = plant(cause, beside: mistakes, sameRow: sameRow) else { continue }
        mistakes.append(mistake)
      }
      type()
    } while mistakes.count < count
      || count > 0 && FigureMap(period).difference(period).moves.isEmpty
  }

  private mutating func amount() -> Int64 {
    guard shop == .shop else { return Shop.menu[random.below(Shop.menu.count)] * 100 }
    // Two of equal spread make few very small and few very large ones.
    return Int64(3_000 + random.below(63_000) + random.below(63_000))
  }
}

// MARK: - An honest period

extension PlantedPeriod {
  private mutating func honest(_ charges: Int) {
    for _ in 0..<20 { period.before.append(operation(terminal: random.below(2))) }
    for _ in 0..<8 { period.after.append(operation(terminal: random.below(2))) }
    var left = [charges, charges, charges / 3]
    while left.contains(where: { $0 > 0 }) {
      let place = random.below(3)
      guard left[place] > 0 else { continue }
      left[place] -= 1
      period.operations.append(operation(terminal: place < 2 ? place : nil))
      if place < 2, random.once(in: 33) {
        period.operations.append(operation(terminal: place, counts: false))
      }
    }
    for terminal in 0..<2 {
      for kind in [BookedOperation.Kind.refund, .void] {
        for _ in 0..<(2 + random.below(3)) { undo(kind, terminal) }
      }
    }
    real = period.operations.enumerated().compactMap { place, operation in
      guard operation.counts, let id = operation.terminal else { return nil }
      return Real(
        terminal: Self.ids.firstIndex(of: id) ?? 0, kind: operation.kind,
        kopecks: operation.amount.kopecks, place: place)
    }
  }

  private mutating func operation(terminal: Int?, counts: Bool = true) -> BookedOperation {
    BookedOperation(
      receipt: period.operations.count + 1, terminal: terminal.map { Self.ids[$0] },
      amount: Money(checked: amount()),
      cash: terminal != nil && random.once(in: 20) ? Money(checked: amount()) : .zero,
      counts: counts, person: ["Анна", "Борис", "Вера"][random.below(3)])
  }

  /// Gives back a payment of that terminal, somewhere after it.
  private mutating func undo(_ kind: BookedOperation.Kind, _ terminal: Int) {
    let charges = period.operations.indices.filter {
      let operation = period.operations[$0]
      return operation.counts && operation.kind == .charge
        && operation.terminal == Self.ids[terminal]
    }
    let place = charges[random.below(charges.count)]
    let charge = period.operations[place]
    let later = place + 1 + random.below(period.operations.count - place)
    period.operations.insert(
      BookedOperation(
        receipt: charge.receipt, terminal: charge.terminal, kind: kind, amount: charge.amount,
        person: charge.person), at: later)
  }

  /// Reads the reports off the terminals.
  private mutating func type() {
    period.drawer = Money(checked: drawer)
    period.terminals = Self.ids.indices.map { terminal in
      var totals: [BookedOperation.Kind: (sum: Int64, count: Int)] = [:]
      func book(_ kind: BookedOperation.Kind, _ kopecks: Int64, _ times: Int) {
        totals[kind, default: (0, 0)].sum += kopecks * Int64(times)
        totals[kind, default: (0, 0)].count += times
      }
      for one in real where one.terminal == terminal {
        book(one.kind, one.kopecks, 1)
        if one.kind == .void, arithmetic[terminal] == .inside { book(.charge, one.kopecks, -1) }
      }
      func total(_ kind: BookedOperation.Kind) -> ReportFigures.Total {
        .init(sum: Money(checked: totals[kind]?.sum ?? 0), count: totals[kind]?.count ?? 0)
      }
      return CountedTerminal(
        id: Self.ids[terminal], voids: settings[terminal],
        report: ReportFigures(
          charges: total(.charge), refunds: total(.refund), voids: total(.void)))
    }
  }
}

// MARK: - Mistakes

extension PlantedPeriod {
  /// Plants one, or nothing where this period has no place for it.
  private mutating func plant(
    _ cause: DifferenceCause, beside others: [Mistake], sameRow: Bool
  ) -> Mistake? {
    let before = self
    guard let mistake = make(cause) else { return nil }
    let row = others.contains { $0.cause == cause && $0.terminals == mistake.terminals }
    let shared = others.contains {
      !$0.operations.isEmpty && !Set($0.operations).isDisjoint(with: mistake.operations)
    }
    guard others.isEmpty || row == sameRow, !shared, hasShown(before) else {
      self = before
      return nil
    }
    return mistake
  }

  private func hasShown(_ before: PlantedPeriod) -> Bool {
    var (now, then) = (self, before)
    now.type()
    then.type()
    return now.period.terminals != then.period.terminals
  }

  private mutating func pick(_ kinds: BookedOperation.Kind...) -> Int? {
    let places = real.indices.filter { kinds.contains(real[$0].kind) }
    return places.isEmpty ? nil : places[random.below(places.count)]
  }

  private mutating func make(_ cause: DifferenceCause) -> Mistake? {
    switch cause {
    case .notOnTerminal: remove(cause, .charge)
    case .returnWithoutRefund: remove(cause, .refund, .void)
    case .notInBooks: extra()
    case .tenderConfused: confuse()
    case .scale, .digits, .previousAmount, .tip, .wholeOnCard: miskey(cause)
    case .otherTerminal: move()
    case .refundForSale, .voidForRefund: turn(cause)
    case .refundWithoutReturn: undoWithoutReturn()
    case .voidsSetting: otherSetting()
    case .periodEdge: edge()
    case .rounding: round()
    }
  }

  private mutating func remove(
    _ cause: DifferenceCause, _ kinds: BookedOperation.Kind...
  ) -> Mistake? {
    let places = real.indices.filter { kinds.contains(real[$0].kind) }
    guard !places.isEmpty else { return nil }
    let one = real.remove(at: places[random.below(places.count)])
    return Mistake(cause: cause, terminals: [one.terminal], operations: [one.place])
  }

  private mutating func extra() -> Mistake? {
    let terminal = random.below(2)
    switch random.below(3) {
    case 0:
      guard let index = pick(.charge) else { return nil }
      real.append(real[index])
      return Mistake(
        cause: .notInBooks, terminals: [real[index].terminal], operations: [real[index].place])
    case 1:
      let undone = period.operations.indices.filter { !period.operations[$0].counts }
      guard !undone.isEmpty else { return nil }
      let place = undone[random.below(undone.count)]
      let booked = period.operations[place]
      let index = Self.ids.firstIndex(of: booked.terminal ?? "") ?? 0
      real.append(
        Real(terminal: index, kind: .charge, kopecks: booked.amount.kopecks, place: place))
      return Mistake(cause: .notInBooks, terminals: [index], operations: [place])
    default:
      real.append(Real(terminal: terminal, kind: .charge, kopecks: amount(), place: -1))
      return Mistake(cause: .notInBooks, terminals: [terminal], operations: [])
    }
  }

  private mutating func confuse() -> Mistake? {
    guard random.once(in: 2) else {
      guard let mistake = remove(.tenderConfused, .charge) else { return nil }
      drawer += period.operations[mistake.operations[0]].amount.kopecks
      return mistake
    }
    let cash = period.operations.indices.filter { period.operations[$0].terminal == nil }
    let place = cash[random.below(cash.count)]
    let (terminal, kopecks) = (random.below(2), period.operations[place].amount.kopecks)
    real.append(Real(terminal: terminal, kind: .charge, kopecks: kopecks, place: place))
    drawer -= kopecks
    return Mistake(cause: .tenderConfused, terminals: [terminal], operations: [place])
  }

  private mutating func miskey(_ cause: DifferenceCause) -> Mistake? {
    let places = real.indices.filter { index in
      guard cause == .wholeOnCard else { return real[index].kind == .charge }
      return real[index].place >= 0 && real[index].kind == .charge
        && period.operations[real[index].place].cash != .zero
    }
    guard !places.isEmpty else { return nil }
    let index = places[random.below(places.count)]
    let one = real[index]
    guard let keyed = keyed(cause, one), keyed > 0, keyed != one.kopecks else { return nil }
    if cause == .wholeOnCard { drawer -= keyed - one.kopecks }
    real[index].kopecks = keyed
    return Mistake(cause: cause, terminals: [one.terminal], operations: [one.place])
  }

  private mutating func keyed(_ cause: DifferenceCause, _ one: Real) -> Int64? {
    switch cause {
    case .scale:
      let factor: Int64 = random.once(in: 2) ? 10 : 100
      return random.once(in: 2) ? one.kopecks * factor : one.kopecks / factor
    case .digits: return mistyped(one.kopecks)
    case .previousAmount:
      // What was planted before may be booked nowhere.
      guard one.place >= 0 else { return nil }
      let booked = period.operations[one.place]
      return period.operations[..<one.place].last {
        $0.terminal == booked.terminal && $0.kind != .void
      }?.amount.kopecks
    case .tip:
      let percent = Int64(5 + random.below(11))
      let exact = (one.kopecks * percent + 50) / 100
      return one.kopecks + (random.once(in: 2) ? exact : (exact + 99) / 100 * 100)
    case .wholeOnCard: return one.kopecks + period.operations[one.place].cash.kopecks
    default: return nil
    }
  }

  private mutating func mistyped(_ kopecks: Int64) -> Int64? {
    var digits = Array(String(kopecks))
    if random.once(in: 2) {
      let place = random.below(digits.count - 1)
      digits.swapAt(place, place + 1)
    } else {
      digits[random.below(digits.count)] = Character(String(random.below(10)))
    }
    return digits.first == "0" ? nil : Int64(String(digits))
  }

  private mutating func move() -> Mistake? {
    guard let index = pick(.charge) else { return nil }
    let one = real.remove(at: index)
    let other = 1 - one.terminal
    real.append(Real(terminal: other, kind: .charge, kopecks: one.kopecks, place: one.place))
    return Mistake(
      cause: .otherTerminal, terminals: [one.terminal, other], operations: [one.place])
  }

  private mutating func turn(_ cause: DifferenceCause) -> Mistake? {
    let other: BookedOperation.Kind = cause == .refundForSale ? .charge : .void
    guard let index = random.once(in: 2) ? pick(.refund) : pick(other) else { return nil }
    real[index].kind = real[index].kind == .refund ? other : .refund
    return Mistake(
      cause: cause, terminals: [real[index].terminal], operations: [real[index].place])
  }

  private mutating func undoWithoutReturn() -> Mistake? {
    guard let index = pick(.charge) else { return nil }
    var one = real[index]
    one.kind = random.once(in: 2) ? .refund : .void
    real.append(one)
    return Mistake(
      cause: .refundWithoutReturn, terminals: [one.terminal], operations: [one.place])
  }

  private mutating func otherSetting() -> Mistake? {
    let terminal = random.below(2)
    guard arithmetic[terminal] == settings[terminal] else { return nil }
    arithmetic[terminal] = settings[terminal].other
    let voids = period.operations.indices.filter {
      period.operations[$0].kind == .void && period.operations[$0].terminal == Self.ids[terminal]
    }
    return Mistake(cause: .voidsSetting, terminals: [terminal], operations: voids)
  }

  private mutating func edge() -> Mistake? {
    let (terminal, length) = (random.below(2), 1 + random.below(6))
    let own = period.operations.indices.filter {
      period.operations[$0].counts && period.operations[$0].terminal == Self.ids[terminal]
    }
    let neighbours = [period.before.reversed(), period.after].map { operations in
      operations.filter { $0.terminal == Self.ids[terminal] }.prefix(length)
    }
    let end = random.below(4)
    guard end >= 2 else {
      let places = Set(end == 0 ? own.prefix(length) : own.suffix(length))
      guard
        real.count(where: { places.contains($0.place) && $0.terminal == terminal })
          == length
      else { return nil }
      real.removeAll { places.contains($0.place) }
      return Mistake(cause: .periodEdge, terminals: [terminal], operations: places.sorted())
    }
    guard neighbours[end - 2].count == length else { return nil }
    for one in neighbours[end - 2] {
      real.append(
        Real(terminal: terminal, kind: .charge, kopecks: one.amount.kopecks, place: -1))
    }
    return Mistake(cause: .periodEdge, terminals: [terminal], operations: [])
  }

  private mutating func round() -> Mistake? {
    let (terminal, rounding) = (random.below(2), random.below(3))
    let person = random.once(in: 2) ? ["Анна", "Борис", "Вера"][random.below(3)] : nil
    var places: [Int] = []
    for index in real.indices
    where real[index].terminal == terminal && real[index].kind == .charge
      && real[index].place >= 0
    {
      let booked = period.operations[real[index].place]
      guard person == nil || booked.person == person else { continue }
      guard real[index].kopecks == booked.amount.kopecks else { return nil }
      real[index].kopecks = KeyedAmounts.roundings[rounding](real[index].kopecks)
      places.append(real[index].place)
    }
    return Mistake(cause: .rounding, terminals: [terminal], operations: places)
  }
}

extension PlantedPeriod {
  /// Where the true causes and receipts stand among the explanations, ties counted at their end;
  /// nil where none has them.
  func rank(in found: [Explanation]) -> Int? {
    guard let place = found.firstIndex(where: holds) else { return nil }
    let size = found[place].parts.count
    let tie = found.lastIndex {
      $0.parts.count == size && $0.likelihood == found[place].likelihood
    }
    return (tie ?? place) + 1
  }

  private func holds(_ explanation: Explanation) -> Bool {
    let truth = mistakes.map { mistake in
      Explanation.Part(
        cause: mistake.cause, terminals: mistake.terminals.map { Self.ids[$0] })
    }
    guard explanation.parts.count == truth.count else { return false }
    let orders = truth.count == 2 ? [[0, 1], [1, 0]] : [[0]]
    return orders.contains { order in
      guard order.map({ truth[$0] }) == explanation.parts else { return false }
      return explanation.fits.contains { fit in
        zip(order, fit).allSatisfy { index, ways in
          ways.contains { Set($0.operations) == Set(mistakes[index].operations) }
        }
      }
    }
  }
}
