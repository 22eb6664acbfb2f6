--- What every script finds beside the primitives: `store`, `provider`, `stock`, `rub`.
local M = {}

--- Describes a store. A store script returns what this returns.
---@param description table
---@return table description
function M.store(description)
  if type(description) ~= "table" then
    error("store: a table was expected, got a " .. type(description), 2)
  end
  return description
end

--- What a slip may be asked for, in the order the cashier is.
local slip_fields = { "amount", "rrn", "auth_code", "number", "last_four" }

local function require_field(field)
  for _, known in ipairs(slip_fields) do
    if known == field then
      return
    end
  end
  error("proof: no field «" .. tostring(field) .. "»; use " .. table.concat(slip_fields, ", "), 4)
end

--- `{ "amount", rrn = "optional" }` as fields with "required" or "optional".
local function proof_of(fields)
  if fields ~= nil and type(fields) ~= "table" then
    error('proof: a list such as { "amount" } was expected, got a ' .. type(fields), 3)
  end
  local proof = {}
  for key, value in pairs(fields or {}) do
    local field, demand = key, value
    if math.type(key) == "integer" then
      field, demand = value, "required"
    end
    require_field(field)
    if demand ~= "required" and demand ~= "optional" then
      error("proof: " .. field .. ': "required" or "optional" was expected, got ' .. tostring(demand), 3)
    end
    proof[field] = demand
  end
  return proof
end

--- A provider of the store's own: `provider "voucher" { title = …, charge = function(charge) … end }`.
---@param id string
---@return fun(description: table): table
function M.provider(id)
  return function(description)
    if type(description) ~= "table" or type(description.charge) ~= "function" then
      error("provider «" .. tostring(id) .. "»: a table with a function «charge» was expected", 2)
    end
    description.id = id
    description.proof = proof_of(description.proof)
    return description
  end
end

--- One of the shop's own servers: `local loyalty = service "loyalty" { title = "Бонусы" }`. It stands in
--- `services` of the store; its address and its token are the technician's.
---@param id string
---@return fun(description: { title?: string, repeats?: boolean }): table
function M.service(id)
  return function(description)
    if type(id) ~= "string" or type(description) ~= "table" then
      error("service «" .. tostring(id) .. "»: a name and a table were expected, as in "
        .. 'service "loyalty" { title = "Бонусы" }', 2)
    end
    description.id = id
    -- Called as they are, so that a mistake blames the script's own line.
    return setmetatable(description, { __index = { ask = services.ask, change = services.change } })
  end
end

--- The stock provider of that id, with what the store says of it.
local function stock_provider(id, description)
  local provider = {}
  for key, value in pairs(require("kassa." .. id)) do
    provider[key] = value
  end
  for key, value in pairs(description or {}) do
    provider[key] = value
  end
  provider.proof = proof_of(provider.proof)
  return provider
end

--- The providers every store can name.
M.stock = {
  --- A bank terminal that is not connected; the cashier keys the amount in.
  --- `proof` is what its slip must show, from `above` on and for `in_hundred` of a hundred below it.
  ---@param description? { title?: string, proof?: table, above?: integer, in_hundred?: integer }
  standalone = function(description)
    return stock_provider("standalone", description)
  end,
  --- A terminal that is connected over a socket; `seconds` is how long a charge may take, 60 unless told.
  ---@param description? { title?: string, seconds?: integer, least?: integer, most?: integer, inn?: string }
  connected = function(description)
    return stock_provider("connected", description)
  end,
  --- A bank transfer: cashless without a terminal.
  ---@param description? { title?: string, least?: integer, most?: integer }
  transfer = function(description)
    return stock_provider("transfer", description)
  end,
}

setmetatable(M.stock, {
  __index = function(stock, name)
    local known = {}
    for provider in pairs(stock) do
      known[#known + 1] = "stock." .. provider
    end
    error("no provider «stock." .. tostring(name) .. "»; use " .. table.concat(known, ", "), 2)
  end,
})

--- What a chain's `chain.lua` returns: what holds in each of its stores.
---@param description { on?: table }
---@return table description
function M.chain(description)
  if type(description) ~= "table" then
    error("chain: a table was expected, got a " .. type(description), 2)
  end
  return description
end

--- So many characters of a veto's reason are told: more than a screen shows.
local REASON_MOST = 1000

--- What a listener returns to keep a step from happening; the cashier reads why.
---@param reason string|{ ru?: string, en?: string }
---@return table
function M.veto(reason)
  local vetoes = require "kassa.vetoes"
  if not vetoes.may or not vetoes.name then
    error((vetoes.name or "what runs here") .. " can't veto; tell the cashier with prompt.tell", 2)
  end
  local words = type(reason) == "table" and prompt.words(reason) or reason
  if type(words) ~= "string" or words == "" then
    error("veto: a reason for the cashier was expected, got " .. tostring(reason), 2)
  end
  local made = { veto = point.reason(words:sub(1, (utf8.offset(words, REASON_MOST + 1) or 0) - 1)) }
  vetoes.last = made
  return made
end

--- What stands for a parameter's value while its store is loaded, and can't be reckoned with yet.
local Unknown = {}

for _, event in ipairs { "add", "sub", "mul", "div", "mod", "unm", "idiv", "concat", "lt", "le" } do
  Unknown["__" .. event] = function(left, right)
    local mark = getmetatable(left) == Unknown and left or right
    local name = mark["kassa.parameter"]
    error("parameter «" .. name .. "» has no value while the store is loaded; write parameter \"" .. name
      .. "\" inside the function that needs it", 2)
  end
end

--- The value that a parameter has at this till. In the store's table it may stand for any value.
---@param name string as `parameters` of the store's table declares it
---@return any
function M.parameter(name)
  if type(name) ~= "string" then
    error("parameter: a name was expected, got " .. tostring(name), 2)
  end
  local value = parameters.get(name)
  return type(value) == "table" and setmetatable(value, Unknown) or value
end

--- An amount of roubles in kopecks: `rub "199.50"` is 19950.
---@param text string|integer
---@return integer kopecks
function M.rub(text)
  if type(text) ~= "string" and math.type(text) ~= "integer" then
    error("rub: a text such as \"199.50\" was expected, got " .. tostring(text), 2)
  end
  local kopecks, problem = money.parse(tostring(text))
  if not kopecks then
    error("rub: " .. problem, 2)
  end
  return kopecks
end

return M
