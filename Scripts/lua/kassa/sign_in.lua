--- Who stands at the till: a name of the store's list and its PIN.
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

return function()
  while true do
    local who = name()
    local right, left
    if has_pin(who) then
      right, left = prompt.pin { "sign_in.pin", cashier = who }
    else
      right, left = prompt.new_pin { "sign_in.new_pin", cashier = who }
      if right then
        right, left = prompt.repeat_pin { "sign_in.repeat_pin", cashier = who }
      end
    end
    if right then
      hooks.run("after_sign_in", who)
      return "sale"
    end
    if not left then
      prompt.tell { "sign_in.wrong" }
    end
  end
end
