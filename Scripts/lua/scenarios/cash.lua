--- Cash, and a registrar that stops in the middle of it.
local house = require "day.house"

scenario("cash gives change", function()
  local due = house.total(house.price(), "cash")
  day.sign_in()
  house.sell()
  house.pay "cash"
  day.go_on { to = "payment.cash" }
  day.answer(due + rub "500")
  day.go_on()
  day.expect_receipt { cash = due, received = due + rub "500", change = rub "500", cashless = 0 }
end)

scenario("paper that ends in the middle prints no second receipt", function()
  day.sign_in()
  house.sell()
  day.registrar("paperOutDuring", 1)
  house.pay "cash"
  day.go_on { to = "print.paper" }
  day.go_on()
  day.expect_receipt { cash = house.total(house.price(), "cash") }
  house.rest()
end)
