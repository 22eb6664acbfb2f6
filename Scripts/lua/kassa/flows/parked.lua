--- Receipts set aside, and those among them whose money somebody must still resolve.

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

local function label(each)
  local words = "№" .. each.number .. " · " .. money.text(each.total) .. " · " .. clock.text(each.at)
  return each.is_matter and words .. " · ⚠ " .. money.text(each.question) or words
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
  local list, has_matter = in_order()
  if #list == 0 then
    prompt.tell { "parked.none", default = "ok" }
    return "sale"
  end
  local first = 1
  while true do
    local id = ask(list, first, has_matter)
    if id ~= "more" then
      return "sale", id
    end
    first = first + PAGE <= #list and first + PAGE or 1
  end
end
