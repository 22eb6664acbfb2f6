--- Which functions a store and its chain add to the stock flows, in the order they are called.
local running_store = require "kassa.running_store"

local M = {}

--- A function, one with a name, or a list of these; as a list.
local function each_of(value)
  if value == nil then
    return {}
  elseif type(value) == "function" or type(value[1]) == "string" then
    return { value }
  end
  return value
end

local function collect(list, on, point, dropped)
  for _, each in ipairs(each_of(on and on[point])) do
    if type(each) == "function" then
      list[#list + 1] = each
    elseif not dropped[each[1]] then
      list[#list + 1] = each[2]
    end
  end
end

local known = {}

--- Who listens at a point: the chain's before the store's, as they are written.
---@param point string
---@return fun()[]
function M.at(point)
  local list = known[point]
  if not list then
    list = {}
    local dropped = {}
    for _, name in ipairs(running_store.drop or {}) do
      dropped[name] = true
    end
    collect(list, running_store.chain and running_store.chain.on, point, dropped)
    collect(list, running_store.on, point, {})
    known[point] = list
  end
  return list
end

return M
