--- A terminal into which something else was keyed may still hold it, for whomever that was.
---@param id string which prompt asks
---@param each table of terminal.list()
---@param amount integer what is keyed next, in kopecks
---@param deed? "refund" what for; a charge without
return function(id, each, amount, deed)
  if each.provider == "standalone" and (each.armed ~= amount or each.armed_for ~= deed) then
    prompt.choose {
      id, args = { old = each.armed, terminal = each.name },
      body = each.armed_for and prompt.words "charge.armed.back" or nil,
    }
  end
end
