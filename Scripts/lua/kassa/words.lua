--- Words of a store as the cashier reads them: a text as it is, `{ ru = …, en = … }` in their language.
---@param words any
---@return any
return function(words)
  if type(words) == "table" then
    return prompt.words(words)
  end
  return words
end
