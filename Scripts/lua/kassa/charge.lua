--- One charge from the choice of the terminal to a known outcome.
local aside = require "kassa.aside"
local default_terminal = require "kassa.default_terminal"
local heard = require "kassa.heard"
local one_with_pin = require "kassa.one_with_pin"
local points = require "kassa.points"
local providers = require "kassa.providers"
local ready = require "kassa.ready"
local running_store = require "kassa.running_store"
local why = require "kassa.why"
local worded = require "kassa.words"

--- Loaded where money goes back, and not with each sale: what a sale loads is copied for every flow.
local function refund() return require "kassa.refund" end

local M = {}

---@class kassa.Charge
---@field amount integer Kopecks.
---@field terminal table
local Charge = {}
Charge.__index = Charge

--- Shows the window and asks what the terminal did; the words are the provider's where it has any.
---@param words { id?: string, title?: string, body?: string, approved?: string, declined?: string }
---@return string? outcome
---@return string? why
function Charge:ask(words)
  if type(words) ~= "table" then
    error("charge:ask: a colon and a table were expected, as in charge:ask { title = … }", 2)
  end
  self.asked = true
  local labels = {}
  for _, id in ipairs { "approved", "declined" } do
    if words[id] then
      labels[#labels + 1] = { id, words[id] }
    end
  end
  return terminal.charge {
    words.id or "charge.window", terminal = self.terminal.id, amount = self.amount,
    reason = self.reason, trace = self.trace, title = words.title,
    body = words.body, buttons = labels, hide = self.may_change and {} or { "other" },
  }
end

--- Nobody can tell yet: sets the receipt aside as a matter, and keeps the goods back.
---@param words { id: string }
---@return nil, string
function Charge.await(_, words)
  terminal.detach()
  aside()
  prompt.choose { words.id }
  return nil, "detached"
end

--- Says that the provider did not run the charge; `charge:not_run()` works too.
---@return nil, string
function Charge.not_run()
  return nil, "not_run"
end

--- Asks which terminal, and says why the rules would take another.
local function ask_terminal(list, amount, trace)
  local buttons = {}
  for _, each in ipairs(list) do
    if not default_terminal.refusal(each, amount) then
      buttons[#buttons + 1] = { each.id, each.name }
    end
  end
  local id = #buttons > 0 and prompt.choose {
    "charge.terminal", body = why.text(trace), buttons = buttons, cancel = true,
  }
  for _, each in ipairs(list) do
    if each.id == id then
      -- What was chosen by hand stays chosen, whatever the total becomes.
      receipt.memo("kassa.terminal", id)
      return each
    end
  end
end

--- The terminal of a charge: by the store's rules, or by hand.
---@param amount integer kopecks
---@param by_hand boolean whether the cashier asked for another
---@return table? terminal
---@return string reason
---@return table[] trace
local function choose_terminal(amount, by_hand)
  local list = terminal.list()
  local rules = running_store.default_terminal or default_terminal.stock
  local chosen, trace = default_terminal.choose(rules, default_terminal.facts(amount), list)
  local last = trace[#trace]
  if last.why == "no_terminal" then
    prompt.choose { "charge.no_terminal" }
    return nil, "no_terminal", trace
  end
  if chosen and not by_hand then
    return chosen, last.rule, trace
  end
  return ask_terminal(list, amount, trace), "by_hand", trace
end

--- Whether the cashier may take another terminal: several work, and the store lets them.
---@return boolean
function M.has_other()
  return running_store.other_terminal ~= false and terminal.usable() > 1
end

--- The slip shows another amount: every way out ends in a state that can be proven.
---@return string? answer "unknown" where nobody can tell whether it was undone
local function settle_mismatch(attempt)
  local difference = attempt.slip - attempt.amount
  local id = difference < 0 and "charge.under" or "charge.over"
  local choice = terminal.slip_verdict {
    -- What a connected terminal said it took nobody typed, so nobody can type it again. Only of what it
    -- took itself can somebody say that the customer meant it.
    id, hide = { attempt.by_terminal and "again" or "tip" },
    args = { difference = math.abs(difference), got = attempt.slip, due = attempt.amount },
  }
  if choice == "void" then
    return terminal.void_mismatch { "charge.void" }
  elseif choice == "difference" then
    return terminal.return_difference { "charge.difference", args = { difference = difference } }
  elseif choice == "again" then
    terminal.slip_amount { "charge.amount" }
  end
end

--- Somebody was to undo it and could not tell whether they did: that is known first.
---@return string? answer "unknown" where nobody can tell yet
local function settle_undoing(attempt)
  if attempt.undoing == "difference" then
    return terminal.return_difference {
      "charge.difference_unknown", args = { difference = attempt.slip - attempt.amount },
    }
  end
  return terminal.void_mismatch { "charge.void_unknown" }
end

--- The slip was accepted before, for another charge.
local function settle_duplicate(used)
  local id = used.number and "charge.duplicate" or "charge.duplicate_unprinted"
  local choice = prompt.choose {
    id, args = { number = used.number, time = used.at }, hide = used.may_date and {} or { "date" },
  }
  if choice == "date" then
    terminal.slip_field { "charge.date", field = "date" }
  elseif choice == "unknown" then
    return terminal.ask { "charge.unknown" }
  end
end

--- The slip does not show what this charge must prove.
local function settle_unproven()
  local choice = prompt.choose { "charge.unproven" }
  if choice == "void" then
    return terminal.void_mismatch { "charge.void" }
  elseif choice == "unknown" then
    return terminal.ask { "charge.unknown" }
  end
end

--- A senior says that the charge was taken, of which there is no slip.
local function replace_slip()
  return one_with_pin("senior", nil, function(who)
    return terminal.without_slip { "charge.no_slip", cashier = who }
  end)
end

--- Asks for the next thing that the slip has to show.
local function prove(attempt)
  if attempt.missing == "amount" then
    local _, button = terminal.slip_amount { "charge.amount" }
    if button ~= "no_slip" or attempt.by_senior and replace_slip() then
      return nil
    end
    return terminal.ask { "charge.unknown" }
  end
  local counts, button, used = terminal.slip_field {
    "charge." .. attempt.missing, field = attempt.missing,
  }
  if button == "duplicate" then
    return settle_duplicate(used)
  elseif not counts then
    return settle_unproven()
  end
end

--- Somebody looked and could not tell: the question is set aside, the next customer is served.
local function detach()
  terminal.detach()
  aside()
  local choice = prompt.choose { "charge.detached" }
  return false, choice == "senior" and "senior" or "detached"
end

--- Asks about an attempt that its window has left open: another flow shows that window no more.
local function ask_again(attempt)
  if attempt.operation == "void" then
    return terminal.ask { attempt.state == "unknown" and "charge.void_unknown" or "charge.void" }
  elseif attempt.running then
    return terminal.ask { "charge.running" }
  elseif attempt.state == "unknown" then
    return terminal.ask { providers.find(attempt.provider).unknown or "charge.unknown" }
  end
  return terminal.ask { "charge.open" }
end

--- Asks until the open attempt has an outcome, or sets it aside.
---@return boolean resolved
---@return string? why "detached", or "senior" where somebody is to resolve it at once
function M.resolve()
  while true do
    local attempt = terminal.attempt()
    if not attempt then
      return true
    elseif attempt.operation == "refund"
      or attempt.operation == "void" and (attempt.missing or attempt.state == "mismatched") then
      if refund().resolve() then
        return true
      end
      return false, "detached"
    end
    local answer
    if attempt.undoing then
      answer = settle_undoing(attempt)
    elseif attempt.state == "mismatched" then
      answer = settle_mismatch(attempt)
    elseif attempt.state == "claimed" then
      answer = prove(attempt)
    else
      answer = ask_again(attempt)
    end
    -- Asked once more, nobody could tell either.
    if answer == "unknown" and attempt.state ~= "open" then
      return detach()
    end
  end
end

--- What the store's provider says against this charge, if anything.
local function objection(provider, charge)
  if provider.accepts then
    local fine, accepted, reason = heard.pure(
      "accepts of «" .. provider.id .. "»", provider.accepts, charge, charge.terminal.settings)
    if not fine then
      return "terminal_refuses"
    elseif not accepted then
      return worded(reason) or "terminal_refuses"
    end
  end
end

--- Why a charge may have no outcome.
local stops = { detached = true, late = true, not_ready = true, not_run = true, other = true }

--- What a provider's function returned; one that asked nobody what the terminal did charged nothing, and has
--- to say so.
local function told(provider, charge, outcome, stopped, ...)
  local is_said = charge.asked or outcome == "not_run" or stops[stopped]
    or type(outcome) == "string" and #terminal.attempts() > 0
  if not is_said then
    log.failed("charge of «" .. provider.id .. "»", "nobody was asked what the terminal did, so nothing is "
      .. "paid; return charge:ask { … }, or charge:not_run()", provider.charge)
  end
  return outcome, stopped, ...
end

local function run(chosen, amount, reason, trace)
  local provider = providers.find(chosen.provider)
  local charge = setmetatable({
    terminal = chosen, amount = amount, reason = reason, trace = trace,
    may_change = M.has_other(),
  }, Charge)
  local refusal = objection(provider, charge)
  if refusal then
    return nil, "refused", refusal
  end
  if chosen.armed then
    require "kassa.armed"("charge.armed", chosen, amount)
  end
  if provider.charge then
    return told(provider, charge, provider.charge(charge, chosen.settings))
  end
  return charge:ask {}
end

--- After a charge that took no money, what the cashier wants to do.
---@return string "again", "other", "cash", "parked"
local function after_none()
  local paid = receipt.charged()
  local choice = prompt.choose {
    "charge.declined", args = { charged = paid },
    body = paid > 0 and prompt.words "charge.declined.paid" or nil,
    hide = M.has_other() and {} or { "other" },
  }
  if choice == "park" then
    aside()
    return "parked"
  end
  return choice
end

--- Takes `amount` by card.
---@param amount integer Kopecks.
---@param by_hand? boolean Whether the cashier asked for another terminal than the rules choose.
---@return boolean taken
---@return string? why "again", "cash", "back", "parked", "detached", "senior"
function M.take(amount, by_hand)
  local before = receipt.charged()
  local chosen, reason, trace = choose_terminal(amount, by_hand == true)
  while chosen do
    local outcome, stopped, detail = run(chosen, amount, reason, trace)
    if stopped == "not_ready" then
      local is_ready, parked = ready.wait "card"
      if not is_ready then
        return false, parked and "parked" or "back"
      end
    elseif stopped == "detached" then
      return false, stopped
    end
    local _, left = M.resolve()
    if left then
      return false, left
    end
    if receipt.charged() > before then
      points.run("after_approval", chosen.id)
      return true
    end
    if stopped == "refused" then
      prompt.choose { "charge.refused", args = { reason = detail, terminal = chosen.name } }
    end
    if stopped == "refused" or stopped == "other" then
      chosen, reason, trace = choose_terminal(amount, true)
    elseif stopped == "not_ready" then
      -- It is ready by now: the same charge again.
      log("charged again once the registrar was ready")
    elseif outcome == "not_run" or stopped == "not_run" or stopped == "late" then
      return false
    else
      points.run("after_decline", chosen.id)
      local choice = after_none()
      if choice ~= "other" then
        return false, choice
      end
      chosen, reason, trace = choose_terminal(amount, true)
    end
  end
  return false
end

local function stands(number)
  for _, each in ipairs(terminal.charges()) do
    if each.id == number then
      return true
    end
  end
  return false
end

--- Undoes one charge; a void that is refused leads to the refund.
---@return boolean resolved false when it was set aside
local function void(each)
  if not each.may_void then
    return refund().charge(each.id)
  end
  repeat
    local is_transfer = each.provider == "transfer"
    terminal.void {
      "charge.void", charge = each.id, title = is_transfer and prompt.words "transfer.void" or nil,
    }
    if not M.resolve() then
      return false
    end
    local choice = stands(each.id) and prompt.choose { "charge.void_refused" }
    if choice == "refund" then
      return refund().charge(each.id)
    end
  until choice ~= "again"
  return true
end

--- Undoes every charge of this receipt on its terminal.
---@return boolean resolved false when one was set aside
function M.void_all()
  for _, each in ipairs(terminal.charges()) do
    if not void(each) then
      return false
    end
  end
  return true
end

return M
