--- What a function of the stock library was given. A mistake blames the line that called that function.
local M = {}

local function shown(value)
  return type(value) == "string" and "«" .. value .. "»" or tostring(value)
end

--- One of these texts.
---@param what string the function, and its argument where it has several
---@param value any
---@param known string[]
function M.one_of(what, value, known)
  for _, each in ipairs(known) do
    if each == value then
      return
    end
  end
  error(('%s: one of "%s" was expected, got %s'):format(what, table.concat(known, '", "'), shown(value)), 3)
end

--- A whole number.
---@param what string
---@param value any
---@param least integer
---@param remedy? string
function M.whole(what, value, least, remedy)
  if math.type(value) ~= "integer" or value < least then
    error(("%s: a whole number from %d on was expected, got %s%s")
      :format(what, least, shown(value), remedy and "; " .. remedy or ""), 3)
  end
end

--- A table.
---@param what string
---@param value any
---@param remedy string
function M.table(what, value, remedy)
  if type(value) ~= "table" then
    error(("%s: a table was expected, got %s; %s"):format(what, shown(value), remedy), 3)
  end
end

return M
