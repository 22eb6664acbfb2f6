--- What a scenario's file finds beside `day`: `scenario` and `rub`.
local bodies = require "day.bodies"
local kassa = require "kassa.prelude"

local M = { rub = kassa.rub }

--- Says what a cashier's day is like: `scenario("a card sale", function() … end)`.
---@param name string unique in its file
---@param body fun()
function M.scenario(name, body)
  if type(name) ~= "string" or type(body) ~= "function" then
    error("scenario: a name and a function were expected, as in scenario(\"a sale\", function() … end)", 2)
  end
  scenarios.add(name)
  bodies[name] = body
end

return M
