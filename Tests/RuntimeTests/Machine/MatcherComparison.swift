/// Our matcher and the stock one, asked the same.
enum MatcherComparison {
  /// Nothing when both agree, or the difference.
  ///
  /// A mistake in a pattern raises here even where the stock matcher
  /// would not have reached it; the stock one gives up on deep patterns, ours doesn't.
  static let lua = """
    local pattern, subject, init, valid = ...
    init = tonumber(init)
    local function collect(library)
      return function()
        local all = {}
        for a, b, c in library.gmatch(subject, pattern, init) do
          all[#all + 1] = stock.tostring(a) .. "|" .. stock.tostring(b) .. "|" .. stock.tostring(c)
        end
        return stock.table.concat(all, ";")
      end
    end
    local function replace(library)
      return function() return library.gsub(subject, pattern, "<%0%%%1>", init) end
    end
    local function call(library)
      return function()
        return library.gsub(subject, pattern, function(a, b)
          return b == nil and "[" .. a .. "]"
        end)
      end
    end
    local function results(library)
      return {
        {pcall(library.find, subject, pattern, init)},
        {pcall(library.match, subject, pattern, init)},
        {pcall(collect(library))}, {pcall(replace(library))}, {pcall(call(library))},
      }
    end
    local function show(result)
      local words = {}
      for i = 1, 36 do words[i] = stock.tostring(result[i]) end
      return stock.table.concat(words, ",")
    end
    local theirs, ours = results(stock.string), results(string)
    for i, theirs in stock.ipairs(theirs) do
      local ours, forgiven = ours[i], false
      if valid == "" and not ours[1] then
        forgiven = not theirs[1] or stock.string.find(ours[2], "malformed", 1, true)
          or stock.string.find(ours[2], "has no capture", 1, true)
          or stock.string.find(ours[2], "too many captures", 1, true)
      end
      forgiven = forgiven or not theirs[1] and stock.string.find(theirs[2], "too complex", 1, true)
      forgiven = forgiven or not theirs[1] and not ours[1]
      if not forgiven and show(theirs) ~= show(ours) then
        return stock.string.format("%d: %q in %q from %d: stock %s, ours %s", i, pattern, subject,
          init, show(theirs), show(ours))
      end
    end
    """
}
