--- Receipts set aside, and those among them whose money somebody must still resolve.
return function()
  local buttons, has_matter = {}, false
  for index, each in ipairs(receipt.parked()) do
    local label = "№" .. each.number .. " · " .. money.text(each.total) .. " · " .. clock.text(each.at)
    if each.is_matter then
      label = label .. " · ⚠ " .. money.text(each.question)
      has_matter = true
    end
    buttons[index] = { each.id, label }
  end
  if #buttons == 0 then
    prompt.tell { "parked.none", default = "ok" }
    return "sale"
  end
  -- The text says what ⚠ means.
  local body = not has_matter and "" or nil
  local id = prompt.choose { "parked.list", body = body, buttons = buttons, cancel = true }
  return "sale", id
end
