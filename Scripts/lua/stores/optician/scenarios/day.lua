--- A day at the optician's.
local lenses, sunglasses, cloth = "4601000001026", "4601000001033", "4601000001040"

scenario("a phone at the beginning, and whole roubles in cash", function()
  day.sign_in "Ирина"
  day.answer("+79161234567", "loyalty.phone")
  day.scan(cloth)
  day.expect { prompt = "sale", total = rub "199.50" }
  day.pay "cash"
  day.answer(rub "200", "payment.cash")
  day.go_on()
  day.expect_receipt { total = rub "199", cash = rub "199", change = rub "1", contact = "+79161234567" }
end)

scenario("5 % above 10,000, and the slip's amount above 3,000", function()
  day.sign_in "Ирина"
  day.cancel "loyalty.phone"
  day.scan(sunglasses)
  day.expect { total = rub "9880" }
  day.scan(cloth)
  day.expect { total = rub "10069.52" }
  day.pay "card"
  day.answer("approved", "charge.window")
  day.answer(rub "10069.52", "charge.amount")
  day.expect_receipt { total = rub "10069.52", cashless = rub "10069.52" }
  day.expect_paper "Скидка 5 %"
end)

scenario("a declined card is paid in whole roubles", function()
  day.sign_in "Ирина"
  day.cancel "loyalty.phone"
  day.scan(cloth)
  day.pay "card"
  day.expect { prompt = "charge.window", amount = rub "199.50" }
  day.answer "declined"
  day.answer("cash", "charge.declined")
  day.answer(rub "199", "payment.cash")
  day.expect_receipt { cash = rub "199", cashless = 0 }
end)

scenario("lenses wait for their prescription", function()
  day.sign_in "Марк"
  day.cancel "loyalty.phone"
  day.scan(lenses)
  day.pay "cash"
  day.answer("no", "lenses.checked")
  day.answer("ok", "hook.veto")
  day.expect { prompt = "sale", lines = 1 }
  day.pay "cash"
  day.answer("yes", "lenses.checked")
  day.answer(rub "2450", "payment.cash")
  day.expect_receipt { cash = rub "2450" }
end)

scenario("two terminals by amount and hour, and a voucher", function()
  day.at "2026-11-24 12:00"
  day.sign_in "Ирина"
  day.cancel "loyalty.phone"
  day.terminal { name = "Зал", provider = "standalone", marked = true }
  day.terminal { name = "Касса 2", provider = "standalone", purpose = "large" }
  day.terminal { name = "Вечер", provider = "standalone", purpose = "evening" }
  day.terminal { name = "Сертификаты", provider = "voucher" }
  day.scan(sunglasses)
  day.scan(lenses)
  day.pay "card"
  day.answer("yes", "lenses.checked")
  day.expect { prompt = "charge.window", terminal = "Касса 2" }
  day.expect_rule "крупные"
  day.answer "declined"
  day.answer("park", "charge.declined")
  day.cancel "loyalty.phone"
  day.at "2026-11-24 21:00"
  day.scan(cloth)
  day.answer("pay.other", "sale")
  day.answer("t4", "charge.terminal")
  day.answer("20261124", "voucher.number")
  day.go_on { outcome = "approved" }
  day.expect_receipt { cashless = rub "199.50", note = "Сертификаты" }
  day.expect_rule "by_hand"
end)
