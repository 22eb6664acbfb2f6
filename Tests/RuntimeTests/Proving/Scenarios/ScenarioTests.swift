import Foundation
import Testing

@testable import KassaProving
@testable import KassaRuntime

/// Scenarios: the example stores pass theirs, and a wrong one says where and why.
@Suite(.timeLimit(.minutes(5))) struct ScenarioTests {
  private static let stores = TillProcess.root.path + "/Scripts/lua/stores/"

  @Test(arguments: ["cafe", "master", "stall", "kiosk"], Language.allCases)
  func `the example stores pass their own scenarios and those of every store`(
    store: String, language: Language
  ) async throws {
    let runner = try ScenarioRunner(
      folder: Self.stores + store, chain: Self.stores + "chain", language: language)
    var failures: [ScenarioFailure] = []
    let count = try await runner.run { result in
      if let failure = result.failure { failures.append(failure) }
    }
    #expect(failures.map(\.description) == [] && count > 0)
  }

  /// The shared scenarios know nothing of the phone that it asks for where a receipt begins.
  @Test(arguments: Language.allCases)
  func `the optician's store passes its own five`(language: Language) async throws {
    let runner = try ScenarioRunner(folder: Self.stores + "optician", language: language)
    var failures: [String] = []
    try await runner.run { result in
      if let failure = result.failure, failure.file.hasPrefix("optician/") {
        failures.append(failure.description)
      }
    }
    #expect(failures == [])
  }

  @Test func `the optician's and the kiosk's stores are short`() throws {
    for (store, lines) in [("optician", 60), ("kiosk", 30)] {
      let text = try String(
        contentsOfFile: Self.stores + store + "/store.lua", encoding: .utf8)
      #expect(text.split(separator: "\n", omittingEmptySubsequences: false).count <= lines)
    }
  }

  /// One scenario's body, and how it must fail.
  static let wrong: [(body: String, failure: String)] = [
    (
      "day.expect { prompt = \"charge.window\" }",
      "3: day.expect: expected prompt «charge.window»; came prompt «sale»"
    ),
    (
      "day.add { name = 'Кофе', price = 100 } day.pay 'card' day.expect { amount = 200 }",
      "3: day.expect: expected amount 2.00; came amount 1.00"
    ),
    (
      "day.expect_receipt { total = 100 }",
      "3: day.expect_receipt: expected one receipt; came 0, and prompt sale «Чек»"
    ),
    (
      "day.answer 'approved'",
      "3: day.answer: expected an answer that counts; came prompt sale «Чек»: no such choice"
    ),
    ("day.expect_matters(1)", "3: day.expect_matters: expected 1 matters; came 0"),
    ("day.nothing()", "3: no day.nothing"),
    ("while true do end", "3: the script ran more than"),
    ("error 'oops'", "3: oops"),
  ]

  @Test(arguments: wrong.indices)
  func `says where a scenario fails, what was expected and what came`(index: Int) async throws {
    let (body, expected) = Self.wrong[index]
    let folder = try TestFolder()
    let store = folder.path + "/leto"
    try makeFolder(store + "/scenarios")
    try Story.store("").write(toFile: store + "/store.lua", atomically: true, encoding: .utf8)
    try "scenario(\"mine\", function()\n  day.sign_in()\n  \(body)\nend)\n".write(
      toFile: store + "/scenarios/a.lua", atomically: true, encoding: .utf8)
    var failures: [String] = []
    let runner = try ScenarioRunner(folder: store)
    try await runner.run(filter: "mine") { result in
      failures.append(result.failure?.description ?? "passed")
    }
    #expect(failures.count == 1)
    let failure = try #require(failures.first)
    #expect(failure.hasPrefix("leto/scenarios/a.lua:\(expected)"), "\(failure)")
  }

  @Test func `a listener that fails is named where the scenario stops`() async throws {
    let folder = try TestFolder()
    try makeFolder(folder.path + "/scenarios")
    let hook = "on = { before_payment = function() recept.total() end },"
    try Story.store(hook).write(
      toFile: folder.path + "/store.lua", atomically: true, encoding: .utf8)
    try """
    scenario("mine", function()
      day.sign_in()
      day.add { name = "Кофе", price = 100 }
      day.pay "card"
      day.expect { prompt = "charge.window" }
    end)
    """.write(toFile: folder.path + "/scenarios/a.lua", atomically: true, encoding: .utf8)
    var failures: [String] = []
    try await ScenarioRunner(folder: folder.path).run(filter: "mine") { result in
      if let failure = result.failure { failures.append(failure.description) }
    }
    #expect(failures.first?.contains("; the script failed: ") == true)
    #expect(
      failures.first?.contains("store.lua:3: on.before_payment: no global «recept»") == true,
      "\(failures)")
  }

  @Test func `an approved charge that is left behind is found whatever the scenario looks at`()
    async throws
  {
    let folder = try TestFolder()
    try makeFolder(folder.path + "/scenarios")
    let sale = """
      receipt.add { name = "Кофе", price = 100 }
      shift.open()
      terminal.charge { "charge.window", terminal = "standalone", amount = 100 }
      return "sale"
      """
    try Story.store(Story.flow(sale)).write(
      toFile: folder.path + "/store.lua", atomically: true, encoding: .utf8)
    try
      "scenario(\"mine\", function() day.sign_in() day.answer 'approved' day.expect_matters(1) end)"
      .write(toFile: folder.path + "/scenarios/a.lua", atomically: true, encoding: .utf8)
    var failures: [ScenarioFailure] = []
    try await ScenarioRunner(folder: folder.path).run(filter: "mine") { result in
      if let failure = result.failure { failures.append(failure) }
    }
    #expect(failures.map(\.description) == [])
  }

  @Test func `a terminal is set up from an empty sale, and what stands before it is named`()
    async throws
  {
    let store = try TriedStore(
      "on = { receipt_begun = function() prompt.choose { 'phone', title = 'Телефон', cancel = true, "
        + "buttons = { { 'none', 'Нет' } } } end },"
    ).scenario("day.sign_in()\nday.terminal { name = 'Т', provider = 'standalone' }")
    let failure = try await store.failure()
    #expect(
      failure?.line == 3 && failure?.expected == "an empty sale", "\(String(describing: failure))")
    #expect(
      failure?.came.hasSuffix("which stands before it; answer it first: day.answer(…, \"phone\")")
        == true)
    let lines = try await TriedStore().scenario(
      "day.sign_in()\nday.add { name = 'А', price = 100 }\n"
        + "day.terminal { name = 'Т', provider = 'standalone' }"
    ).failure()
    #expect(lines?.came == "a sale with 1 line")
  }

  @Test func `a scenario looks at what is noted on the receipt`() async throws {
    let part = "on = { receipt_begun = function() receipt.memo('loyalty', '+79991234567') end },"
    let store = try TriedStore(part).scenario(
      "day.sign_in()\nday.expect_memo('loyalty', '+79991234567')\nday.expect_memo('other', nil)")
    #expect(try await store.failure() == nil)
    let wrong = try await TriedStore(part).scenario(
      "day.sign_in()\nday.expect_memo('loyalti', '1')"
    ).failure()
    #expect(wrong?.expected == "loyalti = \"1\"" && wrong?.came == "nothing; noted are loyalty")
  }

  /// What cards paid of a correction no charge of its own says.
  @Test(arguments: ["cash", "card"])
  func `a correction of the tender is played to its end`(paid: String) async throws {
    let pay =
      paid == "cash"
      ? "day.answer(19950, 'payment.cash')" : "day.answer('approved', 'charge.window')"
    let right =
      paid == "cash"
      ? """
      day.answer(0, 'correction.cash')
      day.answer('0042', 'correction.slip')
      day.answer('Слип в кассе', 'correction.reason')
      """ : "day.answer(19950, 'correction.cash')"
    let store = try TriedStore().scenario(
      """
      day.sign_in()
      day.add { name = 'Кофе', price = 19950 }
      day.pay '\(paid)'
      \(pay)
      day.answer 'documents'
      day.answer('199.50', 'document.find')
      day.answer('correct', 'document.shown')
      day.answer('tender', 'correction.wrong')
      \(right)
      day.answer(true, 'correction.allow')
      \(paid == "cash" ? "" : "day.answer('471147114711', 'rights.pin')")
      day.answer('ok', 'correction.done')
      day.expect_matters(0)
      """)
    let failure = try await store.failure()
    #expect(failure == nil, "\(String(describing: failure))")
  }
}
