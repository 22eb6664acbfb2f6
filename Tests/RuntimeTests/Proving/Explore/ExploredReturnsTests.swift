import Foundation
import Testing

@testable import KassaProving
@testable import KassaRuntime

/// A sale that was made before is found and goes back, and what a store has to say of that is run.
@Suite(.timeLimit(.minutes(5))) struct ExploredReturnsTests {
  private static let voucher = """
    local voucher = provider "voucher" {
      title = "Сертификат",
      charge = function(charge) return charge:ask { title = "Погасите" } end,
      settle = function(settlement) return settlement:ask() end,
      refund = function(refund)
        prompt.tell { "voucher.back", title = "Выдайте новый" }
        return refund:ask()
      end,
    }
    """

  private static let parts = """
    providers = { stock.standalone { title = "Зал" }, voucher },
    on = {
      before_return = function()
        if clock.now() - receipt.sale().at > 14 * 24 * 3600 * 1000 then return veto "Прошло 14 дней" end
      end,
      after_return = function() prompt.tell { "act.sign", title = "Подпишите акт" } end,
    },
    """

  private static func store() throws -> TriedStore {
    let store = try TriedStore()
    try write(voucher + "\n" + written(parts), to: store.path + "/store.lua")
    return store
  }

  @Test func `one in cash, one of each age that is looked at, one on each terminal`() throws {
    let tried = try Self.store()
    let worlds = ExploredWorlds.of(try ExploredStore(folder: tried.path))
    #expect(
      worlds.filter { $0.sold != nil }.map(\.name) == [
        "return of a sale in cash", "return of a sale of less than 14 days ago",
        "return of a sale of more than 14 days ago", "return of a sale on «standalone»",
        "return of a sale on «voucher»",
      ])
  }

  @Test(arguments: [
    ("in cash", ["act.sign"]), ("of less than 14 days ago", ["act.sign"]),
    ("of more than 14 days ago", ["hook.veto"]),
    ("on «standalone»", ["return.window", "act.sign"]),
    ("on «voucher»", ["voucher.back", "return.window", "act.sign"]),
  ])
  func `goes back in the most usual way`(name: String, asked: [String]) async throws {
    let tried = try Self.store()
    let store = try ExploredStore(folder: tried.path)
    let world = try #require(
      ExploredWorlds.of(store).first { $0.name == "return of a sale \(name)" })
    let till = try ExploredTill(store)
    try await till.begin(world)
    #expect(till.prompt?.isSale == true && till.sale.count > 3)
    var (prompts, returned): ([String], Bool) = ([], false)
    for _ in 0..<14 {
      guard let prompt = till.prompt, !(prompt.isSale && !prompts.isEmpty) else { break }
      prompts.append(prompt.id)
      let usual = till.moves().filter { $0.departs == 0 }
      let wanted = prompt.isSale ? Answer.button("returns") : .button("go")
      let typed = usual.first { if case .amount = $0.answer { true } else { false } }
      let move = usual.first { $0.answer == wanted } ?? typed ?? usual.first
      let taken = try await till.take(try #require(move))
      returned = returned || taken.documents.contains { $0.type == .saleReturn }
      if prompt.id == "hook.veto" { break }
    }
    #expect(asked.allSatisfy(prompts.contains), "\(prompts)")
    #expect(returned == asked.contains("act.sign"), "\(prompts)")
  }

  @Test func `a way with a return can be pasted and played`() async throws {
    let store = try Self.store()
    var bounds = Explorer.Bounds()
    (bounds.branches, bounds.merges) = (0, 0)
    let explorer = try Explorer(ExploredStore(folder: store.path), bounds)
    let found = try await explorer.explore()
    let state = try #require(
      found.states.firstIndex { found.worlds[$0.world].name == "return of a sale in cash" })
    let way = found.way(to: state).scenario("way")
    try write(way + "\n", to: store.path + "/scenarios/ways.lua")
    let failures = try await store.play(filter: "way").map { $0.failure?.description }
    #expect(failures == [nil], "\(way)")
  }

  @Test func `what no way came to of returns is said`() async throws {
    let store = try TriedStore(
      """
      providers = { voucher },
      on = { after_return = function() end },
      scans = { { "%b()", function() end } },
      flows = { sale = function() prompt.tell { "own.ask", title = "?" } return "sale" end },
      """, before: Self.voucher)
    var bounds = Explorer.Bounds()
    (bounds.branches, bounds.merges) = (300, 0)
    let explorer = try Explorer(ExploredStore(folder: store.path), bounds)
    let lines = try await explorer.explore().notReached.map(\.what)
    for wanted in [
      "listener after_return", "refund of «voucher»", "settle of «voucher»", "scans «%b()»",
    ] {
      #expect(lines.contains(wanted), "\(wanted) in \(lines)")
    }
  }

  private static let counting = """
    providers = { stock.standalone { title = "Зал" }, voucher }, counts = true,
    """

  @Test(arguments: ["standalone", "voucher"])
  func `its shift is closed and its terminal counted and settled`(provider: String) async throws {
    let tried = try TriedStore(Self.counting, before: Self.voucher)
    let store = try ExploredStore(folder: tried.path)
    let world = try #require(
      ExploredWorlds.of(store).first { $0.name == "closing after a charge on «\(provider)»" })
    let till = try ExploredTill(store)
    try await till.begin(world)
    var (heard, prompts): ([String], [String]) = ([], [])
    for _ in 0..<14 {
      guard let prompt = till.prompt, !prompts.contains("sign_in.pin") else { break }
      prompts.append(prompt.id)
      let usual = till.moves().filter { $0.departs == 0 && $0.answer != .cancel }
      let closing: Answer = prompt.isSale ? .button("shift") : .button("yes")
      let move = usual.first { $0.answer == closing } ?? usual.first
      for case .heard(let name) in try await till.take(try #require(move)).events {
        heard.append(name)
      }
    }
    #expect(heard.contains("settle of «\(provider)»"), "\(prompts) \(heard)")
    for id in ["drawer.count", "settling.count", "settling.word", "shift.close"] {
      #expect(prompts.contains(id), "\(id) in \(prompts)")
    }
  }

  @Test func `what settles a provider's terminal and fails, or is gone, is found`() async throws {
    let failing = Plant(
      "a settlement that fails", "return settlement:ask() end", #"error("oops") end"#,
      says: "FAILED")
    let other = Plant(
      "a settlement with another question", "return settlement:ask() end",
      #"prompt.tell { "voucher.sum", title = "?" } return settlement:ask() end"#,
      says: "PROMPT  voucher.sum is asked")
    // Only the new one counts: each provider has a closing of its own all the same.
    let counted = Plant(
      "terminals that are counted now, where one fails to settle",
      "stock.standalone { title = \"Зал\" }, voucher },",
      "stock.standalone { title = \"Зал\" }, voucher }, counts = true,", says: "FAILED")
    for (var plant, store) in [
      (
        counted,
        Self.voucher.replacing("return settlement:ask() end", with: #"error("oops") end"#) + "\n"
          + Self.written(#"providers = { stock.standalone { title = "Зал" }, voucher },"#)
      ),
      // Both ask it, one of them with the receipt printed: what comes of the answer is walked.
      (
        Plant(
          "a question before the receipt, then an error",
          #"after_receipt = function() prompt.tell { "bonus", title = "?" }"#,
          #"before_printing = function() prompt.tell { "bonus", title = "?" } error("oops")"#,
          says: "FAILED"),
        Self.written(
          """
          on = { after_receipt = function() prompt.tell { "bonus", title = "?" } end },
          """)
      ),
    ] {
      plant.store = store
      try await plant.check(branches: 600)
    }
    for var plant in [failing, other] {
      plant.store = Self.voucher + "\n" + Self.written(Self.counting)
      try await plant.check(branches: 600)
    }
  }

  private static let edits = [
    Plant(
      "a lost act", #"prompt.tell { "act.sign", title = "Подпишите акт" }"#, "",
      says: "PROMPT  act.sign is asked no more"),
    Plant(
      "days ten times as many", "> 14 *", "> 140 *",
      says: "PROMPT  return.allow is asked instead of hook.veto"),
    Plant(
      "words of a refund", #"prompt.tell { "voucher.back", title = "Выдайте новый" }"#, "",
      says: "PROMPT  voucher.back is asked no more"),
  ]

  @Test(.enabled(if: Nightly.isOn), arguments: edits)
  func `differs between two scripts`(_ plant: Plant) async throws {
    var plant = plant
    plant.store = Self.voucher + "\n" + Self.written(Self.parts)
    try await plant.check(branches: 4_000)
  }

  @Test func `differs between two scripts soon where what differs names it`() async throws {
    var plant = Self.edits[0]
    plant.store = Self.written(
      #"on = { after_return = function() prompt.tell { "act.sign", title = "Подпишите акт" } end },"#
    )
    try await plant.check(branches: 400)
  }

  private static func written(_ parts: String) -> String {
    """
    return store {
      api = 1, name = "Лето", inn = "7701234567", taxation = "usn_income",
      address = "Москва", place = "Касса", cashiers = { "Анна", { "Борис", role = "senior" } },
      rights = { returns = { above = rub "10000", shift = rub "30000" } },
      \(parts)
    }
    """
  }
}
