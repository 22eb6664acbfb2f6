import Foundation
import Testing

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
      + "most, outcomes, proof, seconds, settings, title, unknown",
    "6: providers[1].title: a string was expected, got 5; put it in quotes",
    "6: providers[1].least: 10.00 is more than most, 5.00; swap them",
    "9: providers[2].settings[1].kind: no «amout»; did you mean «amount»?",
    "14: default_terminal[1].purpose: no purpose «nigt»; did you mean «night»?",
    "14: default_terminal[1].between: a pair such as { \"22:00\", \"22:00\" } was expected, "
      + "got { «22:00», «6:00» }",
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
            + "remove once money was taken: a senior")
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
}
