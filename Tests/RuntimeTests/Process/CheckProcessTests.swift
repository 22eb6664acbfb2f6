import Foundation
import Testing

@testable import KassaRuntime

/// `kassa-run check`: every mistake of a store in one run.
@Suite(.timeLimit(.minutes(5))) struct CheckProcessTests {
  private static let mistaken = """
    return store {
      api = 1, name = "Лето", inn = "77012", taxation = "usn_incom",
      address = "Москва", place = "Кафе",
      cashiers = { "Анна" },
      providers = {
        stock.standalone { title = 5, least = rub "10", most = rub "5", colour = "red" },
        provider "voucher" {
          charge = function() end,
          settings = { { "limit", kind = "amout", title = "Не больше" } },
        },
      },
      purposes = { night = "Ночное окно" },
      default_terminal = {
        { "ночью", purpose = "nigt", between = { "22:00", "6:00" } },
        { "никогда", marked = true, amount_at_least = rub "10", amount_below = rub "10" },
        { "ничей", marked = true, cashier = "Вера" },
        { "пустой" },
        { "всегда", ask = true },
        { "за ним", marked = true },
      },
      on = { before_paymnt = function() end, after_receipt = 5 },
      flows = { sale = "x" },
    }
    """

  @Test func `says all that is wrong, each with its line`() throws {
    let folder = try TestFolder()
    let store = folder.path + "/leto"
    try FileManager.default.createDirectory(atPath: store, withIntermediateDirectories: true)
    try Self.mistaken.write(toFile: store + "/store.lua", atomically: true, encoding: .utf8)
    let run = try CommandRun(["check", store])
    #expect(run.code == 1)
    #expect(run.errors == "kassa-run: 16 mistakes\n")
    let lines = run.output.split(separator: "\n").map(String.init)
    #expect(lines == Self.lines.map { "leto/store.lua:" + $0 })
  }

  private static let lines = [
    "2: inn: 10 or 12 digits were expected, got «77012»",
    "2: taxation: no «usn_incom»; did you mean «usn_income»?",
    "6: providers[1].colour: unknown key; use above, accepts, charge, id, in_hundred, inn, least, "
      + "most, outcomes, proof, refund, report, seconds, settings, settle, title, unknown, voids",
    "6: providers[1].title: a string was expected, got 5; put it in quotes",
    "6: providers[1].least: 10.00 is more than most, 5.00; swap them",
    "9: providers[2].settings[1].kind: no «amout»; did you mean «amount»?",
    "14: default_terminal[1].purpose: no purpose «nigt»; did you mean «night»?",
    "14: default_terminal[1].between: a pair such as { \"22:00\", \"06:00\" } was expected, "
      + "got { «22:00», «6:00» }; «6:00» is no time of day, write \"06:00\"",
    "15: default_terminal[2].amount_below: it never holds: no amount is at least 10.00 and below "
      + "10.00",
    "16: default_terminal[3].cashier: it never holds: no cashier «Вера»; use Анна",
    "17: default_terminal[4]: it names no terminal; add purpose, provider, marked, last_used or ask",
    "19: default_terminal[6]: never looked at: «всегда» before it always asks; remove one of the two",
    "21: on.before_paymnt: unknown key; did you mean «before_payment»?",
    "21: on.after_receipt: a function or a list of them was expected, got 5",
    "22: flows.sale: a function was expected, got «x»",
    "8: charge: what became of it is not returned; write return charge:ask { … }",
  ]

  @Test func `says what looks like a slip in the words of a prompt`() throws {
    let folder = try TestFolder()
    let store = folder.path + "/leto"
    try """
    return store { api = 1, name = "Лето", inn = "7701234567", taxation = "usn_income",
      address = "Москва", place = "Кафе", cashiers = { "Анна" },
      texts = { ru = { ["charge.window"] = {
        title = "Сперва {amont}, {age}", body = "{terminal}", buttons = { { "aproved", "Да" }, { "own", "Своё" } },
      } } },
    }
    """.write(toFile: try Self.made(store) + "/store.lua", atomically: true, encoding: .utf8)
    let run = try CommandRun(["check", store])
    #expect(run.code == 0)
    let notices = run.output.split(separator: "\n").filter { $0.contains("notice:") }
    #expect(
      notices == [
        "leto/store.lua:3: texts.ru[\"charge.window\"]: notice: no stock words of this prompt have "
          + "{amont}; did you mean «amount»?",
        "leto/store.lua:4: texts.ru[\"charge.window\"].buttons: notice: «aproved» is a button of its own; "
          + "did you mean «approved»?",
      ])
  }

  private static func made(_ folder: String) throws -> String {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    return folder
  }

  @Test func `finds nothing wrong with the example stores`() throws {
    let stores = try FileManager.default.contentsOfDirectory(
      atPath: TillProcess.root.path + "/Scripts/lua/stores"
    ).sorted().filter { $0 != "chain" }.map { TillProcess.root.path + "/Scripts/lua/stores/\($0)" }
    let chain = TillProcess.root.path + "/Scripts/lua/stores/chain"
    let hasChain = FileManager.default.fileExists(atPath: chain)
    let run = try CommandRun(["check"] + stores + (hasChain ? ["--chain", chain] : []))
    #expect(run.code == 0)
    let lines = run.output.split(separator: "\n")
    #expect(lines.count == 2 * stores.count)
    #expect(lines.count { $0.hasSuffix(": nothing wrong") } == stores.count)
    #expect(
      lines.contains {
        $0.hasSuffix(
          "/cafe: discount above 10 % of a line: a senior; clear above 3000.00: a senior; "
            + "remove once money was taken: a senior; returns above 1000.00: a senior; "
            + "cash_out at all: a senior; corrections at all: a senior")
      })
  }

  @Test func `names every module that can't be loaded`() throws {
    let folder = try TestFolder()
    try "return store {".write(
      toFile: folder.path + "/store.lua", atomically: true, encoding: .utf8)
    try "local x = = 1".write(
      toFile: folder.path + "/prices.lua", atomically: true, encoding: .utf8)
    let run = try CommandRun(["check", folder.path, "--json"])
    #expect(run.code == 1)
    let lines = run.output.split(separator: "\n")
    #expect(lines.count == 3)
    let begin = #"{"kind":"mistake","place":""#
    #expect(lines.dropLast().allSatisfy { $0.hasPrefix(begin) && $0.contains(".lua:1") })
  }

  @Test func `one broken store stops no other, and each has its line for a program`() throws {
    let folder = try TestFolder()
    for (name, text) in [
      ("a", "return store {"), ("b", Story.store("")), ("c", "return recept"),
      ("d", Story.store("on = { after_receipt = function() local x = 1 end },")),
    ] {
      try text.write(
        toFile: try Self.made("\(folder.path)/\(name)") + "/store.lua", atomically: true,
        encoding: .utf8)
    }
    let stores = ["a", "b", "c", "d", "gone"].map { "\(folder.path)/\($0)" }
    let plain = try CommandRun(["check"] + stores)
    #expect(plain.code == 1 && plain.errors == "kassa-run: 3 mistakes\n")
    #expect(plain.output.contains("/b: nothing wrong\n"))
    #expect(plain.output.contains("/d: nothing wrong, 1 notice\n"))

    let run = try CommandRun(["check", "--json"] + stores)
    let ends = run.output.split(separator: "\n").filter { $0.contains(#""kind":"store""#) }
    #expect(ends.count == 5)
    for (end, counts) in zip(ends, [(1, 0), (0, 0), (1, 0), (0, 1), (1, 0)]) {
      #expect(end.contains(#""mistakes":\#(counts.0),"notices":\#(counts.1)"#), "\(end)")
    }
    #expect(ends[1].contains(#""rights":"discount above 10 %"#))
  }

  @Test func `a goods file that can't be imported is a mistake, and an odd one a notice`() throws {
    let folder = try TestFolder()
    let store = try Self.made(folder.path + "/leto")
    try Story.store("").write(toFile: store + "/store.lua", atomically: true, encoding: .utf8)
    try write("name;price;vat\nКофе;дорого;none\nЧай;5;nun\n", to: store + "/goods.csv")
    let run = try CommandRun(["check", store])
    #expect(run.code == 1 && run.errors == "kassa-run: 2 mistakes\n", "\(run)")
    #expect(run.output.contains("leto/goods.csv:2: price: a price was expected, got «дорого»"))
    #expect(run.output.contains("leto/goods.csv:3: vat: «nun» is not known"), "\(run.output)")
    try write("barcode;name;price;vat\n4600000000010;Кофе;5;none\n", to: store + "/goods.csv")
    let odd = try CommandRun(["check", store])
    #expect(odd.code == 0)
    #expect(odd.output.contains("leto/goods.csv:2: notice: barcode: 4600000000010 has a wrong"))
  }

  @Test func `of what follows from a misspelt key nothing is said`() throws {
    let folder = try TestFolder()
    let store = try Self.made(folder.path + "/leto")
    try """
    return store { api = 1, name = "Лето", inn = "7701234567", taxation = "usn_income",
      address = "Москва", place = "Кафе",
      cashirs = { "Анна" },
      provders = { provider "own" { titel = "Своё", charge = function(charge) return charge:ask {} end } },
      purpses = { night = "Ночь" },
      default_terminal = {
        { "ночью", purpse = "night", cashier = "Анна" },
        { "своё", provider = "own" },
        { "отмеченный", marked = true },
      },
    }
    """.write(toFile: store + "/store.lua", atomically: true, encoding: .utf8)
    let run = try CommandRun(["check", store])
    #expect(
      run.output.split(separator: "\n").map(String.init) == [
        "leto/store.lua:3: cashirs: unknown key; did you mean «cashiers»?",
        "leto/store.lua:4: provders: unknown key; did you mean «providers»?",
        "leto/store.lua:5: purpses: unknown key; did you mean «purposes»?",
        "leto/store.lua:4: providers[1].titel: unknown key; did you mean «title»?",
        "leto/store.lua:7: default_terminal[1].purpse: unknown key; did you mean «purpose»?",
      ])
  }

  @Test(arguments: [
    (
      "cashiers = { \"Анна\" \"Вера\" },",
      "2: '}' expected near '\"Вера\"'; a comma may be missing before '\"Вера\"'; correct it there or in "
        + "the lines before"
    ),
    (
      "inn = \"7701234567\"\nname = \"Лето\",",
      "3: '}' expected (to close '{' at line 1) near 'name'; a comma may be missing before 'name'; "
        + "correct it there or in the lines before"
    ),
    (
      "x = rub(\"5\" 6),", "2: ')' expected near '6'; a comma may be missing before '6'; correct it"
    ),
    ("x = { 1", "3: '}' expected (to close '{' at line 2) near <eof>; correct it there"),
  ])
  func `a missing comma is called one`(line: String, says: String) throws {
    let folder = try TestFolder()
    let store = try Self.made(folder.path + "/leto")
    try "return store {\n\(line)\n".write(
      toFile: store + "/store.lua", atomically: true, encoding: .utf8)
    let run = try CommandRun(["check", store])
    #expect(run.output.contains("leto/store.lua:\(says)"), "\(run.output)")
  }

  @Test(arguments: [
    ("between = { \"21:00\", \"9\" }", "«9» is no time of day, write \"09:00\""),
    (
      "between = { 21, \"24:00\" }",
      "21 is no time of day, write \"21:00\"; «24:00» is no time of day"
    ),
    ("between = { \"x\", \"06:00\" }", "got { «x», «06:00» }; «x» is no time of day"),
    ("between = \"9\"", "a pair such as { \"22:00\", \"06:00\" } was expected, got «9»"),
    (
      "dates = { \"2026-12-01\", \"2026-12-32\" }",
      "a pair such as { \"2026-12-01\", \"2026-12-31\" } was expected, got { «2026-12-01», «2026-12-32» }; "
        + "the second is no date of the calendar"
    ),
  ])
  func `a span that is none says which of its ends is wrong`(span: String, says: String) throws {
    let found = try Story("default_terminal = { { \"a\", marked = true, \(span) } },").findings()
    #expect(found.contains { $0.isMistake && $0.text.hasSuffix(says) }, "\(found.map(\.text))")
  }
}
