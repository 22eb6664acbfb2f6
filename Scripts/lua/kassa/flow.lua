--- Where every flow begins: the store's own where it has one, else the stock one.
---@param name string "sign_in", "sale" …
---@param level string "store", or "stock" when the store's script has failed
---@return string? next the flow to start after this one
---@return string? receipt a parked receipt that the next flow takes back
return function(name, level)
  if level == "store" then
    local store = require "kassa.till_values"(require "store")
    local running_store = require "kassa.running_store"
    for key, value in pairs(store) do
      running_store[key] = value
    end
    running_store.chain = require "kassa.chain"
    local own = store.flows and store.flows[name]
    if own then
      return own()
    end
  end
  return require("kassa.flows." .. name)()
end
