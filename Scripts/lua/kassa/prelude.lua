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

--- A provider of the store's own: `provider "voucher" { title = …, charge = function(charge) … end }`.
---@param id string
---@return fun(description: table): table
function M.provider(id)
  return function(description)
    if type(description) ~= "table" or type(description.charge) ~= "function" then
      error("provider «" .. tostring(id) .. "»: a table with a function «charge» was expected", 2)
    end
    description.id = id
    return description
  end
end

--- The providers every store can name.
M.stock = {
  --- A bank terminal that is not connected; the cashier keys the amount in.
  ---@param settings? { title?: string, proof?: string[] }
  standalone = function(settings)
    settings = settings or {}
    local proof = {}
    for _, field in ipairs(settings.proof or {}) do
      if field ~= "amount" and field ~= "rrn" then
        error("stock.standalone: proof: no field «" .. tostring(field) .. "»; use «amount» or «rrn»", 2)
      end
      proof[field] = true
    end
    return { id = "standalone", title = settings.title, proof = proof, stock = true }
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
