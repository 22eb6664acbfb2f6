--- Loads the file and plays one of its scenarios; without a name it only lets the file say what it has.
local bodies = require "day.bodies"

---@param name? string
return function(name)
  require "day.file"
  local body = name and bodies[name]
  if body then
    body()
  end
end
