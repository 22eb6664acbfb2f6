import Foundation
import Testing

@testable import KassaProving
@testable import KassaRuntime

/// Shared scenarios meet a store by its house.lua; a chain's are played for each of its stores.
@Suite(.timeLimit(.minutes(5))) struct HouseTests {
  private func failures(_ results: [ScenarioResult]) -> [String] {
    results.compactMap { $0.failure?.description }
  }

  /// What W10 of the cases wants: a store's part and its house.
  static let ordinary: [(part: String, house: String)] = [
    (
      #"""
      on = { after_sign_in = function() prompt.choose { "shift.mood", title = "Как вы?", buttons = { { "well", "Хорошо" }, { "ill", "Плохо" } } } end },
      """#, #"day.house { answers = { ["shift.mood"] = "well" } }"#
    ),
    (
      #"""
      on = { before_payment = function()
        local with = prompt.choose { "packed", title = "Упаковать?", buttons = { { "no", "Нет" }, { "yes", "Да" } } }
        if with == "no" then return veto "Без упаковки не продаём" end
      end },
      """#, #"day.house { answers = { packed = true } }"#
    ),
    (
      #"""
      on = { before_payment = function()
        if receipt.memo "off" then return end
        receipt.memo("off", true)
        for _, line in ipairs(receipt.lines()) do receipt.discount { line = line.id, hundredths = 500 } end
      end },
      """#, #"day.house { total = function(sum) return sum - sum * 5 // 100 end }"#
    ),
    (
      #"on = { before_payment = function() if receipt.total() < 100000 then return veto "Мало" end end },"#,
      #"day.house { price = rub "1500" }"#
    ),
  ]

  @Test(arguments: ordinary.indices)
  func `an ordinary store passes the shared scenarios with a line of its house`(
    index: Int
  ) async throws {
    let (part, house) = Self.ordinary[index]
    let without = try await TriedStore(part).play()
    #expect(failures(without).count > 4)
    let with = try await TriedStore(part, files: ["leto/scenarios/house.lua": house]).play()
    #expect(failures(with) == [])
    #expect(with.count == without.count)
  }

  @Test func `a replaced scenario is listed with its reason, and its own is played`() async throws {
    let own = """
      scenario("cash gives change", "сдачи здесь не бывает", function()
        day.sign_in()
      end)
      """
    let results = try await TriedStore(files: ["leto/scenarios/own.lua": own]).play(
      filter: "cash gives change")
    #expect(results.map(\.replaced) == ["сдачи здесь не бывает", nil])
    #expect(failures(results) == [])
  }

  @Test func `a replacement of nothing is a mistake`() async throws {
    let own = "scenario(\"no such\", \"почему\", function() day.sign_in() end)"
    let store = try TriedStore(files: ["leto/scenarios/own.lua": own])
    let said = failures(try await store.play(filter: "no such")).first
    #expect(said?.contains("own.lua:1: expected the name of a shared scenario") == true)
  }

  @Test func `a scenario requires helpers of its folder, of the store and of the chain`()
    async throws
  {
    let scenario = """
      local till = require "till"
      local prices = require "prices"
      local house = require "chain_prices"
      scenario("mine", function()
        till.begin()
        day.add { name = "Кофе", price = prices.coffee + house.more }
        day.expect { total = 300 }
      end)
      """
    let store = try TriedStore(files: [
      "leto/scenarios/till.lua": "return { begin = function() day.sign_in() end }",
      "leto/scenarios/a.lua": scenario, "leto/prices.lua": "return { coffee = 100 }",
      "chain/chain_prices.lua": "return { more = 200 }",
    ])
    #expect(failures(try await store.play(filter: "mine", chain: "chain")) == [])
  }

  @Test func `a chain's scenarios are played for each of its stores, and meet them by their house`()
    async throws
  {
    let shared = """
      local house = require "day.house"
      scenario("of the chain", function()
        day.sign_in()
        house.sell()
        day.expect { total = rub "70" }
      end)
      """
    let store = try TriedStore(files: [
      "chain/scenarios/all.lua": shared,
      "chain/scenarios/house.lua": "day.house { price = rub \"60\" }",
      "leto/scenarios/house.lua": "day.house { price = rub \"70\" }",
    ])
    let results = try await store.play(filter: "of the chain", chain: "chain")
    #expect(failures(results) == [] && results.count == 1)
  }

  @Test func `a mistake in house.lua names its line`() async throws {
    let store = try TriedStore(files: ["leto/scenarios/house.lua": "\nday.house { prise = 5 }"])
    let found = try await store.play(filter: "cash gives")
    #expect(failures(found).first?.hasPrefix("leto/scenarios/house.lua:2: day.house: ") == true)
  }

  @Test func `one broken scenario file stops no other`() async throws {
    let store = try TriedStore(files: [
      "leto/scenarios/a.lua": "scenario(", "leto/scenarios/b.lua": "day.sign_in()",
      "leto/scenarios/c.lua": "scenario(\"mine\", function() day.sign_in() end)",
    ])
    try write(Data([0xFF, 0xFE]), to: store.path + "/scenarios/d.lua")
    let results = try await store.play(filter: "mine")
    #expect(results.filter { $0.scenario == "mine" }.map(\.failure) == [nil])
    #expect(failures(results).count == 3, "\(failures(results))")
    #expect(ScenarioCheck.files(store: store.path).count { $0.failure != nil } == 3)
  }
}
