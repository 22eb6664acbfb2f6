--- Receipts set aside, and money that somebody must still resolve: theirs, and what terminals do not confirm.
local one_with_pin = require "kassa.one_with_pin"
local unconfirmed = require "kassa.unconfirmed"

--- So many fit a screen that somebody reads.
local PAGE = 50

--- Matters first, then the rest; each as old as it is.
local function in_order()
  local matters, others = {}, {}
  for _, each in ipairs(receipt.parked()) do
    local list = each.is_matter and matters or others
    list[#list + 1] = each
  end
  local has_matter = #matters > 0
  table.move(others, 1, #others, #matters + 1, matters)
  return matters, has_matter
end

--- Documents whose paper ended, as a list offers them.
local function papers()
  local list = {}
  for index, each in ipairs(documents.lost_papers()) do
    local sum = each.total and " · " .. money.text(each.total) or ""
    list[index] = {
      id = "paper." .. each.document, document = each.document,
      label = "⚠ №" .. each.document .. sum .. " · " .. clock.text(each.at) .. " · "
        .. prompt.words "matter.paper_lost",
    }
  end
  return list
end

--- Prints a copy of a document whose paper ended, or takes it off the list by a senior's word.
local function see_to_paper(number)
  local choice = prompt.choose { "parked.paper", args = { number = number }, cancel = true }
  if choice == "copy" then
    local done, why, reason = documents.copy(number)
    if not done then
      local id = why == "lacking" and "document.no_copies" or "print.copy_failed"
      prompt.tell { id, args = { reason = reason or why }, default = "ok" }
    end
  elseif choice == "given" then
    one_with_pin("senior", nil, function(who)
      return documents.strike_paper { "parked.paper_given", document = number, cashier = who }
    end)
  end
end

--- Charges first: of some the money goes back.
local function with_charges(list)
  local all = unconfirmed.list()
  local lost = papers()
  table.move(lost, 1, #lost, #all + 1, all)
  local has_charge = #all > 0
  table.move(list, 1, #list, #all + 1, all)
  return all, has_charge
end

local function label(each)
  if each.label then
    return each.label
  end
  local number, total = "№" .. each.number, " · " .. money.text(each.total)
  if not each.is_matter then
    return number .. total .. " · " .. clock.text(each.at)
  end
  -- A row is read at a glance: what is wholly in question is told once, and its age instead of its time.
  local words = number .. (each.total ~= each.question and total or "") .. " · " .. clock.age(each.at)
  local kind = each.kind and " · " .. (prompt.words("matter." .. each.kind) or each.kind) or ""
  local place = (each.terminal and " · " .. each.terminal or "") .. (each.goods and " · " .. each.goods or "")
  return words .. " · ⚠ " .. money.text(each.question) .. kind .. place
end

--- Asks for one of the list from `first` on; nil where it was left, "more" for the next page.
local function ask(list, first, has_matter)
  local buttons = {}
  for index = first, math.min(first + PAGE - 1, #list) do
    buttons[#buttons + 1] = { list[index].id, label(list[index]) }
  end
  if #list > PAGE then
    buttons[#buttons + 1] = { "more", prompt.words("parked.more") }
  end
  -- The text says what ⚠ means.
  local body = not has_matter and "" or nil
  return prompt.choose { "parked.list", body = body, buttons = buttons, cancel = true }
end

return function()
  local receipts, has_matter = in_order()
  local list, has_charge = with_charges(receipts)
  has_matter = has_matter or has_charge
  if #list == 0 then
    prompt.tell { "parked.none", default = "ok" }
    return "sale"
  end
  local first = 1
  while true do
    local id = ask(list, first, has_matter)
    if id and unconfirmed.find(id) then
      return unconfirmed.resolve(id) or "parked"
    elseif id and id:match "^paper%.%d+$" then
      see_to_paper(math.tointeger(tonumber(id:match "%d+")))
      return "parked"
    elseif id ~= "more" then
      return "sale", id
    end
    first = first + PAGE <= #list and first + PAGE or 1
  end
end
