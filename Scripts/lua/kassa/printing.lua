--- Printing, and waiting for a registrar that can't.
local ready = require "kassa.ready"

local M = {}

--- Load paper and go on: the receipt is issued, so it is never rung up again.
local function finish_paper(done)
  while done.paper == "interrupted" do
    prompt.tell { "print.paper", args = { number = done.number } }
    done = receipt.continue_printing() or done
  end
end

--- Prints the receipt.
---@return boolean printed false when the cashier chose to do something else first
function M.print()
  while true do
    local done, why, reason = receipt.print()
    if done then
      finish_paper(done)
      return true
    end
    if why == "unreachable" then
      prompt.tell { "print.unreachable" }
    elseif why ~= "not_printed" and not ready.mend_shift(reason) then
      local choice = prompt.choose { "print.refused", args = { reason = reason } }
      if choice == "leave" then
        return false
      end
    end
  end
end

return M
