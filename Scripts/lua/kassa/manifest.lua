--- What the runtime reads of a store once: plain data, its functions named as such.

--- The path of `key` in the table at `path`, as messages write it: `texts.ru["charge.window"]`.
local function inside(path, key)
  if math.type(key) == "integer" then
    return path .. "[" .. key .. "]"
  end
  local name = tostring(key)
  if not name:find "^[%a_][%w_]*$" then
    return path .. '["' .. name .. '"]'
  end
  return path == "" and name or path .. "." .. name
end

--- A copy without functions; the first number with a fraction is noted in `fault`.
local function plain(value, path, depth, fault)
  if type(value) == "function" then
    return "function"
  end
  if math.type(value) == "float" then
    fault.path, fault.got = fault.path or path, fault.got or tostring(value)
    return 0
  end
  if type(value) ~= "table" or depth > 16 then
    return value
  end
  local copy, has_names = {}, next(value) ~= nil and #value == 0
  for key in pairs(value) do
    has_names = has_names or type(key) == "string"
  end
  for key, item in pairs(value) do
    -- A rule such as { "ночью", purpose = "night" } is a record whose first field is called "1".
    local name = has_names and tostring(key) or key
    copy[name] = plain(item, inside(path, key), depth + 1, fault)
  end
  return copy
end

--- The words of all `modules`, by their ids.
local function words_of(modules)
  local texts = {}
  for _, module in ipairs(modules) do
    for id, words in pairs(require(module)) do
      texts[id] = words
    end
  end
  return texts
end

--- The charge of a provider that is the stock library's own, named as such.
local function name_stock(store)
  for _, each in ipairs(type(store.providers) == "table" and store.providers or {}) do
    local id = type(each) == "table" and each.id
    if id == "standalone" or id == "connected" or id == "transfer" then
      if each.charge == require("kassa." .. id).charge then
        each.charge = "stock"
      end
    end
  end
end

---@param with_store boolean
---@param modules table<string, string[]> those with the stock words, by language
---@return table texts by language and id
---@return table? store
---@return table? fault `path` and `got` of a number that is none of a store's
---@return table? chain what its chain says of all its stores
return function(with_store, modules)
  local texts = {}
  for language, names in pairs(modules) do
    texts[language] = words_of(names)
  end
  if not with_store then
    return texts
  end
  local store = require "store"
  if type(store) ~= "table" then
    -- `require` gives true for a script that returns nothing.
    local got = store == true and "nothing" or "a " .. type(store)
    error("the script returns " .. got .. "; let it return store { … }", 0)
  end
  local fault = {}
  name_stock(store)
  local chain = require "kassa.chain"
  if type(chain) ~= "table" then
    error("chain.lua returns " .. (chain == true and "nothing" or "a " .. type(chain))
      .. "; let it return chain { … }", 0)
  end
  return texts, plain(store, "", 0, fault), fault, plain(chain, "", 0, {})
end
