--- Who stands at the till: a name of the store's list and its PIN.
local hooks = require "kassa.hooks"
local one_of = require "kassa.one_of"

local function name()
  local buttons = {}
  for index, person in ipairs(cashier.list()) do
    buttons[index] = { person.name, person.name }
  end
  if #buttons == 1 then
    return buttons[1][1]
  end
  return prompt.choose { "sign_in.name", buttons = buttons }
end

local function has_pin(who)
  for _, person in ipairs(cashier.list()) do
    if person.name == who then
      return person.has_pin
    end
  end
  return false
end

--- The store's seniors other than `who` who have a PIN at this till.
local function seniors(who)
  local able = {}
  for _, person in ipairs(cashier.list()) do
    if person.role == "senior" and person.has_pin and person.name ~= who then
      able[#able + 1] = person.name
    end
  end
  return able
end

local function choose_pin(who)
  local right, left = prompt.new_pin { "sign_in.new_pin", cashier = who }
  if right then
    right, left = prompt.repeat_pin { "sign_in.repeat_pin", cashier = who }
  end
  return right, left
end

--- Who forgot the PIN chooses another, once a senior has said yes to that.
local function ask_pin(who)
  local able = seniors(who)
  local right, left = prompt.pin {
    "sign_in.pin", cashier = who, hide = { #able == 0 and "forgot" or nil },
  }
  if left ~= "forgot" then
    return right, left
  end
  local allowed = one_of(able, "senior.who", function(senior)
    return cashier.allow_new_pin { "senior.new_pin", cashier = senior, person = who }
  end)
  if allowed then
    return choose_pin(who)
  end
  return nil, "cancelled"
end

return function()
  while true do
    local who = name()
    local right, left = (has_pin(who) and ask_pin or choose_pin)(who)
    if right then
      cashier.show_lifts { "guard.listed" }
      hooks.run("after_sign_in", who)
      return "sale"
    end
    if not left then
      prompt.tell { "sign_in.wrong" }
    end
  end
end
