--- Paying: by card, in cash, or by card first and the rest in cash.
local allow = require "kassa.allow"
local charge = require "kassa.charge"
local hooks = require "kassa.hooks"
local printing = require "kassa.printing"
local ready = require "kassa.ready"
local running_store = require "kassa.running_store"

local M = {}

local function ask_contact()
  if running_store.ask_contact then
    local contact = prompt.text { "payment.contact", format = "contact", most = 64, cancel = true }
    if contact then
      receipt.contact(contact)
    end
  end
end

--- Gives taken cash back, by a prompt of its own.
local function return_cash()
  if receipt.received() > 0 then
    receipt.return_cash { "payment.return_cash" }
  end
end

--- Whether all that was charged came by transfer, and nothing is on a card.
local function is_transfer()
  for _, each in ipairs(terminal.charges()) do
    if each.provider ~= "transfer" then
      return false
    end
  end
  return true
end

--- Money is on the card and the receipt is not printed: its ways out.
---@return boolean done whether the flow is over
---@return string? why "rest" where the rest is to be paid
local function leave()
  while receipt.charged() > 0 and not receipt.is_printed() do
    local paid = receipt.due() == 0
    local transfer = is_transfer()
    local choice = prompt.choose {
      "payment.leave", title = transfer and prompt.words "transfer.taken" or nil,
      buttons = transfer and { "print", "rest", { "refund", prompt.words "transfer.void" }, "senior" } or nil,
      args = { amount = receipt.charged() }, hide = { paid and "rest" or "print" },
    }
    if choice == "print" then
      local printed, why = printing.print()
      if printed or why == "parked" then
        return true
      end
    elseif choice == "rest" then
      return false, "rest"
    elseif choice == "refund" then
      return_cash()
      if not charge.void_all() then
        return true
      end
    else
      receipt.park()
      return true
    end
  end
  if receipt.received() > 0 and not receipt.is_printed() then
    return_cash()
  end
  return receipt.is_printed()
end

--- Asks about each code that was scanned and no good has.
---@return boolean settled false where the cashier goes back to the goods
function M.settle_unknown()
  for _, code in ipairs(receipt.unknown()) do
    if prompt.choose { "payment.unknown", args = { code = code } } ~= "drop" then
      return false
    end
    receipt.forget_unknown(code)
  end
  return true
end

--- Lines on credit are paid by nothing else.
local function hand_over_on_credit(amount)
  return receipt.confirm { tender = "credit", amount = amount } == true
end

--- Takes what a card may pay.
local function take_card(by_hand)
  local due = receipt.due "cashless"
  if due == 0 then
    return hand_over_on_credit(receipt.due())
  end
  return charge.take(due, by_hand)
end

local takers = {}

function takers.card()
  return take_card()
end

--- By a terminal that the cashier chooses, whatever the rules say.
function takers.other()
  return take_card(true)
end

--- Last of all, for only cash gives change.
function takers.cash()
  local credit = receipt.due() - receipt.due "cash"
  if credit > 0 and not hand_over_on_credit(credit) then
    return false
  end
  return receipt.due() == 0 or receipt.cash { "payment.cash", cancel = true } ~= nil
end

function takers.split()
  local due = receipt.due "cashless"
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
  if receipt.due() > 0 then
    return false, "rest"
  end
  local printed, why = printing.print()
  if not printed then
    if why == "parked" then
      return true
    end
    return leave()
  end
  -- First, for the store's step may be stopped, and the customer's money with it.
  local change = receipt.change()
  if change > 0 then
    prompt.tell { "payment.change", args = { change = change }, default = "ok" }
  end
  hooks.run "after_receipt"
  return true
end

--- Asks how the rest is to be paid.
---@return string? tender nil where nothing more is to be paid now
---@return boolean? done whether the flow is over then
local function ask_tender()
  local tender = choose_again()
  if tender == "return" then
    return_cash()
    return "card"
  elseif tender == "park" then
    receipt.park()
    return nil, true
  elseif tender == "back" then
    return nil, false
  end
  return tender
end

--- What follows a payment that did not cover the receipt.
---@return string? tender the next one to try
---@return boolean? done whether the flow is over
---@return string? next
local function after(taken, why)
  if why == "detached" or why == "parked" then
    return nil, true
  elseif why == "senior" then
    return nil, true, "senior"
  elseif why == "cash" then
    return "cash"
  elseif why == "again" then
    return "card"
  elseif not taken and receipt.charged() == 0 and receipt.received() == 0 then
    return nil, false
  end
  return ask_tender()
end

--- Tries one tender.
---@return string? tender the next one to try
---@return boolean? done whether the flow is over, where there is none
---@return string? next
local function try(tender)
  if tender == "leave" then
    local done, why = leave()
    if why == "rest" then
      return ask_tender()
    end
    return nil, done
  end
  local taken, why = takers[tender]()
  if taken and receipt.due() > 0 and receipt.due "cash" == 0 then
    taken = hand_over_on_credit(receipt.due())
  end
  if receipt.due() == 0 then
    return tender
  end
  return after(taken, why)
end

--- Takes what is due, by `tender` first, and prints the receipt.
---@param tender string
---@return boolean done whether the flow is over
---@return string? next "senior" where the receipt set aside is to be taken back at once
local function collect(tender)
  while true do
    while receipt.due() > 0 do
      local following, done, follow = try(tender)
      if not following then
        return done, follow
      end
      tender = following
    end
    local done, why = finish()
    if why ~= "rest" then
      return done
    end
    local following, is_over = ask_tender()
    if not following then
      return is_over
    end
    tender = following
  end
end

--- Takes the payment and prints the receipt.
---@param tender string "card", "other", "cash" or "split"
---@return boolean done whether the flow is over
---@return string? next
function M.pay(tender)
  if #receipt.lines() == 0 then
    prompt.tell { "sale.empty", default = "ok" }
    return false
  end
  if receipt.charged() == 0 and receipt.received() == 0 then
    if not M.settle_unknown() then
      return false
    end
    local is_ready, parked = ready.wait(tender)
    if not is_ready then
      return parked
    end
    if not hooks.run "before_payment" then
      return false
    end
    ask_contact()
  end
  return collect(tender)
end

--- Goes on with a receipt that was set aside, or whose flow failed, from what its money needs.
---@return boolean done
---@return string? next
function M.resume()
  -- A charge of it was set aside: nothing more is paid before a senior has said so.
  if receipt.is_detached() and not allow "senior" then
    return true
  end
  if terminal.attempt() then
    local _, left = charge.resolve()
    if left then
      return true, left == "senior" and "senior" or nil
    end
  end
  if receipt.is_printing() then
    local printed, why = printing.print()
    if printed or why == "parked" then
      return true
    end
  end
  if receipt.charged() > 0 then
    local done, why = leave()
    if why ~= "rest" then
      return done
    end
    local tender, is_over = ask_tender()
    if tender then
      return collect(tender)
    end
    return is_over
  end
  if receipt.received() > 0 then
    return_cash()
  end
  return false
end

return M
