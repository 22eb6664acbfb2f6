--- What the chain's stores have in common: who owns them, how a transfer is offered, whom to remember.
local M = {
  inn = "7701234567",
  taxation = "usn_income",
}

--- The providers every store of the chain ends its list with.
function M.transfer()
  return stock.transfer { title = "Перевод по счёту", most = rub "300000" }
end

--- Somebody who pays much is somebody to remember.
function M.remember_regulars()
  if receipt.total() >= rub "5000" then
    receipt.memo("regular", true)
  end
end

return M
