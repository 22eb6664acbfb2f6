--- The connected terminal of the shop: what it does by itself, and what is taken beside it.
local hammer = "4600000001012"

local function terminals()
  day.terminal { name = "Пинпад", provider = "connected", settings = { "/run/pinpad" }, marked = true }
  day.terminal { name = "Зал", provider = "standalone" }
  day.terminal { name = "Счёт", provider = "transfer" }
end

scenario("the pinpad is asked by the till, and nobody types anything", function()
  day.sign_in "Ольга"
  terminals()
  day.scan(hammer)
  day.pay "card"
  day.expect_rule "отмеченный"
  day.expect_receipt { cashless = rub "890", note = "Пинпад" }
end)

scenario("a transfer is one tap more", function()
  day.sign_in "Ольга"
  terminals()
  day.scan(hammer)
  day.answer "pay.other"
  day.answer("t3", "charge.terminal")
  day.expect { prompt = "transfer.window", terminal = "Счёт", amount = rub "890" }
  day.answer "approved"
  day.expect_receipt { cashless = rub "890", note = "Счёт" }
end)

scenario("a charge that fails there goes on at the standalone terminal", function()
  day.sign_in "Ольга"
  terminals()
  day.scan(hammer)
  day.pinpad "declined"
  day.pay "card"
  day.answer("other", "charge.declined")
  day.answer("t2", "charge.terminal")
  day.expect { prompt = "charge.window", terminal = "Зал", amount = rub "890" }
  day.go_on { outcome = "approved" }
  day.expect_receipt { cashless = rub "890", note = "Зал" }
end)

scenario("a lost reply is asked about, and charged once", function()
  day.sign_in "Ольга"
  terminals()
  day.scan(hammer)
  day.pinpad "lost_reply"
  day.pay "card"
  day.expect_receipt { cashless = rub "890", note = "Пинпад" }
end)

scenario("a pinpad that says nothing asks the cashier", function()
  day.sign_in "Ольга"
  terminals()
  day.scan(hammer)
  day.pinpad "silent"
  day.pay "card"
  day.expect { prompt = "charge.unknown", amount = rub "890" }
  day.power_off()
  day.answer "declined"
  day.answer("cash", "charge.declined")
  day.go_on()
  day.expect_receipt { cash = rub "890", cashless = 0 }
end)

scenario("what it takes in part is paid up", function()
  day.sign_in "Ольга"
  terminals()
  day.scan(hammer)
  day.pinpad("in_part", rub "500")
  day.pay "card"
  day.expect { prompt = "charge.under" }
  day.answer "rest"
  day.go_on()
  day.expect_receipt { total = rub "890" }
end)
