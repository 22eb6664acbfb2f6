--- Receipts set aside for customers who come back.
local house = require "day.house"

scenario("a receipt is set aside and taken back", function()
  day.sign_in()
  house.sell()
  local total = day.prompt().total
  day.answer "park"
  house.rest()
  day.expect_parked(1)
  day.expect_matters(0)

  day.answer "parked"
  day.go_on()
  day.expect { prompt = "sale", lines = 1, total = total }
  day.expect_parked(0)
  house.pay "cash"
  day.go_on()
  day.expect_receipt { cash = house.total(house.price(), "cash") }
end)
