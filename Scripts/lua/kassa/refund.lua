--- Card money of a printed sale going back: from the terminal's window to a known outcome.
local aside = require "kassa.aside"
local allow = require "kassa.allow"
local armed = require "kassa.armed"
local matter = require "kassa.matter"
local providers = require "kassa.providers"

local M = {}

---@class kassa.Refund
---@field amount integer Kopecks.
---@field terminal string
local Refund = {}
Refund.__index = Refund

--- The slip shows another amount than was to go back.
local function settle_mismatch(attempt)
  if attempt.deed == "void" then
    local choice = terminal.slip_verdict {
      -- Of the same amount its RRN, code or number was another's.
      attempt.slip == attempt.amount and "void.another" or "void.other",
      hide = attempt.by_terminal and { "again" } or {},
      args = { got = attempt.slip, due = attempt.amount },
    }
    if choice == "again" then
      terminal.slip_amount { "void.amount" }
    end
    return choice == "aside" and "unknown" or nil
  end
  local difference = attempt.slip - attempt.amount
  local id = difference < 0 and "return.under" or "return.over"
  -- A part of a charge goes back by a return alone.
  local hidden = difference < 0 and { receipt.is_return() and "aside" or "rest" } or {}
  if attempt.by_terminal then
    hidden[#hidden + 1] = "again"
  end
  local choice = terminal.slip_verdict {
    -- What a connected terminal said that it gave back nobody typed.
    id, hide = hidden,
    args = { difference = math.abs(difference), got = attempt.slip, due = attempt.amount },
  }
  if choice == "again" then
    terminal.slip_amount { "return.amount" }
  elseif choice == "void" then
    return terminal.void_mismatch { "charge.void" }
  end
  -- What counts for as much as the slip shows is known; beyond that nobody here can mend it.
  return choice == "aside" and "unknown" or nil
end

--- The slip does not show what it must, or showed it for another operation.
local function ask_unknown(attempt)
  return terminal.ask { attempt.deed == "void" and "charge.void_unknown" or "return.unknown" }
end

local function settle_unproven(attempt, id, used)
  local args = used and { time = used.at } or nil
  local choice = prompt.choose { id, args = args, hide = used and not used.may_date and { "date" } or {} }
  if choice == "date" then
    terminal.slip_field { "return.date", field = "date" }
  elseif choice == "unknown" then
    return ask_unknown(attempt)
  end
end

local function prove(attempt)
  local family = attempt.deed == "void" and "void." or "return."
  if attempt.missing == "amount" then
    local _, button = terminal.slip_amount { family .. "amount" }
    return button == "no_slip" and ask_unknown(attempt) or nil
  end
  local counts, button, used = terminal.slip_field { family .. attempt.missing, field = attempt.missing }
  if button == "duplicate" then
    return settle_unproven(attempt, "return.duplicate", used)
  elseif not counts then
    return settle_unproven(attempt, "return.unproven")
  end
end

local function ask_again(attempt)
  if attempt.undoing then
    return terminal.void_mismatch { "charge.void_unknown" }
  elseif attempt.state == "mismatched" then
    return settle_mismatch(attempt)
  elseif attempt.state == "claimed" then
    return prove(attempt)
  end
  if attempt.state == "unknown" then
    return ask_unknown(attempt)
  end
  return terminal.ask { attempt.deed == "void" and "return.void" or "return.open" }
end

--- Asks until the open attempt has an outcome, or sets the return aside with its question.
---@return boolean resolved
function M.resolve()
  -- It was set aside: what became of it is a senior's to say.
  if receipt.is_detached() and not allow "senior" then
    return false
  end
  while true do
    local attempt = terminal.attempt()
    if not attempt then
      return true
    end
    local answer = ask_again(attempt)
    local open = terminal.attempt()
    if answer == "unknown" and open and attempt.state ~= "open" then
      terminal.detach()
      aside()
      prompt.choose { "return.detached" }
      return false
    end
  end
end

--- Whether the same is still due first.
local function is_next(share)
  local next_share = receipt.return_plan()[1]
  return next_share ~= nil and next_share.charge == share.charge and next_share.amount == share.amount
end

--- The terminals on which money may go back, as buttons.
---@param except? string the name of one that is left out
function M.terminals(except)
  local buttons = {}
  for _, each in ipairs(terminal.list()) do
    local is_own = not each.inn or each.inn == documents.seller_inn()
    if each.offered and each.in_service and is_own and each.name ~= except
      and each.provider ~= "transfer" then
      buttons[#buttons + 1] = { "to." .. each.id, each.name }
    end
  end
  return buttons
end

--- The terminal of such a button; nil of cash.
function M.terminal_of(button)
  return button:match "^to%.(.+)$"
end

--- Where a charge can go back instead: other terminals, and cash where the store lets it.
local function ways(share)
  local buttons = M.terminals(share.terminal)
  if share.may_cash then
    buttons[#buttons + 1] = { "cash", prompt.words "return.tender.cash" }
  end
  return buttons
end

local function label(buttons, id)
  for _, each in ipairs(buttons) do
    if each[1] == id then
      return each[2]
    end
  end
end

--- Whether nobody but the cashier has a PIN at this till.
local function is_alone()
  for _, person in ipairs(cashier.list()) do
    if person.has_pin and person.name ~= cashier.name() then
      return false
    end
  end
  return true
end

--- Sends what is due another way: by a senior, and where another tender gives it back, by a second person.
--- Each takes a yes of its own: one said before was to another sum.
---@param charge string of return_plan(), or "cash"
---@param asked table what whoever says yes is asked by
local function send(charge, id, asked, by_second)
  asked.charge, asked.to = charge, id
  local why
  if by_second and is_alone() then
    why = receipt.move_reason { "return.reason", args = asked.args, charge = charge, to = id }
    if not why then
      return
    end
  elseif not allow("senior", by_second, asked) then
    return
  end
  local done, reason = receipt.move_refund(charge, id, why)
  if not done then
    prompt.tell { "return.refused", args = { reason = reason }, default = "ok" }
  end
end

--- Sends a charge back another way.
local function move(share, others)
  local choice = prompt.choose { "return.other", buttons = others, cancel = true }
  if not choice then
    return
  end
  local asked = {
    id = "return.move", args = { amount = share.amount, from = share.terminal, to = label(others, choice) },
  }
  send(share.charge, M.terminal_of(choice), asked, choice == "cash")
end

--- Asks where what cash paid goes back, where the store lets it go to a card.
---@return boolean? goes_on false where it goes to a terminal now; nil where it was left
function M.place_cash()
  local share = receipt.return_plan()[1]
  local others = share and share.may_card and not share.charge and ways(share) or {}
  if #others == 0 then
    return true
  end
  table.insert(others, 1, { "cash", prompt.words "return.tender.cash" })
  local choice = prompt.choose { "return.other", buttons = others, cancel = true }
  if not choice then
    return nil
  elseif choice == "cash" then
    return true
  end
  local asked = {
    id = "return.move",
    args = { amount = share.amount, from = prompt.words "return.tender.cash", to = label(others, choice) },
  }
  send("cash", M.terminal_of(choice), asked, true)
  if receipt.return_plan()[1].tender == "cashless" then
    return false
  end
  return M.place_cash()
end

--- A terminal into which something else was keyed may still hold it.
local function disarm(share)
  for _, each in ipairs(terminal.list()) do
    if each.armed and each.name == share.terminal then
      armed("return.armed", each, share.amount, "refund")
    end
  end
end

--- Has the terminal void the charge, or give it back; what it leaves to a person it is asked about.
---@param words? { title?: string, body?: string } the provider's, where it has any
local function undo(charge, by_void, words)
  local id = by_void and "return.void" or "return.window"
  local outcome, why, reason = terminal.refund {
    id, charge = charge, void = by_void, title = words and words.title, body = words and words.body,
  }
  if outcome == "by_hand" then
    terminal.ask { id }
  end
  return outcome, why, reason
end

--- Asks what the terminal did, in the provider's words where it has any.
---@param words? { title?: string, body?: string }
---@return string? outcome
---@return string? why
function Refund:ask(words)
  self.asked = true
  return undo(self.charge, false, words)
end

--- Gives a charge back, as its provider does it where the store says how.
local function give_back(share, by_void)
  local provider = by_void and {} or providers.find(share.provider)
  if not provider.refund then
    return undo(share.charge, by_void)
  end
  local refund = setmetatable(
    { amount = share.amount, terminal = share.terminal, charge = share.charge }, Refund)
  local outcome, why, reason = provider.refund(refund, providers.settings(share.terminal))
  if not refund.asked then
    log.failed("refund of «" .. provider.id .. "»", "nobody was asked what the terminal did, so nothing went "
      .. "back; return refund:ask { … }", provider.refund)
  end
  return outcome, why, reason
end

--- Gives a charge of this receipt back, of which no document tells.
---@param number integer see terminal.charges()
---@return boolean resolved
function M.charge(number)
  undo(tostring(number), false)
  return M.resolve()
end

--- What a refund that was found is: of this return's sale, or, where there is no paper, of somebody else's.
function M.late_reason()
  return #documents.given_back() > 0 and "refund_given" or "refund_found"
end

--- Asks what becomes of the rest of a return that was set aside.
---@return boolean goes_on false where it is left
function M.take_up()
  local share = receipt.return_plan()[1]
  if not share then
    return true
  end
  local others = share.tender == "cashless" and ways(share) or {}
  local choice = prompt.choose {
    "return.unfinished", hide = #others > 0 and {} or { "other" },
    body = prompt.words "return.unfinished.matter",
    buttons = { { "again", prompt.words "return.rest" }, "other", "aside" },
    args = { about = matter(share.terminal or prompt.words "return.tender.cash") },
  }
  if choice == "other" then
    move(share, others)
  end
  return choice ~= "aside"
end

--- Gives card money back, one charge after the other, until only cash is left.
---@param by_void? boolean whether what may be voided is; a void that is refused leads to the refund
---@return boolean done
---@return string? why "not_ready", "stop", "aside", or "detached" where it was set aside already
---@return string? reason
function M.give(by_void)
  local refused = {}
  while true do
    local share = receipt.return_plan()[1]
    if not share or share.tender ~= "cashless" then
      return true
    end
    local voids = by_void == true and share.may_void and not refused[share.charge]
    disarm(share)
    local _, why, reason = give_back(share, voids)
    if why == "not_ready" then
      return false, why, reason
    elseif why == "refund_unknown" or why == "late" and is_next(share) then
      prompt.tell {
        "return.refused", args = { reason = why == "late" and M.late_reason() or why }, default = "ok",
      }
      return false, receipt.charged() > 0 and "aside" or "stop"
    elseif not M.resolve() then
      return false, "detached"
    end
    if is_next(share) and voids then
      refused[share.charge] = true
    elseif is_next(share) then
      local id = receipt.charged() > 0 and "return.unfinished" or "return.declined"
      local others = ways(share)
      local choice = prompt.choose { id, hide = #others > 0 and {} or { "other" } }
      if choice == "other" then
        move(share, others)
      elseif choice ~= "again" then
        return false, receipt.charged() > 0 and "aside" or "stop"
      end
    end
  end
end

return M
