--- What stores may add, all at once, before servers with every fault: `FaultyService` knows what they
--- changed by the beginnings of what they are asked.
local loyalty = service "loyalty" { title = "Бонусы" }
local sure = service "sure" { title = "Чеки", repeats = true }

return store {
  api = 1, name = "Лето", inn = "7701234567", taxation = "usn_income",
  address = "Москва", place = "Кафе", cashiers = { "Анна" },
  services = { loyalty, sure },
  kept = {
    { "sold", kind = "number", life = "shift", default = 0 },
    { "points", kind = "number", life = "till", default = 0, keyed = true },
  },
  prices = {
    { "Картой", function(lines, tender) return tender == "cashless" and { [lines[1].id] = 1 } or {} end },
  },
  on = {
    receipt_begun = function() receipt.memo("asked", loyalty:ask("name") or "nobody") end,
    line_added = function(line)
      kept.set("points", kept.get("points", "n" .. line.id) + 1, "n" .. line.id)
      sure:change("again-reserve", { line = line.id })
    end,
    before_tender = function(tender)
      local answer, reason = sure:change("again-hold", { tender = tender })
      receipt.memo("held", answer and true or reason)
    end,
    before_payment = function() receipt.memo("points", loyalty:ask("points") or 0) end,
    after_approval = function() loyalty:change("change-spend", { points = 1 }) end,
    after_receipt = function()
      sure:change("again-earn", { total = receipt.total() })
      loyalty:change("change-earn", { total = receipt.total() })
      kept.set("sold", kept.get "sold" + 1)
    end,
  },
}
