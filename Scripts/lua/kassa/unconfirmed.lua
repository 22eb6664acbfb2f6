--- Charges that a person ended and their terminal has not confirmed, or that it took after all.
local one_with_pin = require "kassa.one_with_pin"

local M = {}

---@return table? charge
function M.find(id)
  for _, each in ipairs(terminal.unconfirmed()) do
    if each.id == id then
      return each
    end
  end
end

--- As a list offers them.
---@return { id: string, label: string }[]
function M.list()
  local list = {}
  for index, each in ipairs(terminal.unconfirmed()) do
    list[index] = {
      id = each.id,
      label = "⚠ " .. each.terminal .. " · " .. money.text(each.taken or each.amount) .. " · "
        .. clock.text(each.at),
    }
  end
  return list
end

--- Which prompt tells of it.
local function words_of(charge)
  if charge.stray then
    return "unconfirmed.stray"
  elseif charge.wrong then
    return charge.taken < charge.amount and "unconfirmed.short" or "unconfirmed.excess"
  elseif charge.state == "owed" then
    return charge.refund and "unconfirmed.refunded" or "unconfirmed.owed"
  elseif charge.denied then
    return charge.refund and "unconfirmed.refund_denied" or "unconfirmed.denied"
  end
  return charge.refund and "unconfirmed.refund_open" or "unconfirmed.open"
end

--- A senior has seen to it, whatever the terminal says.
local function strike(id)
  one_with_pin("senior", nil, function(who)
    return terminal.strike { "unconfirmed.strike", charge = id, cashier = who }
  end)
end

--- Where the flow is that ends it.
local flows = { document = "returns", find = "documents" }

--- Shows one of them until it is seen to, or left.
---@return string? next the flow that ends it
function M.resolve(id)
  while true do
    local charge = M.find(id)
    if not charge then
      prompt.tell { "unconfirmed.settled", default = "ok" }
      return
    end
    local hide = charge.state == "owed" and { "ask" } or {}
    if not charge.document and not charge.stray then
      hide[#hide + 1] = "find"
    end
    local choice = prompt.choose {
      words_of(charge),
      args = {
        terminal = charge.terminal, amount = charge.taken or charge.amount, time = charge.at,
        due = charge.amount, difference = math.abs((charge.taken or charge.amount) - charge.amount),
        number = charge.document,
      },
      hide = hide,
    }
    if choice == "ask" then
      terminal.recheck(id)
    elseif choice == "strike" then
      strike(id)
    else
      return flows[choice]
    end
  end
end

return M
