scenario("bread is sold for cash", function()
  day.at "2026-11-24 12:00"
  day.sign_in()
  day.scan "4602000000019"
  day.pay "cash"
  day.go_on()
  day.expect_receipt { total = rub "59" }
end)
