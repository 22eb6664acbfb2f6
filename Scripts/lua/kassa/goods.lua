--- The goods of a receipt as a cashier changes them: each change calls its point, and a veto undoes it.
local expect = require "kassa.expect"
local points = require "kassa.points"

local M = {}

--- Changes goods, and lets the listeners of `point` look at the line.
---@param point string
---@param change fun(): boolean?, string?
---@param id? integer The line; the one that is added where none is named.
---@return boolean? done
---@return string? reason why not; "vetoed" where the cashier has read it already
local function guarded(point, change, id)
  if not points.is_heard(point) then
    if not points.run(point) then
      return nil, "vetoed"
    end
    return change()
  end
  local snapshot = receipt.snapshot()
  local before = id and receipt.line(id)
  local done, reason = change()
  if not done then
    return done, reason
  end
  if not points.run(point, receipt.line(id), before) then
    assert(receipt.restore(snapshot))
    return nil, "vetoed"
  end
  return true
end

--- Adds a line.
---@param item table As `receipt.add` takes it.
---@return boolean? done Nil where the receipt refused it, or a listener vetoed.
---@return string? reason Why not, for the prompt `sale.refused`; "vetoed" where the cashier has read it
--- already.
function M.add(item)
  return guarded("line_added", function() return receipt.add(item) end)
end

--- Adds a good of the till's.
---@param good table As `receipt.goods` gives it.
---@param quantity? string Such as "0.354"; one where it is left out.
---@return boolean? done As of `add`.
---@return string? reason As of `add`.
function M.add_good(good, quantity)
  expect.table("goods.add_good", good, "look first whether receipt.goods found one")
  return M.add {
    name = good.name, price = good.price, quantity = quantity, vat = good.vat,
    measure = good.measure, subject = good.subject, department = good.department,
    barcode = good.barcode,
  }
end

--- Changes a line's quantity.
---@param line integer Its id.
---@param quantity string Such as "2".
---@return boolean? done As of `add`.
---@return string? reason As of `add`.
function M.set_quantity(line, quantity)
  return guarded("line_changed", function() return receipt.set_quantity(line, quantity) end, line)
end

--- Makes a line cheaper.
---@param discount table As `receipt.discount` takes it.
---@return boolean? done As of `add`.
---@return string? reason As of `add`.
function M.discount(discount)
  expect.table("goods.discount", discount, "write goods.discount { line = line.id, amount = rub \"10\" }")
  return guarded("line_changed", function() return receipt.discount(discount) end, discount.line)
end

--- Removes a line.
---@param id integer The line's id.
---@return boolean? done As of `add`.
---@return string? reason As of `add`.
function M.remove(id)
  local line = receipt.line(id)
  local done, reason = receipt.remove(id)
  if done then
    points.run("line_removed", line)
  end
  return done, reason
end

return M
