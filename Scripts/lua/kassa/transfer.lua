--- A bank transfer: cashless without a terminal. The money is seen now, or the goods are kept back.
return {
  id = "transfer",
  unknown = "transfer.unknown",
  charge = function(charge)
    local outcome, why, reason = charge:ask { id = "transfer.window" }
    if outcome == "unknown" then
      return charge:await { id = "transfer.awaited" }
    end
    return outcome, why, reason
  end,
}
