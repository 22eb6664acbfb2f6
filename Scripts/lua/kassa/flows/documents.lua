--- Printed receipts and reports: one is found, shown, copied; a receipt that says what was not is put right.
local allow = require "kassa.allow"
local correcting = require "kassa.correcting"
local unconfirmed = require "kassa.unconfirmed"

local function label(each)
  if not each.kind then
    return "№" .. each.document .. " · " .. money.text(each.total) .. " · " .. clock.text(each.at)
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
      local buttons = {}
      for place, each in ipairs(found) do
        buttons[place] = { tostring(each.document), label(each) }
      end
      local choice = prompt.choose { "document.which", buttons = buttons, cancel = true }
      for _, each in ipairs(found) do
        if tostring(each.document) == choice then
          return each
        end
      end
    end
  end
end

local function copy(number)
  local done, why, reason = documents.copy(number)
  if not done then
    local id = why == "lacking" and "document.no_copies" or "print.copy_failed"
    prompt.tell { id, args = { reason = reason or why }, default = "ok" }
  end
end

--- Shows a report of a shift as its paper had it: to a senior, for it tells what the drawer should hold.
local function show_report(each)
  local lines, why = documents.text(each.document)
  if why == "senior" and allow "senior" then
    lines = documents.text(each.document)
  end
  while lines do
    local choice = prompt.choose {
      "document.report", args = { kind = prompt.words("document.kind." .. each.kind), time = each.at },
      body = table.concat(lines, "\n"),
    }
    if choice ~= "copy" then
      return
    end
    copy(each.document)
  end
end

--- The sale of that document; nil of anything else.
local function sale_of(number)
  for _, each in ipairs(receipt.find_sales(tostring(number))) do
    if each.document == number then
      return each.id
    end
  end
end

--- Keeps that the slip of a printed charge shows another amount, until a senior has seen to it.
local function found_amount(id)
  local charge, why = nil, "no_charge"
  if id then
    charge, why = terminal.amount_found { receipt = id }
  end
  if charge then
    unconfirmed.resolve(charge)
  elseif why ~= "cancelled" then
    prompt.tell { "document.amount_refused", args = { reason = why }, default = "ok" }
  end
end

--- Shows a receipt as its paper had it.
---@return boolean over true once it was put right, or that was left half way
local function show(number)
  while true do
    local lines = documents.text(number)
    local choice = prompt.choose {
      "document.shown", args = { number = number }, body = lines and table.concat(lines, "\n"),
      hide = lines and {} or { "copy" },
    }
    if choice == "copy" then
      copy(number)
    elseif choice == "amount" then
      found_amount(sale_of(number))
    elseif choice == "correct" then
      if correcting.run(sale_of(number)) then
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
    elseif not found or show(found.document) then
      return "sale"
    end
  end
end
