--- An optician's: loyalty by phone, 5 % above 10,000 ₽, whole roubles in cash, a partner's vouchers.
local prices = require "kassa.prices"

local voucher = provider "voucher" {
  title = { ru = "Сертификат партнёра", en = "A partner's voucher" },
  charge = function(charge)
    local number = prompt.text { "voucher.number", format = "digits", scan = true, cancel = true }
    if not number then return charge:not_run() end
    receipt.memo("voucher", number)
    return charge:ask { title = prompt.words "voucher.redeem" }
  end,
}
local title = { ru = "Терминал", en = "Terminal" }
local card = stock.standalone { title = title, proof = { "amount" }, above = rub "3000" }

return store {
  api = 1, name = "Оптика «Взгляд»", inn = "7701234567", taxation = "usn_income",
  address = "Москва, Светлая ул., 7", place = "Оптика", cashiers = { "Ирина", { "Марк", role = "senior" } },
  providers = { card, voucher },
  purposes = { large = { ru = "Крупные", en = "Large sums" }, evening = { ru = "Вечер", en = "Evening" } },
  default_terminal = {
    { { ru = "вечером", en = "in the evening" }, purpose = "evening", between = { "20:00", "09:00" } },
    { { ru = "крупные", en = "large" }, purpose = "large", amount_at_least = rub "10000" },
    { { ru = "отмеченный", en = "marked" }, marked = true },
  },
  prices = {
    { "Скидка 5 %", function(lines)
      return prices.total(lines) > rub "10000" and prices.share(lines, 500) or nil
    end },
    { "Целые рубли", function(lines, tender)
      return tender == "cash" and prices.round_down(lines, rub "1") or nil
    end },
  },
  on = {
    receipt_begun = function()
      local phone = prompt.text { "loyalty.phone", format = "contact", most = 64, cancel = true }
      if phone then
        receipt.contact(phone)
        receipt.memo("loyalty", phone)
      end
    end,
    before_payment = function()
      local unchecked = receipt.has { department = "lenses" } and not prompt.confirm { "lenses.checked" }
      return unchecked and veto(prompt.words "lenses.refusal") or nil
    end,
  },
  texts = {
    ru = {
      ["loyalty.phone"] = "Телефон покупателя", ["voucher.number"] = "Номер сертификата",
      ["voucher.redeem"] = "Погасите сертификат на сайте",
      ["lenses.checked"] = "Рецепт проверен?", ["lenses.refusal"] = "Сначала проверьте рецепт",
    },
    en = {
      ["loyalty.phone"] = "The customer's phone", ["lenses.checked"] = "Is the prescription checked?",
      ["lenses.refusal"] = "Check the prescription first", ["voucher.number"] = "The voucher's number",
      ["voucher.redeem"] = "Redeem the voucher at the partner's site",
    },
  },
}
