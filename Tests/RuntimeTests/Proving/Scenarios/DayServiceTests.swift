import Foundation
import Testing

@testable import KassaProving
@testable import KassaRuntime

/// Scenarios stand in for the shop's own servers, with each of their faults.
@Suite struct DayServiceTests {
  /// Plays `body` after sign-in in a store that asks for points before the payment.
  private func failures(_ body: String) async throws -> [String] {
    let folder = try TestFolder()
    try makeFolder(folder.path + "/scenarios")
    try Story.store(
      """
      services = { loyalty },
      on = { before_payment = function()
        local found, reason = loyalty:ask("points", { total = receipt.total() })
        prompt.tell { "points", title = found and tostring(found.points) or reason }
        local done, why = loyalty:change("spend", { points = 10 })
        prompt.tell { "spent", title = done and "yes" or why }
      end },
      """, before: #"local loyalty = service "loyalty" { title = "Бонусы" }"#
    ).write(toFile: folder.path + "/store.lua", atomically: true, encoding: .utf8)
    try """
    local function shows(points, spent)
      day.sign_in()
      day.add { name = "Кофе", price = 100 }
      day.pay "card"
      day.expect { prompt = "points", title = points }
      day.power_off()
      day.answer "ok"
      day.expect { prompt = "spent", title = spent }
      day.answer "ok"
      day.go_on()
      day.expect_receipt { total = 100 }
      day.expect_matters(0)
    end
    scenario("mine", function() \(body) end)
    """.write(toFile: folder.path + "/scenarios/a.lua", atomically: true, encoding: .utf8)
    var failures: [String] = []
    let count = try await ScenarioRunner(folder: folder.path).run(filter: "mine") { result in
      if let failure = result.failure { failures.append(failure.description) }
    }
    return count == 1 ? failures : ["\(count) played"]
  }

  @Test(arguments: [
    ("absent", "absent", "absent"), ("late", "late", "unknown"), ("lost", "failed", "unknown"),
    ("failed", "failed", "unknown"), ("refused", "refused", "refused"),
    ("left", "left", "unknown"),
  ])
  func `each fault of a service leads on`(
    fault: String, asked: String, changed: String
  ) async throws {
    let body = #"day.service { "loyalty", fault = "\#(fault)" } shows("\#(asked)", "\#(changed)")"#
    #expect(try await failures(body) == [])
  }

  @Test func `a service that no scenario speaks of is absent`() async throws {
    #expect(try await failures(#"shows("absent", "absent")"#) == [])
  }

  @Test func `answers as the scenario says, and tells what arrived`() async throws {
    let body = """
      day.service { "loyalty", what = "spend" }
      day.service { "loyalty", what = "points", answer = { points = 120 }, times = 1 }
      shows("120", "yes")
      local calls = day.service_calls "loyalty"
      assert(#calls == 2 and calls[1].what == "points" and calls[1].body.total == 100)
      assert(calls[2].body.points == 10 and calls[1].key ~= calls[2].key)
      """
    #expect(try await failures(body) == [])
  }
}
