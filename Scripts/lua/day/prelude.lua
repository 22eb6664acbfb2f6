--- What a scenario's file finds beside Lua's own: `day`, `scenario` and `rub`.
local bodies = require "day.bodies"
local kassa = require "kassa.prelude"

local M = { rub = kassa.rub }

local steps = day

--- Remembers the functions of a house; the rest is looked at, and kept, by the runtime.
local function remember(house)
  if type(house) == "table" then
    for key, value in pairs(house) do
      bodies.house[key] = value
    end
  end
  return steps.house(house)
end

M.day = setmetatable({ house = remember }, {
  __index = steps,
  __newindex = function(_, key)
    error("assignment to day." .. tostring(key) .. ": day is read-only; use a table of your own", 2)
  end,
  __metatable = false,
})

--- Says what a cashier's day is like: `scenario("a card sale", function() … end)`; with a reason before the
--- function it stands for the shared scenario of that name.
---@param name string unique in its file
---@param reason string|fun()
---@param body? fun()
function M.scenario(name, reason, body)
  if body == nil then
    reason, body = nil, reason
  end
  local has_reason = reason == nil or type(reason) == "string"
  if type(name) ~= "string" or type(body) ~= "function" or not has_reason then
    error("scenario: a name and a function were expected, as in scenario(\"a sale\", function() … end)", 2)
  end
  if bodies.is_house then
    error("scenario: house.lua says how shared scenarios meet the store; put scenarios into another file", 2)
  end
  scenarios.add(name, reason)
  bodies.scenarios[name], bodies.any = body, true
end

return M
