import Foundation
import Testing

/// What an integrator does wrong in a store, and what the real till says.
@Suite(.timeLimit(.minutes(5))) struct BadStoreProcessTests {
  private static let till = ["till", "--store", "leto", "--data", "data", "--io", "jsonl"]

  /// Eight lines of a store that is right; a row's own text stands on line 9.
  private static let head = """
    return store {
      api = 1,
      name = "Лето",
      inn = "7701234567",
      taxation = "usn_income",
      address = "Москва",
      place = "Лето",
      cashiers = { "Анна" },

    """

  private static func script(_ name: String, _ text: String, says said: String) -> Mistake {
    Mistake(name, till, says: "leto/store.lua:\(said)") { here in
      try write(text, to: here + "/leto/store.lua")
    }
  }

  private static func key(_ name: String, _ text: String, says said: String) -> Mistake {
    script(name, head + text + " }", says: "9: " + said)
  }

  static let folders = [
    Mistake("no folder", till, says: "the store's folder «leto» is not there; correct the path"),
    Mistake(
      "an empty folder", till, says: "«leto» has no store.lua; a store's script is expected there"
    ) { here in
      try FileManager.default.createDirectory(
        atPath: here + "/leto", withIntermediateDirectories: true)
    },
    Mistake(
      "a file", till, says: "the store's folder «leto» is a file; name the folder it is in"
    ) { here in try write("return 1", to: here + "/leto") },
    Mistake(
      "a link to nothing", till,
      says:
        "«{here}/leto/store.lua» is a link to a file that is not there; put the file itself there"
    ) { here in
      try write("", to: here + "/leto/readme")
      try FileManager.default.createSymbolicLink(
        atPath: here + "/leto/store.lua", withDestinationPath: "nowhere.lua")
    },
    Mistake(
      "a link out of the store", till,
      says: "«{here}/leto/store.lua» leads out of the store's folder; put the file itself there"
    ) { here in
      try write("return 1", to: here + "/other.lua")
      try write("", to: here + "/leto/readme")
      try FileManager.default.createSymbolicLink(
        atPath: here + "/leto/store.lua", withDestinationPath: "../other.lua")
    },
    Mistake(
      "a folder named store.lua", till,
      says: "«{here}/leto/store.lua» is a folder, a Lua file was expected; rename the folder"
    ) { here in try write("", to: here + "/leto/store.lua/readme") },
    Mistake(
      "a module of the stock library", till,
      says: "«leto/kassa/sale.lua» takes a name of the stock library; rename it"
    ) { here in
      try write(head + "}", to: here + "/leto/store.lua")
      try write("return 1", to: here + "/leto/kassa/sale.lua")
    },
    Mistake(
      "no chain", till + ["--chain", "chain"],
      says: "the chain's folder «chain» is not there; correct the path"
    ) { here in try write(head + "}", to: here + "/leto/store.lua") },
    Mistake(
      "a chain's module of the stock library", till + ["--chain", "chain"],
      says: "«chain/kassa/charge.lua» takes a name of the stock library; rename it"
    ) { here in
      try write(head + "}", to: here + "/leto/store.lua")
      try write("return 1", to: here + "/chain/kassa/charge.lua")
    },
    Mistake(
      "a module named as the library itself", till,
      says: "«leto/kassa.lua» takes a name of the stock library; rename it"
    ) { here in
      try write(head + "}", to: here + "/leto/store.lua")
      try write("return 1", to: here + "/leto/kassa.lua")
    },
    Mistake(
      "text that is not UTF-8", till,
      says: "{here}/leto/store.lua:2: not UTF-8 text; save the file as UTF-8"
    ) { here in
      try write(
        Data("return {\n\"".utf8) + [0xCB, 0xE5] + Data("\"}".utf8),
        to: here + "/leto/store.lua")
    },
  ]

  static let scripts = [
    script(
      "a syntax error", head,
      says: "9: unexpected symbol near <eof>; correct it there or in the lines before"),
    script(
      "a word outside quotes", "return store { name = \"Лето\", place = Кафе }",
      says:
        "1: «Кафе» stands outside quotes; text is written in quotes, and names with Latin letters"),
    script(
      "an error without a place", "\nerror(\"нет\", 0)", says: "2: нет"),
    script(
      "a compiled script", "\u{1B}Lua",
      says: "1: Lua's text was expected, got a compiled chunk; put the source there"),
    // On a slow machine the clock stops them before their own limit does.
    script(
      "a loop for ever", "while true do end",
      says: "1: the script *; look for a loop that never ends"),
    script(
      "tables without end", "local t = {}\nwhile true do t[#t + 1] = {} end",
      says: "2: the script *"),
    script(
      "a text without end", "local s = 'x'\nwhile true do s = s .. s end",
      says:
        "2: the script *"),
    script(
      "recursion", "local function f()\n  return 1 + f()\nend\nf()",
      says:
        "2: the script's calls nest too deeply, or pass or list too many values at once; "
        + "look for a function that calls itself"),
    script(
      "a yield of its own", "coroutine.yield(1)",
      says: "1: coroutine.yield outside a coroutine; "
        + "only a function given to coroutine.create or wrap may yield"),
    script(
      "a question at load", "\nprompt.tell { \"x\", title = \"x\" }",
      says: "2: prompt.tell has no flow while the store is loaded; "
        + "call it inside a function of the store's"),
    script(
      "the clock at load", "clock.now()",
      says: "1: clock.now has no flow while the store is loaded; "
        + "call it inside a function of the store's"),
    script(
      "a number", "return 1", says: " the script returns a number; let it return store { … }"),
    script(
      "nothing", "local x", says: " the script returns nothing; let it return store { … }"),
    script(
      "an error that is a table", "\nerror({})",
      says: "2: the script raised a table; raise a string"),
    script("an error that is nil", "error(nil)", says: "1: the script raised nil; raise a string"),
    script("an error of its own", "\nerror('no prices')", says: "2: no prices"),
    script("os", "local x = os.time()", says: "1: no global «os»; scripts do without it"),
    script(
      "a missing module", "local x = require 'prices.day'",
      says: "1: no module «prices.day»; "
        + "look at the name, for prices/day.lua in the store's folder, and for --chain FOLDER"),
    script(
      "money as a fraction", "local price = rub(199.5)",
      says: "1: rub: a text such as \"199.50\" was expected, got 199.5"),
    script(
      "money below a kopeck", "local price = rub '1.555'",
      says: "1: rub: at most 2 digits may follow the decimal separator"),
    script(
      "an amount that overflows", "local price = rub(99999999999999999)",
      says: "1: rub: the amount is over 2814749767106.55 ₽; split it"),
    script(
      "an older API", "return store { api = 2 }",
      says: "1: api: 1 was expected, got 2; write api = 1, the one this program knows"),
  ]

  static let keys = [
    key(
      "a fraction in the table", "free_price_vat = 1.5",
      says:
        "free_price_vat: a whole number was expected, got 1.5; write an amount as rub \"199.50\""),
    key("a key misspelt", "cashier = 1", says: "cashier: unknown key; did you mean «cashiers»?"),
    key(
      "a key of nobody's", "zzzzzz = 1",
      says: "zzzzzz: unknown key; use address, api, ask_contact, buttons, cashiers, counts, "
        + "default_terminal, drop, favourites, flows, free_price_vat, guards_lifted_by, inn, kept, "
        + "lock_minutes, "
        + "name, on, other_terminal, parameters, place, prices, providers, purposes, rights, scans, "
        + "services, taxation, texts"),
    key(
      "a word where minutes are meant", "lock_minutes = \"ten\"",
      says: "lock_minutes: 0 to 1440 minutes were expected, got «ten»"),
    key(
      "a word of the page misspelt", "texts = { ru = { [\"page.goodz\"] = \"Меню\" } }",
      says: "texts.ru[\"page.goodz\"]: no word «page.goodz» of the page; did you mean «page.goods»?"
    ),
    key(
      "a prompt misspelt", "texts = { ru = { [\"charge.windw\"] = { title = \"x\" } } }",
      says: "texts.ru[\"charge.windw\"]: no prompt «charge.windw»; did you mean «charge.window»?"),
    key(
      "a field of a prompt misspelt",
      "texts = { ru = { [\"charge.window\"] = { titel = \"x\" } } }",
      says: "texts.ru[\"charge.window\"].titel: unknown key; did you mean «title»?"),
    key(
      "a language of nobody's", "texts = { de = {} }",
      says: "texts.de: a language with its texts was expected; use ru, en"),
    key(
      "a provider misspelt", "providers = { stock.standalon {} }",
      says: "no provider «stock.standalon»; use stock.connected, stock.standalone, stock.transfer"),
    key(
      "a provider by its name", "providers = { \"standalone\" }",
      says: "providers[1]: a provider was expected, got «standalone»; write stock.standalone { … }"),
    key(
      "a provider that charges nothing", "providers = { provider \"x\" {} }",
      says: "provider «x»: a table with a function «charge» was expected"),
    key(
      "a provider without its charge", "providers = { { id = \"x\", title = \"X\" } }",
      says: "providers[1].charge: a function was expected, got nothing; "
        + "write provider \"x\" { charge = function(charge) … end }"),
    key(
      "two providers of one id", "providers = { stock.transfer {}, stock.transfer {} }",
      says: "providers[2]: a second provider «transfer»; give each an id of its own"),
    key(
      "a title that no terminal could have",
      "providers = { stock.transfer { title = \"" + String(repeating: "x", count: 300) + "\" } }",
      says: "providers[1].title: from 1 to 36 characters were expected, got 300"),
    key(
      "a proof misspelt", "providers = { stock.standalone { proof = { \"amont\" } } }",
      says: "proof: no field «amont»; use amount, rrn, auth_code, number, last_four"),
    key(
      "a proof demanded otherwise", "providers = { stock.standalone { proof = { rrn = true } } }",
      says: "proof: rrn: \"required\" or \"optional\" was expected, got true"),
    key(
      "a proof that is no list", "providers = { stock.standalone { proof = \"amount\" } }",
      says: "proof: a list such as { \"amount\" } was expected, got a string"),
    key(
      "a figure of no report", "providers = { stock.standalone { report = { \"charge\" } } }",
      says: "providers[1].report: no figure «charge»; did you mean «charges»?"),
    key(
      "so many of none", "providers = { stock.standalone { in_hundred = 0 } }",
      says: "providers[1].in_hundred: from 1 to 100 was expected, got 0"),
    key(
      "a VAT rate of nobody's", "free_price_vat = \"vat21\"",
      says: "free_price_vat: no «vat21»; use vat20, vat10, vat120, vat110, vat0, none, vat5, vat7, "
        + "vat105, vat107, vat22, vat122"),
    key(
      "an INN as a number", "inn = 7701234567",
      says: "inn: a string was expected, got 7701234567; put it in quotes"),
    key(
      "nobody to sell", "cashiers = {}",
      says: "cashiers: a list of names was expected, got an empty table"),
    key(
      "a role misspelt", #"cashiers = { "Анна", { "Борис", role = "senor" } },"#,
      says: "cashiers[2].role: no role «senor»; did you mean «senior»?"),
    key(
      "a role without a name", #"cashiers = { { role = "senior" } },"#,
      says: "cashiers[1]: a string of 1 to 64 characters was expected, got nothing; "
        + "write { \"Борис\", role = \"senior\" }"),
    key(
      "somebody twice", #"cashiers = { "Анна", { "Анна", role = "senior" } },"#,
      says: "cashiers[2]: «Анна» stands there twice; tell them apart"),
    key(
      "a key of a person", #"cashiers = { { "Анна", rol = "senior" } },"#,
      says: "cashiers[1].rol: unknown key; did you mean «role»?"),
  ]

  @Test(arguments: folders + scripts + keys)
  func `says in one line where the store is wrong`(mistake: Mistake) throws {
    try mistake.check()
  }

  @Test func `opens a store saved with a byte order mark and CRLF`() throws {
    let folder = try TestFolder()
    let text = Self.head + "}\n"
    try write(
      Data([0xEF, 0xBB, 0xBF]) + Data(text.replacing("\n", with: "\r\n").utf8),
      to: folder.path + "/leto/store.lua")
    let run = try CommandRun(Self.till, in: folder.path)
    #expect(run.code == 4)
    #expect(run.output.hasPrefix("{\"prompt\":"))
  }
}
