--- The lines without what the rules of `prices` took off, less `cuts` of this time.
---@param lines table[] As `receipt.lines` gives them.
---@param cuts table<integer, integer> Kopecks by the lines' ids.
---@return table[] lines copies
return function(lines, cuts)
  local list = {}
  for place, line in ipairs(lines) do
    local copy = {}
    for key, value in pairs(line) do
      copy[key] = value
    end
    local cut = cuts[line.id] or 0
    copy.sum = line.sum + line.cut - cut
    copy.discount = line.discount - line.cut + cut
    copy.cut = cut
    list[place] = copy
  end
  return list
end
