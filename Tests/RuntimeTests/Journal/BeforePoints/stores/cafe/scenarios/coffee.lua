--- A morning at the café.
local espresso, cappuccino = "4600000000015", "4600000000022"

scenario("two coffees by card in one tap", function()
  day.at "2026-11-24 08:30"
  day.sign_in "Анна"
  day.scan(cappuccino)
  day.scan(espresso)
  day.expect { lines = 2, total = rub "319.50" }
  day.pay "card"
  day.expect { prompt = "charge.window", terminal = "Автономный терминал", amount = rub "319.50" }
  day.answer "approved"
  day.expect_receipt { cashless = rub "319.50", cash = 0, lines = 2 }
  day.expect_rule "only"
  day.expect_paper "Капучино"
end)

scenario("a marked terminal takes the next charge", function()
  day.sign_in "Борис"
  day.terminal { name = "Зал", provider = "standalone" }
  day.terminal { name = "Веранда", provider = "standalone", marked = true }
  day.scan(espresso)
  day.pay "card"
  day.expect { terminal = "Веранда", amount = rub "120" }
  day.expect_rule "marked"
  day.answer "approved"
  day.expect_receipt { cashless = rub "120" }
end)

scenario("a barcode of nobody's is told, and the sale goes on", function()
  day.sign_in "Анна"
  day.scan "4600000000404"
  day.expect { prompt = "sale.no_goods", body = "4600000000404" }
  day.answer "ok"
  day.scan(espresso)
  day.quantity(1, "3")
  day.discount(1, rub "36")
  day.expect { total = rub "324" }
  day.remove(1)
  day.expect { lines = 0, total = 0 }
end)

scenario("no paper: the card is not taken", function()
  day.sign_in "Анна"
  day.scan(espresso)
  day.registrar "noPaper"
  day.pay "card"
  day.expect { prompt = "till.not_ready" }
  day.expect_no_receipt()
  day.mend()
  day.answer "check"
  day.answer("approved", "charge.window")
  day.expect_receipt { cashless = rub "120" }
end)

scenario("a shift older than a day is closed in the middle of a sale", function()
  day.sign_in "Анна"
  day.scan(espresso)
  day.pay "cash"
  day.go_on()
  day.expect_receipt { cash = rub "120" }
  day.pass { hours = 25 }
  day.scan(espresso)
  day.pay "card"
  day.answer("approved", "charge.window")
  day.expect_receipt { cashless = rub "120" }
end)

scenario("a cashless receipt without the connected terminal", function()
  day.sign_in "Борис"
  day.terminal { name = "Автономный терминал", provider = "standalone" }
  day.terminal { name = "Перевод", provider = "transfer" }
  day.terminal { name = "Пинпад", provider = "connected", settings = { "/tmp/pinpad" }, marked = true }
  day.scan(cappuccino)
  day.answer "pay.other"
  day.answer("t2", "charge.terminal")
  day.expect { prompt = "transfer.window", terminal = "Перевод", amount = rub "199.50" }
  day.answer "approved"
  day.expect_receipt { cashless = rub "199.50" }
  day.expect_rule "by_hand"
end)

scenario("a large discount is a senior's", function()
  day.sign_in "Анна"
  day.scan(cappuccino)
  day.discount(1, rub "100")
  day.answer("471147114711", "rights.pin")
  day.expect { total = rub "99.50" }
end)
