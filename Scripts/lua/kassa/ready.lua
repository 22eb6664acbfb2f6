--- Ready before the card: the registrar is there, has paper, an open shift and time left.
local aside = require "kassa.aside"

local M = {}

--- Opens a shift, or closes an old one first. No question: there is nothing to choose.
---@param reason string
---@return boolean handled
---@return string? reason what hinders it still
function M.mend_shift(reason)
  local done, why, detail
  if reason == "shift_expired" or reason == "shift_ending" then
    done, why, detail = shift.close()
    if not done then
      return false, detail or why
    end
  elseif reason ~= "shift_closed" then
    return false, reason
  end
  done, why, detail = shift.open()
  if not done then
    return false, detail or why
  end
  return true
end

--- Waits until a payment may begin.
---@param tender string "cash" takes no card, so its question speaks of none.
---@return boolean ready
---@return boolean? parked the cashier set the receipt aside instead
function M.wait(tender)
  local question = tender == "cash" and "payment.not_ready" or "till.not_ready"
  while true do
    local state = shift.ready(tender == "cash" and "cash" or "cashless")
    if state.ready then
      return true
    end
    local mended, reason = M.mend_shift(state.reason)
    if not mended then
      local choice = prompt.choose {
        -- What can't be printed is named, with what is wrong with it.
        state.name and "till.unprintable" or question,
        args = { reason = reason, line = state.line, name = state.name },
      }
      if choice == "park" then
        aside()
        return false, true
      elseif choice == "back" then
        return false, false
      end
    end
  end
end

return M
