import KassaRuntime

/// What is worth answering to a prompt.
///
/// Every button; amounts at the bounds of the prompt and at the store's own, one kopeck to each side; of
/// texts what counts, and a PIN that is wrong. A receipt's first line is of any kind, or one that the files
/// name; the second is another, or that good once more where the files name it. The only line may be changed once, or
/// the second of two. There are as many as the files count.
struct ExploredAnswers {
  private let store: ExploredStore
  private let goods: [Good]
  /// At which the store's texts let something change, one kopeck to each side.
  private let amounts: [Money]

  static let linesMax = 3
  private static let price = Money(checked: 500_00)
  private static let otherPrice = Money(checked: 300_00)

  init(_ store: ExploredStore) {
    self.store = store
    goods = store.goodsWorthTrying
    let named = store.facts.amounts.filter { $0 > .zero }.prefix(12)
    let near = (store.borders.amounts + named).flatMap { border in
      [-1, 0, 1].compactMap { try? Money(kopecks: border.kopecks + $0) }
    }
    var known: Set<Money> = []
    amounts = near.filter { $0 > .zero && known.insert($0).inserted }
  }

  /// - Parameter sold: the sale that goes back.
  func to(
    _ prompt: Prompt, _ request: PromptRequest, _ sight: WalkedSight, sold: SoldReceipt?
  ) -> [Move] {
    var moves = buttons(of: prompt, sight)
    if sold != nil, prompt.isSale { moves = moves.map { Move($0.answer, $0.mishap) } }
    if let sold, prompt.id == "return.find" { return [Move(.text("\(sold.document)"))] }
    if prompt.mayCancel { moves.append(Move(.cancel)) }
    switch prompt.kind {
    case .tell, .choose, .outcome, .confirm: break
    case .amount(let rule):
      moves += usualFirst(money(rule, request, sight).map(Answer.amount))
    case .text(let rule): moves += texts(rule, request).map { Move(.text($0)) }
    case .secret: moves += usualFirst([.text(WalkedTill.pin), .text("1")])
    case .sale(let sale): moves += actions(sale, sight)
    case .count(let rule):
      let one = rule.fields.first.map { [$0.id: Int64(100_00)] } ?? [:]
      moves += usualFirst([.count([:]), .count(one)])
    }
    return moves
  }

  /// The sale's buttons that lead to what most days have little of.
  private static let asides: Set = ["returns", "drawer", "documents"]

  private func usualFirst(_ answers: [Answer]) -> [Move] {
    answers.enumerated().map { Move($1, departs: $0 == 0 ? 0 : 1) }
  }

  /// Of people with one role one is enough, but for those whom a rule names.
  ///
  /// Of goods one of each kind is enough. What a long press offers is out of the usual.
  private func buttons(of prompt: Prompt, _ sight: WalkedSight) -> [Move] {
    var roles: Set<Role> = []
    let goods = prompt.isSale ? goodsButtons(prompt, sight) : [:]
    let moves: [Move] = prompt.buttons.compactMap { button in
      guard !button.isWayOut else { return nil }
      if prompt.isSale, isGood(button) { return goods[button.id] }
      guard let role = store.facts.people.role(of: button.id) else {
        return Move(.button(button.id), departs: Self.asides.contains(button.id) ? 1 : 0)
      }
      let isFirst = roles.isEmpty
      let isNamed = store.facts.rules.contains { $0.cashier == button.id }
      guard roles.insert(role).inserted || isNamed else { return nil }
      return Move(.button(button.id), departs: isFirst ? 0 : 1)
    }
    let items = prompt.buttons.flatMap { $0.menu ?? [] }
    return moves + items.map { Move(.button($0.id), departs: 1) }
  }

  private func isGood(_ button: Button) -> Bool { button.id.hasPrefix("good.") }

  /// Goods that are added by a button of their own, as those that are scanned: the first line is of any kind,
  /// others are of the first.
  private func goodsButtons(_ prompt: Prompt, _ sight: WalkedSight) -> [String: Move] {
    let offered = prompt.buttons.filter(isGood)
    guard sight.linesAdded == 0 else {
      // Where the files count lines, those after the first are scanned.
      guard store.facts.compared.counts.isEmpty, sight.linesAdded < Self.linesMax,
        sight.charged == .zero, let first = offered.first
      else { return [:] }
      return [first.id: Move(.button(first.id), departs: 1)]
    }
    var moves: [String: Move] = [:]
    var seen: Set<GoodsKind?> = []
    for button in offered {
      let good = store.goods.first { button.label.hasPrefix($0.name + " · ") }
      guard seen.insert(good.map(GoodsKind.init)).inserted || good.map(store.singlesOut) == true
      else { continue }
      let isUsual = moves.isEmpty || good.map(store.names) == true
      moves[button.id] = Move(.button(button.id), departs: isUsual ? 0 : 1)
    }
    return moves
  }

  private func money(
    _ rule: AmountRule, _ request: PromptRequest, _ sight: WalkedSight
  ) -> [Money] {
    var found: [Money] = []
    func add(_ kopecks: Int64) {
      guard let money = try? Money(kopecks: kopecks), money >= rule.least, money <= rule.most,
        !found.contains(money)
      else { return }
      found.append(money)
    }
    switch request.use {
    case .slipAmount:
      let due = sight.open ?? sight.due
      for step in [0, -1, 1] as [Int64] { add(due.kopecks + step) }
    case .cashReceived:
      add(sight.due.kopecks)
      add(sight.due.kopecks + 500_00)
      add(sight.due.kopecks - 1)
    default:
      for offered in rule.offered.prefix(2) { add(offered.kopecks) }
      add(rule.least.kopecks)
      add(rule.most.kopecks)
      for border in amounts.prefix(9) { add(border.kopecks) }
    }
    return found
  }

  private func texts(_ rule: TextRule, _ request: PromptRequest) -> [String] {
    if case .slipField(_, let field) = request.use {
      let digits = String(repeating: "1", count: field.length.lowerBound)
      return [digits]
    }
    if case .address = request.use { return [WalkedTill.socket] }
    if rule.narrows { return [] }
    switch rule.format {
    case .contact: return [WalkedTill.contact]
    case .free, .digits, .code: return [String(repeating: "1", count: max(1, rule.least))]
    }
  }

  private func actions(_ sale: SaleView, _ sight: WalkedSight) -> [Move] {
    let changes = changes(sale).map { Move(.action($0), departs: 1) }
    guard sight.linesAdded < store.linesMax else { return changes }
    let scanned = goods.map(\.added)
    let priced = ([Self.price] + amounts).map { SaleAction.free(name: "Товар", price: $0) }
    if sale.lines.isEmpty, sight.linesAdded == 0 {
      let codes = store.facts.scans.flatMap(\.codes) + ["4600000000404"]
      let others = codes.map { SaleAction.add(barcode: $0, quantity: nil) }
      return usualFirst((scanned + priced + others).map(Answer.action)).map(unlessNamed)
        + changes
    }
    guard sight.charged == .zero else { return changes }
    let another = another(sale) ?? second(sale)
    // Where the files count lines, those after the second are no other thing than that.
    let isCounted = sight.linesAdded > 1 && !store.facts.compared.counts.isEmpty
    return [Move(.action(another), departs: isCounted ? 0 : 1)] + changes
  }

  /// Once more the good that was sold first, where the files name it.
  private func another(_ sale: SaleView) -> SaleAction? {
    sale.lines.first.flatMap { line in
      goods.first { $0.name == line.name && store.singlesOut($0) }?.added
    }
  }

  /// A line that is told from the first: which of two a script changes is seen by that.
  private func second(_ sale: SaleView) -> SaleAction {
    let line = sale.lines.first
    if let good = goods.first(where: { $0.name != line?.name }) { return good.added }
    return .free(name: "Товар", price: line?.price == Self.price ? Self.otherPrice : Self.price)
  }

  /// A good of a department that the store's files name is as usual as the first.
  private func unlessNamed(_ move: Move) -> Move {
    guard case .action(let action) = move.answer,
      let good = goods.first(where: { $0.added == action }), store.names(good)
    else { return move }
    return Move(move.answer)
  }

  /// What may be done to the only line, once, or to the second of two; what the store's prices take off does not
  /// count.
  private func changes(_ sale: SaleView) -> [SaleAction] {
    guard sale.lines.count <= 2, let line = sale.lines.last, line.quantity == .one,
      line.discount == .zero || !line.discountNames.isEmpty, sale.paid == .zero
    else { return [] }
    let discounts = store.facts.compared.discounts(of: line.sum).map {
      SaleAction.discount(line: line.id, $0)
    }
    let quantities = store.facts.compared.quantities(of: line.measure).map {
      SaleAction.quantity(line: line.id, $0)
    }
    let removed = [SaleAction.remove(line: line.id)]
    guard sale.lines.count == 1 else { return removed + discounts.prefix(1) + quantities.prefix(1) }
    let contact = sale.contact == nil ? [SaleAction.contact(WalkedTill.contact)] : []
    return removed + contact + discounts + quantities
  }
}

extension Good {
  /// As a cashier adds it.
  fileprivate var added: SaleAction {
    barcodes.first.map { .add(barcode: $0, quantity: nil) } ?? .addRow(id, name: name)
  }
}

extension ComparedNumbers {
  /// A tenth, what is more than that, and a kopeck to each side of what the files' numbers may mean.
  func discounts(of sum: Money) -> [Money] {
    let tenth = sum.kopecks / 10
    let borders = discounts.flatMap { number in
      // Percent, hundredths of one, kopecks, roubles.
      [sum.kopecks.share(number, of: 100), sum.kopecks.share(number, of: 10_000)]
        + [number, number * 100]
    }
    var found = [tenth, tenth + 1]
    for border in borders {
      for kopecks in [border, border + 1, border - 1] where !found.contains(kopecks) {
        found.append(kopecks)
      }
    }
    return found.compactMap { try? Money(kopecks: $0) }
      .filter { $0 <= sum && ($0 > .zero || $0.kopecks == tenth) }
      .prefix(Self.discountsMax).map(\.self)
  }

  /// Two, and one to each side of the files' numbers: a piece, or a thousandth.
  func quantities(of measure: Measure) -> [Quantity] {
    let step = measure == .piece ? Quantity.scale : Quantity.scale / 1_000
    var found = [2 * Quantity.scale]
    for number in quantities {
      let border = number.millionths / step * step
      for millionths in [border, border + step, border - step]
      where !found.contains(millionths) && millionths != Quantity.scale {
        found.append(millionths)
      }
    }
    return found.compactMap { try? Quantity(millionths: $0) }
  }

  private static let discountsMax = 26
}

extension Int64 {
  /// So many of so many parts; what is more than there is room for stays at the end.
  fileprivate func share(_ parts: Int64, of whole: Int128) -> Int64 {
    Int64(clamping: Int128(self) * Int128(parts) / whole)
  }
}
