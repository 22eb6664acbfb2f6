--- Loads every module of a store, and says what is wrong with those that can't be.

--- Whether a module failed only because one that it needs did, which says so itself.
local function is_second(problem)
  return type(problem) == "string" and problem:find("» did not load; mend it first", 1, true) ~= nil
end

local function both(problem, calls)
  return problem, calls
end

---@param names string[]
---@return { problem: string, calls: string }[] broken with who called what raised, a line each
return function(names)
  local broken = {}
  for _, name in ipairs(names) do
    local fine, problem, calls = xpcall(require, both, name)
    if not fine and not (is_second(problem) and #broken > 0) then
      local raised = problem == nil and "nil" or "a " .. type(problem)
      problem = type(problem) == "string" and problem
        or name:gsub("%.", "/") .. ".lua: the module raised " .. raised .. "; raise a string"
      broken[#broken + 1] = { problem = problem, calls = calls or "" }
    end
  end
  return broken
end
