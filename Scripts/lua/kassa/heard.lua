--- Runs what is a store's own, so that its failure stops nothing else and is heard: in the till's log, on the
--- technician's screen, and by `kassa-run test`, which is red for it.
local M = {}

--- As `pcall`; a failure is said with who called what.
---@param what string what fails, as messages call it
---@param body function
---@return boolean fine
---@return any ... what `body` returned; after a failure what it raised
function M.call(what, body, ...)
  return xpcall(body, function(problem, calls)
    log.failed(what, tostring(problem), calls)
    return problem
  end, ...)
end

--- What a function that may only look takes of the flow's instructions, at most.
local BUDGET = 1000000

--- `body` as a function that may only look at what it is given: nothing waits in it, and one that takes too
--- many instructions fails alone.
---@param body function
---@param budget? integer
---@return function
function M.looking(body, budget)
  return function(...)
    return within(budget or BUDGET, body, ...)
  end
end

--- The same as `call` of what may only look.
---@param what string
---@param body function
---@return boolean fine
---@return any ...
function M.pure(what, body, ...)
  return M.call(what, M.looking(body), ...)
end

return M
