--- A sale: goods are added, then paid, then the receipt is printed.
local aside = require "kassa.aside"
local buttons = require "kassa.buttons"
local charge = require "kassa.charge"
local goods = require "kassa.goods"
local payment = require "kassa.payment"
local points = require "kassa.points"
local prices = require "kassa.prices"
local running_store = require "kassa.running_store"

local actions = {}

--- Tells why the receipt refused what the cashier wanted.
local function tell_refusal(done, reason)
  if not done and reason ~= "vetoed" then
    prompt.tell { "sale.refused", args = { reason = reason }, default = "ok" }
  end
end

local function add(good, quantity)
  tell_refusal(goods.add_good(good, quantity))
end

--- Adds what was chosen from a list.
local function add_row(action)
  local good = receipt.goods(action.name, action.row)
  if good then
    add(good, action.quantity)
  else
    prompt.tell { "sale.nothing_found", args = { text = action.name }, default = "ok" }
  end
end

function actions.add(action)
  if action.row then
    return add_row(action)
  end
  if buttons.scan(action.barcode, action.quantity) then
    return
  end
  local good = receipt.goods(action.barcode)
  if good then
    receipt.forget_unknown(action.barcode)
    add(good, action.quantity)
  elseif action.scanned then
    -- The next good may be under the scanner already: it is told on the receipt, and nothing waits.
    tell_refusal(receipt.note_unknown(action.barcode))
  else
    prompt.tell { "sale.no_goods", args = { barcode = action.barcode }, default = "ok" }
  end
end

--- So many finds of a page can be read at a glance.
local PAGE = 10
--- So many are counted; there may be more.
local COUNTED = 1000

--- Asks for one of the finds of `text` from `first` on; what is typed instead comes back as text.
local function ask(text, first, found, count, priced, near)
  local last = math.min(first + PAGE - 1, count)
  local finds = {}
  for place = 1, last - first + 1 do
    finds[place] = { tostring(place), found[place].name .. " · " .. money.text(found[place].price) }
  end
  if count > PAGE then
    finds[#finds + 1] = { "more", prompt.words("sale.more") }
  end
  if priced then
    finds[#finds + 1] = { "free", prompt.words("sale.free") .. " · " .. text }
  end
  return prompt.text {
    "sale.found",
    args = { text = text, first = first, last = last, count = count < COUNTED and count or count .. "+" },
    title = near and prompt.words "sale.near" or nil,
    buttons = finds, narrows = true, most = 64, cancel = true,
  }
end

--- Narrows the finds of `text` by what was typed on, or looks for that alone.
local function narrowed(text, typed)
  for _, wanted in ipairs { text .. " " .. typed, typed } do
    local _, count = receipt.search(wanted)
    if count > 0 then
      return wanted
    end
  end
  prompt.tell { "sale.nothing_found", args = { text = typed }, default = "ok" }
  return text
end

function actions.search(action)
  local text, first = action.text, 1
  local price, name = money.priced(text)
  local found, count, near = receipt.search(text)
  if count == 0 then
    prompt.tell { "sale.nothing_found", args = { text = text }, default = "ok" }
  end
  while count > 0 do
    if count == 1 and not price and not near then
      return add(found[1], action.quantity)
    end
    local typed, chosen = ask(text, first, found, count, price, near)
    if typed then
      text, first = narrowed(text, typed), 1
      price, name = money.priced(text)
    elseif chosen == "more" then
      first = first + PAGE <= count and first + PAGE or 1
    elseif chosen == "free" then
      return actions.free { name = name, price = price }
    elseif chosen == "cancelled" then
      return
    else
      return add(found[math.tointeger(tonumber(chosen))], action.quantity)
    end
    found, count, near = receipt.search(text, first)
  end
end

function actions.free(action)
  tell_refusal(goods.add { name = action.name, price = action.price, vat = running_store.free_price_vat })
end

function actions.quantity(action)
  tell_refusal(goods.set_quantity(action.line, action.quantity))
end

function actions.remove(action)
  tell_refusal(goods.remove(action.line))
end

function actions.discount(action)
  tell_refusal(goods.discount {
    line = action.line, amount = action.amount, hundredths = action.hundredths,
  })
end

function actions.contact(action)
  tell_refusal(receipt.contact(action.contact))
end

local tenders = {
  ["pay.card"] = "card", ["pay.cash"] = "cash", ["pay.split"] = "split", ["pay.other"] = "other",
}

for button, tender in pairs(tenders) do
  actions[button] = function()
    return payment.pay(tender)
  end
end

--- Sets the receipt aside if there is anything on it, and goes to another flow.
local function leave_for(flow)
  return function()
    if receipt.count() > 0 then
      aside()
    end
    return true, flow
  end
end

actions.park = function()
  if receipt.count() == 0 then
    prompt.tell { "sale.empty", default = "ok" }
    return
  end
  aside()
  return true, "sale"
end

actions.unknown = function()
  payment.settle_unknown()
end

actions.parked = leave_for "parked"
actions.shift = leave_for "shift"
actions.returns = leave_for "returns"
actions.drawer = leave_for "drawer"
actions.documents = leave_for "documents"
actions.terminals = leave_for "terminals"

actions.sign_out = function()
  if receipt.count() > 0 then
    aside()
  end
  cashier.sign_out()
  return true, "sign_in"
end

actions.clear = function()
  if receipt.count() == 0 or prompt.confirm { "sale.clear", default = "no", cancel = true } then
    if receipt.count() > 0 then
      points.run "receipt_dropped"
    end
    return true, "sale"
  end
end

--- What begins with the receipt, once each.
local function begin()
  if not points.is_heard "receipt_begun" and not points.is_heard "receipt_taken_back" then
    return
  end
  local what = point.begin()
  if what then
    points.run(what == "new" and "receipt_begun" or "receipt_taken_back")
  end
end

--- Does what the cashier wants.
---@return boolean? done whether the flow is over
---@return string? next
local function act(action)
  local good, id = buttons.good(action.action), action.action
  if good then
    add(good)
    return
  end
  local pressed, follow = buttons.press("sale", id)
  local handle = actions[pressed and (follow or "") or id]
  if handle then
    return handle(action)
  end
end

return function()
  local done, next_flow = payment.resume()
  if not done then
    begin()
  end
  -- No sale changes the terminals, so they are looked at once.
  local has_other = charge.has_other()
  while not done do
    local hide = has_other and {} or { "pay.other" }
    if #receipt.unknown() == 0 then
      hide[#hide + 1] = "unknown"
    end
    prices.apply()
    done, next_flow = act(prompt.sale { "sale", hide = hide, buttons = buttons.of_goods() })
  end
  if next_flow == "senior" then
    -- The one who can resolve it stands at the till: the receipt is taken back at once.
    return "sale", receipt.id()
  end
  return next_flow or "sale"
end
