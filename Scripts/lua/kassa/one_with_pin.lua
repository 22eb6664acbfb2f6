--- Who says yes as somebody of a role, by their PIN; the cashier stays signed in.
local one_of = require "kassa.one_of"

--- Those who may, and the first who could if they had a PIN at this till.
--- Who has none is given it first: else whoever stands here chose it.
local function able(role, except)
  local names, missing = {}, nil
  for _, person in ipairs(cashier.list(role)) do
    if not person.has_pin then
      missing = missing or person.name
    elseif person.name ~= except then
      names[#names + 1] = person.name
    end
  end
  return names, missing
end

--- Asks one of a role who has a PIN at this till for it; tells where there is none.
---@param role "cashier" | "senior" | "technician"
---@param except? string who does not count
---@param ask fun(who: string): boolean?, string? asks for the PIN: whether it was right, or why there is none
---@return boolean right
return function(role, except, ask)
  local names, missing = able(role, except)
  if #names == 0 then
    prompt.tell {
      role .. ".absent", args = { person = missing }, body = not missing and "" or nil, default = "ok",
    }
    return false
  end
  return one_of(names, role .. ".who", ask)
end
