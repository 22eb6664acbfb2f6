--- Loads every module of a store, and says what is wrong with those that can't be.
---@param names string[]
---@return string[] problems
return function(names)
  local problems = {}
  for _, name in ipairs(names) do
    local fine, problem = pcall(require, name)
    if not fine then
      problems[#problems + 1] = tostring(problem)
    end
  end
  return problems
end
