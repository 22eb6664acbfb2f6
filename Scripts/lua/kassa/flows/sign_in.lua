--- Who stands at the till: a name of the store's list and its PIN.
local one_of = require "kassa.one_of"
local points = require "kassa.points"
local running_store = require "kassa.running_store"

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

local function person_of(who)
  for _, person in ipairs(cashier.list()) do
    if person.name == who then
      return person
    end
  end
end

--- Those other than `who` who have one of the roles and a PIN at this till.
local function able(who, roles)
  local names = {}
  for _, person in ipairs(cashier.list()) do
    if roles[person.role] and person.has_pin and person.name ~= who then
      names[#names + 1] = person.name
    end
  end
  return names
end

local function choose_pin(who)
  local right, left = prompt.new_pin { "sign_in.new_pin", cashier = who }
  if right then
    right, left = prompt.repeat_pin { "sign_in.repeat_pin", cashier = who }
  end
  return right, left
end

--- A PIN that one of `names` lets `who` choose.
local function allowed_pin(who, names)
  local allowed = one_of(names, "senior.who", function(senior)
    return cashier.allow_new_pin { "senior.new_pin", cashier = senior, person = who }
  end)
  if allowed then
    return choose_pin(who)
  end
  return nil, "cancelled"
end

--- A first PIN: a cashier chooses it, one of a role above is given it by somebody who has that role.
local function first_pin(who)
  local role = person_of(who).role
  if role == "cashier" then
    return choose_pin(who)
  end
  local names = able(who, { senior = true, technician = role == "technician" })
  if #names == 0 then
    prompt.tell { "sign_in.no_pin", args = { cashier = who }, default = "ok" }
    return nil, "cancelled"
  end
  return allowed_pin(who, names)
end

--- Who forgot the PIN chooses another, once a senior has said yes to that.
local function ask_pin(who)
  local names = able(who, { senior = true })
  local right, left = prompt.pin {
    "sign_in.pin", cashier = who, hide = { #names == 0 and "forgot" or nil },
  }
  if left == "forgot" then
    return allowed_pin(who, names)
  end
  return right, left
end

--- The 24 hours closed a shift, and nobody was given what it left open: the next senior is asked.
local function hand_over()
  local is_asked = running_store.counts and shift.is_unhanded() and #cashier.list() > 1
  if is_asked and cashier.may "senior" and not shift.hand_over() then
    log "nothing is handed over"
  end
end

return function()
  while true do
    local who = name()
    local right, left = (person_of(who).has_pin and ask_pin or first_pin)(who)
    if right then
      cashier.show_lifts { "guard.listed" }
      repeat
        local seen = cashier.show_returns { "return.listed" }
      until not seen
      hand_over()
      points.run("after_sign_in", who)
      return "sale"
    end
    if not left then
      prompt.tell { "sign_in.wrong" }
    end
  end
end
