--- Puts the values of this till in the place of what `parameter "…"` stands for while a store is loaded.
local mark = "kassa.parameter"

local function fill(value, depth)
  if type(value) ~= "table" or depth > 16 then
    return value
  end
  local name = rawget(value, mark)
  if name then
    return parameters.get(name)
  end
  for key, item in pairs(value) do
    local filled = fill(item, depth + 1)
    if not rawequal(filled, item) then
      value[key] = filled
    end
  end
  return value
end

---@param store table
---@return table store the same, with its values in it
return function(store)
  return store.parameters and fill(store, 0) or store
end
