--- Goods of a document about another day: scanned, by their code, or typed as a price with a name.
local goods = require "kassa.goods"
local running_store = require "kassa.running_store"

local M = {}

--- A line as a button shows it.
function M.label(line)
  local price = money.quantity(line.quantity, line.measure) .. " × " .. money.text(line.price)
  return line.name .. " · " .. price .. " · " .. money.text(line.sum)
end

--- Puts what was typed or scanned on the document.
---@return boolean? done
---@return string? reason
local function add(typed)
  local price, name = money.priced(typed)
  local good = receipt.goods(typed)
  if good then
    return goods.add_good(good)
  elseif price then
    return goods.add { name = name, price = price, vat = running_store.free_price_vat }
  end
  return nil, "no_goods"
end

local function ask(id, buttons)
  return prompt.text { id, buttons = buttons, scan = true, most = 128, cancel = true }
end

--- Asks for goods until there are all.
---@param words { id: string, go: string, mark?: string } by what; what stands before a line's own words
---@param choose fun(line: table): boolean?, string? what is done with a line that was chosen
---@param refuse fun(reason: string) tells why something was not done
---@return boolean chosen false where the cashier left
function M.ask(words, choose, refuse)
  while true do
    local lines, buttons = receipt.lines(), {}
    for place, line in ipairs(lines) do
      buttons[place] = { "line." .. line.id, (words.mark or "") .. M.label(line) }
    end
    if #lines > 0 then
      buttons[#buttons + 1] = { "go", prompt.words(words.go) .. " · " .. money.text(receipt.total()) }
    end
    local typed, button = ask(words.id, buttons)
    local done, reason
    if typed then
      done, reason = add(typed)
    elseif button == "go" then
      return true
    else
      local id = math.tointeger(tonumber(button:match "^line%.(%d+)$"))
      if not id then
        return false
      end
      done, reason = choose(receipt.line(id))
    end
    if not done and reason and reason ~= "vetoed" then
      refuse(reason)
    end
  end
end

return M
