--- What a receipt that was set aside is about: how old its first charge is, where that was or what is due
--- goes, what was sold.
---@param place? string where what is due goes; the charge's terminal unless told
return function(place)
  local words, first, line = {}, terminal.charges()[1], receipt.lines()[1]
  if first then
    words = { clock.age(first.at), place or first.terminal }
  end
  words[#words + 1] = line and line.name
  return table.concat(words, " · ")
end
