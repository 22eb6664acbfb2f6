--- «Настройки» → «Платёжные терминалы»: what terminals this till has.
local allow = require "kassa.allow"
local parameters_screen = require "kassa.parameters"
local printing = require "kassa.printing"
local providers = require "kassa.providers"
local running_store = require "kassa.running_store"
local service_calls = require "kassa.service_calls"
local questions = require "kassa.terminal_questions"
local words = require "kassa.words"

--- How a terminal stands in the list: its name, then what there is to know.
local function label(each)
  local provider = providers.find(each.provider)
  local text = each.name
  if provider.id and providers.title(provider) ~= text then
    text = text .. " · " .. providers.title(provider)
  end
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

local function add_from(provider)
  local name = questions.name(questions.free_name(providers.title(provider)))
  local purpose = name and questions.purpose()
  local values = purpose and questions.settings(provider)
  if not values then
    return
  end
  questions.accepted(
    terminal.add { provider = provider.id, name = name, purpose = purpose, settings = values })
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
  local name = questions.name(each.typed_name)
  if name then
    questions.accepted(terminal.change(each.id, { name = name }))
  end
end

function changes.purpose(each)
  local purpose = questions.purpose()
  if purpose then
    questions.accepted(terminal.change(each.id, { purpose = purpose }))
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
  questions.accepted(terminal.change(each.id, { settles_at = at }))
end

function changes.remove(each)
  local sure = prompt.confirm {
    "terminals.remove", args = { terminal = each.name },
    body = each.marked and prompt.words "terminals.remove.marked" or nil, default = "no", cancel = true,
  }
  if sure then
    questions.accepted(terminal.remove(each.id))
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

--- What stands under the providers: a provider of such an id has another one as a row.
local under = { next = true, mark = true, back = true }

--- The providers as rows, what a long press on each offers, and what that does.
local function rows_of_providers()
  local rows, menus, acts, by_row = {}, {}, {}, {}
  for index, provider in ipairs(providers.list()) do
    local row = under[provider.id] and "provider." .. provider.id or provider.id
    rows[index], by_row[row] = { row, providers.title(provider) }, provider
    local made = made_from(provider)
    if #made == 1 then
      menus[row] = menu_of(made[1], acts, row)
    elseif #made > 1 then
      local id = row .. ".mark"
      menus[row] = { { id, prompt.words "terminals.menu.mark" } }
      acts[id] = function()
        return mark_one(made)
      end
    end
  end
  return rows, menus, acts, by_row
end

--- One of them is chosen and bears a check mark; «Далее» goes on with it.
local function ask_provider(rows, menus, chosen, provider)
  local buttons = table.move(rows, 1, #rows, 1, {})
  local id, args = "terminals.provider", nil
  if chosen then
    local list, names = made_from(provider)
    id = #list == 0 and "terminals.chosen" or "terminals.exists"
    args = { provider = providers.title(provider), terminal = names }
    for _, each in ipairs(#list == 0 and { "next", "back" } or { "next", "mark", "back" }) do
      buttons[#buttons + 1] = each
    end
  end
  return prompt.choose {
    id, buttons = buttons, menus = menus, chosen = chosen, args = args,
    places = { next = "next", mark = "next" }, default = chosen and "next", cancel = true,
  }
end

local function add()
  local rows, menus, acts, by_row = rows_of_providers()
  local chosen
  repeat
    local id = ask_provider(rows, menus, chosen, by_row[chosen])
    if acts[id] then
      return acts[id]()
    elseif id == "next" then
      return add_from(by_row[chosen])
    elseif id == "mark" and mark_one((made_from(by_row[chosen]))) then
      return
    elseif id ~= "mark" then
      chosen = by_row[id] and id
    end
  until id == nil
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
  -- Asked each time: a yes is over once somebody else stands here.
  while cashier.may "technician" or allow "technician" do
    local list = configured()
    -- First, so that they keep their keys whatever is added.
    local buttons = { { "add", prompt.words("terminals.add") }, { "back", prompt.words("terminals.back") } }
    local menus, acts, marked = {}, {}, nil
    for _, each in ipairs(list) do
      buttons[#buttons + 1] = { each.id, label(each) }
      marked = each.marked and each.id or marked
      menus[each.id] = menu_of(each, acts, each.id)
    end
    local implicit = #list == 0 and terminal.list()[1]
    local id = prompt.choose {
      implicit and "terminals.none" or "terminals.list", buttons = buttons, menus = menus,
      places = { add = "next" }, chosen = marked,
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
