--- What a card must never do, whatever the store's own script asks around it.
local house = require "day.house"

--- Begins a sale of one thing and goes up to the window that asks what the terminal did.
---@return integer amount
local function charge()
  local amount = house.total(house.price(), "card")
  house.sell()
  house.pay "card"
  day.go_on { to = "outcome" }
  day.expect { kind = "outcome", amount = amount }
  day.expect_no_receipt()
  return amount
end

scenario("a card is charged first, the receipt comes after", function()
  day.sign_in()
  local amount = charge()
  day.go_on { outcome = "approved" }
  day.expect_receipt { total = amount, cashless = amount, cash = 0 }
  day.expect_matters(0)
end)

scenario("a declined card is paid in cash", function()
  day.sign_in()
  charge()
  day.go_on { outcome = "declined", to = "charge.declined" }
  day.expect_no_receipt()
  day.answer "cash"
  day.go_on()
  day.expect_receipt { cash = house.total(house.price(), "cash"), cashless = 0 }
  day.expect_matters(0)
end)

scenario("a charge nobody can tell about is set aside, and printed once it is found", function()
  day.sign_in()
  local amount = charge()
  day.go_on { outcome = "unknown" }
  day.expect_matters(1)
  day.expect_no_receipt()

  house.sell()
  house.pay "cash"
  day.go_on()
  day.expect_receipt { cash = house.total(house.price(), "cash") }

  day.answer "parked"
  day.go_on { to = "outcome" }
  day.expect { amount = amount }
  day.go_on { outcome = "approved" }
  day.expect_receipt { cashless = amount, cash = 0 }
  day.expect_matters(0)
end)

scenario("a power cut at the window asks the same again", function()
  day.sign_in()
  local amount = charge()
  day.power_off()
  day.expect { kind = "outcome", amount = amount }
  day.go_on { outcome = "approved" }
  day.expect_receipt { cashless = amount, cash = 0 }
end)

scenario("a receipt is split between card and cash", function()
  local total = house.total(house.price(), "split")
  local card = total * 5 // 7 // 100 * 100
  day.sign_in()
  house.sell()
  house.pay "split"
  day.go_on { to = "payment.split" }
  day.answer(card)
  day.go_on { to = "outcome" }
  day.expect { amount = card }
  day.go_on { outcome = "approved" }
  day.expect_receipt { total = total, cashless = card, cash = total - card }
  day.expect_matters(0)
end)
