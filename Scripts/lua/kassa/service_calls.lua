--- Calls of the shop's own services of which nobody knows what became: a technician sees to them.
local one_with_pin = require "kassa.one_with_pin"

local M = {}

--- Whether there are any.
---@return boolean
function M.any()
  local _, counts = services.unknown()
  return next(counts) ~= nil
end

--- The services that have some, by name, each with how many and what the cashier calls it.
local function each_service()
  local calls, counts = services.unknown()
  local list, titles = {}, {}
  for _, call in ipairs(calls) do
    titles[call.service] = call.title
  end
  for id, count in pairs(counts) do
    list[#list + 1] = { id = id, title = titles[id] or id, count = count }
  end
  table.sort(list, function(left, right)
    return left.id < right.id
  end)
  return list, calls
end

--- One call, or all of a service: `{ service = …, key = … }`; nil where the list was left.
local function ask()
  local list, calls = each_service()
  local buttons, chosen = {}, {}
  local function offer(id, label, what)
    buttons[#buttons + 1] = { id, label }
    chosen[id] = what
  end
  for _, each in ipairs(list) do
    local all = ("%s · %s · %d"):format(each.title, prompt.words "services.all", each.count)
    offer(each.id, all, { service = each.id })
    for place, call in ipairs(calls) do
      if call.service == each.id then
        local one = ("%s · %s · %s"):format(each.title, call.what, clock.text(call.at))
        offer(each.id .. "." .. place, one, { service = each.id, key = call.key })
      end
    end
  end
  return chosen[prompt.choose { "services.unknown", buttons = buttons, cancel = true } or ""]
end

local function settle(what)
  return one_with_pin("technician", nil, function(who)
    return services.settle { "services.settle", service = what.service, key = what.key, cashier = who }
  end)
end

--- Shows them until none is left, or somebody leaves.
function M.resolve()
  while M.any() do
    local what = ask()
    if not what or not settle(what) then
      return
    end
  end
end

return M
