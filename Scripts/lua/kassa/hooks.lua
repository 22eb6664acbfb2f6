--- The store's own steps at a few places of the stock flows: `on = { before_payment = function() … end }`.
---
--- | hook | runs | a veto | when it fails |
--- |---|---|---|---|
--- | `after_sign_in` | once a cashier has signed in | – | it is skipped |
--- | `before_payment` | before the first money; may change the goods | back to the goods | like a veto |
--- | `after_approval` | once a charge is approved | – | it is skipped |
--- | `before_printing` | once the receipt is paid | – | it is skipped |
--- | `after_receipt` | once the receipt is printed | – | it is skipped |
--- | `before_shift_close` | before a shift is closed by hand | the shift stays open | it is skipped |
---
--- A hook may ask, tell, remember in `receipt.memo`; before the payment it may change the goods too. Nothing
--- returned means go on. What a failing hook did to the receipt is undone: never half.
local running_store = require "kassa.running_store"

local M = {}

--- Hooks whose failure stops their step; the others are skipped.
local stops = { before_payment = true }

--- Hooks that may keep their step from happening.
local may_veto = { before_payment = true, before_shift_close = true }

local function report(name, message)
  log("hook " .. name .. ": " .. tostring(message))
  if stops[name] then
    prompt.tell { "hook.failed", args = { hook = name }, default = "ok" }
  end
end

--- Runs the store's hook of that name, if it has one.
---@param name string
---@return boolean goes_on false where the step is not to happen
function M.run(name, ...)
  local hook = running_store.on and running_store.on[name]
  if not hook then
    return true
  end
  local before = receipt.snapshot()
  local fine, answer = pcall(hook, ...)
  if not fine then
    if not receipt.is_printed() then
      receipt.restore(before)
    end
    report(name, answer)
    return not stops[name]
  end
  if may_veto[name] and type(answer) == "table" and answer.veto then
    prompt.tell { "hook.veto", args = { reason = answer.veto }, default = "ok" }
    return false
  end
  return true
end

return M
