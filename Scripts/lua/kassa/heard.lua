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

--- `body` as a function that may only look at what it is given: it runs inside a C call, where nothing waits.
---@param body function
---@return function
function M.looking(body)
  return function(...)
    local given, answers = table.pack(...), nil
    string.gsub("x", "x", function()
      answers = table.pack(body(table.unpack(given, 1, given.n)))
    end)
    return table.unpack(answers, 1, answers.n)
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
