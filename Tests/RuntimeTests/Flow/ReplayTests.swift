import Testing

@testable import KassaRuntime

/// Replay compares entries, prompt ids and typed arguments, never words, and stops where they differ.
@Suite struct ReplayTests {
  /// A sale as it was recorded: one read, one line, one prompt, then the next.
  private static let recorded = """
    local found = receipt.goods "46"
    receipt.add { name = "Кофе", price = 100 }
    local amount = prompt.amount { "one", title = "One", most = 500, args = { x = 1 } }
    receipt.memo("amount", amount)
    prompt.choose { "two", title = "Two", buttons = { "a", "b" } }
    """

  /// What the script has become, and how replay says where it parts from the record.
  static let divergences: [(from: String, to: String, says: String)] = [
    (#""one""#, #""uno""#, "the script asks for the prompt «uno», recorded was the prompt «one»"),
    (
      "most = 500", "most = 501",
      "the script asks for the prompt «one», recorded was the prompt «one»"
    ),
    ("x = 1", "x = 2", "the script asks for the prompt «one», recorded was the prompt «one»"),
    (
      "prompt.amount", "prompt.text",
      "the script asks for the prompt «one», recorded was the prompt «one»"
    ),
    (
      #"{ "a", "b" }"#, #"{ "b", "a" }"#,
      "the script asks for the prompt «two», recorded was the prompt «two»"
    ),
    ("price = 100", "price = 101", "the script changes the receipt differently than recorded"),
    (
      #"memo("amount", amount)"#, #"memo("amount", 1)"#,
      "the script changes the receipt differently than recorded"
    ),
    (
      #"receipt.goods "46""#, #"receipt.goods "46", receipt.goods "47""#,
      "the script asks for a fault (leto/store.lua:2: replay reads more from outside than was "
        + "recorded), recorded was the prompt «one»"
    ),
    (#"receipt.goods "46""#, "nil", "the script reads differently than recorded"),
    (
      "local found", "error 'x' local found",
      "the script asks for a fault (leto/store.lua:2: x), recorded was the prompt «one»"
    ),
    (
      "local found", "do return end local found",
      "the script asks for the end of the flow, recorded was the prompt «one»"
    ),
    (
      "local found", "while true do end local found",
      "the script asks for a fault (leto/store.lua:2: \(Kill.instructions)), recorded was the "
        + "prompt «one»"
    ),
  ]

  @Test(arguments: divergences.indices)
  func `stops where the script does something else`(index: Int) throws {
    let (from, to, says) = Self.divergences[index]
    let changed = Self.recorded.replacing(from, with: to)
    #expect(changed != Self.recorded)
    let entries = try record()
    let error = #expect(throws: Replay.Divergence.self) {
      _ = try replay(try run(changed), entries)
    }
    #expect(error?.description == says)
  }

  /// Changes of a script that no answer and no journal can tell.
  @Test(arguments: [
    ("title = \"One\"", "title = \"Один\""), ("local found", "local a <const> = 1 local found"),
    ("receipt.memo", "for _ = 1, 10 do end receipt.memo"), ("\"Two\"", "\"Two\", body = \"2\""),
  ])
  func `does not look at words`(change: (from: String, to: String)) throws {
    let changed = Self.recorded.replacing(change.from, with: change.to)
    #expect(changed != Self.recorded)
    let standing = try replay(try run(changed), try record())
    guard case .at(.prompt(let request)) = standing else {
      Issue.record("\(standing)")
      return
    }
    #expect(request.id == "two")
  }

  @Test func `brings the receipt back as it was`() throws {
    let run = try run(Self.recorded)
    _ = try replay(run, try record())
    #expect(run.context.receipt.total.kopecks == 100)
    #expect(run.context.receipt.memo == ["amount": 250])
    #expect(run.context.receipt.lines.map(\.item.name) == ["Кофе"])
  }

  @Test func `a flow without a step stands at its start`() throws {
    let run = try run(Self.recorded)
    guard case .atStart = try replay(run, [.flow(start: run.start)]) else {
      Issue.record("not at its start")
      return
    }
  }

  /// The entries of the recorded sale, up to its second prompt.
  private func record() throws -> [Entry] {
    let run = try run(Self.recorded)
    let ledger = run.start.ledger(parked: [:])
    let first = try step(run.begin(on: ledger))
    guard case .prompt(let request) = first.next else { return [] }
    let answer = RecordedAnswer.given(answer: .amount(Money(checked: 250)))
    let second = try step(
      run.answer(
        answer, by: .hand, to: request, on: run.context.ledger, at: FiscalSamples.now))
    return [.flow(start: run.start), .step(taken: first), .step(taken: second)]
  }

  private func replay(_ run: FlowRun, _ entries: [Entry]) throws -> Replay.Standing {
    try Replay.replay(run, entries[...], on: run.start.ledger(parked: [:]))
  }

  private func step(_ progress: FlowRun.Progress) throws -> Step {
    guard case .step(let step) = progress else { throw Unexpected() }
    return step
  }

  private struct Unexpected: Error {}

  private func run(_ sale: String) throws -> FlowRun {
    var files = StockLibrary.files
    files["store/leto/store.lua"] = "return { flows = { sale = function()\n\(sale)\nend } }"
    let bundle = Bundle(files: files)
    let script = LuaFlow(
      bundle, BundleSource(bundle), .shared, limits: MachineLimits(millisecondsMax: .max),
      log: { _ in })
    let start = FlowStart(
      name: "sale", bundle: bundle.hash, level: .store, language: .ru,
      at: FiscalSamples.now, offsetSeconds: FiscalSamples.offsetSeconds, seed: 7,
      receipt: Receipt(id: "r", taxation: .usnIncome),
      seller: FiscalSamples.seller, till: TillState.Core(cashier: "Анна"))
    return FlowRun(
      start, script: script, words: Words(), providers: Provider.stock, outside: OneGood(),
      documents: DocumentFreezer(seller: FiscalSamples.seller, bundle: bundle.hash))
  }

  /// An outside whose every value is the same good.
  private final class OneGood: Outside {
    func value(of read: OutsideRead, _ till: TillState, _ offered: [Provider]) -> Value {
      ["name": "Кофе", "price": 100]
    }
  }
}
