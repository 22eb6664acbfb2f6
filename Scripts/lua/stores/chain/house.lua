--- What the chain's stores have in common: who owns them, and how a payment by transfer is offered.
local M = {
  inn = "7701234567",
  taxation = "usn_income",
}

--- The providers every store of the chain ends its list with.
function M.transfer()
  return stock.transfer { title = "Перевод по счёту", most = rub "300000" }
end

return M
