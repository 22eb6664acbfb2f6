--- Which terminal the store's rules choose, outside a sale: for technicians and tests.
local default_terminal = require "kassa.default_terminal"

---@param facts table as `default_terminal.choose` takes them
---@param terminals table[]
---@return string? id
---@return table[] trace with why each terminal does not take it, where none does
return function(facts, terminals)
  local store = require "kassa.till_values"(require "store")
  local rules = store.default_terminal or default_terminal.stock
  local chosen, trace = default_terminal.choose(rules, facts, terminals)
  if not chosen and trace[#trace].why == "no_terminal" then
    if #terminals > 0 then
      trace[#trace] = nil
    end
    for _, each in ipairs(terminals) do
      trace[#trace + 1] = {
        rule = "«" .. each.name .. "»", held = false, why = default_terminal.refusal(each, facts.amount),
      }
    end
    return nil, trace, true
  end
  return chosen and chosen.id, trace, false
end
