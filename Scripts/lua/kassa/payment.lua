--- Paying: by card, in cash, or by card first and the rest in cash.
local charge = require "kassa.charge"
local hooks = require "kassa.hooks"
local printing = require "kassa.printing"
local ready = require "kassa.ready"
local settings = require "kassa.settings"

local M = {}

local function ask_contact()
  if settings.ask_contact then
    local contact = prompt.text { "payment.contact", format = "contact", most = 64, cancel = true }
    if contact then
      receipt.contact(contact)
    end
  end
end

--- Gives taken cash back, by a prompt of its own.
local function return_cash()
  if receipt.received() > 0 then
    receipt.return_cash { "payment.return_cash", args = { amount = receipt.received() } }
  end
end

--- Money is on the card and the receipt is not printed: one of three ways out.
local function leave()
  while receipt.charged() > 0 and not receipt.is_printed() do
    return_cash()
    local paid = receipt.due() == 0
    local choice = prompt.choose {
      "payment.leave", args = { amount = receipt.charged() }, hide = paid and {} or { "print" },
    }
    if choice == "print" then
      if printing.print() then
        return true
      end
    elseif choice == "refund" then
      if not charge.void_all() then
        return true
      end
    else
      receipt.park()
      return true
    end
  end
  return receipt.is_printed()
end

local takers = {}

function takers.card()
  return charge.take(receipt.due())
end

function takers.cash()
  return receipt.cash { "payment.cash", args = { due = receipt.due() }, cancel = true } ~= nil
end

function takers.split()
  local due = receipt.due()
  if due < 2 then
    return takers.card()
  end
  local part = prompt.amount {
    "payment.split", least = 1, most = due - 1, args = { due = due }, cancel = true,
  }
  if not part then
    return false
  end
  local taken, why = charge.take(part)
  if taken then
    return takers.cash()
  end
  return taken, why
end

--- After a payment that did not work out. The goods are kept.
local function choose_again()
  if receipt.received() > 0 then
    return prompt.choose { "payment.rest", args = { due = receipt.due() } }
  end
  local hide = receipt.charged() > 0 and { "back", "park" } or { "leave" }
  return prompt.choose { "payment.tender", args = { due = receipt.due() }, hide = hide }
end

local function finish()
  hooks.run "before_printing"
  if not printing.print() then
    return leave()
  end
  hooks.run "after_receipt"
  local change = receipt.change()
  if change > 0 then
    prompt.tell { "payment.change", args = { change = change }, default = "ok" }
  end
  return true
end

--- Takes the payment and prints the receipt.
---@param tender string "card", "cash" or "split"
---@return boolean done whether the flow is over
---@return string? next
function M.pay(tender)
  if receipt.total() == 0 then
    prompt.tell { "sale.empty", default = "ok" }
    return false
  end
  if receipt.charged() == 0 and receipt.received() == 0 then
    local is_ready, parked = ready.wait()
    if not is_ready then
      return parked
    end
    if not hooks.run "before_payment" then
      return false
    end
    ask_contact()
  end
  while receipt.due() > 0 do
    local taken, why = takers[tender]()
    if why == "detached" or why == "parked" then
      return true
    end
    if receipt.due() == 0 then
      break
    end
    if why == "cash" then
      tender = "cash"
    elseif not taken and receipt.charged() == 0 and receipt.received() == 0 and why ~= "again" then
      return false
    elseif why == "again" then
      tender = "card"
    else
      tender = choose_again()
      if tender == "leave" then
        return leave()
      elseif tender == "return" then
        return_cash()
        tender = "card"
      elseif tender == "park" then
        receipt.park()
        return true
      elseif tender == "back" then
        return false
      end
    end
  end
  return finish()
end

--- Goes on with a receipt that was set aside, or whose flow failed, from what its money needs.
---@return boolean done
---@return string? next
function M.resume()
  if terminal.attempt() then
    local _, why = charge.resolve()
    if why == "detached" then
      return true
    end
  end
  if receipt.is_printing() then
    return printing.print() or leave()
  end
  if receipt.charged() > 0 then
    return leave()
  end
  if receipt.received() > 0 then
    return_cash()
  end
  return false
end

return M
