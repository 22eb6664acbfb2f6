--- Printed receipts: one is found, shown, copied, and put right where it says what was not so.
local correcting = require "kassa.correcting"

--- Asks which receipt, until there is one.
---@return integer? number nil where the cashier left
---@return boolean? missing true where the sale had none
local function find()
  while true do
    local text, button = prompt.text { "document.find", scan = true, most = 256, cancel = true }
    if not text then
      return nil, button == "missing"
    end
    local found = documents.find(text)
    if #found == 1 then
      return found[1].document
    elseif #found == 0 then
      prompt.tell { "document.none", args = { text = text }, default = "ok" }
    else
      local buttons = {}
      for place, each in ipairs(found) do
        local words = "№" .. each.document .. " · " .. money.text(each.total) .. " · " .. clock.text(each.at)
        buttons[place] = { tostring(each.document), words }
      end
      local choice = prompt.choose { "document.which", buttons = buttons, cancel = true }
      if choice then
        return math.tointeger(tonumber(choice))
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

--- The sale of that document; nil of anything else.
local function sale_of(number)
  for _, each in ipairs(receipt.find_sales(tostring(number))) do
    if each.document == number then
      return each.id
    end
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
    local number, is_missing = find()
    if is_missing then
      if correcting.run_missing() then
        return "sale"
      end
    elseif not number or show(number) then
      return "sale"
    end
  end
end
