--- Printing, and waiting for a registrar that can't.
local aside = require "kassa.aside"
local ready = require "kassa.ready"

local M = {}

--- Load paper and go on: the receipt is issued, so it is never rung up again.
local function finish_paper(done)
  local reason
  while done.paper == "interrupted" do
    -- What still hinders it once paper was loaded, and the way to leave it for later.
    local choice = prompt.choose {
      reason and "print.paper_stuck" or "print.paper",
      args = { number = done.number, reason = reason or "" },
    }
    if choice == "later" then
      return
    end
    local more, why, detail = receipt.continue_printing()
    done, reason = more or done, detail or why
  end
end

--- Prints the receipt.
---@return boolean printed false when the cashier chose to do something else first
---@return string? why "parked" where the receipt was set aside until the registrar answers
function M.print()
  while true do
    local done, why, reason = receipt.print()
    if done then
      finish_paper(done)
      return true
    end
    local choice
    if why == "unreachable" then
      choice = prompt.choose { "print.unreachable" }
    elseif why == "other_registrar" then
      choice = prompt.choose { "print.other_registrar" }
    elseif why == "cancelled" then
      -- It comes to nothing, and the cashier has just said that it is not to be printed.
      return false
    elseif reason == "late_receipt" then
      -- No sale needs it until then, and what a sale loads is copied for every flow.
      local over = require("kassa.correcting").print_late()
      return receipt.is_printed(), over and "parked" or nil
    elseif why ~= "not_printed" then
      local mended, hindrance = ready.mend_shift(reason)
      if not mended then
        choice = prompt.choose { "print.refused", args = { reason = hindrance } }
      end
    end
    if choice == "leave" then
      return false
    elseif choice == "park" then
      aside()
      return false, "parked"
    end
  end
end

--- Prints the receipt, and says what of their cash the customer gets back: nobody has said it before.
---@return boolean printed as of `print`
---@return string? why as of `print`
function M.with_change()
  local printed, why = M.print()
  local change = printed and receipt.change() or 0
  if change > 0 then
    prompt.tell { "payment.change", args = { change = change }, default = "ok" }
  end
  return printed, why
end

--- Prints a copy of the last receipt; one whose paper ended in the middle is finished by it.
function M.copy()
  local done, why, reason = receipt.copy()
  if not done then
    prompt.tell { "print.copy_failed", args = { reason = reason or why }, default = "ok" }
  end
end

return M
