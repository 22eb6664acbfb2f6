--- Which terminal a charge goes to at the shop, and what is asked around it.
local hammer, drill, paint = "4600000001012", "4600000001029", "4600000001036"

local function terminals()
  day.terminal { name = "Зал", provider = "standalone", marked = true }
  day.terminal { name = "ВТБ", provider = "standalone", purpose = "large" }
  day.terminal { name = "Окно", provider = "standalone", purpose = "night" }
end

scenario("by day the marked terminal, and its slip is asked for", function()
  day.at "2026-11-24 12:00"
  day.sign_in "Ольга"
  terminals()
  day.scan(hammer)
  day.pay "card"
  day.expect { prompt = "charge.window", terminal = "Зал", amount = rub "890" }
  day.expect_rule "отмеченный"
  day.answer "approved"
  day.answer(rub "89", "charge.amount")
  day.expect { prompt = "charge.under" }
  day.expect_no_receipt()
  day.answer "again"
  day.answer(rub "890", "charge.amount")
  day.expect_receipt { cashless = rub "890", cash = 0 }
end)

scenario("below the limit of proof the button is enough", function()
  day.at "2026-11-24 12:00"
  day.sign_in "Ольга"
  terminals()
  day.add { name = "Саморезы", price = rub "120" }
  day.pay "card"
  day.answer "approved"
  day.expect_receipt { cashless = rub "120" }
end)

scenario("a large purchase goes to its own terminal", function()
  day.at "2026-11-24 12:00"
  day.sign_in "Ольга"
  terminals()
  day.scan(drill)
  day.pay "card"
  day.expect { terminal = "ВТБ", amount = rub "52000" }
  day.expect_rule "крупные"
  day.go_on { outcome = "approved" }
  day.expect_receipt { cashless = rub "52000" }
end)

scenario("at night the window's terminal, whatever the amount", function()
  day.at "2026-11-24 23:10"
  day.sign_in "Пётр"
  terminals()
  day.scan(drill)
  day.pay "card"
  day.expect { terminal = "Окно" }
  day.expect_rule "ночью"
  day.go_on { outcome = "approved" }
  day.expect_receipt { cashless = rub "52000", cashier = "Пётр" }
end)

scenario("paint is not sold before its tint is checked", function()
  day.sign_in "Ольга"
  terminals()
  day.scan(paint)
  day.pay "card"
  day.answer("no", "paint.tint")
  day.expect { prompt = "hook.veto", title = "Сначала проверьте колеровку" }
  day.answer "ok"
  day.expect { prompt = "sale", lines = 1 }
  day.pay "card"
  day.answer("yes", "paint.tint")
  day.go_on { outcome = "approved" }
  day.expect_receipt { cashless = rub "1250.50" }
end)

scenario("a transfer is awaited with the goods kept back", function()
  day.sign_in "Ольга"
  terminals()
  day.terminal { name = "Счёт", provider = "transfer" }
  day.scan(hammer)
  day.answer "pay.other"
  day.answer("t4", "charge.terminal")
  day.expect { prompt = "transfer.window", terminal = "Счёт" }
  day.answer "unknown"
  day.answer("next", "transfer.awaited")
  day.expect_matters(1)
  day.expect_no_receipt()
end)
