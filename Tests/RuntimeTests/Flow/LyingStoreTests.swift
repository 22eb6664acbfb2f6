import Foundation
import Testing

@testable import KassaEmulators
@testable import KassaRuntime

/// Stores that lie, each with one trick at one stage of a sale, before a cashier who believes nothing but
/// the signs and lines that are Swift's.
///
/// What was approved, charged, printed and paid for is what that cashier deliberately said.
@Suite(.serialized, .timeLimit(.minutes(30))) struct LyingStoreTests {
  private static let card = "4111'1111·1111|1111"
  /// In the store's own text, which the journal keeps, it stands in two halves.
  private static let made = #"("4111'1111" .. "·1111|1111")"#

  /// What a script tries, once.
  private static let lies: [String] = [
    // M1: a device of the script's own.
    #"terminal.add { provider = "connected", name = "x", settings = { socket = "/tmp/x" } } terminal.mark("t1")"#,
    #"prompt.choose { "terminals.edit", title = "Кофе?", buttons = { "a" } } terminal.add { provider = "connected", name = "x", settings = { socket = "/tmp/x" } }"#,
    #"terminal.address { "terminals.address", title = "Как вас зовут?" } terminal.add { provider = "connected", name = "x" }"#,
    // M5: windows that are none.
    #"prompt.choose { "charge.window", title = "?", buttons = { { "approved", "✓ Одобрено" } } } receipt.print()"#,
    #"prompt.amount { "payment.cash", title = "?" } receipt.print()"#,
    #"prompt.choose { "own", title = "Сначала карта, потом чек", body = "Терминал: 199,50 ₽", buttons = { { "approved", "✓ Одобрено" }, { "declined", "✕ Отказ" } } } receipt.print()"#,
    #"terminal.ask { "payment.cash" }"#, #"receipt.return_cash { "charge.window" }"#,
    #"terminal.void { "charge.window", charge = 1 }"#, #"receipt.cash { "charge.amount" }"#,
    // M6: words that say something else.
    #"terminal.charge { "charge.window", terminal = "standalone", amount = receipt.due(), title = "Отменено", buttons = { { "approved", "Отказ" }, { "declined", "Одобрено" }, { "unknown", "Да" } } }"#,
    #"terminal.void { "charge.void", charge = 1, title = "Сначала карта, потом чек", body = "Наберите {amount}", buttons = { { "approved", "Не вышло" }, { "declined", "Отменено" } } }"#,
    #"receipt.confirm { tender = "other", amount = receipt.due() } receipt.print()"#,
    #"receipt.cash { "payment.cash", title = "Сколько яблок?", cancel = true } receipt.print()"#,
    #"terminal.ask { "charge.unknown", title = "Печать", buttons = { { "approved", "\u{200B}✕ Отказ" }, { "declined", "О\u{AD}добрено" } } }"#,
    // M9, M10: what nobody may keep or show.
    #"receipt.add { name = \#(made), price = 1 }"#,
    #"receipt.add { name = "Чай", price = 1, barcode = "4111 " .. "1111 1111 1111" }"#,
    #"receipt.memo("a", { \#(made) }) log("\27[2J " .. \#(made))"#,
    #"error(\#(made) .. " \27[2J\u{202E}")"#,
    #"prompt.tell { "own", title = "\27[2J{a}", args = { a = \#(made) } }"#,
  ]
  static let tricks = lies + StoreTricks.all

  /// Where the trick stands: a store's table around it.
  static let stages: [(name: String, store: @Sendable (String) -> String)] = [
    ("sign-in", { "on = { after_sign_in = function() \($0) end }," }),
    ("before payment", { "on = { before_payment = function() \($0) end }," }),
    ("after approval", { "on = { after_approval = function() \($0) end }," }),
    ("before printing", { "on = { before_printing = function() \($0) end }," }),
    ("after receipt", { "on = { after_receipt = function() \($0) end }," }),
    ("accepts", { "providers = { \(provider("accepts = function() \($0) return true end,")) }," }),
    (
      "before the window",
      {
        "providers = { \(provider("charge = function(charge) \($0) return charge:ask {} end,")) },"
      }
    ),
    (
      "after the window",
      {
        "providers = { \(provider("charge = function(charge) local a, b = charge:ask {} \($0) return a, b end,")) },"
      }
    ),
    ("receipt begun", { "on = { receipt_begun = function() \($0) end }," }),
    ("line added", { "on = { line_added = function() \($0) end }," }),
    ("before a tender", { "on = { before_tender = function() \($0) end }," }),
    ("after a decline", { "on = { after_decline = function() \($0) end }," }),
    ("prices", { "prices = { { 'С', function(lines, tender) \($0) end } }," }),
    (
      "a button", { "buttons = { sale = { { 'pay.trick', 'Х', function() \($0) end } } }," }
    ),
    ("own sale", { Story.flow("\(sale) \($0) receipt.print()") }),
    ("own sale, paid", { Story.flow("\(sale) \(charge) \($0) receipt.print()") }),
  ]

  private static let sale = """
    if receipt.is_printed() then return end
    if receipt.total() == 0 then receipt.add { name = "Кофе", price = 19950 } end
    if not shift.ready().ready then shift.open() end
    prompt.sale { "sale" }
    """
  private static let charge = """
    terminal.charge { "charge.window", terminal = "standalone", amount = 19950 }
    """

  private static func provider(_ fields: String) -> String {
    #"stock.standalone { title = "Терминал", \#(fields) }"#
  }

  /// Every word of the store says another thing than it does.
  private static let texts = """
    kept = { { "asked", kind = "yes_no", default = false, life = "till" } },
    services = { service "loyalty" { title = "✓ Одобрено", repeats = true } },
    parameters = { { "limit", kind = "amount", title = "Предел", default = rub "300" } },
    texts = { ru = {
      ["charge.window"] = { title = "Возврат", body = "Отмените {amount}",
        buttons = { { "approved", "Отказ" }, { "declined", "Одобрено" }, { "unknown", "Одобрено" } } },
      ["charge.unknown"] = { buttons = { { "approved", "Нет или отказ" }, { "declined", "Одобрена" } } },
      ["charge.void"] = { title = "Сначала карта, потом чек", body = "Приложите карту",
        buttons = { { "approved", "Отказ" }, { "declined", "Отменено" } } },
      ["tender.other"] = { title = "Напечатать копию?", buttons = { { "yes", "Нет" }, { "no", "Да" } } },
      ["payment.return_cash"] = { buttons = { { "returned", "Одобрено" } } },
    } },
    """

  private static let count = stages.count * tricks.count * 2
  private static let turns: UInt64 = 24

  /// One by turns in a check, so that all come round; `KASSA_SEEDS=0..<4000` is all of them.
  @Test(arguments: FuzzSeeds.some(turns))
  func `moves what the cashier said, and nothing else`(seed: UInt64) async throws {
    let isNightly = ProcessInfo.processInfo.environment["KASSA_SEEDS"] != nil
    let span = Self.count / Int(Self.turns) + 1
    let turn = isNightly ? Int(seed) : Int(seed) * span + Int.random(in: 0..<span)
    let index = turn % Self.count
    let approves = index.isMultiple(of: 2)
    let stage = Self.stages[index / 2 % Self.stages.count]
    let trick = Self.tricks[index / 2 / Self.stages.count]
    let story = try Story(stage.store(trick) + Self.texts)
    story.services = ServiceStandIn(says: #"{"approved":true,"outcome":"approved"}"#)
    let cashier = WaryCashier(approves: approves, leavesAfter: turn % 11)
    // Somewhere in the middle the plug is pulled.
    for _ in 0..<2 { try await story.open(cashier).runToEnd() }
    let label = "\(index): \(stage.name): \(trick)"
    let entries = try story.entries()
    let approved = entries.approved
    #expect(await cashier.charged == approved, "\(label)")
    #expect(try story.receipts.count <= approved.count, "\(label)")
    let documents = try story.receipts.map(\.document)
    #expect(
      documents.allSatisfy { $0.payments.cash == .zero && $0.payments.other == .zero }, "\(label)")
    #expect(entries.terminals.isEmpty, "\(label)")
    #expect(try !story.dataHolds(Self.card) && !story.dataHolds("4111 1111 1111"), "\(label)")
    #expect(await !cashier.sawSomethingHidden, "\(label)")
    _ = try story.verify()
  }
}

/// Believes the signs and the lines of Swift's, and keys into the terminal what they say.
private actor WaryCashier: Cashier {
  private let approves: Bool
  private var left = 40
  private var isPrinted = false
  /// What the terminal really charged, in kopecks, once the cashier has said so.
  private(set) var charged: [Int64] = []
  private(set) var sawSomethingHidden = false

  /// After how many answers it leaves, once.
  private var leavesAfter: Int?
  private var answers = 0

  init(approves: Bool, leavesAfter: Int) {
    self.approves = approves
    self.leavesAfter = leavesAfter
  }

  func answer(_ prompt: Prompt) async throws(CashierGone) -> Answer {
    if answers == leavesAfter {
      leavesAfter = nil
      throw CashierGone()
    }
    (left, answers) = (left - 1, answers + 1)
    guard left >= 0, !isPrinted else { throw CashierGone() }
    look(at: prompt)
    if let effect = prompt.effect { return try answer(prompt, to: effect) }
    switch prompt.kind {
    case .secret: return .text(Story.pin)
    case .sale(let view):
      if view.lines.isEmpty {
        return .action(.free(name: "Кофе", price: Money(checked: 19_950)))
      }
      let own = prompt.buttons.first { $0.id == "pay.trick" }
      return .button(answers.isMultiple(of: 2) ? own?.id ?? "pay.card" : "pay.card")
    case .tell, .confirm, .choose, .outcome, .amount, .text, .count:
      guard let button = prompt.buttons.first else { throw CashierGone() }
      return .button(button.id)
    }
  }

  private func answer(_ prompt: Prompt, to effect: PromptEffect) throws(CashierGone) -> Answer {
    let sign: OutcomeSign
    switch (effect.act, prompt.kind) {
    case (.payment, .outcome):
      sign = approves ? .charged : .notCharged
      if approves, let amount = effect.amount { charged.append(amount.kopecks) }
    case (.payment, .amount):
      // Nobody has any cash; a slip shows what was charged.
      guard effect.amount == nil, let last = charged.last else { throw CashierGone() }
      return .amount(Money(checked: last))
    case (.void, _), (.refund, _): sign = .notUndone
    case (.tender, _): sign = .notCharged
    case (.payment, _), (.closing, _), (.print, _), (.unchecked, _), (.strike, _), (.again, _),
      (.terminals, _), (.address, _), (.parameter, _), (.handover, _),
      (.cashIn, _), (.cashOut, _), (.counting, _), (.settling, _),
      (.correction, _):
      if prompt.mayCancel { return .cancel }
      throw CashierGone()
    }
    guard let button = prompt.buttons.first(where: { $0.label.hasPrefix(sign.rawValue) }) else {
      throw CashierGone()
    }
    return .button(button.id)
  }

  private func look(at prompt: Prompt) {
    for text in [prompt.title, prompt.body] + prompt.buttons.map(\.label) {
      let isHidden = text.unicodeScalars.contains { !$0.isPrintable && $0 != "\n" }
      sawSomethingHidden = sawSomethingHidden || isHidden
    }
  }

  func refuse(_ error: AnswerError, of prompt: Prompt) async {}

  func show(_ notice: Notice) async {
    if case .paper(let paper) = notice, paper.kind == .receipt { isPrinted = true }
  }
}

extension Till {
  fileprivate func runToEnd() async throws {
    await #expect(throws: CashierGone.self) { try await self.run() }
  }
}

extension Story {
  fileprivate func entries() throws -> [Step] {
    let journal = try Journal(folder: data, identity: { "" }, seam: .production)
    return try journal.entries(from: 1).compactMap { body in
      if case .step(let step) = body { step } else { nil }
    }
  }
}

extension [Step] {
  /// The amounts of the charges that answers approved, in kopecks.
  fileprivate var approved: [Int64] {
    var opened: [Int: Attempt] = [:]
    var amounts: [Int64] = []
    for step in self {
      for case .receipt(let change) in step.answered + step.changes {
        if case .attemptOpened(let attempt) = change { opened[attempt.id] = attempt }
        guard case .outcome(let id, .approved, _, _) = change, let attempt = opened[id],
          attempt.operation == .charge
        else { continue }
        amounts.append(attempt.amount.kopecks)
      }
    }
    return amounts
  }

  fileprivate var terminals: [TerminalChange] {
    flatMap(\.changes).compactMap { change in
      if case .till(.terminals(let change)) = change { change } else { nil }
    }
  }
}
