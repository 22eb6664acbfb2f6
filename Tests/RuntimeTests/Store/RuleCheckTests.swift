import Foundation
import Testing

@testable import KassaRuntime

/// Rules that are each right and do not go together, as `kassa-run check` tells them.
@Suite struct RuleCheckTests {
  /// A table of rules, and all that is said of it: mistakes, then notices.
  struct Case: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let rules: String
    let mistakes: [String]
    let notices: [String]

    init(_ name: String, _ rules: String, mistakes: [String] = [], notices: [String] = []) {
      testDescription = name
      self.rules = rules
      self.mistakes = mistakes
      self.notices = notices
    }
  }

  private static let marked = #"{ "отмеченный", marked = true }"#
  private static let end =
    #"end with { "отмеченный", marked = true }, or { "спросить", ask = true }"#

  private static func asked(_ charge: String) -> String {
    "default_terminal: notice: no rule is sure to hold for \(charge): the cashier is asked; \(end)"
  }

  private static func late(_ place: Int, _ labels: String) -> String {
    "default_terminal[\(place)]: notice: it counts only where \(labels) before it finds no terminal; "
      + "put it first if it is to win"
  }

  private static func never(_ place: Int, _ labels: String, _ verbs: String) -> String {
    "default_terminal[\(place)]: it never chooses: \(labels) before it \(verbs) its terminals too; "
      + "put it first or remove it"
  }

  private static let unreached: [Case] = [
    Case(
      "after one that always asks", #"{ { "всегда", ask = true }, { "за ним", marked = true } }"#,
      mistakes: [
        "default_terminal[2]: never looked at: «всегда» before it always asks; remove one of the two"
      ]),
    Case(
      "inside what is asked about",
      #"{ { "ночью", ask = true, between = { "22:00", "06:00" } }, "#
        + #"{ "поздно", purpose = "a", between = { "23:00", "01:00" } }, "# + marked + "}",
      mistakes: [
        "default_terminal[2]: never looked at: «ночью» before it asks whenever it holds; "
          + "remove one of the two"
      ]),
    Case(
      "the same terminals, less of the day",
      #"{ { "ночью", purpose = "a", between = { "22:00", "06:00" } }, "#
        + #"{ "поздно", purpose = "a", between = { "23:00", "01:00" } }, "# + marked + "}",
      mistakes: [never(2, "«ночью»", "holds whenever it does and means")]),
    Case(
      "the same terminals, split among two",
      #"{ { "мало", purpose = "a", amount_below = rub "100" }, "#
        + #"{ "много", purpose = "a", amount_at_least = rub "100" }, "#
        + #"{ "все", purpose = "a", last_used = true }, "# + marked + "}",
      mistakes: [never(3, "«мало», «много»", "hold whenever it does and mean")]),
    Case(
      "a date without such a weekday",
      #"{ { "среда", purpose = "a", dates = { "2026-12-31", "2026-12-31" }, weekdays = { "wed" } }, "#
        + marked + "}",
      mistakes: [
        "default_terminal[1]: it never holds: no charge meets all of it; correct one part"
      ]),
    Case(
      "more than the provider takes",
      #"{ { "крупные", provider = "small", amount_at_least = rub "200" }, "# + marked + "}",
      mistakes: [
        "default_terminal[1].amount_at_least: it never chooses: «small» takes at most 100.00; "
          + "correct one"
      ]),
  ]

  private static let odd: [Case] = [
    Case("nothing", "{ \(marked) }"),
    Case("a fallback of a fallback", #"{ { "мой", last_used = true }, "# + marked + "}"),
    Case(
      "two terminals for one night",
      #"{ { "ночью", purpose = "a", between = { "22:00", "06:00" } }, "#
        + #"{ "запасной", purpose = "b", between = { "22:00", "06:00" } }, "# + marked + "}"),
    Case(
      "behind the marked one",
      #"{ \#(marked), { "ночью", purpose = "a", between = { "22:00", "06:00" } } }"#,
      notices: [late(2, "«отмеченный»")]),
    Case(
      "a gap in the amounts",
      #"{ { "мало", purpose = "a", amount_below = rub "100" }, "#
        + #"{ "много", marked = true, amount_at_least = rub "200" } }"#,
      notices: [asked("a charge of 100.00")]),
    Case(
      "a gap in the day",
      #"{ { "ночью", purpose = "a", between = { "22:00", "06:00" } }, "#
        + #"{ "днём", marked = true, between = { "06:00", "21:30" } } }"#,
      notices: [asked("a charge at 21:30")]),
    Case(
      "night and day without a gap",
      #"{ { "ночью", purpose = "a", between = { "22:00", "06:00" } }, "#
        + #"{ "днём", marked = true, between = { "06:00", "22:00" } } }"#),
    Case(
      "a week without its Sunday",
      #"{ { "неделя", marked = true, weekdays = { "mon", "tue", "wed", "thu", "fri", "sat" } } }"#,
      notices: [asked("a charge on a day such as sun")]),
    Case(
      "dates with an end",
      #"{ { "декабрь", marked = true, dates = { "2026-12-01", "2026-12-31" } } }"#,
      notices: [asked("a charge on 2026-11-24")]),
    Case(
      "each of two cashiers",
      #"{ { "А", marked = true, cashier = "Анна" }, { "Б", purpose = "a", cashier = "Борис" } }"#),
    Case(
      "one of two cashiers", #"{ { "А", marked = true, cashier = "Анна" } }"#,
      notices: [asked("a charge of another cashier")]),
    Case(
      "one department", #"{ { "краски", marked = true, department = "paint" } }"#,
      notices: [asked("a charge without such goods")]),
    Case(
      "a function may fail to hold",
      #"{ { "свой", marked = true, when = function() return true end } }"#,
      notices: [asked("a charge")]),
    Case(
      "a function stands before nothing",
      #"{ { "свой", ask = true, when = function() return true end }, \#(marked) }"#),
    Case(
      "the mark counts for nothing", #"{ { "все", purpose = "a" } }"#,
      notices: [
        "default_terminal: notice: no rule is for the terminal marked «Использовать по умолчанию»; "
          + #"end with { "отмеченный", marked = true } if the mark is to count"#
      ]),
    Case(
      "two of one name",
      #"{ { "ночью", purpose = "a", between = { "22:00", "23:00" } }, "#
        + #"{ "ночью", purpose = "a", between = { "00:00", "01:00" } }, \#(marked) }"#,
      notices: ["default_terminal[2]: notice: a second rule «ночью»; tell them apart in the trace"]
    ),
  ]

  private static func findings(_ rules: String, purposes: String) throws -> [StoreCheck.Finding] {
    let folder = try TestFolder()
    try """
    return store { api = 1, name = "Лето", inn = "7701234567", taxation = "usn_income",
      address = "Москва", place = "Кафе", cashiers = { "Анна", "Борис" },
      providers = { stock.standalone {}, provider "small" { title = "Малый", most = rub "100",
        charge = function(charge) return charge:ask {} end } },
      \(purposes)
      default_terminal = \(rules) }
    """.write(toFile: folder.path + "/store.lua", atomically: true, encoding: .utf8)
    return StoreCheck.findings(folder: folder.path)
  }

  /// A finding without its file and line.
  private static func words(_ finding: StoreCheck.Finding) -> String {
    String(finding.text.dropFirst((finding.place ?? "").count + 2))
  }

  @Test(arguments: unreached + odd)
  func `tells mistakes from what may be meant`(each: Case) throws {
    let purposes = ["a", "b"].filter { each.rules.contains("purpose = \"\($0)\"") }
      .map { "\($0) = \"\($0)\"" }.joined(separator: ", ")
    let found = try Self.findings(
      each.rules, purposes: purposes.isEmpty ? "" : "purposes = { \(purposes) },")
    #expect(found.filter(\.isMistake).map(Self.words) == each.mistakes)
    #expect(found.filter { !$0.isMistake }.map(Self.words) == each.notices)
    #expect(found.allSatisfy { $0.place != nil && $0.path != nil })
  }

  @Test func `names the line of a purpose that no rule names`() throws {
    let found = try Self.findings(
      "{ \(Self.marked) }", purposes: "purposes = {\n night = \"Ночь\" },")
    #expect(found.map(\.isMistake) == [false])
    #expect(
      found.first?.text.hasSuffix(
        "store.lua:6: purposes.night: notice: no rule names it; name it in default_terminal or "
          + "remove it") == true)
  }

  @Test func `gives up the search for gaps where there is too much to tell apart`() throws {
    let rules = (1...70).map { "{ \"\($0)\", marked = true, amount_below = \($0 * 100) }" }
    let found = try Self.findings("{ \(rules.joined(separator: ", ")) }", purposes: "")
    #expect(found.map(\.isMistake) == [false])
    #expect(found.first?.text.contains("too many different conditions") == true)
  }
}
