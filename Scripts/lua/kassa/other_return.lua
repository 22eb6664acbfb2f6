--- Giving back what this till did not sell, or of which there is no paper: what somebody says of the sale.
local refund = require "kassa.refund"
local typed_goods = require "kassa.typed_goods"

local M = {}

local function refuse(reason)
  prompt.tell { "return.refused", args = { reason = reason }, default = "ok" }
end

--- Asks for the paper of the sale.
---@return string? code nil where there is none
---@return integer|boolean|nil given what went back without a document; no code and true: the cashier left
local function ask_paper()
  while true do
    local text, button = prompt.text { "return.paper", scan = true, most = 256, cancel = true }
    if not text then
      return nil, button ~= "none"
    end
    local paper, reason = documents.other_paper(text)
    if paper then
      return text, paper.given
    end
    refuse(reason)
  end
end

--- Asks when it was sold.
---@return string? day nil where the cashier left
local function ask_day()
  while true do
    local typed = prompt.text { "return.day", most = 10, cancel = true }
    local day, reason = nil, nil
    if typed then
      day, reason = documents.sale_day(typed)
    end
    if day or not typed then
      return day
    end
    refuse(reason)
  end
end

--- Asks what paid: as the paper says, and without one as whoever says yes does.
---@return string? tender "cash", or a terminal's id with "to." before it
local function ask_tender()
  local buttons = refund.terminals()
  table.insert(buttons, 1, { "cash", prompt.words "return.tender.cash" })
  return (prompt.choose { "return.paid_by", buttons = buttons, cancel = true })
end

--- Asks whether it is a sale whose money went back already, without a document.
---@return string? refund of documents.other_refunds()
local function ask_refund()
  for _, each in ipairs(documents.other_refunds()) do
    local args = { terminal = each.terminal, amount = each.amount, time = each.at }
    if prompt.choose { "return.given_other", args = args } == "take" then
      return each.id
    end
  end
end

--- Asks what is known of the sale, and begins its return.
---@return boolean begun
function M.begin()
  local paper, given = ask_paper()
  if not paper and given then
    return false
  end
  local late = not paper and ask_refund() or nil
  local day = not paper and ask_day() or nil
  if not paper and not day then
    return false
  end
  local reason = prompt.text { "return.why", most = 64, cancel = true }
  -- What went back already says by what it was paid.
  local is_given = late or paper and given > 0
  local tender = reason and (is_given and "given" or ask_tender())
  if not tender then
    return false
  end
  local begun, why = documents.begin_other_return {
    paper = paper, day = day, reason = reason, terminal = refund.terminal_of(tender), refund = late,
  }
  if not begun then
    refuse(why)
  end
  return begun == true
end

--- Asks how many of a line there were.
local function correct(line)
  local quantity, button = prompt.text {
    "return.other_quantity", args = { name = line.name }, most = 16, cancel = true,
  }
  if button == "none" then
    return receipt.remove(line.id)
  elseif quantity then
    return receipt.set_quantity(line.id, quantity)
  end
  return true
end

--- Asks what was sold.
---@return boolean chosen false where the cashier left
function M.choose()
  return typed_goods.ask({ id = "return.goods", go = "return.go" }, correct, refuse)
end

return M
