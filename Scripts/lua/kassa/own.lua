--- Calls a function of the store's own: what it changes is undone where it fails, and its failure is told.
local heard = require "kassa.heard"
local vetoes = require "kassa.vetoes"

-- Looked up once: they are called for each listener.
local enter, leave, fail = point.enter, point.leave, point.fail

local function both(problem, calls)
  return problem, calls
end

--- What was raised, in words.
local function raised(problem)
  if type(problem) == "string" then
    return problem
  end
  return "it raised " .. (problem == nil and "nil" or "a " .. type(problem)) .. "; raise a string"
end

--- Whether one runs: what it changes calls no other.
local running = false

local M = {}

function M.is_running()
  return running
end

--- Calls `run`, which is or calls the store's own `listener`.
local function call(name, may_veto, check, listener, run, ...)
  enter(name, listener)
  vetoes.name, vetoes.may, vetoes.last = name, may_veto, nil
  running = true
  local fine, answer, calls = xpcall(run, both, ...)
  running = false
  vetoes.name = nil
  local problem, line
  if fine then
    -- What it returned is the store's too: where looking at it fails, so has the function.
    local _
    _, problem, line = pcall(check, answer, ...)
  else
    problem = raised(answer)
  end
  if not problem and not leave(may_veto and answer ~= nil, line) then
    problem = "the line itself is gone; write return veto \"…\" to refuse it"
  end
  if problem then
    fail(name, problem, calls, may_veto, listener)
    return false, problem
  end
  return true, answer
end

--- Calls `run` under `name`, as messages call it.
---@param name string "on.line_added", "buttons.sale.wrap"
---@param may_veto boolean whether it may return `veto "…"`
---@param check fun(answer: any, ...): string?, integer? what is wrong with what it returned; the id of a line
--- that it may not have removed
---@return boolean fine
---@return any answer what it returned, or what was wrong
function M.call(name, may_veto, check, run, ...)
  return call(name, may_veto, check, run, run, ...)
end

--- The same of one that may only look at a receipt of 10,000 lines: `run`, which calls `listener`.
function M.look(name, listener, check, run, ...)
  return call(name, false, check, listener, heard.looking(run, 4000000), ...)
end

--- How messages call a value that was not expected.
function M.shown(value)
  return type(value) == "string" and "a text" or value == nil and "nothing" or "a " .. type(value)
end

return M
