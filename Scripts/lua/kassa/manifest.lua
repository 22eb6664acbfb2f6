--- What the runtime reads of a store once: plain data, its functions named as such.
local function plain(value, depth)
  if type(value) == "function" then
    return "function"
  end
  if type(value) ~= "table" or depth > 16 then
    return value
  end
  local copy = {}
  for key, item in pairs(value) do
    copy[key] = plain(item, depth + 1)
  end
  return copy
end

---@param with_store boolean
---@return table texts by language and id
---@return table? store
return function(with_store)
  local texts = { ru = require "kassa.texts.ru", en = require "kassa.texts.en" }
  if not with_store then
    return texts
  end
  local store = require "store"
  if type(store) ~= "table" then
    error("store.lua must return store { … }, it returned a " .. type(store), 0)
  end
  return texts, plain(store, 0)
end
