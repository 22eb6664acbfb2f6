--- Cash, and a registrar that stops in the middle of it.

scenario("cash gives change", function()
  day.sign_in()
  day.add { name = "Товар", price = rub "500" }
  day.pay "cash"
  day.go_on { to = "payment.cash" }
  day.answer(rub "1000")
  day.go_on()
  day.expect_receipt { cash = rub "500", received = rub "1000", change = rub "500", cashless = 0 }
end)

scenario("paper that ends in the middle prints no second receipt", function()
  day.sign_in()
  day.add { name = "Товар", price = rub "500" }
  day.registrar("paperOutDuring", 1)
  day.pay "cash"
  day.go_on { to = "print.paper" }
  day.go_on()
  day.expect_receipt { cash = rub "500" }
  day.expect { prompt = "sale", lines = 0 }
end)
