--- Tells receipts of several fiscal memories apart, whose documents may have one number.
local M = {}

--- What stands beside each of the found: its fiscal memory, where they are of more than one.
---@param found table[] of documents.find() or receipt.find_sales()
---@return fun(each: table): string
function M.told(found)
  local first, several
  for _, each in ipairs(found) do
    first = first or each.memory
    several = several or each.memory and each.memory ~= first
  end
  return function(each)
    return several and each.memory and " · " .. prompt.words "document.memory" .. " " .. each.memory or ""
  end
end

return M
