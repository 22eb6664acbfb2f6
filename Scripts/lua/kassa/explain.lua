--- Which terminal the store's rules choose, outside a sale: for technicians and tests.
local default_terminal = require "kassa.default_terminal"

---@param facts table as `default_terminal.choose` takes them
---@param terminals table[]
---@return string? id
---@return table[] trace
return function(facts, terminals)
  local store = require "kassa.till_values"(require "store")
  local rules = store.default_terminal or default_terminal.stock
  local chosen, trace = default_terminal.choose(rules, facts, terminals)
  return chosen and chosen.id, trace
end
