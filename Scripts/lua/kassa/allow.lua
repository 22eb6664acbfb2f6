--- Somebody who has a role says yes by their PIN; the cashier stays signed in.
local one_of = require "kassa.one_of"

--- Those who may say yes, and the first who could if they had a PIN at this till.
--- Who has none is given it first: else whoever stands here chose it.
local function people(role, another)
  local able, missing = {}, nil
  for _, person in ipairs(cashier.list(role)) do
    if not person.has_pin then
      missing = missing or person.name
    elseif not (another and person.name == cashier.name()) then
      able[#able + 1] = person.name
    end
  end
  return able, missing
end

---@param role "cashier" | "senior" | "technician"
---@param another? boolean whether it must be somebody else than the cashier
---@return boolean allowed
return function(role, another)
  local able, missing = people(role, another)
  if #able == 0 then
    prompt.tell {
      role .. ".absent", args = { person = missing }, body = not missing and "" or nil, default = "ok",
    }
    return false
  end
  return one_of(able, role .. ".who", function(who)
    return cashier.require { role .. ".pin", cashier = who, role = role, another = another }
  end)
end
