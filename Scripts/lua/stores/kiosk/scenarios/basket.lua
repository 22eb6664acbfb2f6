--- Goods by one tap.

scenario("a basket of three by three taps, in cash", function()
  day.sign_in()
  day.answer("good.4", "sale")
  day.answer("good.4", "sale")
  day.answer("good.8", "sale")
  day.expect { prompt = "sale", lines = 3, total = rub "455" }
  day.pay "cash"
  day.go_on { to = "payment.cash" }
  day.answer(rub "500")
  day.go_on()
  day.expect_receipt { cash = rub "455", received = rub "500", change = rub "45" }
  day.expect_paper "Пирожок"
end)
