import Testing

@testable import KassaRuntime

/// Every function a script may call, with values of any shape, at every stage of a sale that is
/// answered at random: no crash, no hang, errors with file and line, a journal that holds together, and a
/// sale that can still be ended.
@Suite(.timeLimit(.minutes(10))) struct BindingFuzzTests {
  /// What takes the sale to its next stage, whatever became of the one before.
  private static let stages = [
    "", "shift.open", "receipt.add, { name = 'Кофе', price = 100 }", "prompt.sale, { 'sale' }",
    "terminal.charge, { 'charge.window', terminal = 'standalone', amount = receipt.due() }",
    "terminal.ask, { 'charge.unknown' }", "receipt.cash, { 'payment.cash' }", "receipt.print",
  ]

  /// Every function once, in an order of the seed's, spread over the stages; each under `pcall`.
  private static func script(_ seed: UInt64) -> String {
    var maker = CallMaker(random: SeededNumbers(seed: seed))
    let functions = Bindings.modules(NoFlow()).flatMap { module in
      module.functions.map { (module.name, $0) }
    }
    var calls = functions.shuffled(using: &maker.random).map { maker.call($0.0, $0.1) }
    for (number, stage) in stages.enumerated() {
      calls.insert(stage, at: number * calls.count / stages.count)
    }
    return """
      \(CallMaker.prelude)
      local function try(call, ...)
        if not call then return end
        local ok, problem = pcall(call, ...)
        if not ok and not (type(problem) == "string" and problem:find "^leto/store%.lua:%d+: ") then
          log("unplaced: " .. tostring(problem):sub(1, 300))
        end
      end
      \(calls.map { "try(\($0))" }.joined(separator: "\n"))
      """
  }

  @Test(arguments: FuzzSeeds.some(6))
  func `any call with any values leaves a sound till`(seed: UInt64) async throws {
    let story = try Story.sale(Self.script(seed))
    let start = ContinuousClock.now
    for visit in 0..<2 as Range<UInt64> {
      // In between the till is started again, and replays what was done.
      let cashier = RandomCashier(seed: seed &* 31 &+ visit, answersMax: 30)
      try await Self.visit(story, cashier)
      let warnings = await cashier.warnings
      for warning in warnings { #expect(!warning.contains("\n"), "seed \(seed): \(warning)") }
    }
    #expect(!story.log.text.contains("unplaced"), "seed \(seed): \(story.log.text)")
    #expect(!story.log.text.contains("did not arrive"), "seed \(seed): \(story.log.text)")
    story.store = Story.store("")
    let rester = RandomCashier(seed: seed, answersMax: 80, isPlain: true)
    try await Self.visit(story, rester)
    let (rests, asked) = await (rester.rests, rester.asked)
    #expect(rests, "seed \(seed): \(asked.suffix(20)) \(story.log.text.suffix(2_000))")
    let verdict = try story.verify()
    #expect(try story.receipts.count == verdict.receipts, "seed \(seed)")
    // Some dozens of steps, each far below its own second.
    #expect(ContinuousClock.now - start < .seconds(60), "seed \(seed)")
  }

  /// The till is gone when this returns.
  private static func visit(_ story: Story, _ cashier: RandomCashier) async throws {
    let till = try await story.open(cashier)
    await #expect(throws: CashierGone.self) { try await till.run() }
  }
}

/// Answers whatever is asked with something that may count, and leaves after a while; a plain one
/// pays what there is to pay, and leaves before the next customer.
private actor RandomCashier: Cashier {
  private var random: SeededNumbers
  private var left: Int
  private let isPlain: Bool
  private(set) var warnings: [String] = []
  /// Whether the till came to stand before a customer without goods.
  private(set) var rests = false
  private(set) var asked: [String] = []

  init(seed: UInt64, answersMax: Int, isPlain: Bool = false) {
    random = SeededNumbers(seed: seed)
    left = answersMax
    self.isPlain = isPlain
  }

  func answer(_ prompt: Prompt) async throws(CashierGone) -> Answer {
    left -= 1
    asked.append(prompt.id)
    if isPlain, case .sale(let sale) = prompt.kind, sale.lines.isEmpty { rests = true }
    guard left >= 0, !rests else { throw CashierGone() }
    return isPlain ? plain(prompt) : wild(prompt)
  }

  private func wild(_ prompt: Prompt) -> Answer {
    if prompt.mayCancel, chance(4) { return .cancel }
    switch prompt.kind {
    case .tell, .confirm, .choose, .outcome: return button(of: prompt)
    case .amount(let rule): return chance(4) ? button(of: prompt) : .amount(rule.least)
    case .text(let rule):
      return chance(4)
        ? button(of: prompt) : .text(String(repeating: "7", count: max(1, rule.least)))
    case .secret: return .text(Story.pin)
    case .count(let rule): return chance(4) ? .cancel : .count([rule.fields[0].id: 100])
    case .sale:
      // A store's own may have no button at all: what it adds goes back to the script.
      return chance(4) || prompt.buttons.isEmpty
        ? .action(.free(name: "Чай", price: Money(checked: 100))) : button(of: prompt)
    }
  }

  /// The way to the end of a sale; a button now and then keeps it out of circles.
  private func plain(_ prompt: Prompt) -> Answer {
    switch prompt.kind {
    case .outcome: .button("approved")
    case .sale:
      if prompt.buttons.contains(where: { $0.id == "pay.card" }), !chance(4) {
        .button("pay.card")
      } else {
        wild(prompt)
      }
    case .amount(let rule): .amount(rule.offered.first ?? rule.least)
    case .text, .secret: prompt.mayCancel && chance(3) ? .cancel : wild(prompt)
    case .count: wild(prompt)
    // A menu is left sooner or later, not gone through for ever.
    case .choose where prompt.buttons.contains { $0.id == "back" } && chance(2): .button("back")
    case .tell, .confirm, .choose: chance(3) ? button(of: prompt) : first(of: prompt)
    }
  }

  private func first(of prompt: Prompt) -> Answer { .button(prompt.buttons.first?.id ?? "ok") }

  private func button(of prompt: Prompt) -> Answer {
    .button(prompt.buttons.randomElement(using: &random)?.id ?? "ok")
  }

  private func chance(_ oneIn: Int) -> Bool { Int.random(in: 0..<oneIn, using: &random) == 0 }

  func refuse(_ error: AnswerError, of prompt: Prompt) async {}

  func show(_ notice: Notice) async {
    if case .warning(let text) = notice { warnings.append(text) }
  }
}
