--- Giving back a printed sale: it is found, lines are chosen, somebody says yes, the money goes back.
local allow = require "kassa.allow"
local aside = require "kassa.aside"
local memories = require "kassa.memories"
local one_with_pin = require "kassa.one_with_pin"
local other_return = require "kassa.other_return"
local points = require "kassa.points"
local printing = require "kassa.printing"
local ready = require "kassa.ready"
local refund = require "kassa.refund"

--- So many lines fit a screen that somebody reads.
local PAGE = 20

local function tell_refusal(reason)
  prompt.tell { "return.refused", args = { reason = reason }, default = "ok" }
end

local function choose_sale(sales)
  local memory, buttons = memories.told(sales), {}
  for index, each in ipairs(sales) do
    local words = "№" .. each.document .. " · " .. money.text(each.total) .. " · " .. clock.text(each.at)
    buttons[index] = { each.id, words .. memory(each) }
  end
  return (prompt.choose { "return.which", buttons = buttons, cancel = true })
end

--- Asks which sale goes back, until there is one of which something is left.
---@return boolean begun false where the cashier left
local function begin()
  while true do
    local text, button = prompt.text { "return.find", scan = true, most = 256, cancel = true }
    if button == "other" then
      return other_return.begin()
    elseif not text then
      return false
    end
    local sales = receipt.find_sales(text)
    local id
    if #sales == 0 then
      prompt.tell { "return.none", args = { text = text }, default = "ok" }
    else
      id = #sales == 1 and sales[1].id or choose_sale(sales)
    end
    if id then
      local begun, reason = receipt.begin_return(id)
      if begun then
        return true
      end
      tell_refusal(reason)
    end
  end
end

--- What stands on the button of a line: how much of it goes back, how much is left.
local function label(each)
  local mark = each.chosen and money.quantity(each.chosen, each.measure) .. " × " or ""
  local sum = each.chosen and money.text(each.chosen_sum) or money.text(each.left_sum)
  local left = each.left and money.quantity(each.left, each.measure) or "0"
  return mark .. each.name .. " · " .. prompt.words "return.left" .. " " .. left .. " · " .. sum
end

--- What of the return terminals may still undo, each the whole of what it took.
local function voidable()
  local sum = 0
  for _, share in ipairs(receipt.return_plan()) do
    sum = sum + (share.may_void and share.amount or 0)
  end
  return sum
end

local function buttons_from(lines, first)
  local buttons = {}
  for place = first, math.min(first + PAGE - 1, #lines) do
    buttons[#buttons + 1] = { "line." .. lines[place].id, label(lines[place]) }
  end
  if #lines > PAGE then
    buttons[#buttons + 1] = { "more", prompt.words "return.more" }
  end
  buttons[#buttons + 1] = { "all", prompt.words "return.all" }
  if receipt.count() > 0 then
    buttons[#buttons + 1] = { "go", prompt.words "return.go" .. " · " .. money.text(receipt.total()) }
  end
  local undone = voidable()
  if undone > 0 then
    buttons[#buttons + 1] = { "void", prompt.words "return.by_void" .. " · " .. money.text(undone) }
  end
  return buttons
end

local function set(line, quantity)
  local done, reason = receipt.return_line(line, quantity)
  if not done then
    tell_refusal(reason)
  end
end

--- Puts a line on the return or takes it off; of several or a weight it asks how much.
local function choose_line(each)
  if not each.left then
    tell_refusal "nothing_left"
  elseif each.chosen then
    set(each.id, nil)
  elseif each.left == "1" and each.measure == "piece" then
    set(each.id, "1")
  else
    local left = money.quantity(each.left, each.measure)
    local text, button = prompt.text {
      "return.quantity", args = { name = each.name, left = left }, most = 16, cancel = true,
      buttons = { { "whole", prompt.words "return.whole" .. " · " .. left } },
    }
    if text or button == "whole" then
      set(each.id, text or each.left)
    end
  end
end

local function choose_all(lines)
  for _, each in ipairs(lines) do
    if each.left then
      set(each.id, each.left)
    end
  end
end

--- Asks which lines go back.
---@return boolean chosen false where the cashier left
---@return boolean? by_void whether terminals are to undo what they took
local function choose_lines()
  local first = 1
  while true do
    local sale = receipt.sale()
    if not sale then
      return false
    end
    local choice = prompt.choose {
      "return.lines", args = { number = sale.document, time = sale.at, total = sale.total },
      buttons = buttons_from(sale.lines, first), cancel = true,
    }
    if not choice then
      return false
    elseif choice == "go" or choice == "void" then
      return true, choice == "void"
    elseif choice == "all" then
      choose_all(sale.lines)
    elseif choice == "more" then
      first = first + PAGE <= #sale.lines and first + PAGE or 1
    else
      local id = math.tointeger(tonumber(choice:match "^line%.(%d+)$"))
      for _, each in ipairs(sale.lines) do
        if each.id == id then
          choose_line(each)
        end
      end
    end
  end
end

--- Whether money of the sale that went back without a document is this return's, where there is any.
local function has_taken_over()
  for _, each in ipairs(documents.given_back()) do
    local args = { terminal = each.terminal, amount = each.amount, time = each.at }
    if prompt.choose { "return.given", args = args } ~= "take" then
      return false
    end
    local done, reason = documents.take_over(each.id)
    if not done then
      tell_refusal(reason)
      return false
    end
  end
  return true
end

--- How the money goes back, a tender a line.
local function split()
  local rows = receipt.sale().other and { prompt.words "return.unasked" } or {}
  for _, each in ipairs(terminal.charges()) do
    local sum = money.text(each.amount)
    rows[#rows + 1] = each.terminal .. ": " .. sum .. ", " .. prompt.words "return.already"
  end
  for _, share in ipairs(receipt.return_plan()) do
    local name = share.terminal or prompt.words("return.tender." .. share.tender)
    local card = share.last_four and " *" .. share.last_four or ""
    rows[#rows + 1] = name .. card .. ": " .. money.text(share.amount)
  end
  return table.concat(rows, "\n")
end

--- The yes that this return takes.
local function is_allowed()
  local args = { split = split() }
  local allowed, why = receipt.allow_return { "return.allow", args = args }
  if why == "senior" then
    allowed = one_with_pin("senior", nil, function(who)
      local yes, left = receipt.allow_return { "return.senior", cashier = who, args = args }
      why = left
      return yes, left
    end)
  end
  if not allowed and why == "late" then
    tell_refusal(refund.late_reason())
  elseif not allowed and why and why ~= "cancelled" and why ~= "senior" then
    tell_refusal(why)
  end
  return allowed == true
end

--- Waits until its document could be printed; no money goes back before.
local function is_ready()
  while true do
    local state = shift.ready "cash"
    if state.ready then
      return true
    end
    local mended, reason = ready.mend_shift(state.reason)
    if not mended and prompt.choose { "return.not_ready", args = { reason = reason } } ~= "again" then
      return false
    end
  end
end

--- Sets the return aside where card money went back: the rest, or its document, is owed.
---@return boolean done
local function leave()
  if receipt.charged() == 0 then
    return false
  end
  aside()
  return true
end

--- Whether what is left in cash was paid by a card: that is asked about by itself.
local function is_card_in_cash()
  for _, share in ipairs(receipt.return_plan()) do
    if share.charge then
      return true
    end
  end
  return false
end

--- Gives the money back and prints: cards first, then the document, and cash once it is printed.
---@param by_void? boolean
---@param is_resumed? boolean whether its yes was given another time, so that cash is asked about
---@return boolean done false where nothing has gone back and the cashier returns to the lines
local function give(by_void, is_resumed)
  while true do
    local done, why = refund.give(by_void)
    if why == "not_ready" and is_ready() then
      log("given back once the registrar was ready")
    elseif not done then
      return why == "detached" or leave()
    else
      local goes_on = refund.place_cash()
      if goes_on then
        break
      elseif goes_on == nil then
        return leave()
      end
    end
  end
  if receipt.due() > 0 then
    local promised, reason
    if is_resumed or is_card_in_cash() then
      promised, reason = receipt.promise_cash { "return.cash" }
    else
      promised, reason = receipt.give_cash()
    end
    if reason == "late" then
      tell_refusal(receipt.due() == 0 and "given_on_card" or refund.late_reason())
    elseif reason == "drawer_short" or reason == "refund_unknown" then
      tell_refusal(reason)
    end
    if reason == "late" and #documents.given_back() > 0 and has_taken_over() and is_allowed() then
      return give(by_void, is_resumed)
    elseif not promised and (reason ~= "late" or receipt.due() > 0) then
      return leave()
    end
  end
  local printed, why = printing.print()
  if not printed then
    return why == "parked" or leave()
  end
  if receipt.owed_cash() > 0 then
    receipt.hand_over { "return.hand_over" }
  end
  points.run "after_return"
  return true
end

--- Goes on with a return whose money is in question.
local function resume()
  if receipt.is_printed() then
    if receipt.owed_cash() > 0 then
      receipt.hand_over { "return.hand_over" }
      points.run "after_return"
    end
    return true
  end
  if receipt.is_detached() and not allow "senior" then
    return true
  end
  if terminal.attempt() and not refund.resolve() then
    return true
  end
  if receipt.charged() > 0 or receipt.is_printing() then
    -- What it took over may still wait for its yes.
    local has_yes = receipt.is_printing() or receipt.sale().allowed or is_allowed()
    if has_yes and (receipt.is_printing() or refund.take_up()) then
      give(false, true)
    else
      leave()
    end
    return true
  end
  return false
end

return function()
  if not receipt.is_return() then
    if not begin() then
      return "sale"
    end
  elseif resume() then
    return "sale"
  end
  local choose = receipt.sale().other and other_return.choose or choose_lines
  local chosen, by_void = choose()
  while chosen do
    if points.run "before_return" and is_ready() and has_taken_over() and is_allowed()
      and give(by_void) then
      return "sale"
    end
    chosen, by_void = choose()
  end
  return "sale"
end
