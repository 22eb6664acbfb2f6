--- How a shared scenario sells, whatever the store: as `day.house` of its scenarios/house.lua says.
local bodies = require "day.bodies"
local kassa = require "kassa.prelude"

local M = {}

--- What one thing costs.
---@return integer kopecks
function M.price()
  return bodies.house.price or kassa.rub "500"
end

--- What goods of that sum come to when they are paid so.
---@param sum integer Kopecks.
---@param tender "card"|"cash"|"split"
---@return integer kopecks
function M.total(sum, tender)
  local total = bodies.house.total
  return total and total(sum, tender) or sum
end

--- Puts one thing on the receipt.
---@param price? integer Kopecks; the usual one without.
function M.sell(price)
  price = price or M.price()
  if bodies.house.sell then
    bodies.house.sell(price)
  else
    day.add { name = "Товар", price = price }
  end
end

--- Begins the payment.
---@param tender "card"|"cash"|"split"
function M.pay(tender)
  if bodies.house.pay then
    bodies.house.pay(tender)
  else
    day.pay(tender)
  end
end

--- Nobody is served.
function M.rest()
  if bodies.house.rest then
    day.expect { prompt = bodies.house.rest }
  else
    day.expect { prompt = "sale", lines = 0 }
  end
end

return M
