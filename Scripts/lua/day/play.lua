--- Loads the file and plays one of its scenarios; without a name it only lets the file say what it has.
local bodies = require "day.bodies"

---@param name? string
---@param houses string[] the modules that say how shared scenarios meet the store
---@return boolean is_helper whether the file has no scenario and returns what others require
return function(name, houses)
  bodies.is_house = true
  for _, house in ipairs(houses) do
    require(house)
  end
  bodies.is_house = false
  local returned = require "day.file"
  local body = name and bodies.scenarios[name]
  if body then
    body()
  end
  return not bodies.any and returned ~= true
end
