--- Putting a printed sale right: what was wrong, what should have been, the yes, the documents.
local aside = require "kassa.aside"
local printing = require "kassa.printing"
local ready = require "kassa.ready"
local typed_goods = require "kassa.typed_goods"

local M = {}

local function accepted(done, reason)
  if not done then
    prompt.tell { "correction.refused", args = { reason = reason }, default = "ok" }
  end
  return done
end

--- A document in a few lines.
local function shown(title, each)
  local lines = { prompt.words("correction." .. title) .. " " .. money.text(each.total) }
  for _, line in ipairs(each.lines) do
    local quantity = money.quantity(line.quantity, line.measure)
    lines[#lines + 1] = line.name .. ": " .. quantity .. " × " .. money.text(line.price)
  end
  for _, kind in ipairs { "cash", "card" } do
    if each[kind] > 0 then
      lines[#lines + 1] = prompt.words("correction.by." .. kind) .. " " .. money.text(each[kind])
    end
  end
  return table.concat(lines, "\n")
end

local function both()
  local all = documents.correction()
  if not all then
    return ""
  elseif not all.before then
    return shown("sale", all.after)
  end
  local text = shown("reverse", all.before)
  return all.after and text .. "\n" .. shown("right", all.after) or text
end

--- Asks what a line should have been.
local function correct_line(line, wrong)
  if wrong == "sum" then
    local price = prompt.amount { "correction.price", args = { name = line.name }, least = 0, cancel = true }
    if price then
      accepted(documents.right_line(line.id, line.quantity, price))
    end
    return
  end
  local quantity, button = prompt.text {
    "correction.quantity", args = { name = line.name }, most = 16, cancel = true,
  }
  if button == "none" then
    accepted(documents.right_line(line.id))
  elseif quantity then
    accepted(documents.right_line(line.id, quantity))
  end
end

--- Asks which lines were wrong.
---@return boolean chosen
local function correct_lines(wrong)
  while true do
    local before, after = documents.correction().before, documents.correction().after
    local right, buttons = {}, {}
    for _, line in ipairs(after.lines) do
      right[line.id] = line
    end
    for place, line in ipairs(before.lines) do
      local now = right[line.id]
      buttons[place] = { "line." .. line.id, now and typed_goods.label(now) or "✖ " .. line.name }
    end
    buttons[#buttons + 1] = { "go", prompt.words "correction.go" .. " · " .. money.text(after.total) }
    local choice = prompt.choose { "correction.lines", buttons = buttons, cancel = true }
    if choice == "go" then
      return true
    elseif not choice then
      return false
    end
    for _, line in ipairs(before.lines) do
      if "line." .. line.id == choice then
        correct_line(right[line.id] or line, wrong)
      end
    end
  end
end

--- Asks how much of the right document cash paid.
local function ask_cash()
  local after = documents.correction().after
  local cash = prompt.amount {
    "correction.cash", args = { total = after.total }, least = 0, most = after.total, cancel = true,
  }
  return cash and accepted(documents.right_cash(cash))
end

--- Asks which terminal took what no charge of the receipt shows.
local function choose_terminal()
  local buttons, ids = {}, {}
  for _, each in ipairs(terminal.list()) do
    if each.offered and each.in_service then
      ids[#ids + 1] = each.id
      buttons[#buttons + 1] = { each.id, each.name }
    end
  end
  if #ids == 0 then
    prompt.tell { "correction.no_terminal", default = "ok" }
    return nil
  end
  return #ids == 1 and ids[1] or (prompt.choose { "correction.terminal", buttons = buttons, cancel = true })
end

--- Asks for the slip of card money that no charge shows.
local function has_slip()
  if documents.correction().slip == 0 then
    return true
  end
  local id = choose_terminal()
  while id do
    local done, why, used = documents.right_slip { "correction.slip", terminal = id }
    if done then
      return true
    elseif why ~= "duplicate" then
      return false
    end
    prompt.tell { "correction.duplicate", args = { time = used.at }, default = "ok" }
  end
  return false
end

--- Waits until its documents could be printed.
local function is_ready()
  while true do
    local state = shift.ready()
    if state.ready then
      return true
    end
    local mended, reason = ready.mend_shift(state.reason)
    if not mended and prompt.choose { "correction.not_ready", args = { reason = reason } } ~= "again" then
      return false
    end
  end
end

local function is_allowed()
  local args, reason = { documents = both() }, nil
  while true do
    local allowed, why = documents.allow_correction { "correction.allow", args = args, reason = reason }
    if why ~= "reason" then
      return allowed or why and why ~= "cancelled" and accepted(nil, why) or false
    end
    reason = prompt.text { "correction.reason", most = 64, cancel = true }
    if not reason then
      return false
    end
  end
end

--- Prints what is still to be printed of it. The second document is owed once the first is out.
---@return boolean over false where nothing was printed and the cashier goes back to the questions
local function print_all()
  repeat
    local printed, why = printing.print()
    if not printed then
      if why ~= "parked" and not receipt.is_printing() and not documents.correction().owed then
        return false
      end
      aside()
      return true
    end
  until receipt.is_printed()
  prompt.tell { "correction.done", default = "ok" }
  return true
end

--- Asks for the yes where nobody has said it yet, and prints.
---@return boolean over
local function go_on()
  if receipt.is_printing() or documents.correction().allowed or is_ready() and is_allowed() then
    return print_all()
  end
  return false
end

--- Goes on with a correction of which a document may be out.
function M.resume()
  if not go_on() then
    documents.drop_late()
    aside()
  end
end

--- Prints the receipt in hand, which a card paid in a shift since closed, as a correction receipt.
---@return boolean over whether it is printed, or set aside
function M.print_late()
  local basis = prompt.text {
    "correction.late", args = { time = documents.late() }, most = 32, cancel = true,
  }
  if not basis or not is_ready() or not accepted(documents.begin_late(basis)) then
    return false
  end
  local over = go_on()
  if not over then
    documents.drop_late()
  end
  return over
end

--- What should have been, by what was wrong.
local function correct(wrong)
  if wrong == "unpaid" then
    return true
  elseif wrong == "tender" then
    return ask_cash()
  end
  local total = documents.correction().after.total
  return correct_lines(wrong) and (documents.correction().after.total == total or ask_cash())
end

--- Asks what was sold.
---@return boolean chosen
local function ask_goods()
  return typed_goods.ask(
    { id = "correction.goods", go = "correction.go", mark = "✖ " },
    function(line) return receipt.remove(line.id) end,
    function(reason) accepted(nil, reason) end)
end

--- Asks which day had a sale without a document, and by which statement it is known.
local function begin_missing()
  local day
  repeat
    local typed = prompt.text { "correction.day", most = 10, cancel = true }
    if not typed then
      return false
    end
    day = accepted(documents.sale_day(typed))
  until day
  local basis = prompt.text { "correction.basis", most = 32, cancel = true }
  return basis and accepted(documents.begin_missing { day = day, basis = basis }) or false
end

--- Prints the document of a sale that had none.
---@return boolean over
function M.run_missing()
  if not begin_missing() then
    return false
  end
  while ask_goods() do
    if ask_cash() and has_slip() and is_ready() and is_allowed() and print_all() then
      break
    end
    -- Goods change only while nobody has said yes to them.
    accepted(documents.right_cash(0))
  end
  return true
end

--- Puts a sale right.
---@param id? string of receipt.find_sales(); nil where the document is no sale
---@return boolean over false where the cashier looks for another
function M.run(id)
  if not id then
    return accepted(nil, "no_sale") or false
  end
  local wrong = prompt.choose { "correction.wrong", cancel = true }
  if not wrong or not accepted(documents.begin_correction(id, wrong)) then
    return false
  end
  while correct(wrong) do
    if has_slip() and is_ready() and is_allowed() and print_all() then
      return true
    elseif wrong == "unpaid" then
      break
    end
  end
  return true
end

return M
