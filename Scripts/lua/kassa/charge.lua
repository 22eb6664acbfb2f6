--- One charge from the choice of the terminal to a known outcome.
local settings = require "kassa.settings"

local M = {}

---@class kassa.Charge
---@field amount integer Kopecks.
---@field terminal table
local Charge = {}
Charge.__index = Charge

--- Shows the window and asks what the terminal did; the words are the provider's where it has any.
---@param words { title?: string, body?: string, approved?: string, declined?: string }
---@return string? outcome
---@return string? why
function Charge:ask(words)
  local labels = {}
  for _, id in ipairs { "approved", "declined" } do
    if words[id] then
      labels[#labels + 1] = { id, words[id] }
    end
  end
  return terminal.charge {
    "charge.window", terminal = self.terminal.id, amount = self.amount, reason = self.reason,
    proof = self.proof, title = words.title, body = words.body, buttons = labels,
    hide = #terminal.list() == 1 and { "other" } or {},
  }
end

--- Says that the provider did not run the charge; `charge:not_run()` works too.
---@return nil, string
function Charge.not_run()
  return nil, "not_run"
end

local function provider_of(chosen)
  for _, provider in ipairs(settings.providers or {}) do
    if provider.id == chosen.provider then
      return provider
    end
  end
  return {}
end

local function choose_terminal(skipped)
  local list = terminal.list()
  if not skipped then
    return list[1]
  end
  local buttons = {}
  for index, each in ipairs(list) do
    buttons[index] = { each.id, each.name }
  end
  local id = prompt.choose { "charge.terminal", buttons = buttons, cancel = true }
  for _, each in ipairs(list) do
    if each.id == id then
      return each
    end
  end
end

--- The slip shows another amount: every way out ends in a state that can be proven.
local function settle_mismatch(attempt)
  local difference = attempt.slip - attempt.amount
  local id = difference < 0 and "charge.under" or "charge.over"
  local choice = terminal.slip_verdict {
    id, args = { difference = math.abs(difference), got = attempt.slip, due = attempt.amount },
  }
  if choice == "void" then
    terminal.void_mismatch { "charge.void" }
  elseif choice == "difference" then
    terminal.return_difference { "charge.difference", args = { difference = difference } }
  elseif choice == "again" then
    terminal.slip_amount { "charge.amount" }
  end
end

local function prove(attempt)
  local typed, why
  if attempt.proof.amount and not attempt.amount_is_proven then
    typed, why = terminal.slip_amount { "charge.amount" }
  else
    typed, why = terminal.slip_number { "charge.rrn" }
  end
  if not typed and why == "no_slip" then
    terminal.ask { "charge.unknown" }
  end
end

--- Somebody looked and could not tell: the question is set aside, the next customer is served.
local function detach()
  terminal.detach()
  receipt.park()
  prompt.choose { "charge.detached" }
  return false, "detached"
end

--- Asks until the open attempt has an outcome, or sets it aside.
---@return boolean resolved
---@return string? why "detached"
function M.resolve()
  while true do
    local attempt = terminal.attempt()
    if not attempt then
      return true
    end
    if attempt.state == "mismatched" then
      settle_mismatch(attempt)
    elseif attempt.state == "claimed" then
      prove(attempt)
    elseif attempt.state == "unknown" then
      if terminal.ask { "charge.unknown" } == "unknown" then
        return detach()
      end
    else
      terminal.ask { attempt.operation == "void" and "charge.void" or "charge.window" }
    end
  end
end

local function run(chosen, amount, reason)
  local provider = provider_of(chosen)
  local charge = setmetatable({
    terminal = chosen, amount = amount, reason = reason, proof = provider.proof,
  }, Charge)
  if provider.charge then
    return provider.charge(charge, provider.settings)
  end
  return charge:ask { title = provider.window }
end

--- Takes `amount` by card.
---@param amount integer Kopecks.
---@return boolean taken
---@return string? why "again", "cash", "parked", "detached"
function M.take(amount)
  local before = receipt.charged()
  local chosen, reason = choose_terminal(), "default"
  while chosen do
    local outcome, why, detail = run(chosen, amount, reason)
    if why == "not_ready" then
      prompt.choose { "till.not_ready", args = { reason = detail }, hide = { "park" } }
      return false, "again"
    end
    local _, left = M.resolve()
    if left then
      return false, left
    end
    if receipt.charged() > before then
      return true
    end
    if why == "other" then
      chosen, reason = choose_terminal(true), "cashier"
    elseif outcome == "not_run" or why == "not_run" then
      return false
    else
      local choice = prompt.choose { "charge.declined" }
      if choice == "park" then
        receipt.park()
        return false, "parked"
      end
      return false, choice == "cash" and "cash" or "again"
    end
  end
  return false
end

--- Undoes every charge of this receipt on its terminal.
---@return boolean resolved false when one was set aside
function M.void_all()
  for _, each in ipairs(terminal.charges()) do
    terminal.void { "charge.void", charge = each.id }
    local _, left = M.resolve()
    if left then
      return false
    end
  end
  return true
end

return M
