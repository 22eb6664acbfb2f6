--- The providers of the store that runs: its own list in its order, or the stock one.
local running_store = require "kassa.running_store"
local standalone = require "kassa.standalone"
local transfer = require "kassa.transfer"

local M = {}

--- Every provider, in the order the store lists them.
---@return table[]
function M.list()
  return running_store.providers or { standalone, transfer }
end

--- The provider of that id; one without anything of its own where the store does not offer it.
---@param id string
---@return table
function M.find(id)
  for _, provider in ipairs(M.list()) do
    if provider.id == id then
      return provider
    end
  end
  return {}
end

--- What the cashier calls it, and what a terminal made from it is called unless told otherwise.
---@param provider table
---@return string
function M.title(provider)
  return provider.title or prompt.words("provider." .. provider.id) or provider.id
end

return M
