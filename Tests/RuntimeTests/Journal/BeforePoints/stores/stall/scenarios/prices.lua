--- A morning at the stall: prices, then the money.

scenario("three prices and a transfer to the phone", function()
  day.language "ru"
  day.sign_in()
  day.expect { prompt = "sale", title = "Покупка" }
  day.add { name = "Яблоки", price = rub "100" }
  day.add { name = "Груши", price = rub "50.50" }
  day.add { name = "Сливы", price = rub "49.50" }
  day.pay "card"
  day.expect { kind = "outcome", terminal = "Перевод на телефон", amount = rub "200" }
  day.answer "approved"
  day.expect_receipt { cashless = rub "200", lines = 3 }
end)

scenario("the same in English", function()
  day.language "en"
  day.sign_in()
  day.expect { prompt = "sale", title = "Purchase" }
  day.add { name = "Apples", price = rub "100" }
  day.pay "card"
  day.expect { kind = "outcome", title = "Has the money come?", amount = rub "100" }
  day.answer "declined"
  day.expect { prompt = "charge.declined", title = "The money has not come" }
  day.answer "cash"
  day.answer(rub "100")
  day.expect_receipt { cash = rub "100" }
end)

scenario("a barcode is no price", function()
  day.language "ru"
  day.sign_in()
  day.scan "4600000000015"
  day.expect { prompt = "stall.prices", body = "Яблоки" }
  day.answer "ok"
  day.expect { prompt = "sale", lines = 0 }
end)

scenario("money that does not come is taken in cash", function()
  day.language "ru"
  day.sign_in()
  day.add { name = "Дыня", price = rub "300" }
  day.pay "card"
  day.answer "declined"
  day.expect { prompt = "charge.declined", title = "Деньги не пришли" }
  day.answer "cash"
  day.answer(rub "500")
  day.expect { prompt = "payment.change" }
  day.answer "ok"
  day.expect_receipt { cash = rub "300", change = rub "200" }
end)
