--- Somebody who has a role says yes by their PIN; the cashier stays signed in.
local expect = require "kassa.expect"
local one_with_pin = require "kassa.one_with_pin"

--- Asks for the PIN of somebody who has the role.
---@param role "cashier"|"senior"|"technician" The least that whoever says yes must be.
---@param another? boolean Whether it must be somebody else than the cashier.
---@param words? { id: string, args: table, charge?: string, to?: string } What the PIN is asked by, and what
--- it sends another way; "senior.pin" and the like unless told.
---@return boolean allowed Whether somebody said yes.
return function(role, another, words)
  expect.one_of("allow", role, { "cashier", "senior", "technician" })
  return one_with_pin(role, another and cashier.name() or nil, function(who)
    return cashier.require {
      words and words.id or role .. ".pin", args = words and words.args, cashier = who, role = role,
      another = another, charge = words and words.charge, to = words and words.to,
    }
  end)
end
