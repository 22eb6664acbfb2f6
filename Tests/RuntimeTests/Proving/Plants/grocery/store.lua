--- A grocery: a wine department, a gift card of its own, a loyalty server, holidays and weekends.
local prices = require "kassa.prices"
local allow = require "kassa.allow"
local limits = require "limits"

local loyalty = service "loyalty" { title = { ru = "Бонусы", en = "Points" } }

local gift = provider "gift" {
  title = { ru = "Подарочная карта", en = "Gift card" },
  least = rub "100", most = rub "20000",
  settings = {
    { "limit", kind = "amount", title = { ru = "Не больше", en = "At most" }, default = rub "5000" },
  },
  accepts = function(charge, set)
    return charge.amount <= set.limit, { ru = "Больше предела карты", en = "Above the card's limit" }
  end,
  charge = function(charge)
    return charge:ask { title = { ru = "Спишите с карты", en = "Take it off the card" } }
  end,
}

return store {
  api = 1, name = "Гастроном", inn = "7701234567", taxation = "osn",
  address = "Москва, Тверская ул., 14", place = "Гастроном",
  cashiers = { "Анна", { "Борис", role = "senior" }, { "Игорь", role = "technician" } },
  free_price_vat = "vat10",
  rights = { discount = { above_percent = 15 }, remove = { above = rub "1000" } },
  services = { loyalty },
  kept = { { "visits", kind = "number", default = 0, life = "till" } },
  providers = { stock.standalone { title = { ru = "Банк", en = "Bank" } }, gift },
  purposes = {
    holiday = { ru = "Праздничный", en = "Holidays" },
    weekend = { ru = "Выходной", en = "Weekends" },
    large = { ru = "Крупные", en = "Large" },
  },
  default_terminal = {
    { { ru = "праздники", en = "holidays" }, purpose = "holiday", dates = { "2026-12-20", "2027-01-08" } },
    { { ru = "выходные", en = "weekends" }, purpose = "weekend", weekdays = { "sat", "sun" } },
    { { ru = "Борис", en = "Boris" }, purpose = "large", when = function(facts)
      return facts.cashier == "Борис" and facts.amount >= limits.large
    end },
    { { ru = "отмеченный", en = "marked" }, marked = true },
  },
  prices = {
    { "Вино минус 10 %", function(lines)
      local cut = {}
      for _, line in ipairs(lines) do
        if line.department == "wine" then
          cut[line.id] = line.sum * 10 // 100
        end
      end
      return next(cut) and cut or nil
    end },
    { "Без копеек", function(lines, tender)
      return tender == "cash" and prices.round_down(lines, rub "1") or nil
    end },
  },
  on = {
    line_added = { { "age", function(line)
      local night = clock.parts(clock.now()).hour >= 23
      if line.department == "wine" and night then
        return veto { ru = "Ночью вина не продаём", en = "No wine at night" }
      end
    end } },
    line_removed = function(line)
      if line.department == "wine" then
        prompt.tell { "wine.back", title = { ru = "Верните бутылку на полку", en = "Put the bottle back" } }
      end
    end,
    before_payment = {
      { "points", function()
        local found = loyalty:ask("points", { total = receipt.total() })
        if found then
          prompt.tell { "points.shown", title = { ru = "Есть бонусы", en = "There are points" } }
        end
      end },
      { "large", function()
        if receipt.total() * 3 // 100 >= rub "150" and not cashier.may "senior" and not allow "senior" then
          return veto { ru = "Нужен старший", en = "A senior is needed" }
        end
      end },
    },
    after_receipt = function()
      kept.set("visits", kept.get "visits" + 1)
      if kept.get "visits" % 100 == 0 then
        prompt.tell { "visits.gift", title = { ru = "Сотый покупатель: подарок", en = "The hundredth: a gift" } }
      end
    end,
    before_shift_close = function()
      if not prompt.confirm { "fridge", title = { ru = "Витрина закрыта?", en = "Is the fridge shut?" } } then
        return veto { ru = "Закройте витрину", en = "Shut the fridge" }
      end
    end,
  },
}
