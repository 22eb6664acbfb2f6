import Foundation
import Testing

@testable import KassaEmulators
@testable import KassaProving
@testable import KassaRuntime

/// Stores that lie about money that goes back, each with one trick at one place, before a cashier who believes
/// the signs and lines that are Swift's alone.
///
/// Nothing goes back and nothing is put right but what that cashier deliberately said, and no more than was sold.
@Suite(.serialized, .timeLimit(.minutes(30))) struct LyingReturnTests {
  /// The sales that stand: documents 2, by card, and 3, in cash.
  private static let sold =
    Story.signIn + [
      Story.coffee, "sale: pay.card", "charge.window: approved", Story.coffee, "sale: pay.cash",
      "payment.cash: 199.50",
    ]

  private static let begin = #"local s = receipt.find_sales("3")[1] receipt.begin_return(s.id)"#
  private static let beginCard = #"local s = receipt.find_sales("2")[1] receipt.begin_return(s.id)"#
  private static let all = #"receipt.return_line(1, "1")"#
  private static let ready = #"if not shift.ready("cash").ready then shift.open() end"#

  static let tricks = [
    // Unasked.
    "\(begin) \(all) receipt.give_cash() receipt.print()",
    "\(begin) \(all) pcall(receipt.give_cash) pcall(receipt.print) receipt.hand_over { 'return.hand_over' }",
    "\(begin) \(all) \(ready) pcall(receipt.promise_cash, { 'return.cash', title = 'Сколько времени?' }) pcall(receipt.print)",
    "\(beginCard) \(all) local p = receipt.return_plan()[1] pcall(terminal.refund, { 'return.window', charge = p.charge }) pcall(receipt.print)",
    "\(beginCard) \(all) local p = receipt.return_plan()[1] pcall(terminal.refund, { 'return.void', charge = p.charge, void = true }) pcall(receipt.print)",
    // Asked in other words.
    "\(begin) \(all) receipt.allow_return { 'return.allow', title = 'Готово', body = 'Оплата', buttons = { { 'yes', 'Нет' }, { 'no', 'Да' } } } pcall(receipt.give_cash) pcall(receipt.print)",
    "\(begin) \(all) receipt.allow_return { 'sale', title = '?' } pcall(receipt.print)",
    "\(begin) \(all) receipt.allow_return { 'return.senior', cashier = 'Анна', title = 'Номер карты' } pcall(receipt.give_cash) pcall(receipt.print)",
    "\(beginCard) \(all) receipt.allow_return { 'return.allow' } local p = receipt.return_plan()[1] pcall(terminal.refund, { 'return.window', charge = p.charge, title = 'Сначала карта', buttons = { { 'approved', 'Отказ' }, { 'declined', 'Одобрено' } } }) pcall(receipt.print)",
    // Twice, more, of another, beside.
    "\(begin) \(all) receipt.allow_return { 'return.allow' } pcall(receipt.give_cash) pcall(receipt.give_cash) pcall(receipt.print) pcall(receipt.print) pcall(receipt.begin_return, s.id)",
    "\(begin) pcall(receipt.return_line, 1, '2') pcall(receipt.return_line, 1, '-1') \(all) receipt.allow_return { 'return.allow' } pcall(receipt.return_line, 1, '1') pcall(receipt.give_cash) pcall(receipt.print)",
    "\(begin) \(all) receipt.allow_return { 'return.allow' } receipt.park()",
    "\(begin) \(all) receipt.allow_return { 'return.allow' } pcall(receipt.add, { name = 'Х', price = 100 }) pcall(receipt.discount, { line = 1, hundredths = 100 }) pcall(receipt.give_cash) receipt.print() receipt.print()",
    "\(begin) \(all) receipt.allow_return { 'return.allow' } pcall(receipt.give_cash) pcall(function() terminal.charge { 'charge.window', terminal = 'standalone', amount = 100 } end) pcall(receipt.print)",
    "\(begin) \(all) receipt.allow_return { 'return.allow' } pcall(receipt.give_cash) receipt.print() receipt.hand_over { 'return.hand_over', title = 'Возьмите', buttons = { { 'given', 'Позже' } } }",
    // Cash for card.
    "\(beginCard) \(all) receipt.allow_return { 'return.allow' } pcall(receipt.give_cash) pcall(receipt.promise_cash, { 'return.cash' }) pcall(receipt.print)",
    "\(beginCard) \(all) receipt.allow_return { 'return.allow' } local p = receipt.return_plan()[1] pcall(receipt.move_refund, p.charge) pcall(receipt.promise_cash, { 'return.cash' }) pcall(receipt.print)",
    "\(beginCard) \(all) receipt.allow_return { 'return.allow' } local p = receipt.return_plan()[1] pcall(receipt.move_refund, p.charge, 'standalone') pcall(receipt.print)",
    // What was put right.
    "local s = documents.find('3')[1] documents.begin_correction(receipt.find_sales('3')[1].id, 'unpaid') pcall(receipt.print)",
    "documents.begin_correction(receipt.find_sales('3')[1].id, 'unpaid') documents.allow_correction { 'correction.allow', title = 'Готово' } pcall(receipt.print) pcall(receipt.print)",
    "documents.begin_correction(receipt.find_sales('3')[1].id, 'tender') documents.right_cash(0) pcall(documents.right_slip, { 'correction.slip', terminal = 'standalone' }) pcall(documents.allow_correction, { 'correction.allow', reason = 'x' }) pcall(receipt.print)",
    "\(begin) pcall(documents.begin_correction, s.id, 'unpaid') \(all) pcall(documents.allow_correction, { 'correction.allow' }) pcall(receipt.give_cash) pcall(receipt.print)",
    "documents.begin_missing { day = '2026-01-01', basis = '1' } pcall(receipt.add, { name = 'Х', price = 100 }) documents.right_cash(100) pcall(documents.allow_correction, { 'correction.allow', title = 'Кофе?' }) pcall(receipt.print)",
    // The drawer.
    "pcall(drawer.cash_out, { amount = 10000, reason = 'x' }) pcall(drawer.count, {}) pcall(drawer.cash_in, { amount = 10000, reason = 'x' })",
    "pcall(shift.interim) pcall(drawer.count, { again = true }) pcall(drawer.cash_out, { amount = 19950, reason = 'Размен' })",
  ]

  static let places: [(name: String, store: @Sendable (String) -> String)] = [
    (
      "own sale",
      {
        Story.flow("if not receipt.is_printed() then \($0) end return require 'kassa.flows.sale'()")
      }
    ),
    (
      "a button",
      { "buttons = { sale = { { 'pay.trick', 'Х', function() \($0) end } } }," }
    ),
    ("before a return", { "on = { before_return = function() \($0) end }," }),
    ("after a return", { "on = { after_return = function() \($0) end }," }),
    ("own returns", { "flows = { returns = function() \($0) return 'sale' end }," }),
    ("own history", { "flows = { documents = function() \($0) return 'sale' end }," }),
    ("own drawer", { "flows = { drawer = function() \($0) return 'sale' end }," }),
  ]

  private static let count = tricks.count * places.count * 2
  private static let turns: UInt64 = 20

  /// One by turns in a check, so that all come round; `KASSA_SEEDS=0..<400` is all of them.
  @Test(arguments: FuzzSeeds.some(turns))
  func `gives back what the cashier said, and nothing else`(seed: UInt64) async throws {
    let isNightly = ProcessInfo.processInfo.environment["KASSA_SEEDS"] != nil
    let span = Self.count / Int(Self.turns) + 1
    let turn = isNightly ? Int(seed) : Int(seed) * span + Int.random(in: 0..<span)
    let index = turn % Self.count
    let trick = Self.tricks[index / 2 % Self.tricks.count]
    let place = Self.places[index / 2 / Self.tricks.count]
    let label = "\(index): \(place.name): \(trick)"
    let story = try Story()
    try await story.play(Self.sold)
    try #require(try story.receipts.map(\.printed.number) == [2, 3])
    story.store = Story.store(place.store(trick))
    let cashier = WaryReturner(saysYes: index.isMultiple(of: 2), leavesAfter: turn % 9)
    // Somewhere in the middle the plug is pulled.
    for _ in 0..<2 {
      let till = try await story.open(cashier)
      await #expect(throws: CashierGone.self) { try await till.run() }
    }
    try await check(story, cashier, label)
  }

  private func check(_ story: Story, _ cashier: WaryReturner, _ label: String) async throws {
    let said = await cashier.said
    let documents = try story.receipts.dropFirst(2).map(\.document)
    let returns = documents.filter { $0.type == .saleReturn && $0.additional == nil }
    #expect(returns.count <= said.returns.count, "\(label)")
    for document in returns {
      #expect(said.returns.contains(document.total.kopecks), "\(label): \(document.total)")
      #expect(document.payments.cashless.kopecks <= said.refunded, "\(label)")
    }
    #expect(
      documents.count { $0.additional != nil || $0.correction != nil } <= said.corrections * 2)
    #expect(
      documents.count { $0.type == .sale && $0.additional == nil && $0.correction == nil } == 0)
    let refunds = try story.journalEntries().flatMap(\.changes).count { change in
      if case .receipt(.outcome(_, .approved, _, _)) = change { true } else { false }
    }
    #expect(refunds <= 1 + said.approvals, "\(label)")
    let moved = try story.journalEntries().flatMap(\.changes).count { change in
      if case .till(.cashMoved) = change { true } else { false }
    }
    #expect(moved <= said.moves, "\(label)")
    var audit = Audit()
    try audit.check(story.data, shown: [], paper: [], taken: [:])
    _ = try story.verify()
  }
}

/// Believes the signs and the lines of Swift's; does to terminals and drawer what they say, or nothing.
private actor WaryReturner: Cashier {
  struct Said {
    /// The amounts that were let go back, in kopecks.
    var returns: [Int64] = []
    /// What terminals were told to give back, together, and how often.
    var refunded: Int64 = 0
    var approvals = 0
    var corrections = 0
    var moves = 0
  }

  private(set) var said = Said()
  private let saysYes: Bool
  private var leavesAfter: Int?
  private var answers = 0

  init(saysYes: Bool, leavesAfter: Int) {
    (self.saysYes, self.leavesAfter) = (saysYes, leavesAfter)
  }

  func answer(_ prompt: Prompt) async throws(CashierGone) -> Answer {
    if answers == leavesAfter {
      leavesAfter = nil
      throw CashierGone()
    }
    answers += 1
    guard answers < 40 else { throw CashierGone() }
    if let effect = prompt.effect { return try answer(prompt, to: effect) }
    switch prompt.kind {
    case .secret: return .text(Story.pin)
    case .sale:
      let wanted = ["pay.trick", "returns", "documents", "drawer"]
      let id = wanted[answers % wanted.count]
      guard prompt.buttons.contains(where: { $0.id == id }) else { return .button("returns") }
      return .button(id)
    case .text where prompt.id == "return.find": return .text(answers.isMultiple(of: 2) ? "2" : "3")
    case .choose where prompt.id == "return.lines":
      let ids = prompt.buttons.map(\.id)
      return .button(ids.contains("go") && saysYes ? "go" : "all")
    case .tell, .confirm, .choose, .outcome, .amount, .text, .count:
      if prompt.mayCancel { return .cancel }
      guard let button = prompt.buttons.first else { throw CashierGone() }
      return .button(button.id)
    }
  }

  private func answer(_ prompt: Prompt, to effect: PromptEffect) throws(CashierGone) -> Answer {
    switch (effect.act, prompt.kind) {
    case (.refund, .outcome), (.void, .outcome):
      if saysYes, let amount = effect.amount {
        said.refunded += amount.kopecks
        said.approvals += 1
      }
      return try sign(saysYes ? .undone : .notUndone, of: prompt)
    case (.refund, .confirm), (.refund, .secret):
      guard saysYes, let amount = effect.amount else { return try leave(prompt) }
      said.returns.append(amount.kopecks)
      return prompt.kind.isSecret ? .text(Story.pin) : .button("yes")
    case (.refund, .amount): return .amount(Money(checked: 199_50))
    case (.correction, .confirm):
      guard saysYes else { return try leave(prompt) }
      said.corrections += 1
      return .button("yes")
    case (.handover, _): return .button("given")
    case (.cashIn, .confirm), (.cashOut, .confirm):
      guard saysYes else { return try leave(prompt) }
      said.moves += 1
      return .button("yes")
    default: return try leave(prompt)
    }
  }

  private func leave(_ prompt: Prompt) throws(CashierGone) -> Answer {
    if prompt.mayCancel { return .cancel }
    guard let last = prompt.buttons.last else { throw CashierGone() }
    return .button(last.id)
  }

  private func sign(_ sign: OutcomeSign, of prompt: Prompt) throws(CashierGone) -> Answer {
    guard let button = prompt.buttons.first(where: { $0.label.hasPrefix(sign.rawValue) }) else {
      throw CashierGone()
    }
    return .button(button.id)
  }

  func refuse(_ error: AnswerError, of prompt: Prompt) async {}
  func show(_ notice: Notice) async {}
}

extension PromptKind {
  fileprivate var isSecret: Bool { if case .secret = self { true } else { false } }
}
