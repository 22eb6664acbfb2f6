import Testing

@testable import KassaProving
@testable import KassaRuntime

/// Five cashiers at one till, one day after another: they sell, give back, put right, count, and err as planned.
///
/// What they do is booked twice: as the till is told, and as it really was.
actor MonthCashier: Cashier {
  nonisolated var source: AnswerSource { .program }
  let world: MonthWorld
  var books = MonthBooks()
  private(set) var failure: String?
  private(set) var trace: [String] = []
  /// Explanations that were shown of a day's one mistake, and those that name it.
  private(set) var explained = (asked: 0, right: 0, untold: 0)

  /// Explanations that did not, with what they said.
  private(set) var misses: [String] = []

  var numbers: SplitMix64
  var deals: ArraySlice<MonthDeal> = []
  var mistake: PlantedMistake?
  var name = "Анна"
  var shift = 0
  var sales: [MonthSale] = []
  private var isOver = false
  private var evening = Evening()

  // Of the deal in hand.
  var deal: MonthDeal?
  private var steps: ArraySlice<Answer> = []
  var linesToGive: [(line: Int, pieces: Int64)] = []
  var asked: Int64 = 0
  var hasMoved = false
  private var papers: [Int] = []

  /// What should have been found in the evening, and what was there.
  struct Evening {
    var drawer: Int64?
    var cash: Int64 = 0
    var terminals: [String: (expected: [String: Int64], report: [String: Int64])] = [:]
  }

  func takeEvening() -> Evening {
    defer { evening = Evening() }
    return evening
  }

  init(seed: UInt64, _ world: MonthWorld) { (numbers, self.world) = (SplitMix64(seed), world) }

  func begin(day: Int, receipts: Int) {
    let plan = MonthPlan(receipts: receipts, day: day, &numbers)
    (deals, mistake, shift, isOver) = (plan.deals[...], plan.mistake, day + 1, false)
    books.settle(MonthWorld.settlesItself)
    name = MonthPlan.names[numbers.below(MonthPlan.names.count)]
    // What was rung as cash and found in the evening is put right the next morning, by a senior.
    if let wrong = sales.last(where: { $0.reallyOn != nil && !$0.isOver && $0.back.isEmpty }) {
      deals.insert(
        .correct(document: wrong.document, terminal: wrong.reallyOn ?? ""), at: deals.startIndex)
    }
  }

  func note(explanation: String) {
    guard let mistake, mistake.kind != .change, let number = mistake.document else { return }
    let isNamed = explanation.contains("чек \(number) ")
    // A group that is longer than the screen shows may hold it all the same: nobody can read that there.
    guard isNamed || !explanation.contains("; +") else { return explained.untold += 1 }
    explained.asked += 1
    if isNamed {
      explained.right += 1
    } else {
      misses.append("\(mistake.kind), document \(number): \(explanation)")
    }
  }

  func count(_ terminal: String) -> Answer {
    let report = world.report(of: terminal)
    evening.terminals[terminal] = (books.expected(of: terminal), report)
    return .count(report)
  }

  func close() -> Answer {
    isOver = true
    return .button("yes")
  }

  func answer(_ prompt: Prompt) async throws(CashierGone) -> Answer {
    guard failure == nil else { throw CashierGone() }
    world.pass(seconds: 4)
    if isOver, prompt.id.hasPrefix("sign_in.") { throw CashierGone() }
    guard let answer = reply(to: prompt) else {
      return try fail("nothing is known of «\(prompt.id)» \(prompt.title) \(prompt.body)")
    }
    trace.append("\(prompt.id) «\(prompt.title)» → \(answer)")
    if trace.count > 60 { trace.removeFirst(30) }
    return answer
  }

  private func fail(_ words: String) throws(CashierGone) -> Answer {
    failure = failure ?? words
    throw CashierGone()
  }

  func refuse(_ error: AnswerError, of prompt: Prompt) async {
    failure = failure ?? "«\(prompt.id)» refuses: \(error.text(.en))"
  }

  func show(_ notice: Notice) async {
    guard case .paper(let paper) = notice, paper.kind == .receipt else { return }
    papers.append(paper.number)
  }
}

// MARK: - What is said

extension MonthCashier {
  private func reply(to prompt: Prompt) -> Answer? {
    if case .secret = prompt.kind { return pin(prompt) }
    if case .outcome(let question) = prompt.kind { return outcome(prompt, question.amount.kopecks) }
    switch prompt.id {
    case "sign_in.name": return .button(name)
    case "senior.who", "rights.who": return .button(senior(among: prompt))
    case "sale": return next()
    case "charge.terminal", "correction.terminal":
      let title = terminal == "pinpad" ? "Пинпад" : terminal
      return prompt.buttons.first { $0.label.contains(title) }
        .map { .button($0.id) }
    case "charge.declined": return .button("again")
    case "payment.split":
      guard case .sale(let sale)? = deal, case .split(let kopecks) = sale.pay else { return nil }
      return .amount(Money(checked: kopecks))
    case "payment.cash": return cash(prompt)
    case "drawer.count", "drawer.again":
      (evening.drawer, evening.cash) = (books.drawer, books.cash)
      return .count(["cash": books.cash])
    case "drawer.counted.first", "drawer.counted.fits", "drawer.counted.over",
      "drawer.counted.short":
      books.count()
      return .button("ok")
    case "drawer.safe": return .button("none")
    case "drawer": return drawer()
    case "shift.matters": return .button("skip")
    default: return back(prompt) ?? correction(prompt) ?? closing(prompt) ?? plain(prompt)
    }
  }

  private func plain(_ prompt: Prompt) -> Answer? {
    switch prompt.kind {
    case .tell: .button(prompt.buttons.first?.id ?? "ok")
    case .confirm: .button("yes")
    default: nil
    }
  }

  /// The PIN of whoever the prompt names, or of who signs in.
  private func pin(_ prompt: Prompt) -> Answer {
    let who = MonthPlan.names.first { prompt.title.contains($0) } ?? name
    return .text(MonthWorld.pin(of: who))
  }

  private func senior(among prompt: Prompt) -> String {
    prompt.buttons.map(\.id).first { $0 != name } ?? prompt.buttons.first?.id ?? ""
  }

  /// Where the deal's money goes.
  private var terminal: String {
    switch deal {
    case .sale(let sale): if case .card(let name) = sale.pay { name } else { "Сбер" }
    case .correct(_, let terminal): terminal
    default: ""
    }
  }
}

// MARK: - Sales

extension MonthCashier {
  /// At an empty receipt or one that is built: the next thing to do.
  private func next() -> Answer? {
    if let step = steps.popFirst() { return step }
    finish()
    guard let next = deals.popFirst() else { return nil }
    world.pass(seconds: 8)
    (deal, hasMoved) = (next, false)
    switch next {
    case .sale(let sale):
      steps = self.steps(of: sale)[...]
      maybeGiveBack()
      return steps.popFirst()
    case .back: return .button("returns")
    case .correct: return .button("documents")
    case .move: return .button("drawer")
    case .change(let to):
      name = to
      return .button("sign_out")
    case .close: return .button("shift")
    }
  }

  private func steps(of sale: MonthDeal.Sale) -> [Answer] {
    var steps: [Answer] = []
    for (place, goods) in sale.goods.enumerated() {
      steps.append(.action(.free(name: goods.name, price: Money(checked: goods.kopecks))))
      guard goods.pieces > 1 else { continue }
      let quantity = (try? Quantity(goods.pieces)) ?? .one
      steps.append(.action(.quantity(line: place + 1, quantity)))
    }
    // One good too many, and off again.
    if sale.takesOff {
      steps.append(.action(.free(name: "Лишний", price: Money(checked: 50_00))))
      steps.append(.action(.remove(line: sale.goods.count + 1)))
      books.remove(by: name)
    }
    steps.append(.button(payButton(sale.pay)))
    return steps
  }

  private func payButton(_ pay: MonthDeal.Pay) -> String {
    switch pay {
    case .cash: "pay.cash"
    case .card("Сбер"): "pay.card"
    case .card: "pay.other"
    case .split: "pay.split"
    }
  }

  private func cash(_ prompt: Prompt) -> Answer? {
    guard case .amount(let rule) = prompt.kind else { return nil }
    let due = (rule.offered.first ?? rule.least).kopecks
    let note = (due + 99_99) / 100_00 * 100_00
    return .amount(Money(checked: note))
  }

  /// What really happens at a terminal, and what is said of it.
  private func outcome(_ prompt: Prompt, _ kopecks: Int64) -> Answer {
    asked = kopecks
    guard case .sale(var sale)? = deal else { return gaveBack(prompt, kopecks) }
    if let first = sale.before.first {
      sale.before.removeFirst()
      deal = .sale(sale)
      if first == "not_run" {
        books.notRun(by: name)
        steps.append(.button(payButton(sale.pay)))
      }
      return .button(first)
    }
    books.book(.charge, kopecks, at: terminal)
    switch sale.mistake?.kind {
    case .notRun: break
    case .twice: for _ in 0..<2 { world.perform(.charge, kopecks, at: terminal) }
    case .otherTerminal:
      world.perform(
        .charge, kopecks, at: MonthPlan.standalone.first { $0 != terminal } ?? terminal)
    default: world.perform(.charge, sale.mistake?.keyed(kopecks) ?? kopecks, at: terminal)
    }
    return .button("approved")
  }
}

// MARK: - What was printed is booked

extension MonthCashier {
  /// The deal in hand is over: its papers are booked.
  private func finish() {
    defer { (deal, papers) = (nil, []) }
    switch deal {
    case .sale(let sale): book(sale)
    case .back(let back): book(back)
    case .correct(let document, let terminal): book(correctionOf: document, terminal)
    case .move, .change, .close, nil: break
    }
  }

  private func book(_ sale: MonthDeal.Sale) {
    guard let number = papers.last, papers.count == 1 else {
      failure = failure ?? "a sale has \(papers.count) papers"
      return
    }
    var document = MonthBooks.Document(number: number, type: .sale, cashier: name, shift: shift)
    var cards: [(terminal: String, kopecks: Int64)] = []
    switch sale.pay {
    case .cash: document.cash = sale.total
    case .card(let terminal): cards = [(terminal, sale.total)]
    case .split(let kopecks):
      cards = [("Сбер", kopecks)]
      document.cash = sale.total - kopecks
    }
    document.cashless = cards.reduce(0) { $0 + $1.kopecks }
    if case .card("pinpad") = sale.pay { books.book(.charge, sale.total, at: "pinpad") }
    books.add(document)
    books.cash += document.cash
    var kept = MonthSale(
      document: number, goods: sale.goods, cardLeft: cards, cashLeft: document.cash, shift: shift)
    if let kind = sale.mistake?.kind {
      mistake?.document = number
      if kind == .rungAsCash {
        let really = MonthPlan.standalone[numbers.below(2)]
        kept.reallyOn = really
        world.perform(.charge, sale.total, at: really)
        books.cash -= sale.total
      }
      if kind == .change { books.cash -= 100_00 }
      // Nobody gives back what was never right.
      kept.isOver = kind != .rungAsCash
      // Some see it at once.
      if kind == .rungAsCash, shift % 16 > 8 {
        deals.insert(
          .correct(document: number, terminal: kept.reallyOn ?? ""), at: deals.startIndex)
      }
    }
    sales.append(kept)
  }

  private func book(_ back: MonthDeal.Back) {
    guard let number = papers.last, papers.count == 1,
      let place = sales.firstIndex(where: { $0.document == back.document })
    else {
      failure = failure ?? "a return has \(papers.count) papers"
      return
    }
    var document = MonthBooks.Document(
      number: number, type: .saleReturn, cashier: name, shift: shift)
    var rest = sales[place].sum(of: back.pieces)
    for card in sales[place].cardLeft.indices {
      let part = min(rest, sales[place].cardLeft[card].kopecks)
      sales[place].cardLeft[card].kopecks -= part
      rest -= part
      document.cashless += part
      if sales[place].cardLeft[card].terminal == "pinpad", part > 0 {
        books.book(back.byVoid ? .void : .refund, part, at: "pinpad")
      }
    }
    document.cash = rest
    sales[place].cashLeft -= rest
    for (line, pieces) in back.pieces { sales[place].back[line, default: 0] += pieces }
    books.add(document)
    books.cash -= document.cash
  }

  private func book(correctionOf original: Int, _ terminal: String) {
    guard papers.count == 2, let place = sales.firstIndex(where: { $0.document == original }) else {
      failure = failure ?? "a correction has \(papers.count) papers"
      return
    }
    let total = sales[place].cashLeft
    var reverse = MonthBooks.Document(
      number: papers[0], type: .saleReturn, cashier: name, shift: shift)
    reverse.cash = total
    var right = MonthBooks.Document(number: papers[1], type: .sale, cashier: name, shift: shift)
    right.cashless = total
    // The evening's count has found it already.
    let isOfShift = sales[place].shift == shift
    books.addCorrection(reverse, right, changesDrawer: isOfShift)
    books.book(.charge, total, at: terminal, isPeriodOpen: isOfShift)
    sales[place].isOver = true
  }
}
