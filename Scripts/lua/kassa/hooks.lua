--- The store's own steps at a few places of the stock flows: `on = { before_payment = function() … end }`.
---
--- | hook | runs | a veto | when it fails |
--- |---|---|---|---|
--- | `after_sign_in` | once a cashier has signed in | – | it is skipped |
--- | `before_payment` | before the first money; may change the goods | back to the goods | like a veto |
--- | `after_approval` | once a charge is approved | – | it is skipped |
--- | `before_printing` | once the receipt is paid | – | it is skipped |
--- | `after_receipt` | once the receipt is printed | – | it is skipped |
--- | `before_shift_close` | before a shift is closed by hand | the shift stays open | like a veto |
---
--- A hook may ask, tell, remember in `receipt.memo`; before the payment it may change the goods too. Nothing
--- returned means go on; anything but that or a veto is a mistake. What a failing hook did to the receipt is
--- undone: never half. The two that may veto are guards: one that did not finish, in whatever flow, is a veto
--- until somebody entitled goes on past it.
local allow = require "kassa.allow"
local heard = require "kassa.heard"
local running_store = require "kassa.running_store"
local vetoes = require "kassa.vetoes"

local M = {}

local may_veto = { before_payment = true, before_shift_close = true }

--- Somebody entitled goes on past a guard that did not finish, or nobody does.
---@return boolean lifted
local function lift(name)
  local hook = receipt.hook(name)
  local args = hook and { hook = prompt.words("guard." .. name), place = hook.place }
  while hook and hook.due do
    local lifted, why = receipt.lift { "guard.lift", guard = name, args = args }
    if why ~= "senior" then
      return lifted == true
    end
    local choice = prompt.choose { "guard.failed", args = args }
    if choice ~= "senior" or not allow "senior" then
      return false
    end
  end
  return true
end

--- What is wrong with what a hook returned or left undone; nil where nothing is.
local function mistake(name, answer)
  local made = vetoes.last
  if made and answer ~= made then
    return "a veto was made and not returned; write return veto \"…\""
  elseif answer == nil or answer == made then
    return nil
  end
  local expected = may_veto[name] and 'nothing or veto "…" was expected' or "nothing was expected"
  return expected .. ", got " .. (type(answer) == "string" and "a text" or "a " .. type(answer))
end

--- Runs the hook: whether it finished as a hook may, and its veto.
local function run(name, hook, ...)
  vetoes.last = nil
  local fine, answer = heard.call("hook " .. name, hook, ...)
  local problem = fine and mistake(name, answer)
  if problem then
    log.failed("hook " .. name, problem, hook)
  end
  return fine and not problem, answer
end

--- Runs the store's hook of that name, if it has one.
---@param name string
---@return boolean goes_on false where the step is not to happen
function M.run(name, ...)
  local hook = running_store.on and running_store.on[name]
  if not hook then
    return not may_veto[name] or lift(name)
  end
  local before = receipt.snapshot()
  local fine, answer = run(name, hook, ...)
  if not fine then
    if not receipt.is_printed() then
      receipt.restore(before)
    end
    return not may_veto[name] or lift(name)
  end
  if answer and may_veto[name] then
    prompt.tell { "hook.veto", args = { reason = answer.veto }, default = "ok" }
    return false
  elseif may_veto[name] then
    receipt.pass(name)
  end
  return true
end

return M
