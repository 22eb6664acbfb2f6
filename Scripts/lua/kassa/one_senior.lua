--- Asks a senior who has a PIN at this till for it; tells where there is none.
local one_of = require "kassa.one_of"

---@param ask fun(who: string): boolean?, string? asks for the PIN: whether it was right, or why there is none
---@return boolean right
return function(ask)
  local able, missing = {}, nil
  for _, person in ipairs(cashier.list "senior") do
    if person.has_pin then
      able[#able + 1] = person.name
    else
      missing = missing or person.name
    end
  end
  if #able == 0 then
    prompt.tell {
      "senior.absent", args = { person = missing }, body = not missing and "" or nil, default = "ok",
    }
    return false
  end
  return one_of(able, "senior.who", ask)
end
