--- Closing the shift at the end of the day. Nothing unresolved holds it, and nothing that is left uncounted.
local counting = require "kassa.counting"
local points = require "kassa.points"
local running_store = require "kassa.running_store"

--- Asks what of the drawer goes to the safe: it takes no PIN, and the closing report names it. Cash of
--- receipts that are not printed stays: nobody has sold anything for it yet.
local function to_safe(count)
  local most = count.figure - count.unprinted
  local amount = most > 0 and prompt.amount { "drawer.safe", least = 1, most = most }
  if not amount then
    return
  end
  local done, why, detail = drawer.cash_out {
    amount = amount, reason = prompt.words "drawer.why.safe", to_safe = true,
  }
  if done then
    prompt.tell { "drawer.out.done", args = { amount = amount }, default = "ok" }
  elseif why ~= "cancelled" then
    prompt.tell { "drawer.refused", args = { reason = detail or why }, default = "ok" }
  end
end

--- What a store counts in the evening: each may be left, and the shift is closed all the same.
local function count()
  local counts = running_store.counts
  if not counts then
    return
  end
  if not shift.hand_over() then
    log "nothing is handed over"
  end
  local counted = counting.drawer()
  if counted then
    to_safe(counted)
  end
  if counts == true or counts.terminals ~= false then
    counting.terminals()
  end
end

return function()
  if not points.run "before_shift_close" then
    return "sale"
  end
  count()
  while true do
    -- Asks «shift.close» first.
    local done, why, reason = shift.close()
    if done then
      cashier.sign_out()
      return "sign_in"
    elseif why == "cancelled" then
      return "sale"
    end
    -- There is no shift to close, however often one tries.
    if reason == "shift_closed" then
      prompt.tell { "shift.none", default = "ok" }
      return "sale"
    end
    -- One whose registrar is silent may be closed: nobody says that it is not.
    local choice = why == "unreachable" and prompt.choose { "shift.unknown" }
      or prompt.choose { "shift.refused", args = { reason = reason or why } }
    if choice == "back" then
      return "sale"
    end
  end
end
