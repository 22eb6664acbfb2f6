--- What this store must do: docs/scenarios.md.
scenario("a coffee by card", function()
  day.sign_in "Анна"
  day.add { name = "Кофе", price = rub "199.50" }
  day.pay "card"
  day.expect { prompt = "charge.window", amount = rub "199.50" }
  day.answer "approved"
  day.expect_receipt { cashless = rub "199.50", cash = 0 }
end)
