--- Printed receipts and reports: one is found, shown, copied; a receipt that says what was not is put right.
local allow = require "kassa.allow"
local correcting = require "kassa.correcting"
local memories = require "kassa.memories"
local unconfirmed = require "kassa.unconfirmed"

local function label(each, memory)
  if not each.kind then
    local words = "№" .. each.document .. " · " .. money.text(each.total) .. " · " .. clock.text(each.at)
    return words .. memory(each)
  end
  local number = each.document > 0 and " №" .. each.document or ""
  return prompt.words("document.kind." .. each.kind) .. number .. " · " .. clock.text(each.at)
end

--- What a text may mean, receipts first.
local function all(text)
  local found = documents.find(text)
  for _, each in ipairs(documents.find_reports(text)) do
    found[#found + 1] = each
  end
  return found
end

--- Asks which of several; two may have one number, of two fiscal memories.
local function choose(found)
  local memory, buttons, of, count = memories.told(found), {}, {}, {}
  for _, each in ipairs(found) do
    count[each.document] = (count[each.document] or 0) + 1
  end
  for place, each in ipairs(found) do
    local id = tostring(each.document)
    id = count[each.document] > 1 and id .. "-" .. each.entry or id
    of[id] = each
    buttons[place] = { id, label(each, memory) }
  end
  return of[prompt.choose { "document.which", buttons = buttons, cancel = true }]
end

--- Asks which document, until there is one.
---@return table? document nil where the cashier left
---@return boolean? missing true where the sale had none
local function find()
  while true do
    local text, button = prompt.text { "document.find", scan = true, most = 256, cancel = true }
    if not text then
      return nil, button == "missing"
    end
    local found = all(text)
    if #found == 1 then
      return found[1]
    elseif #found == 0 then
      prompt.tell { "document.none", args = { text = text }, default = "ok" }
    else
      local each = choose(found)
      if each then
        return each
      end
    end
  end
end

local function copy(each)
  local done, why, reason = documents.copy(each.document, each.entry)
  if not done then
    local id = why == "lacking" and "document.no_copies" or "print.copy_failed"
    prompt.tell { id, args = { reason = reason or why }, default = "ok" }
  end
end

--- Shows a report of a shift as its paper had it: to a senior, for it tells what the drawer should hold.
local function show_report(each)
  local lines, why = documents.text(each.document, each.entry)
  if why == "senior" and allow "senior" then
    lines = documents.text(each.document, each.entry)
  end
  while lines do
    local choice = prompt.choose {
      "document.report", args = { kind = prompt.words("document.kind." .. each.kind), time = each.at },
      body = table.concat(lines, "\n"),
    }
    if choice ~= "copy" then
      return
    end
    copy(each)
  end
end

--- The sale of that document; nil of anything else.
local function sale_of(document)
  for _, each in ipairs(receipt.find_sales(tostring(document.document))) do
    if each.document == document.document and each.id == document.receipt then
      return each
    end
  end
end

--- Which of several cards' slips is meant.
---@return integer? place nil where the cashier left
local function choose_card(cards)
  if #cards < 2 then
    return 1
  end
  local buttons = {}
  for place, each in ipairs(cards) do
    buttons[place] = { "card." .. place, place .. ". " .. each.terminal .. " · " .. money.text(each.amount) }
  end
  local choice = prompt.choose { "document.card", buttons = buttons, cancel = true }
  return choice and math.tointeger(tonumber(choice:match "^card%.(%d+)$"))
end

--- Keeps that the slip of a printed charge shows another amount, until a senior has seen to it.
local function found_amount(sale)
  local charge, why = nil, "no_charge"
  if sale then
    local place = choose_card(sale.cards)
    if not place then
      return
    end
    charge, why = terminal.amount_found { receipt = sale.id, charge = place }
  end
  if charge then
    unconfirmed.resolve(charge)
  elseif why ~= "cancelled" then
    prompt.tell { "document.amount_refused", args = { reason = why }, default = "ok" }
  end
end

--- Shows a receipt as its paper had it.
---@return boolean over true once it was put right, or that was left half way
local function show(document)
  while true do
    local lines = documents.text(document.document, document.entry)
    local choice = prompt.choose {
      "document.shown", args = { number = document.document }, body = lines and table.concat(lines, "\n"),
      hide = lines and {} or { "copy" },
    }
    if choice == "copy" then
      copy(document)
    elseif choice == "amount" then
      found_amount(sale_of(document))
    elseif choice == "correct" then
      local sale = sale_of(document)
      if correcting.run(sale and sale.id) then
        return true
      end
    else
      return false
    end
  end
end

return function()
  if documents.correction() then
    correcting.resume()
    return "sale"
  end
  while true do
    local found, is_missing = find()
    if is_missing then
      if correcting.run_missing() then
        return "sale"
      end
    elseif found and found.kind then
      show_report(found)
    elseif not found or show(found) then
      return "sale"
    end
  end
end
