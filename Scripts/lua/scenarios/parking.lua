--- Receipts set aside for customers who come back.

scenario("a receipt is set aside and taken back", function()
  day.sign_in()
  day.add { name = "Товар", price = rub "500" }
  day.answer "park"
  day.expect { prompt = "sale", lines = 0 }
  day.expect_parked(1)
  day.expect_matters(0)

  day.answer "parked"
  day.go_on()
  day.expect { prompt = "sale", lines = 1, total = rub "500" }
  day.expect_parked(0)
  day.pay "cash"
  day.go_on()
  day.expect_receipt { cash = rub "500" }
end)
