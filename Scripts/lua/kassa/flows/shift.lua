--- Closing the shift at the end of the day. Nothing unresolved holds it.
local hooks = require "kassa.hooks"

return function()
  if not hooks.run "before_shift_close" then
    return "sale"
  end
  while true do
    -- Asks «shift.close» first.
    local done, why, reason = shift.close()
    if done then
      cashier.sign_out()
      return "sign_in"
    elseif why == "cancelled" then
      return "sale"
    end
    local choice
    if why == "unreachable" then
      -- It may be closed: nobody says that it is not.
      choice = prompt.choose { "shift.unknown" }
    else
      choice = prompt.choose {
        "shift.refused", args = { reason = reason or why },
        -- There is no shift to close, however often one tries.
        hide = reason == "shift_closed" and { "again" } or {},
      }
    end
    if choice == "back" then
      return "sale"
    end
  end
end
