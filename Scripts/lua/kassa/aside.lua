--- Sets the receipt aside when this flow ends, and lets listeners hear of it.
local points = require "kassa.points"

return function()
  receipt.park()
  points.run "receipt_parked"
end
