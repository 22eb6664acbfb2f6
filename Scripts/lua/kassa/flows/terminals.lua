--- «Настройки» → «Платёжные терминалы»: what terminals this till has.
local allow = require "kassa.allow"
local parameters_screen = require "kassa.parameters"
local printing = require "kassa.printing"
local providers = require "kassa.providers"
local running_store = require "kassa.running_store"
local service_calls = require "kassa.service_calls"
local words = require "kassa.words"

--- Tells why the till refused; true where it did not.
local function accepted(done, reason)
  if not done then
    prompt.tell { "terminals.refused", args = { reason = reason }, default = "ok" }
  end
  return done
end

--- How a terminal stands in the list: its name, then what there is to know.
local function label(each)
  local text = each.name
  for _, note in ipairs {
    { each.marked, "terminals.note.marked" },
    { not each.in_service, "terminals.note.out_of_service" },
    { not each.offered, "terminals.note.not_offered" },
    { each.shared, "terminals.note.shared" },
  } do
    if note[1] then
      text = text .. " · " .. prompt.words(note[2])
    end
  end
  if each.settles_at then
    text = text .. " · " .. prompt.words "terminals.note.settles" .. " " .. each.settles_at
  end
  if each.purpose then
    text = text .. " · " .. (words((running_store.purposes or {})[each.purpose]) or each.purpose)
  end
  return text
end

--- The terminals that are set up; those a host connects have no settings here.
local function configured()
  local list = {}
  for _, each in ipairs(terminal.list()) do
    if each.configured then
      list[#list + 1] = each
    end
  end
  return list
end

local function ask_name(offered)
  local name, button = prompt.text {
    "terminals.name", most = 40, buttons = { { "offered", offered } }, default = "offered", cancel = true,
  }
  if button == "offered" then
    return offered
  end
  return name
end

--- A name that no other terminal has: «Терминал», «Терминал 2» …
local function free_name(title)
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
local function ask_purpose()
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
    accepted(nil, reason)
  end
  return given
end

--- Asks what the provider wants to know of each of its terminals; nil when left.
local function ask_settings(provider)
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

local function add_from(provider)
  local name = ask_name(free_name(providers.title(provider)))
  local purpose = name and ask_purpose()
  local values = purpose and ask_settings(provider)
  if not values then
    return
  end
  accepted(terminal.add { provider = provider.id, name = name, purpose = purpose, settings = values })
end

--- The terminals made from a provider, and what they are called together.
local function made_from(provider)
  local list, names = {}, {}
  for _, each in ipairs(configured()) do
    if each.provider == provider.id then
      list[#list + 1] = each
      names[#names + 1] = each.name
    end
  end
  return list, table.concat(names, ", ")
end

local changes = {}

function changes.mark(each)
  terminal.mark(each.id)
end

function changes.unmark()
  terminal.mark()
end

function changes.rename(each)
  local name = ask_name(each.typed_name)
  if name then
    accepted(terminal.change(each.id, { name = name }))
  end
end

function changes.purpose(each)
  local purpose = ask_purpose()
  if purpose then
    accepted(terminal.change(each.id, { purpose = purpose }))
  end
end

function changes.stop(each)
  terminal.change(each.id, { in_service = false })
end

function changes.start(each)
  terminal.change(each.id, { in_service = true })
end

function changes.shared(each)
  terminal.change(each.id, { shared = true })
end

function changes.alone(each)
  terminal.change(each.id, { shared = false })
end

--- When it settles itself: what is typed as «9.00» is meant too.
function changes.hour(each)
  local typed, button = prompt.text { "terminals.hour", most = 5, cancel = true }
  if not typed and button ~= "none" then
    return
  end
  local hour, minute = (typed or ""):match "^(%d%d?)%D?(%d%d)$"
  local at = hour and ("%02d:%s"):format(tonumber(hour), minute) or typed or ""
  accepted(terminal.change(each.id, { settles_at = at }))
end

function changes.remove(each)
  local args = { terminal = each.name }
  if prompt.confirm { "terminals.remove", args = args, default = "no", cancel = true } then
    accepted(terminal.remove(each.id))
  end
end

--- What a long press on a terminal offers: what its own screen does, but for what needs it looked at.
---@param acts table filled: by an entry's id what it does
---@param row string the button's id
local function menu_of(each, acts, row)
  local entries = {}
  for _, name in ipairs {
    each.marked and "unmark" or "mark", "rename", each.in_service and "stop" or "start", "remove",
  } do
    local id = row .. "." .. name
    entries[#entries + 1] = { id, prompt.words("terminals.menu." .. name) }
    acts[id] = function()
      changes[name](each)
    end
  end
  return entries
end

--- Marks one of several; asks which where there is a choice.
local function mark_one(list)
  local id = list[1].id
  if #list > 1 then
    local buttons = {}
    for index, each in ipairs(list) do
      buttons[index] = { each.id, label(each) }
    end
    id = prompt.choose { "terminals.which", buttons = buttons, cancel = true }
  end
  return id and terminal.mark(id)
end

--- Shows the chosen provider: on to a terminal of it, or one that is there becomes the default.
---@return boolean done false where another provider is to be chosen
local function add_chosen(provider)
  local list, names = made_from(provider)
  local choice = prompt.choose {
    #list == 0 and "terminals.chosen" or "terminals.exists", default = "next", cancel = true,
    args = { provider = providers.title(provider), terminal = names },
  }
  if choice == "next" then
    add_from(provider)
  elseif choice == "mark" then
    return mark_one(list) ~= nil
  end
  return choice == "next"
end

local function add()
  local buttons, menus, acts = {}, {}, {}
  for index, provider in ipairs(providers.list()) do
    buttons[index] = { provider.id, providers.title(provider) }
    local made = made_from(provider)
    if #made == 1 then
      menus[provider.id] = menu_of(made[1], acts, provider.id)
    elseif #made > 1 then
      local id = provider.id .. ".mark"
      menus[provider.id] = { { id, prompt.words "terminals.menu.mark" } }
      acts[id] = function()
        mark_one(made)
      end
    end
  end
  repeat
    local id = prompt.choose { "terminals.provider", buttons = buttons, menus = menus, cancel = true }
    if acts[id] then
      return acts[id]()
    end
  until not id or add_chosen(providers.find(id))
end

local function edit(each)
  local choice = prompt.choose {
    "terminals.edit", args = { terminal = each.name }, cancel = true,
    hide = {
      each.marked and "mark" or "unmark", each.in_service and "start" or "stop",
      each.shared and "shared" or "alone",
      not running_store.purposes and "purpose" or nil,
    },
  }
  if choice and choice ~= "back" then
    changes[choice](each)
  end
end

local function terminals()
  if not cashier.may "technician" and not allow "technician" then
    return
  end
  while true do
    local list = configured()
    -- First, so that they keep their keys whatever is added.
    local buttons = { { "add", prompt.words("terminals.add") }, { "back", prompt.words("terminals.back") } }
    local menus, acts = {}, {}
    for _, each in ipairs(list) do
      buttons[#buttons + 1] = { each.id, label(each) }
      menus[each.id] = menu_of(each, acts, each.id)
    end
    local implicit = #list == 0 and terminal.list()[1]
    local id = prompt.choose {
      implicit and "terminals.none" or "terminals.list", buttons = buttons, menus = menus,
      cancel = true, args = { terminal = implicit and implicit.name },
    }
    if id == nil or id == "back" then
      return
    elseif id == "add" then
      add()
    elseif acts[id] then
      acts[id]()
    else
      for _, each in ipairs(list) do
        if each.id == id then
          edit(each)
        end
      end
    end
  end
end

--- A senior turns the store's script on again that was stopped too often.
local function restore_script()
  local _, why = cashier.restore_script { "settings.script" }
  if why == "senior" and allow "senior" then
    cashier.restore_script { "settings.script" }
  end
end

--- What of scripts failed last, for whoever can mend it.
local function failures()
  if not cashier.may "technician" and not allow "technician" then
    return
  end
  local lines = {}
  for index, each in ipairs(cashier.failures()) do
    local at = clock.parts(each.at)
    lines[index] = ("%s %02d:%02d %s: %s"):format(at.date, at.hour, at.minute, each.flow, each.text)
  end
  if #lines == 0 then
    prompt.tell { "settings.no_failures", default = "ok" }
  else
    prompt.tell { "settings.failures", args = { list = table.concat(lines, "\n") }, default = "ok" }
  end
end

return function()
  local hide = cashier.script_stopped() and {} or { "script" }
  if not parameters_screen.has_any() then
    hide[#hide + 1] = "parameters"
  end
  if not service_calls.any() then
    hide[#hide + 1] = "services"
  end
  local choice = prompt.choose { "settings", cancel = true, hide = hide }
  if choice == "script" then
    restore_script()
  end
  if choice == "parameters" then
    parameters_screen.show()
  end
  if choice == "terminals" then
    terminals()
  elseif choice == "failures" then
    failures()
  elseif choice == "services" then
    service_calls.resolve()
  elseif choice == "copy" then
    printing.copy()
  end
  return "sale"
end
