--- Loads every module of a store, and says what is wrong with those that can't be.

--- Whether a module failed only because one that it needs did, which says so itself.
local function is_second(problem)
  return type(problem) == "string" and problem:find("» did not load; mend it first", 1, true) ~= nil
end

---@param names string[]
---@return string[] problems
return function(names)
  local problems = {}
  for _, name in ipairs(names) do
    local fine, problem = pcall(require, name)
    if not fine and not (is_second(problem) and #problems > 0) then
      local raised = problem == nil and "nil" or "a " .. type(problem)
      problems[#problems + 1] = type(problem) == "string" and problem
        or name:gsub("%.", "/") .. ".lua: the module raised " .. raised .. "; raise a string"
    end
  end
  return problems
end
