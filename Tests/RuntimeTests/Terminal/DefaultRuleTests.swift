import Testing

@testable import KassaRuntime

/// Which terminal a charge goes to, and what the trace says about it.
@Suite struct DefaultRuleTests {
  /// One charge: what is known of it, and what the trace must be.
  struct Case: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let rules: String
    var facts: [String: Value] = [:]
    var terminals: [Value] = []
    /// "rule: why → terminal", one each rule looked at.
    let trace: [String]
    let chosen: String?
  }

  private static func terminal(_ id: String, _ fields: [String: Value] = [:]) -> Value {
    .record(
      [
        "id": .string(id), "name": .string(id.uppercased()), "provider": "standalone",
        "in_service": true, "offered": true, "marked": false, "last_used": false,
      ].merging(fields) { _, new in new })
  }

  private static let one = [terminal("a")]
  private static let two = [terminal("a"), terminal("b", ["marked": true])]
  private static let night = [
    terminal("a", ["marked": true]), terminal("n", ["purpose": "night"]),
  ]
  private static let nightRules = """
    { { "ночью", purpose = "night", between = { "22:00", "06:00" } }, { "отмеченный", marked = true } }
    """

  private static let cases: [Case] = [
    Case(
      testDescription: "the only terminal needs no mark", rules: "nil", terminals: one,
      trace: ["marked: no_terminal", "only: chosen → A"], chosen: "a"),
    Case(
      testDescription: "the marked one of two", rules: "nil", terminals: two,
      trace: ["marked: chosen → B"], chosen: "b"),
    Case(
      testDescription: "two without a mark are asked about", rules: "nil",
      terminals: [terminal("a"), terminal("b")],
      trace: ["marked: no_terminal", "ask: asks"], chosen: nil),
    Case(
      testDescription: "none at all", rules: "nil",
      trace: ["marked: no_terminal", "ask: no_terminal"], chosen: nil),
    Case(
      testDescription: "before midnight it is night", rules: nightRules,
      facts: ["minute": .int(22 * 60)], terminals: night, trace: ["ночью: chosen → N"],
      chosen: "n"),
    Case(
      testDescription: "after midnight it is night", rules: nightRules,
      facts: ["minute": .int(5 * 60 + 59)], terminals: night, trace: ["ночью: chosen → N"],
      chosen: "n"),
    Case(
      testDescription: "at six the night is over", rules: nightRules,
      facts: ["minute": .int(6 * 60)], terminals: night,
      trace: ["ночью: time", "отмеченный: chosen → A"], chosen: "a"),
    Case(
      testDescription: "a rule whose terminal is out of service falls through visibly",
      rules: nightRules, facts: ["minute": .int(23 * 60)],
      terminals: [
        terminal("a", ["marked": true]),
        terminal("n", ["purpose": "night", "in_service": false]),
      ],
      trace: ["ночью: terminal_out_of_service", "отмеченный: chosen → A"], chosen: "a"),
    Case(
      testDescription: "a rule whose terminal the script does not offer falls through",
      rules: nightRules, facts: ["minute": .int(23 * 60)],
      terminals: [
        terminal("a", ["marked": true]), terminal("n", ["purpose": "night", "offered": false]),
      ],
      trace: ["ночью: terminal_not_offered", "отмеченный: chosen → A"], chosen: "a"),
    Case(
      testDescription: "an amount from its threshold on",
      rules: #"{ { "крупные", provider = "standalone", amount_at_least = 5000000 } }"#,
      facts: ["amount": 5_000_000], terminals: two, trace: ["крупные: chosen → B"], chosen: "b"),
    Case(
      testDescription: "an amount a kopeck below the threshold",
      rules: #"{ { "крупные", provider = "standalone", amount_at_least = 5000000 } }"#,
      facts: ["amount": 4_999_999], terminals: two, trace: ["крупные: amount", "ask: asks"],
      chosen: nil),
    Case(
      testDescription: "weekday, date, cashier and department",
      rules: #"""
        { { "будни", marked = true, weekdays = { "mon", "tue" } },
          { "январь", marked = true, dates = { "2027-01-01", "2027-01-31" } },
          { "Борис", marked = true, cashier = "Борис" },
          { "краски", marked = true, department = "paint" } }
        """#, facts: ["departments": ["tools", "paint"]], terminals: two,
      trace: ["будни: weekday", "январь: date", "Борис: cashier", "краски: chosen → B"],
      chosen: "b"),
    Case(
      testDescription: "a function of the store's own",
      rules: #"{ { "чётные", marked = true, when = function(f) return f.amount % 2 == 0 end } }"#,
      facts: ["amount": 101], terminals: two, trace: ["чётные: when", "ask: asks"], chosen: nil),
    Case(
      testDescription: "a function that raises falls through visibly",
      rules: #"{ { "сам", marked = true, when = function() error("нет") end } }"#,
      terminals: two, trace: ["сам: failed", "ask: asks"], chosen: nil),
    Case(
      testDescription: "a function that returns a number",
      rules: #"{ { "сам", marked = true, when = function() return 1 end } }"#,
      terminals: two, trace: ["сам: failed", "ask: asks"], chosen: nil),
    Case(
      testDescription: "a function that returns nothing",
      rules: #"{ { "сам", marked = true, when = function() end } }"#,
      terminals: two, trace: ["сам: when", "ask: asks"], chosen: nil),
    Case(
      testDescription: "a rule that asks", rules: #"{ { "всегда", ask = true } }"#, terminals: two,
      trace: ["всегда: asks"], chosen: nil),
    Case(
      testDescription: "what was chosen by hand stays chosen",
      rules: #"{ { "отмеченный", marked = true } }"#, facts: ["by_hand": "a"], terminals: two,
      trace: ["by_hand: chosen → A"], chosen: "a"),
    Case(
      testDescription: "what was chosen by hand and is out of service does not",
      rules: #"{ { "отмеченный", marked = true } }"#, facts: ["by_hand": "a"],
      terminals: [
        terminal("a", ["in_service": false]), terminal("b", ["marked": true]),
      ], trace: ["отмеченный: chosen → B"], chosen: "b"),
    Case(
      testDescription: "a terminal that does not take so much",
      rules: #"{ { "отмеченный", marked = true } }"#, facts: ["amount": 30_000],
      terminals: [terminal("a"), terminal("b", ["marked": true, "most": 20_000])],
      trace: ["отмеченный: terminal_most", "only: chosen → A"], chosen: "a"),
    Case(
      testDescription: "the last used of several of one purpose",
      rules: #"{ { "ночью", purpose = "night" } }"#,
      terminals: [
        terminal("a", ["purpose": "night"]),
        terminal("b", ["purpose": "night", "last_used": true]),
      ], trace: ["ночью: chosen → B"], chosen: "b"),
  ]

  @Test(arguments: cases)
  func `chooses by the first rule that holds, and says why`(each: Case) throws {
    let bundle = KassaRuntime.Bundle(
      files: StockLibrary.files.merging([
        "store/лето/store.lua": "return { default_terminal = \(each.rules) }"
      ]) { stock, _ in stock })
    let facts: [String: Value] = [
      "amount": 10_000, "minute": 600, "weekday": "wed", "date": "2026-11-25", "cashier": "Анна",
      "departments": [],
    ]
    let choice = try StoreLoading.choice(
      bundle, facts: .record(facts.merging(each.facts) { _, new in new }),
      terminals: .list(each.terminals))
    #expect(choice.id == each.chosen)
    let trace = (choice.trace.list ?? []).map { step in
      "\(step["rule"].string ?? "-"): \(step["why"].string ?? "-")"
        + (step["terminal"].string.map { " → \($0)" } ?? "")
    }
    #expect(trace == each.trace)
    #expect(
      choice.trace.list?.last?["held"] == .bool(each.trace.last?.contains("no_terminal") == false))
  }
}
