--- What is asked of a terminal of this till: its name, its purpose, what its provider wants to know.
local running_store = require "kassa.running_store"
local words = require "kassa.words"

local M = {}

--- Tells why the till refused; true where it did not.
---@param done any
---@param reason? string
function M.accepted(done, reason)
  if not done then
    prompt.tell { "terminals.refused", args = { reason = reason }, default = "ok" }
  end
  return done
end

--- Asks what it is called; nil when left.
---@param offered string what it may be called by one press
---@return string?
function M.name(offered)
  local name, button = prompt.text {
    "terminals.name", most = 40, buttons = { { "offered", offered } }, default = "offered", cancel = true,
  }
  if button == "offered" then
    return offered
  end
  return name
end

--- A name that no other terminal has: «Терминал», «Терминал 2» …
---@param title string
---@return string
function M.free_name(title)
  local taken, name, number = {}, title, 1
  for _, each in ipairs(terminal.list()) do
    if each.configured then
      taken[text.lower(each.name)] = true
    end
  end
  while taken[text.lower(name)] do
    number = number + 1
    name = title .. " " .. number
  end
  return name
end

--- Asks what the terminal is for; "" for nothing in particular, nil when left.
---@return string?
function M.purpose()
  local buttons = {}
  for id, title in pairs(running_store.purposes or {}) do
    buttons[#buttons + 1] = { id, title }
  end
  if #buttons == 0 then
    return ""
  end
  buttons[#buttons + 1] = { "none", prompt.words("terminals.no_purpose") }
  local purpose = prompt.choose { "terminals.purpose", buttons = buttons, cancel = true }
  return purpose == "none" and "" or purpose
end

--- What a setting is called: as its provider says, else by the words of its id.
local function title(setting)
  return words(setting.title) or prompt.words("terminals.setting." .. setting[1])
end

local askers = {}

function askers.amount(setting)
  return prompt.amount {
    "terminals.setting", title = title(setting), offered = { setting.default }, cancel = true,
  }
end

function askers.choice(setting)
  return prompt.choose {
    "terminals.setting", title = title(setting), buttons = setting.choices, cancel = true,
  }
end

function askers.yes_no(setting)
  return prompt.confirm { "terminals.setting.yes_no", title = title(setting), cancel = true }
end

function askers.text(setting)
  local typed, button = prompt.text {
    "terminals.setting", title = title(setting), cancel = true,
    buttons = setting.default and { { "default", setting.default } } or {},
  }
  return button == "default" and setting.default or typed
end

--- Where a connected terminal listens: a person says it to the till, and no script learns it.
local function ask_address()
  local given, reason = terminal.address { "terminals.address" }
  if not given and reason ~= "cancelled" then
    M.accepted(nil, reason)
  end
  return given
end

--- Asks what the provider wants to know of each of its terminals; nil when left.
---@param provider table
---@return table?
function M.settings(provider)
  local values = {}
  for _, setting in ipairs(provider.settings or {}) do
    local is_address = provider.id == "connected" and setting[1] == "socket"
    local value
    if is_address then
      value = ask_address()
    else
      value = askers[setting.kind](setting)
    end
    if value == nil then
      return nil
    end
    if not is_address then
      values[setting[1]] = value
    end
  end
  return values
end

return M
