--- The cash drawer between receipts: cash in and out, a count, the interim report.
local allow = require "kassa.allow"
local counting = require "kassa.counting"
local ready = require "kassa.ready"

--- Why cash moves: one of the usual reasons, or what is typed.
local function reason(id)
  local text, button = prompt.text { id, most = 64, cancel = true }
  if text then
    return text
  end
  return button ~= "cancelled" and prompt.words("drawer.why." .. button) or nil
end

--- The shift that cash belongs to is opened where none is; what else hinders the registrar it says itself.
local function open_shift()
  local state = shift.ready()
  if not state.ready then
    ready.mend_shift(state.reason)
  end
end

-- No drawer comes near it, and what a shift's add up to stays an amount.
local most = rub "100000000"

--- Asks for an amount and a reason, and moves the cash.
local function cash(direction, move)
  local amount = prompt.amount { "drawer." .. direction .. ".amount", least = 1, most = most, cancel = true }
  local why = amount and reason("drawer." .. direction .. ".why")
  if not why then
    return
  end
  open_shift()
  local done, refused, detail = move { amount = amount, reason = why }
  if done then
    prompt.tell { "drawer." .. direction .. ".done", args = { amount = amount }, default = "ok" }
  elseif refused ~= "cancelled" then
    local id = detail == "drawer_short" and "drawer.short" or "drawer.refused"
    prompt.tell { id, args = { reason = detail or refused }, default = "ok" }
  end
end

local choices = {}

choices["in"] = function()
  cash("in", drawer.cash_in)
end

choices.out = function()
  cash("out", drawer.cash_out)
end

choices.count = function()
  counting.drawer()
end

choices.terminals = function()
  counting.reports()
end

choices.interim = function()
  local done, why, detail = shift.interim()
  if why == "senior" and allow "senior" then
    done, why, detail = shift.interim()
  end
  if not done and why ~= "senior" then
    prompt.tell { "drawer.refused", args = { reason = detail or why }, default = "ok" }
  end
end


--- A shift that is opened by hand begins with a count.
choices.open = function()
  local done, why, detail = shift.open()
  if done then
    counting.left_over()
    counting.drawer()
  else
    prompt.tell { "drawer.refused", args = { reason = detail or why }, default = "ok" }
  end
end

return function()
  while true do
    local hide = #counting.periods() == 0 and { "terminals" } or {}
    local choice = prompt.choose { "drawer", default = "back", cancel = true, hide = hide }
    if not choices[choice] then
      return "sale"
    end
    choices[choice]()
  end
end
