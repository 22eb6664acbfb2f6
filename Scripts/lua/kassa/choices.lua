--- Which terminals the store's rules choose for many charges, outside a sale: for who compares stores.
local explain = require "kassa.explain"

---@param charges table[] facts of each, as `default_terminal.choose` takes them
---@param terminals table[]
---@return table[] chosen of each its `id`, "ask" or "none", and the `rule` that was looked at last
return function(charges, terminals)
  local chosen = {}
  for place, facts in ipairs(charges) do
    local id, trace, none = explain(facts, terminals)
    chosen[place] = { id = id or none and "none" or "ask", rule = trace[#trace].rule }
  end
  return chosen
end
