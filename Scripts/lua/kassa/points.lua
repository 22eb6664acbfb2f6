--- The points: named places of the stock flows where listeners are called, the chain's, then the store's.
--- docs/reference.md has a row for each: what a listener gets, what it may do, what its veto means.
---
--- A listener may ask, tell, remember in `receipt.memo`; it never pays, prints or sets aside, and what it
--- changes calls no listener. It returns nothing, or a veto where there is one: that ends the point. What a
--- failing one changed is undone. Those that may veto are guards: one that did not finish, in whatever flow,
--- is a veto until somebody entitled goes on past it.
local allow = require "kassa.allow"
local expect = require "kassa.expect"
local listeners = require "kassa.listeners"
local own = require "kassa.own"
local vetoes = require "kassa.vetoes"

local M = {}

local may_veto = {
  line_added = true, line_changed = true, before_payment = true, before_tender = true,
  before_return = true, before_shift_close = true,
}

local NAMES = {
  "after_sign_in", "receipt_begun", "receipt_taken_back", "line_added", "line_changed", "line_removed",
  "receipt_dropped", "receipt_parked", "before_payment", "before_tender", "after_approval", "after_decline",
  "before_printing", "after_receipt", "before_return", "after_return", "before_shift_close",
}
local is_known = {}
for _, name in ipairs(NAMES) do
  is_known[name] = true
end

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
    hook = receipt.hook(name)
  end
  return true
end

--- A guard that asked about goods and did not finish is a veto, until somebody goes on past it; `pay` of
--- `kassa.payment` calls it.
---@return boolean goes_on False where nobody did.
function M.settle()
  for _, name in ipairs { "line_added", "line_changed" } do
    local hook = receipt.hook(name)
    if hook and hook.under_way and not lift(name) then
      return false
    end
  end
  return true
end

--- What is wrong with what listeners of a point returned, nil where nothing is; and the line that has to be
--- there still.
local function check_of(name)
  local is_of_line = name == "line_added" or name == "line_changed"
  return function(answer, line)
    local made = vetoes.last
    if made and answer ~= made then
      return "a veto was made and not returned; write return veto \"…\""
    elseif answer ~= nil and answer ~= made then
      local expected = may_veto[name] and 'nothing or veto "…" was expected' or "nothing was expected"
      return expected .. ", got " .. own.shown(answer)
    end
    return nil, is_of_line and not made and line.id or nil
  end
end

--- Whether anybody listens at a point.
---@param name point The point's name.
---@return boolean is_heard Whether `run` calls anybody.
function M.is_heard(name)
  return #listeners.at(name) > 0
end

--- Those whose step begins before them is undone by who took the step: goods by `kassa.goods`, a tender by
--- `kassa.payment`. Of the others a veto undoes what the listeners before it did.
local undone_here = { before_payment = true, before_return = true, before_shift_close = true }

--- Calls the listeners of a point.
---@param name point The point's name.
---@param ... any What its row says that they get.
---@return boolean goes_on False where the step is not to happen: the cashier has read why.
function M.run(name, ...)
  if not is_known[name] then
    expect.one_of("points.run", name, NAMES)
  end
  if own.is_running() then
    return true
  end
  local heard = listeners.at(name)
  if #heard == 0 then
    return not may_veto[name] or lift(name)
  end
  local check, called, may = check_of(name), "on." .. name, may_veto[name] == true
  local snapshot = undone_here[name] and receipt.snapshot()
  for index = 1, #heard do
    local fine, answer = own.call(called, may, check, heard[index], ...)
    local is_vetoed = fine and answer ~= nil
    if is_vetoed or not fine and may and not lift(name) then
      if snapshot then
        assert(receipt.restore(snapshot))
      end
      if is_vetoed then
        prompt.tell { "hook.veto", args = { reason = answer.veto }, default = "ok" }
      end
      return false
    end
  end
  if undone_here[name] then
    receipt.pass(name)
  end
  return true
end

return M
