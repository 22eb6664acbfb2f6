import Testing

@testable import KassaProving
@testable import KassaRuntime
@testable import KassaWire

/// A front end that is sent changes has the whole receipt at every prompt.
@Suite(.timeLimit(.minutes(5))) struct WireFeedPropertyTests {
  /// Takes lines as docs/protocol.md says, and compares them with the whole.
  private actor FedCashier: Cashier {
    nonisolated let source = AnswerSource.program
    private var person: WorkloadPerson
    private var numbers: SplitMix64
    private var feed = WireFeed()
    private var last: Int64?
    private var lines: [Int64: Value] = [:]
    private var answersLeft = 0
    private(set) var sentChanges = 0
    private(set) var wrong: [String] = []

    init(seed: UInt64) {
      person = WorkloadPerson(seed: seed, workload: .closeShift, barcodes: [])
      numbers = SplitMix64(seed)
      feed.begin(.changes)
    }

    func begin(answers: Int) { answersLeft = answers }

    func answer(_ prompt: Prompt) async throws(CashierGone) -> Answer {
      take(feed.wire(of: prompt)["prompt"], whole: prompt.wire["prompt"])
      guard answersLeft > 0 else { throw CashierGone() }
      answersLeft -= 1
      // Now and then it has lost count.
      if numbers.once(in: 40) { feed.begin(.changes) }
      if case .sale(let view) = prompt.kind, numbers.once(in: 2), view.lines.count < 30 {
        return .action(.free(name: "Чай \(answersLeft)", price: Money(checked: 1_000)))
      }
      if case .sale(let view) = prompt.kind, let line = view.lines.randomElement(using: &numbers) {
        switch numbers.below(6) {
        case 0: return .action(.remove(line: line.id))
        case 1: return .action(.discount(line: line.id, Money(checked: 100)))
        case 2: return .button("park")
        default: break
        }
      }
      return person.answer(prompt, pick: numbers.once(in: 2) ? 0 : numbers.next())
    }

    private func take(_ sent: Value, whole: Value) {
      let (sale, expected) = (sent["sale"], whole["sale"])
      guard expected != .null else { return }
      if let since = sale["since"].int {
        if since != last { wrong.append("since \(since), the last was \(last ?? 0)") }
        for id in sale["removed"].list ?? [] { lines[id.int ?? 0] = nil }
        for line in sale["changed"].list ?? [] { lines[line["line"].int ?? 0] = line }
        sentChanges += 1
      } else {
        lines = [:]
        for line in sale["lines"].list ?? [] { lines[line["line"].int ?? 0] = line }
      }
      last = sent["n"].int
      let now = lines.sorted { $0.key < $1.key }.map(\.value)
      if .list(now) != expected["lines"] { wrong.append("\(now) is not \(expected["lines"])") }
      if sale["total"] != expected["total"] || sale["paid"] != expected["paid"] {
        wrong.append("another total")
      }
    }

    func refuse(_ error: AnswerError, of prompt: Prompt) async {}
    func show(_ notice: Notice) async {}
  }

  @Test(arguments: FuzzSeeds.some(2))
  func `changes make the whole, over sales, parking, fall backs and restarts`(seed: UInt64)
    async throws
  {
    let story = try Story.sale(
      """
      if #receipt.lines() > 4 then error("упал") end
      return require("kassa.flows.sale")()
      """)
    let cashier = FedCashier(seed: seed)
    for _ in 0..<3 {
      await cashier.begin(answers: 90)
      do { try await story.open(cashier).run() } catch is CashierGone {}
      try await story.awaitRelease()
    }
    #expect(await cashier.wrong == [], "seed \(seed)")
    #expect(await cashier.sentChanges > 20, "seed \(seed)")
  }

  @Test(arguments: FuzzSeeds.some(4))
  func `lines are the old ones with the changes made, whatever was done to them`(seed: UInt64)
    throws
  {
    var random = SeededNumbers(seed: seed)
    let shown = ShownLines()
    var receipt = ReceiptLines()
    var (next, before) = (1, shown.view(of: receipt))
    for round in 0..<400 {
      for _ in 0..<Int.random(in: 0...40, using: &random) {
        let line = receipt.randomElement(using: &random)
        switch Int.random(in: 0..<5, using: &random) {
        case 0:
          if let line, let index = receipt.index(of: line.id) { receipt.remove(at: index) }
        case 1:
          if let line, let index = receipt.index(of: line.id) {
            let price = Int64.random(in: 1...9, using: &random)
            receipt.replace(at: index, with: try Self.line(line.id, price: price))
          }
        default:
          next += Int.random(in: 1...3, using: &random)
          receipt.append(try Self.line(next, price: 5))
        }
      }
      let view = shown.view(of: receipt)
      let plain = ShownLines().view(of: receipt)
      #expect(view == plain && Array(view).map(\.id) == receipt.map(\.id), "seed \(seed), \(round)")
      let changes = view.changes(since: before)
      #expect(before.applying(changes) == view, "seed \(seed), round \(round)")
      #expect(view.changes(since: view).count == 0)
      let ids = Set(before.map(\.id))
      #expect(changes.removed.allSatisfy { ids.contains($0) && view.line($0) == nil })
      #expect(changes.changed.allSatisfy { view.line($0.id) == $0 && before.line($0.id) != $0 })
      before = view
    }
  }

  private static func line(_ id: Int, price: Int64) throws -> Line {
    try Line(id: id, item: Item(name: "Чай \(id)", price: Money(checked: price)))
  }

  @Test func `a front end that asks for nothing is sent every line`() {
    var feed = WireFeed()
    for _ in 1...3 { #expect(feed.wire(of: Prompts.sale) == Prompts.sale.wire) }
    feed.begin(.changes)
    #expect(feed.wire(of: Prompts.sale) == Prompts.sale.wire)
    let again = feed.wire(of: Prompts.sale)["prompt"]["sale"]
    #expect(again["since"] == 12 && again["changed"] == [] && again["lines"] == .null)
    feed.begin(.whole)
    #expect(feed.wire(of: Prompts.sale) == Prompts.sale.wire)
  }
}
