import Foundation
import Testing

@testable import KassaProving
@testable import KassaRuntime

/// `diff`: what people would notice of another script.
@Suite(.timeLimit(.minutes(10))) struct DiffTests {
  @Test(arguments: [
    Plant(
      "a rule that ends at 23:59", #""06:00" }"#, #""23:59" }"#,
      says: "SETTINGS  «ночью» between: 22:00–06:00 → 22:00–23:59  leto/store.lua:26",
      "up to 2026-12-29 and from 2027-01-09 on 23:59–06:00, all amounts: Окно → Зал (was «ночью», now «отмеченный»)"
    ),
    Plant(
      "a rule that waits for an amount", #""06:00" } }"#,
      #""06:00" }, amount_at_least = rub "50000" }"#,
      says: "SETTINGS  «ночью» amount_at_least: none → 50000.00",
      "22:00–06:00, below 50000.00: Окно → Зал"),
    Plant(
      "last year's dates", #"{ "2026-12-30", "2027-01-08" }"#, #"{ "2025-12-30", "2026-01-08" }"#,
      says: "«праздники» dates: 2026-12-30 to 2027-01-08 → 2025-12-30 to 2026-01-08",
      "TERMINAL  2026-12-30 to 2027-01-08 06:00–22:00, all amounts: Окно → Зал"),
    Plant(
      "a rule that is gone", #"    { "отмеченный", marked = true },"#, "",
      says: "SETTINGS  «отмеченный» is gone  leto/store.lua:28",
      "Зал → the cashier is asked (was «отмеченный», now «ask»)"),
    Plant(
      "rules in another order",
      """
          { "праздники", purpose = "night", dates = { "2026-12-30", "2027-01-08" } },
          { "отмеченный", marked = true },
      """,
      """
          { "отмеченный", marked = true, amount_below = rub "1000" },
          { "праздники", purpose = "night", dates = { "2026-12-30", "2027-01-08" } },
          { "последний", marked = true },
      """,
      says: "SETTINGS  order: ночью, праздники, отмеченный → ночью, отмеченный, праздники",
      "2026-12-30 to 2027-01-08 06:00–22:00, below 1000.00: Окно → Зал"),
    Plant(
      "a lost role", #"{ "Борис", role = "senior" }"#, #""Борис""#,
      says: "PEOPLE  cashiers «Борис» role: senior → cashier  leto/store.lua:17"),
    Plant(
      "a right", "above_percent = 15", "above_percent = 50",
      says: "PEOPLE  rights discount above_percent: 15 → 50  leto/store.lua:18"),
    Plant(
      "a renamed provider", #"provider "voucher""#, #"provider "certificate""#,
      says: "SETTINGS  providers «voucher» is called «certificate»"),
    Plant(
      "a dropped proof", #", proof = { "amount" }"#, "",
      says: "SETTINGS  providers «standalone» proof amount: required → none"),
    Plant(
      "a dropped VAT", #"free_price_vat = "vat10","#, "",
      says: "SETTINGS  free_price_vat: vat10 → none"),
    Plant(
      "another seller", #"inn = "7701234567""#, #"inn = "7707083893""#,
      says: "SETTINGS  inn: 7701234567 → 7707083893"),
    Plant(
      "a hidden button", "  on = {", #"  buttons = { sale = { hide = { "park" } } },\#n  on = {"#,
      says: "PROMPT  sale (ru) [", "is gone"),
    Plant(
      "other words", #"title = "Сперва карта!""#, #"title = "Карта!""#,
      says: "WORDS  charge.window (ru) title: «Сперва карта!» → «Карта!»  leto/store.lua:31"),
    Plant(
      "a point that is not heard", "before_payment = function()", "after_receipt = function()",
      says: "SETTINGS  before_payment is heard no more  leto/store.lua:41",
      "SETTINGS  after_receipt is heard"),
  ])
  func `finds in the tables`(_ plant: Plant) async throws { try await plant.check(branches: 0) }

  @Test func `tells a lost language once`() async throws {
    let lost = Plant(
      "a lost language",
      #"en = { ["charge.window"] = { title = "Card!" }, ["charge.declined"] = { title = "No!" } },"#,
      "", says: "WORDS  texts.en are gone: charge.declined, charge.window")
    let report = try await lost.diff(branches: 0)
    try await lost.check(branches: 0)
    #expect(report.differences.count == 1)
  }

  @Test(arguments: [
    Plant(
      "a lost question", #"asked "Пакет нужен?""#, "receipt.total()",
      says: "PROMPT  bag.ask is asked no more", "leto/store.lua:19"),
    Plant(
      "words of a function", #"asked "Пакет нужен?""#, #"asked "Пакет?""#,
      says: "WORDS  bag.ask title: «Пакет нужен?» → «Пакет?»"),
    Plant(
      "a renamed prompt", #""bag.ask""#, #""bag.wanted""#,
      says: "PROMPT  bag.ask is called «bag.wanted»"),
    Plant(
      "a script that fails", #"receipt.memo("bag", "no")"#, #"error("oops")"#,
      says: "FAILED  the script failed:"),
    Plant(
      "a memo that is not kept", #"receipt.memo("bag", "no")"#, "receipt.total()",
      says: "RECEIPT  memo «bag»: no → none  ("),
    Plant(
      "a right that is not asked for", "above_percent = 15", "above_percent = 5",
      says: "PEOPLE  discount is let by: nobody → a senior"),
  ])
  func `finds side by side`(_ plant: Plant) async throws {
    try await plant.ofSmall.check(branches: 500)
  }

  @Test func `finds what a receipt says otherwise, each once`() async throws {
    var plant = Plant(
      "", "local share = 500", "local share = 1000",
      says: "RECEIPT  discount «Товар»: 25.00 (5 %) → 50.00 (10 %)",
      "RECEIPT  VAT «Товар»: vat10 → none  (")
    plant.store = Plant.small
    let report = try await plant.diff(
      branches: 1_500
    ) { $0.replacing(#"free_price_vat = "vat10","#, with: "") }
    let lines = report.lines("a", "b", isDifferent: true, withWays: false)
    for wanted in plant.says {
      #expect(
        lines.count { $0.contains(wanted) } == 1, "\(wanted)\n\(lines.joined(separator: "\n"))")
    }
    #expect(!lines.contains { $0.hasPrefix(" WORDS") || $0.hasPrefix(" PROMPT") }, "\(lines)")
  }

  @Test func `a new first question hides nothing behind it`() async throws {
    var plant = Plant(
      "", "  on = {",
      """
        on = {
          receipt_begun = function() prompt.confirm { "kiosk.hello", title = "Поздоровались?" } end,
      """)
    plant.store = Plant.small
    let report = try await plant.diff(branches: 2_000) {
      $0.replacing("local share = 500", with: "local share = 1000")
    }
    let lines = report.lines("a", "b", isDifferent: true, withWays: false).joined(separator: "\n")
    for wanted in [
      "PROMPT  kiosk.hello is asked  (", "RECEIPT  discount «Товар»: 25.00 (5 %) → 50.00 (10 %)",
    ] {
      #expect(lines.contains(wanted), "\(lines)")
    }
    #expect(!lines.contains("bag.ask"), "\(lines)")
    let way = report.differences.first { $0.first.subject == "kiosk.hello" }?.way ?? []
    #expect(way.first == "scenario(\"the way there\", function()", "\(way)")
    #expect(way.dropLast().last == "  day.expect { prompt = \"kiosk.hello\" }", "\(way)")
  }

  /// Two things out of the usual, of which neither stands in the line that differs.
  @Test func `what a senior alone meets from a border on is come to`() async throws {
    var plant = Plant(
      "", #">= rub "150" then"#, #">= rub "150" and not cashier.may "senior" then"#,
      says: "PROMPT  leto.big is asked no more")
    plant.store = """
      return store {
        api = 1, name = "Лето", inn = "7701234567", taxation = "usn_income",
        address = "Москва", place = "Касса", cashiers = { "Анна", { "Борис", role = "senior" } },
        rights = { remove = { above = rub "5000" } },
        on = { before_payment = function()
          if receipt.total() * 3 // 100 >= rub "150" then prompt.tell { "leto.big", title = "Много" } end
        end },
      }
      """
    try await plant.check(branches: 2_000)
  }

  @Test(arguments: [
    Plant("a comment", "--- A shop that has", "--- A little shop that has"),
    Plant("a renamed local", "vouchers", "certificates"),
    Plant(
      "an extracted helper", #"if not asked "Пакет нужен?" then"#,
      #"local wanted = asked "Пакет нужен?"\#n          if not wanted then"#),
    Plant("whitespace", "  purposes", "\n\n      purposes"),
    Plant("an equal expression", "local share = 500", "local share = 250 * 2"),
    Plant("another way to write an amount", #"rub "900""#, "90000"),
    Plant(
      "keys in another order", #"address = "Москва", place = "Кафе","#,
      #"place = "Кафе", address = "Москва","#),
    Plant(
      "what holds anyway", #"cashiers = { "Анна","#,
      #"cashiers = { { "Анна", role = "cashier" },"#),
    Plant(
      "a text in two parts", #"title = "Погасите сертификат","#,
      #"title = "Погасите" .. " сертификат","#),
    Plant(
      "a condition turned round",
      #"if not asked "Пакет нужен?" then\#n        receipt.memo("bag", "no")\#n      end"#,
      #"if asked "Пакет нужен?" then\#n        return\#n      end\#n      receipt.memo("bag", "no")"#
    ),
    Plant(
      "a listener with a name", "before_payment = function()",
      #"before_payment = function(...)\#n          local _ = ..."#),
    Plant("a standard that is written out", "  on = {", "  ask_contact = false,\n  on = {"),
  ])
  func `calls the same`(_ plant: Plant) async throws { try await plant.check(branches: 250) }

  @Test func `what is accepted is told no more, and is red once it is gone`() async throws {
    let plant = Plant("", #"title = "Сперва карта!""#, #"title = "Карта!""#)
    var report = try await plant.diff(branches: 0)
    let id = try #require(report.differences.first?.id)
    report.accept(AcceptedDifferences("accepted by Ольга\n #\(id) the title of the window\n"))
    #expect(report.isSame && report.accepted.count == 1)
    // Another change of the same words is another difference.
    var other = try await Plant("", #"title = "Сперва карта!""#, #"title = "Карту!""#)
      .diff(branches: 0)
    other.accept(AcceptedDifferences("#\(id) the title of the window"))
    #expect(other.differences.count == 1 && other.gone.map(\.id) == [id] && !other.isSame)
    let lines = other.lines("a", "b", isDifferent: true, withWays: false)
    #expect(
      lines.contains(
        " GONE  #\(id) of the accepted is no difference any more: the title of the window"))
    #expect(lines.last == " same: 0 ways   accepted: 0   not comparable: 0")
  }

  @Test func `a border that no text names is found by halving`() async throws {
    let plant = Plant(
      "", #"{ "отмеченный", marked = true },"#,
      #"{ "дорогие", purpose = "night", when = function(facts) return facts.amount > 7 * 111 * 100 end },"#
        + "\n" + #"{ "отмеченный", marked = true },"#,
      says: "06:00–22:00, from 777.01: Зал → Окно (was «отмеченный», now «дорогие»)")
    try await plant.check(branches: 0)
  }

  @Test func `says that a bound came first`() async throws {
    let swapped = Plant(
      "", #"address = "Москва", place = "Кафе","#, #"place = "Кафе", address = "Москва","#)
    let report = try await swapped.diff(branches: 5)
    #expect(report.end == .branches && report.isSame && report.branches == 5)
  }

  @Test func `comes to the end of two that differ, and says within what`() async throws {
    var plant = Plant("", #"place = "Кафе""#, #"place = "Бар""#)
    plant.store = Plant.asking
    let report = try await plant.diff(branches: 2_000)
    let deep = try await plant.diff(branches: 2_000, isDeep: true)
    let lines = report.lines("a", "b", isDifferent: true, withWays: false)
    #expect(
      lines.contains {
        $0.hasPrefix(
          " closed: yes, \(report.branches) answers, within one thing out of the usual, "
            + "two where what differs was met")
      }, "\(lines)")
    #expect(report.end == .closed && deep.end == .closed && report.branches < deep.branches)
    #expect(deep.within.first == "two things out of the usual")
    #expect(report.differences.map(\.text) == deep.differences.map(\.text))
  }

  @Test func `what compiles to the same code is the same without a walk`() async throws {
    let report = try await Plant("", "--- A shop", "--- A kiosk").diff(branches: 5)
    #expect(report.end == .closed && report.isSame && report.branches == 0)
  }
}
