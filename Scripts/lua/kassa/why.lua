--- Why a charge goes to this terminal, in the cashier's words.
local default_terminal = require "kassa.default_terminal"
local running_store = require "kassa.running_store"
local words = require "kassa.words"

local M = {}

--- Whether a step says more than the question does: where nothing is marked there is nothing to say of it.
local function says_something(step)
  return step.rule ~= "ask" and not (step.rule == "marked" and step.why == "no_terminal")
end

--- One line for each rule that was looked at and says something.
---@param trace table[] as `default_terminal.choose` gives it
---@return string
function M.text(trace)
  local lines = {}
  for _, step in ipairs(trace) do
    if says_something(step) then
      local label = default_terminal.label(running_store.default_terminal, step.rule)
      local rule = prompt.words("rule." .. step.rule) or words(label) or step.rule
      local why = prompt.words("rule.why." .. step.why) or prompt.words("reason." .. step.why) or step.why
      lines[#lines + 1] = rule .. ": " .. (step.terminal and step.terminal .. ", " or "") .. why
    end
  end
  return table.concat(lines, "\n")
end

return M
