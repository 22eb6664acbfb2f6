--- Somebody who has a role says yes by their PIN.
local one_with_pin = require "kassa.one_with_pin"

---@param role "cashier" | "senior" | "technician"
---@param another? boolean whether it must be somebody else than the cashier
---@return boolean allowed
return function(role, another)
  return one_with_pin(role, another and cashier.name() or nil, function(who)
    return cashier.require { role .. ".pin", cashier = who, role = role, another = another }
  end)
end
