--- Somebody who has a role says yes by their PIN; the cashier stays signed in.
local one_of = require "kassa.one_of"

--- Those who may say yes. Who has no PIN at this till yet signs in first: else whoever stands here chose it.
local function people(role, another)
  local able = {}
  for _, person in ipairs(cashier.list(role)) do
    if person.has_pin and not (another and person.name == cashier.name()) then
      able[#able + 1] = person.name
    end
  end
  return able
end

---@param role "cashier" | "senior" | "technician"
---@param another? boolean whether it must be somebody else than the cashier
---@return boolean allowed
return function(role, another)
  local able = people(role, another)
  if #able == 0 then
    prompt.tell { role .. ".absent", default = "ok" }
    return false
  end
  return one_of(able, role .. ".who", function(who)
    return cashier.require { role .. ".pin", cashier = who, role = role, another = another }
  end)
end
