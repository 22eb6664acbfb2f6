--- What this flow can make terminals from: the store's own list in its order, or what of it the stock
--- library can charge without the store's code.
local running_store = require "kassa.running_store"
local words = require "kassa.words"

local M = {}

--- Every provider, in the order the store lists them.
---@return table[]
function M.list()
  if running_store.providers then
    return running_store.providers
  end
  local list = {}
  for index, each in ipairs(terminal.providers()) do
    local provider = { title = each.title }
    for key, value in pairs(require("kassa." .. each.id)) do
      provider[key] = value
    end
    list[index] = provider
  end
  return list
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

--- What its provider asked of the terminal of that name; nothing of one that there is not.
---@param name string
---@return table settings
---@return string? provider its id
function M.settings(name)
  for _, each in ipairs(terminal.list()) do
    if each.name == name then
      return each.settings, each.provider
    end
  end
  return {}
end

--- What the cashier calls it, and what a terminal made from it is called unless told otherwise.
---@param provider table
---@return string
function M.title(provider)
  return words(provider.title) or prompt.words("provider." .. provider.id) or provider.id
end

return M
