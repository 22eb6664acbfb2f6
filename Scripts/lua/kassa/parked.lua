--- Receipts set aside, and those among them whose money somebody must still resolve.
return function()
  local buttons = {}
  for index, each in ipairs(receipt.parked()) do
    local label = "№" .. each.number .. " · " .. money.text(each.total) .. " · " .. clock.text(each.at)
    if each.is_matter then
      label = label .. " · ⚠ " .. money.text(each.question)
    end
    buttons[index] = { each.id, label }
  end
  if #buttons == 0 then
    prompt.tell { "parked.none", default = "ok" }
    return "sale"
  end
  local id = prompt.choose { "parked.list", buttons = buttons, cancel = true }
  return "sale", id
end
