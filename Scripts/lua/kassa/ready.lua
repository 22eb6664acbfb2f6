--- Ready before the card: the registrar is there, has paper, an open shift and time left.
local M = {}

--- Opens a shift, or closes an old one first. No question: there is nothing to choose.
---@param reason string
---@return boolean handled
function M.mend_shift(reason)
  if reason == "shift_expired" or reason == "shift_ending" then
    if not shift.close() then
      return false
    end
    return shift.open() ~= nil
  end
  return reason == "shift_closed" and shift.open() ~= nil
end

--- Waits until a payment may begin.
---@return boolean ready
---@return boolean? parked the cashier set the receipt aside instead
function M.wait()
  while true do
    local state = shift.ready()
    if state.ready then
      return true
    end
    if not M.mend_shift(state.reason) then
      local choice = prompt.choose { "till.not_ready", args = { reason = state.reason } }
      if choice == "park" then
        receipt.park()
        return false, true
      elseif choice == "back" then
        return false, false
      end
    end
  end
end

return M
