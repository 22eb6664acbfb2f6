--- Somebody who has a role says yes by their PIN; the cashier stays signed in.

--- Those who may say yes. Who has no PIN at this till yet signs in first: else whoever stands here chose it.
---@param another? string who may not be it
local function people(role, another)
  local able = {}
  for _, person in ipairs(cashier.list(role)) do
    if person.has_pin and person.name ~= another then
      able[#able + 1] = person.name
    end
  end
  return able
end

---@param role "cashier" | "senior" | "technician"
---@param another? boolean|string whether it must be somebody else than the cashier, or than that person
---@return boolean allowed
return function(role, another)
  local able = people(role, another == true and cashier.name() or another)
  local who
  if #able == 0 then
    prompt.tell { role .. ".absent", default = "ok" }
    return false
  end
  if #able == 1 then
    who = able[1]
  else
    local buttons = {}
    for index, name in ipairs(able) do
      buttons[index] = { name, name }
    end
    who = prompt.choose { role .. ".who", buttons = buttons, cancel = true }
  end
  while who do
    local right, left = cashier.require {
      role .. ".pin", cashier = who, role = role, another = another == true,
    }
    if right or left then
      return right == true
    end
    prompt.tell { "sign_in.wrong" }
  end
  return false
end
