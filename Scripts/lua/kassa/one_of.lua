--- Asks one of several people for their PIN, and again after a wrong one.

---@param able string[] their names
---@param which string the prompt that asks who of them
---@param ask fun(who: string): boolean?, string? asks for the PIN: whether it was right, or why there is none
---@return boolean right
return function(able, which, ask)
  local who = able[1]
  if #able > 1 then
    local buttons = {}
    for index, name in ipairs(able) do
      buttons[index] = { name, name }
    end
    who = prompt.choose { which, buttons = buttons, cancel = true }
  end
  while who do
    local right, left = ask(who)
    if right or left then
      return right == true
    end
    prompt.tell { "sign_in.wrong" }
  end
  return false
end
