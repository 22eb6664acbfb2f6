import KassaRuntime

/// Which answers have to do with what differs between the texts of two scripts.
struct PairHints {
  /// What led to a state.
  struct Trail {
    /// Each answer or place that has to do with what differs, once, by the word that says so.
    var words: [String] = []
    /// How many answers ago the last of them was.
    var since = 0
    /// Whether one of them is a border that only one of the two scripts has: nothing says more.
    var isAtBorder = false

    /// How many there are; none where the last is long ago.
    var count: Int {
      since >= PairHints.stepsMax ? 0 : isAtBorder ? PairQueues.hintsMax : words.count
    }

    /// That of a state to which both lead: the one that says more.
    func joined(with other: Trail) -> Trail { other.count > count ? other : self }
  }

  private let changes: ScriptChanges
  private let goods: [String: Good]
  private let people: People
  /// From where on one of the two behaves otherwise and the other not.
  private let borders: StoreBorders
  /// From where on either does.
  private let amounts: [Money]

  /// How the words of amounts begin that have to do with what differs, but for a border that only one of the two
  /// has.
  private static let amount = "an amount"
  /// What differs shows by so many answers after the one that leads there.
  static let stepsMax = 6

  init(
    _ changes: ScriptChanges, _ goods: [Good], _ people: People, _ borders: StoreBorders,
    _ amounts: [Money]
  ) {
    self.people = people
    (self.changes, self.borders, self.amounts) = (changes, borders, amounts)
    self.goods = goods.reduce(into: [:]) { found, good in
      for barcode in good.barcodes { found[barcode] = good }
    }
  }

  /// Names in what differs that have to do with a sale that goes back.
  private static let ofReturns: Set = ["before_return", "after_return", "refund", "returns"]
  /// And with the closing of a shift.
  private static let ofClosings: Set = ["before_shift_close", "settle", "shift", "counts"]

  /// The trail of a state that a world begins with: a time or a remembered value after which only one of the
  /// two goes otherwise leads to all that is sold there; a sale that goes back, and a shift that is closed, where
  /// what differs names that.
  func trail(in world: ExploredWorld) -> Trail {
    let isTime = world.isNarrow && borders.moments.contains(world.now)
    let isKept = world.setup.kept.contains(where: borders.kept.contains)
    let names = world.sold.map { $0.leads == .returns ? Self.ofReturns : Self.ofClosings } ?? []
    return isTime || isKept || !changes.words.isDisjoint(with: names)
      ? Trail(words: [world.name], since: -Self.stepsMax, isAtBorder: true) : Trail()
  }

  /// The trail of a state that follows one with the trail `before`.
  func trail(
    after before: Trail, _ leg: PairState.Leg?, in world: ExploredWorld,
    _ places: (old: String?, new: String?)
  ) -> Trail {
    var trail = before
    trail.since += 1
    let move = leg.flatMap { word(of: $0.move.answer, at: $0.prompt, in: world) }
    if let leg, move != nil, isAtBorder(leg.move.answer) { trail.isAtBorder = true }
    let place = changes.contains(places.old, places.new) ? places.new ?? places.old : nil
    for word in [move, place].compactMap(\.self) where !trail.words.contains(word) {
      trail.words.append(word)
      trail.since = 0
    }
    return trail
  }

  /// Whether an answer has to do with what differs.
  func names(_ answer: Answer, at prompt: Prompt, in world: ExploredWorld) -> Bool {
    word(of: answer, at: prompt, in: world) != nil
  }

  private func word(
    of answer: Answer, at prompt: Prompt, in world: ExploredWorld
  ) -> String? {
    switch answer {
    case .button(let id):
      let last = id.split(separator: ".").last.map(String.init)
      return [id, last, role(of: id)].compactMap(\.self).first(where: changes.words.contains)
        ?? terminal(id, in: world)
    case .action(let action): return word(of: action)
    case .amount(let amount): return word(of: amount)
    case .text, .count, .cancel: return nil
    }
  }

  /// The role of whoever a button names; nil for a cashier's.
  private func role(of id: String) -> String? {
    guard let role = people.role(of: id), role != .cashier else { return nil }
    return role.rawValue
  }

  /// What the terminal of a button is made from, or what it is for.
  private func terminal(_ id: String, in world: ExploredWorld) -> String? {
    guard id.first == "t", let number = Int(id.dropFirst()),
      world.setup.terminals.indices.contains(number - 1)
    else { return nil }
    let terminal = world.setup.terminals[number - 1]
    return [terminal.provider, terminal.purpose].compactMap(\.self)
      .first(where: changes.words.contains)
  }

  private func word(of action: SaleAction) -> String? {
    switch action {
    case .add(let barcode, _):
      guard let good = goods[barcode] else { return nil }
      return [good.department, good.name, barcode].first(where: changes.words.contains)
        ?? word(of: good.price)
    case .free(_, let price): return word(of: price) ?? word(with: "free_price")
    case .remove: return word(with: "remove")
    case .quantity: return word(with: "changed")
    case .discount, .discountShare: return word(with: "discount")
    case .contact: return word(with: "contact")
    case .addRow(_, let name, _):
      return changes.words.contains(name) ? name : nil
    case .search, .typed: return nil
    }
  }

  private func word(with part: String) -> String? {
    changes.words.filter { $0.contains(part) }.min()
  }

  static func isAmount(_ word: String) -> Bool { word.hasPrefix(amount) }

  /// A border by itself, whether only one of the two has it or both; of the amounts that lines name, which are
  /// many, one stands for all.
  private func word(of amount: Money) -> String? {
    if isBorder(amount) { return "\(amount)" }
    if let border = amounts.first(where: { abs($0.kopecks - amount.kopecks) <= 1 }) {
      return "\(Self.amount) at \(border)"
    }
    let isNamed = [-1, 0, 1].contains { changes.amounts.contains(amount.kopecks + $0) }
    return isNamed ? Self.amount : nil
  }

  private func isBorder(_ amount: Money) -> Bool {
    borders.amounts.contains { abs($0.kopecks - amount.kopecks) <= 1 }
  }

  private func isAtBorder(_ answer: Answer) -> Bool {
    switch answer {
    case .amount(let amount), .action(.free(_, let amount)): isBorder(amount)
    case .button, .text, .action, .count, .cancel: false
    }
  }
}
