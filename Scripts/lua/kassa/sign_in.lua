--- Who stands at the till: a name of the store's list and its PIN.
local allow = require "kassa.allow"
local hooks = require "kassa.hooks"

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

--- Whether a senior of the store other than `who` could say yes to a new PIN.
local function has_senior(who)
  for _, person in ipairs(cashier.list()) do
    if person.role == "senior" and person.has_pin and person.name ~= who then
      return true
    end
  end
  return false
end

local function choose_pin(who)
  local right, left = prompt.new_pin { "sign_in.new_pin", cashier = who }
  if right then
    right, left = prompt.repeat_pin { "sign_in.repeat_pin", cashier = who }
  end
  return right, left
end

local function ask_pin(who)
  local right, left = prompt.pin {
    "sign_in.pin", cashier = who, hide = { not has_senior(who) and "forgot" or nil },
  }
  if left == "forgot" and allow("senior", who) then
    return choose_pin(who)
  end
  return right, left
end

return function()
  while true do
    local who = name()
    local right, left = (has_pin(who) and ask_pin or choose_pin)(who)
    if right then
      hooks.run("after_sign_in", who)
      return "sale"
    end
    if not left then
      prompt.tell { "sign_in.wrong" }
    end
  end
end
