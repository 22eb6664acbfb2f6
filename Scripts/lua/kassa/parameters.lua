--- «Настройки» → «Параметры кассы»: the values of this till, and what scripts remember.
local allow = require "kassa.allow"

local M = {}

--- Whether there is anything to show.
---@return boolean
function M.has_any()
  return #parameters.list() > 0 or #kept.list() > 0
end

local function change(each)
  local id = each.kind == "yes_no" and "parameters.value.yes_no" or "parameters.value"
  local done, why = parameters.ask {
    id, parameter = each.id, title = each.title, buttons = each.choices,
  }
  if not done and why == "fixed" then
    prompt.tell { "parameters.fixed", args = { parameter = each.title }, default = "ok" }
  end
end

--- A durable value on a line of its own.
local function line(each)
  local value = each.value
  if type(value) == "boolean" then
    value = prompt.words(value and "parameters.yes" or "parameters.no")
  end
  return each.name .. (each.key and " · " .. each.key or "") .. ": " .. tostring(value)
end

--- What scripts remember at this till; the first of many.
local function show_kept()
  local lines, all = {}, kept.list()
  for index = 1, math.min(#all, 20) do
    lines[index] = line(all[index])
  end
  if #all > #lines then
    lines[#lines + 1] = "… " .. #all
  end
  prompt.tell { "parameters.kept", body = table.concat(lines, "\n"), default = "ok" }
end

--- Shows the parameters until the technician leaves.
function M.show()
  -- Asked each time: a yes is over once somebody else stands here.
  while cashier.may "technician" or allow "technician" do
    local all, buttons, by_id = parameters.list(), {}, {}
    for index, each in ipairs(all) do
      buttons[index] = { "set." .. each.id, each.title .. ": " .. each.text }
      by_id["set." .. each.id] = each
    end
    if #kept.list() > 0 then
      buttons[#buttons + 1] = { "kept", prompt.words "parameters.kept" }
    end
    buttons[#buttons + 1] = { "back", prompt.words "parameters.back" }
    local id = prompt.choose { "parameters", buttons = buttons, cancel = true }
    if id == "kept" then
      show_kept()
    elseif by_id[id] then
      change(by_id[id])
    else
      return
    end
  end
end

return M
