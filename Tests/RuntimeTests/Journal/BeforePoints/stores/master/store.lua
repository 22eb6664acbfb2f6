--- A hardware shop: two standalone terminals and a connected one, and a question about paint.
local house = require "house"

local vouchers = provider "voucher" {
  title = "Сертификат партнёра",
  settings = { { "limit", kind = "amount", title = "Не больше", default = rub "15000" } },
  accepts = function(charge, set)
    return charge.amount <= set.limit, "Сертификат больше предела"
  end,
  charge = function(charge)
    local number = prompt.text {
      "voucher.number", title = "Номер сертификата", format = "digits", cancel = true,
    }
    if not number then
      return charge:not_run()
    end
    receipt.memo("voucher", number)
    return charge:ask { title = "Погасите сертификат на сайте", approved = "Погашен", declined = "Отказ" }
  end,
}

return store {
  api = 1,
  name = "Мастер",
  inn = house.inn,
  taxation = house.taxation,
  address = "Москва, Заводская ул., 5",
  place = "Магазин «Мастер»",
  cashiers = { { "Ольга", role = "senior" }, "Пётр" },

  providers = {
    stock.standalone { title = "Автономный терминал", proof = { "amount" }, above = rub "500" },
    stock.connected { title = "Пинпад" },
    vouchers,
    house.transfer(),
  },

  purposes = { night = "Ночное окно", large = "Крупные покупки" },
  default_terminal = {
    { "ночью", purpose = "night", between = { "22:00", "06:00" } },
    { "крупные", purpose = "large", amount_at_least = rub "50000" },
    { "отмеченный", marked = true },
  },

  on = {
    before_payment = function()
      house.remember_regulars()
      if not receipt.has { department = "paint" } then
        return
      end
      if not prompt.confirm { "paint.tint", title = "Колеровка проверена?" } then
        return veto "Сначала проверьте колеровку"
      end
    end,
  },
}
