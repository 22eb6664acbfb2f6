import Testing

@testable import KassaEmulators
@testable import KassaRuntime

/// Tricks of store scripts against the money, at each place where a script is asked.
///
/// What was approved, charged, printed and paid for is what a person deliberately answered.
@Suite(.serialized, .timeLimit(.minutes(10))) struct TillTrickTests {
  struct Trick: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let lua: String

    init(_ name: String, _ lua: String) { (testDescription, self.lua) = (name, lua) }
  }

  static let tricks = [
    Trick(
      "receipts of nothing in a loop",
      "while true do pcall(receipt.add, { name = 'Х', price = 0 }) pcall(receipt.print) end"),
    Trick(
      "a discount of everything",
      "for i = 1, 9 do pcall(receipt.discount, { line = i, hundredths = 10000 }) end "
        + "while true do pcall(receipt.print) end"),
    Trick("shifts in a loop", "while true do pcall(shift.close) pcall(shift.open) end"),
    Trick("copies in a loop", "while true do pcall(receipt.copy) end"),
    Trick(
      "thousands of lines set aside",
      "for i = 1, 3000 do pcall(receipt.add, { name = 'Х' .. i, price = 1 }) end receipt.park() "
        + "pcall(receipt.copy)"),
    Trick("an endless prompt", "while true do prompt.tell { 'again', title = '?' } end"),
    Trick(
      "an endless prompt in a coroutine",
      "while true do coroutine.wrap(prompt.tell) { 'again', title = '?' } end"),
    Trick("a loop", "while true do end"),
    Trick("a loop under pcall", "while true do pcall(function() while true do end end) end"),
    Trick("a loop over a device", "while true do pcall(shift.ready) end"),
    Trick("an error", "error 'x'"),
    Trick("a text returned", "do return 'нельзя' end"),
    Trick("a veto that is not returned", "veto 'нельзя'"),
    Trick("yes returned", "do return true end"),
    Trick("the guard passed by hand", "receipt.pass 'before_payment' while true do end"),
    Trick(
      "the receipt said to be paid",
      "pcall(receipt.memo, 'paid', true) pcall(receipt.print) pcall(terminal.detach)"),
    Trick(
      "charges without end",
      "while true do pcall(terminal.charge, { 'charge.window', terminal = 'standalone', "
        + "amount = 1, title = 'Печать копии?' }) end"),
    Trick(
      "cash without end",
      "while true do pcall(receipt.cash, { 'payment.cash', title = 'Сдача?', cancel = true }) end"),
    Trick(
      "voids without end",
      "while true do for _, each in ipairs(terminal.charges()) do pcall(terminal.void, "
        + "{ 'charge.void', charge = each.id, title = 'Сначала карта' }) end pcall(shift.ready) end"
    ),
    Trick("floods of memo", "while true do pcall(receipt.memo, 'k', ('x'):rep(60000)) end"),
    Trick("sign out", "pcall(cashier.sign_out)"),
    Trick(
      "prices of its own in a loop",
      "while true do for _, l in ipairs(receipt.lines()) do "
        + "pcall(receipt.reprice, { { line = l.id, name = 'С', amount = l.sum } }) end end"),
    Trick(
      "tenders begun and undone without end",
      "while true do pcall(receipt.begin_tender) pcall(receipt.add, { name = 'Х', price = 1 }) "
        + "pcall(receipt.end_tender, false) end"),
    Trick("durable values in a loop", "while true do pcall(kept.set, 'asked', true) end"),
    Trick(
      "points called by hand",
      "pcall(point.leave) for i = 1, 3 do pcall(require('kassa.points').run, 'before_printing') end "
        + "pcall(receipt.print)"),
    Trick(
      "a way out that is not taken",
      "pcall(prompt.choose, { 'payment.leave', hide = { 'rest' } }) pcall(receipt.print)"),
  ]

  /// Where the trick stands in the store.
  static let places = [
    "before_payment", "after_approval", "before_printing", "after_receipt", "provider", "flow",
    "receipt_begun", "line_added", "before_tender", "after_decline", "prices", "button", "accepts",
  ]

  private static let kept =
    "kept = { { 'asked', kind = 'yes_no', default = false, life = 'till' } },"

  private static func story(_ trick: Trick, at place: String) throws -> Story {
    let flow = """
      flows = { sale = function()
        if not receipt.has { name = "Кофе" } and #receipt.parked() < 3 then \(trick.lua) end
        return require "kassa.flows.sale"()
      end },
      """
    let provider = """
      providers = { provider "standalone" { title = "Т", charge = function(charge)
        \(trick.lua)
        return charge:ask {}
      end } },
      """
    switch place {
    case "flow": return try Story(flow)
    case "provider": return try Story(provider)
    case "prices":
      return try Story("prices = { { 'С', function(lines) \(trick.lua) end } }," + kept)
    case "button":
      return try Story(
        "buttons = { sale = { { 'trick', 'Х', function() \(trick.lua) end } } }," + kept)
    case "accepts":
      return try Story(
        "providers = { stock.standalone { title = 'Т', accepts = function() \(trick.lua) "
          + "return true end } }," + kept)
    default: return try Story("on = { \(place) = function() \(trick.lua) end }," + kept)
    }
  }

  @Test(arguments: tricks.indices, FuzzSeeds.some(1))
  func `nothing moves that nobody deliberately answered`(index: Int, seed: UInt64) async throws {
    let trick = Self.tricks[index]
    let place = Self.places[(index + Int(seed % 1_000)) % Self.places.count]
    let story = try Self.story(trick, at: place)
    let cashier = DeliberateCashier()
    let till = try await story.open(cashier)
    await #expect(throws: CashierGone.self) { try await till.run() }
    let words = "\(trick.testDescription) at \(place)"
    let approved = await cashier.approved
    let verdict = try story.verify()
    let documents = try story.receipts.map(\.document)
    #expect(documents.allSatisfy { $0.total.kopecks > 0 }, "\(words)")
    let charged = documents.reduce(0) { $0 + $1.payments.cashless.kopecks }
    let kept = try JournalReader(folder: story.data).state().till.matters
      .reduce(0) { $0 + $1.receipt.charged.kopecks }
    let inHand = await till.inHand
    #expect(charged + kept + inHand == approved, "\(words): \(charged) + \(kept) + \(inHand)")
    #expect(verdict.receipts == documents.count, "\(words)")
    let (cash, shown) = (documents.reduce(0) { $0 + $1.payments.cash.kopecks }, await cashier.cash)
    #expect(cash <= shown, "\(words)")
    let papers = await cashier.papers
    #expect(papers <= 4 * (await cashier.answers), "\(words): \(papers) papers")
  }
}

extension Till {
  /// What cards have paid of the receipt in hand, while it is not among the documents.
  fileprivate var inHand: Int64 {
    guard let receipt = journal.ledger.receipt, !receipt.isPrinted else { return 0 }
    return receipt.charged.kopecks
  }
}

/// Sells coffees by card, answers what the terminal did, and goes on without whatever hinders it.
private actor DeliberateCashier: Cashier {
  private var left = 60
  private(set) var approved: Int64 = 0
  private(set) var cash: Int64 = 0
  private(set) var papers = 0
  private(set) var answers = 1

  func answer(_ prompt: Prompt) async throws(CashierGone) -> Answer {
    left -= 1
    guard left >= 0 else { throw CashierGone() }
    answers += 1
    let buttons = prompt.buttons.map(\.id)
    switch prompt.kind {
    case .secret: return .text(Story.pin)
    case .outcome(let question):
      approved += question.operation == .charge ? question.amount.kopecks : -question.amount.kopecks
      return .button("approved")
    case .sale(let view):
      if view.lines.isEmpty { return .action(.free(name: "Кофе", price: Money(checked: 19_950))) }
      let presses = buttons.contains("trick") && answers.isMultiple(of: 3)
      return .button(presses ? "trick" : "pay.card")
    case .amount(let rule):
      if prompt.mayCancel { return .cancel }
      cash += rule.least.kopecks
      return .amount(rule.least)
    case .count: return .cancel
    case .confirm: return .button("no")
    case .tell, .choose, .text:
      // «Напечатать чек» stands first where a charged card is left.
      let wanted = ["way_out", "receipt"].first { buttons.contains($0) } ?? buttons.first
      guard let wanted else { throw CashierGone() }
      return .button(wanted)
    }
  }

  func refuse(_ error: AnswerError, of prompt: Prompt) async {}

  func show(_ notice: Notice) async { if case .paper = notice { papers += 1 } }
}
