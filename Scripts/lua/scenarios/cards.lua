--- What a card must never do, whatever the store's own script asks around it.

--- Begins a sale of one thing and goes up to the window that asks what the terminal did.
local function charge(amount)
  day.add { name = "Товар", price = amount }
  day.pay "card"
  day.go_on { to = "outcome" }
  day.expect { kind = "outcome", amount = amount }
  day.expect_no_receipt()
end

scenario("a card is charged first, the receipt comes after", function()
  day.sign_in()
  charge(rub "500")
  day.go_on { outcome = "approved" }
  day.expect_receipt { total = rub "500", cashless = rub "500", cash = 0 }
  day.expect_matters(0)
end)

scenario("a declined card is paid in cash", function()
  day.sign_in()
  charge(rub "500")
  day.go_on { outcome = "declined", to = "charge.declined" }
  day.expect_no_receipt()
  day.answer "cash"
  day.go_on()
  day.expect_receipt { cash = rub "500", cashless = 0 }
  day.expect_matters(0)
end)

scenario("a charge nobody can tell about is set aside, and printed once it is found", function()
  day.sign_in()
  charge(rub "500")
  day.go_on { outcome = "unknown" }
  day.expect_matters(1)
  day.expect_no_receipt()

  day.add { name = "Следующий", price = rub "70" }
  day.pay "cash"
  day.go_on()
  day.expect_receipt { cash = rub "70" }

  day.answer "parked"
  day.go_on { to = "outcome" }
  day.expect { amount = rub "500" }
  day.go_on { outcome = "approved" }
  day.expect_receipt { cashless = rub "500", cash = 0 }
  day.expect_matters(0)
end)

scenario("a power cut at the window asks the same again", function()
  day.sign_in()
  charge(rub "500")
  day.power_off()
  day.expect { kind = "outcome", amount = rub "500" }
  day.go_on { outcome = "approved" }
  day.expect_receipt { cashless = rub "500", cash = 0 }
end)

scenario("a receipt is split between card and cash", function()
  day.sign_in()
  day.add { name = "Товар", price = rub "700" }
  day.pay "split"
  day.go_on { to = "payment.split" }
  day.answer(rub "500")
  day.go_on { to = "outcome" }
  day.expect { amount = rub "500" }
  day.go_on { outcome = "approved" }
  day.expect_receipt { total = rub "700", cashless = rub "500", cash = rub "200" }
  day.expect_matters(0)
end)
