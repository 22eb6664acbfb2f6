--- Paying: by card, in cash, or by card first and the rest in cash.
local allow = require "kassa.allow"
local aside = require "kassa.aside"
local buttons = require "kassa.buttons"
local charge = require "kassa.charge"
local expect = require "kassa.expect"
local points = require "kassa.points"
local prices = require "kassa.prices"
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

--- Whether the document of this receipt is a correction by now: where its registrar prints any.
local function is_correction()
  return documents.late() and shift.ready().corrections ~= false
end

--- What `payment.leave` says of money that is not on a card, and of a document that is a correction by now.
local function leave_words()
  local source = receipt.charged() == 0 and "cash" or is_transfer() and "transfer" or nil
  local void = source and { "refund", prompt.words(source .. ".void") } or "refund"
  local print = is_correction() and { "print", prompt.words "payment.leave.late" } or "print"
  return source and prompt.words(source .. ".taken"), { print, "rest", void, "senior" }
end

--- Money was taken and the receipt is not printed: its ways out. Cash alone has none to choose from unless
--- it is to be asked about: it is given back.
---@param of_cash? boolean whether it is
---@param is_matter? boolean whether it was set aside
---@return boolean done whether the flow is over
---@return string? why "rest" where the rest is to be paid
local function leave(of_cash, is_matter)
  while (receipt.charged() > 0 or of_cash and receipt.received() > 0) and not receipt.is_printed() do
    local paid = receipt.due() == 0
    local title, ways = leave_words()
    local choice = prompt.choose {
      "payment.leave", title = title, buttons = ways, hide = { paid and "rest" or "print" },
      body = is_matter and prompt.words "payment.leave.matter" or nil,
      args = is_matter and { about = require "kassa.matter"() } or nil,
    }
    if choice == "print" then
      local printed, why = printing.with_change()
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
      aside()
      return true
    end
  end
  if receipt.received() > 0 and not receipt.is_printed() then
    return_cash()
  end
  return receipt.is_printed()
end

--- Asks about each code that was scanned and no good has; `pay` does it, too.
---@return boolean settled False where the cashier goes back to the goods.
function M.settle_unknown()
  for _, code in ipairs(receipt.unknown()) do
    if prompt.choose { "payment.unknown", args = { code = code } } ~= "drop" then
      return false
    end
    receipt.forget_unknown(code)
  end
  return true
end

--- Takes a tender: the store's listeners and prices before it, and what they did undone where it is not
--- taken. What prices took off altogether needs no tender.
---@param kind "cashless" | "cash" | "credit"
---@param take fun(): boolean, string?
---@return boolean taken
---@return string? why "vetoed", or as `take` says
local function tender(kind, take)
  if not points.is_heard "before_tender" and not running_store.prices then
    if not points.run("before_tender", kind, receipt.due(kind)) then
      return false, "vetoed"
    end
    return take()
  end
  receipt.begin_tender()
  if not points.run("before_tender", kind, receipt.due(kind)) then
    receipt.end_tender(false)
    return false, "vetoed"
  end
  prices.apply(kind)
  receipt.tender_heard(true)
  if receipt.due() == 0 then
    return true
  end
  local taken, why = take()
  receipt.end_tender(taken == true)
  return taken, why
end

--- Lines on credit are paid by nothing else. How much it is comes last: prices may have made it less.
local function hand_over_on_credit()
  return tender("credit", function()
    local amount = receipt.due "credit"
    return amount == 0 or receipt.confirm { tender = "credit", amount = amount } == true
  end)
end

--- Takes what a card may pay.
local function take_card(by_hand)
  if receipt.due "cashless" == 0 then
    return hand_over_on_credit()
  end
  return tender("cashless", function() return charge.take(receipt.due "cashless", by_hand) end)
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
  if receipt.due() > receipt.due "cash" then
    local taken, why = hand_over_on_credit()
    if not taken then
      return false, why
    end
  end
  if receipt.due() == 0 then
    return true
  end
  return tender("cash", function() return receipt.cash { "payment.cash", cancel = true } ~= nil end)
end

--- Asks how much of it a card pays, and charges that.
local function take_part()
  local due = receipt.due "cashless"
  if due < 2 then
    return take_card()
  end
  local part = prompt.amount {
    "payment.split", least = 1, most = due - 1, args = { due = due }, cancel = true,
  }
  if not part then
    return false
  end
  local taken, why
  repeat
    taken, why = charge.take(part)
  until taken or why ~= "again"
  return taken, why
end

function takers.split()
  local due = receipt.due "cashless"
  if due < 2 then
    return takers.card()
  end
  local taken, why = tender("cashless", take_part)
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
  local choice
  repeat
    choice = prompt.choose { "payment.tender", args = { due = receipt.due() }, hide = hide }
  until not buttons.press("payment.tender", choice)
  return choice
end

local function finish()
  points.run "before_printing"
  if receipt.due() > 0 then
    return false, "rest"
  end
  -- Change first, for the store's step may be stopped, and the customer's money with it.
  local printed, why = printing.with_change()
  if not printed then
    if why == "parked" then
      return true
    end
    return leave()
  end
  points.run "after_receipt"
  return true
end

--- Asks how the rest is to be paid; once cash was given back, it is asked what comes instead.
---@return string? wanted nil where nothing more is to be paid now
---@return boolean? done whether the flow is over then
local function ask_tender()
  local wanted = choose_again()
  while wanted == "return" do
    return_cash()
    wanted = choose_again()
  end
  if wanted == "park" then
    aside()
    return nil, true
  elseif wanted == "back" then
    return nil, false
  end
  return wanted
end

--- The ways out of a receipt that money was taken for, and what follows.
---@return string? tender
---@return boolean? done
local function leave_or_go_on()
  local done, why = leave(true)
  if why == "rest" then
    return ask_tender()
  end
  return nil, done
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
  elseif why == "vetoed" and receipt.charged() + receipt.received() > 0 then
    return leave_or_go_on()
  elseif not taken and receipt.charged() == 0 and receipt.received() == 0 then
    return nil, false
  end
  return ask_tender()
end

--- Tries one tender.
---@return string? tender the next one to try
---@return boolean? done whether the flow is over, where there is none
---@return string? next
local function try(wanted)
  if wanted == "leave" then
    return leave_or_go_on()
  end
  local taken, why = takers[wanted]()
  if taken and receipt.due() > 0 and receipt.due "cash" == 0 then
    taken, why = hand_over_on_credit()
  end
  if receipt.due() == 0 then
    return wanted
  end
  return after(taken, why)
end

--- Takes what is due, by `wanted` first, and prints the receipt.
local function take_and_print(wanted)
  while true do
    while receipt.due() > 0 do
      local following, done, follow = try(wanted)
      if not following then
        return done, follow
      end
      wanted = following
    end
    local done, why = finish()
    if why ~= "rest" then
      return done
    end
    local following, is_over = ask_tender()
    if not following then
      return is_over
    end
    wanted = following
  end
end

--- The same; a tender that needed no money, for prices took all of it off, ends where the cashier goes back
--- to the goods: what they do there is not undone with it.
---@param wanted string
---@return boolean done whether the flow is over
---@return string? next "senior" where the receipt set aside is to be taken back at once
local function collect(wanted)
  local done, following = take_and_print(wanted)
  if not done then
    receipt.end_tender(false)
  end
  return done, following
end

--- Takes what is due and prints the receipt; whatever else becomes of the payment it sees to itself.
---@param wanted "card"|"other"|"cash"|"split" How it begins; other is a terminal that the cashier chooses.
---@return boolean done Whether the receipt is over; false where the cashier goes back to the goods.
---@return string? next "senior" where it is taken back at once: the flow returns "sale", receipt.id().
function M.pay(wanted)
  expect.one_of("payment.pay", wanted, { "card", "other", "cash", "split" })
  if receipt.count() == 0 then
    prompt.tell { "sale.empty", default = "ok" }
    return false
  end
  if receipt.charged() == 0 and receipt.received() == 0 then
    if not M.settle_unknown() or not points.settle() then
      return false
    end
    local is_ready, parked = ready.wait(wanted)
    if not is_ready then
      return parked
    end
    if not points.run "before_payment" then
      return false
    end
    ask_contact()
  end
  return collect(wanted)
end

--- Goes on with a receipt that was set aside, or whose flow failed, from what its money needs. A sale begins
--- with it: nothing else settles a charge that nobody could tell about.
---@return boolean done As of `pay`: where it is true the flow ends.
---@return string? next As of `pay`.
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
    local printed, why = printing.with_change()
    if printed or why == "parked" then
      return true
    end
  end
  -- A tender that was about to be taken when the flow broke off was not.
  receipt.end_tender(false)
  if receipt.charged() > 0 or receipt.received() > 0 then
    local done, why = leave(true, true)
    if why ~= "rest" then
      return done
    end
    local wanted, is_over = ask_tender()
    if wanted then
      return collect(wanted)
    end
    return is_over
  end
  return false
end

return M
