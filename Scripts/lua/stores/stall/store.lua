--- A market stall: a flow of its own, a provider of its own, its own words.
local phone = provider "phone" {
  title = { ru = "Перевод на телефон", en = "Transfer by phone" },
  most = rub "30000",
  outcomes = { "phone.window" },
  charge = function(charge)
    return charge:ask { id = "phone.window" }
  end,
}

local house = require "house"
local payment = require "kassa.payment"

local actions = {}

--- Tells why the receipt refused what the cashier wanted.
local function tell_refusal(done, reason)
  if not done then
    prompt.tell { "sale.refused", args = { reason = reason }, default = "ok" }
  end
end

--- At the stall everything has a price and no barcode.
function actions.free(action)
  tell_refusal(receipt.add { name = action.name, price = action.price })
end

function actions.remove(action)
  tell_refusal(receipt.remove(action.line))
end

for button, tender in pairs { ["pay.card"] = "card", ["pay.cash"] = "cash", ["pay.split"] = "split" } do
  actions[button] = function()
    house.remember_regulars()
    return payment.pay(tender)
  end
end

local function leave_for(flow)
  return function()
    if #receipt.lines() > 0 then
      receipt.park()
    end
    return true, flow
  end
end

actions.park, actions.parked, actions.shift = leave_for "sale", leave_for "parked", leave_for "shift"
actions.returns = leave_for "returns"

--- Prices and money, nothing else.
local function sale()
  local done, next_flow = payment.resume()
  while not done do
    local action = prompt.sale {
      "sale", hide = { "pay.other", "clear", "terminals", "sign_out" },
    }
    local handle = actions[action.action]
    if handle then
      done, next_flow = handle(action)
    else
      prompt.tell { "stall.prices", default = "ok" }
    end
  end
  if next_flow == "senior" then
    return "sale", receipt.id()
  end
  return next_flow or "sale"
end

return store {
  api = 1,
  name = "ИП Вера Кузнецова",
  inn = "770123456789",
  taxation = "patent",
  address = parameter "address",
  place = "Рынок",
  cashiers = { "Вера" },
  rights = { returns = { above = rub "1000", shift = rub "3000" } },

  parameters = {
    { "address", kind = "text", title = { ru = "Где стоим", en = "Where we stand" },
      default = "Москва, рынок, место 12" },
  },
  kept = { { "sales", kind = "number", default = 0, life = "day" } },
  on = {
    after_receipt = function()
      kept.set("sales", kept.get "sales" + 1)
    end,
  },

  providers = { phone, stock.standalone { title = { ru = "Терминал", en = "Terminal" } } },
  flows = { sale = sale },

  texts = {
    ru = {
      ["sale"] = { title = "Покупка" },
      ["stall.prices"] = { title = "Здесь только цены", body = "Наберите «150 Яблоки»" },
      ["charge.declined"] = { title = "Деньги не пришли" },
      ["phone.window"] = {
        title = "Покупатель перевёл?", body = "{amount} на {terminal}: посмотрите в телефоне",
        buttons = { { "approved", "Пришло" }, { "declined", "Не пришло" } },
      },
    },
    en = {
      ["sale"] = { title = "Purchase" },
      ["stall.prices"] = { title = "Prices only", body = "Type «150 Apples»" },
      ["charge.declined"] = { title = "The money has not come" },
      ["phone.window"] = {
        title = "Has the money come?", body = "{amount} to {terminal}: look at the phone",
        buttons = { { "approved", "It has" }, { "declined", "It has not" } },
      },
    },
  },
}
