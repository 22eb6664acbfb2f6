import Testing

@testable import KassaProving
@testable import KassaRuntime

/// `diff`: what functions say at other hours and of other quantities, and what services are told and answer.
@Suite(.timeLimit(.minutes(5))) struct DiffedFunctionsTests {
  private static func store(_ part: String) -> String {
    """
    local prices = require "kassa.prices"
    local club = service "club" {
      examples = { member = { { share = 300, blocked = false }, { share = 300, blocked = true } } },
    }
    local vouchers = provider "voucher" {
      title = "Сертификат",
      accepts = function() return clock.parts(clock.now()).hour >= 8, "рано" end,
      charge = function(charge) return charge:ask { title = "Погасите" } end,
    }
    return store {
      api = 1, name = "Лето", inn = "7701234567", taxation = "usn_income",
      address = "Москва", place = "Касса", cashiers = { "Анна" },
      \(part)
    }
    """
  }

  private static let happy = store(
    """
    providers = { vouchers },
    prices = {
      { "Счастливый час", function(lines)
        local at = clock.parts(clock.now())
        return at.weekday == "tue" and at.hour >= 15 and at.hour < 17 and prices.share(lines, 700) or nil
      end },
      { "Третий", function(lines)
        return tonumber(lines[1].quantity) >= 3 and { [lines[1].id] = 100 } or nil
      end },
    },
    """)

  @Test(arguments: [
    Plant(
      "another weekday", #""tue""#, #""thu""#,
      says: "prices «Счастливый час», tue, thu 15:00–17:00, before payment «1000.00»: 70.00 → none"),
    Plant(
      "an hour more", "at.hour < 17", "at.hour < 18",
      says: "prices «Счастливый час», tue 17:00–18:00, before payment «1000.00»: none → 70.00"),
    Plant(
      "one more of a good", ">= 3", "> 3",
      says: "prices «Третий», ", "3 of a good, before payment «1000.00»: 1.00 → none"),
    Plant(
      "an hour later", ">= 8", ">= 9",
      says: "TERMINAL  «Сертификат» every day 08:00–09:00: taken → refused: рано"),
    Plant("an equal condition", "at.hour < 17", "at.hour <= 16"),
  ])
  func `are asked at every hour, and of every quantity`(_ plant: Plant) async throws {
    var plant = plant
    plant.store = Self.happy
    try await plant.check(branches: 0)
  }

  private static let asking = store(
    """
    services = { club },
    on = {
      receipt_begun = function()
        local answer = services.ask(club, "member", { count = 1, kind = "new" })
        if answer and answer.blocked then
          prompt.tell { "club.blocked", title = "Карта заблокирована" }
        end
      end,
    },
    """)

  @Test(arguments: [
    Plant(
      "what only the second example has", "answer.blocked", "answer.is_blocked",
      says: "PROMPT  club.blocked is asked no more"),
    Plant(
      "what fails after the second example", #"prompt.tell { "club.blocked""#,
      #"error "boo" prompt.tell { "club.blocked""#, says: "FAILED  the script failed:"),
    Plant(
      "another number in what is sent", "count = 1", "count = 2",
      says: "PROMPT  club «member» is told «count»: 1 → 2"),
    Plant(
      "less in what is sent", #", kind = "new""#, "",
      says: "PROMPT  club «member» is told «kind»: new → nothing"),
  ])
  func `services answer each of their examples`(_ plant: Plant) async throws {
    var plant = plant
    plant.store = Self.asking
    try await plant.check(branches: 40)
  }
}
