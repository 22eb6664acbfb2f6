---@meta

-- The globals of kassa/prelude.lua, with the annotations that stand there, and `log`.
local prelude = require "kassa.prelude"

store = prelude.store
provider = prelude.provider
stock = prelude.stock
rub = prelude.rub
veto = prelude.veto
chain = prelude.chain

--- Writes to the till's log, never to the cashier; values are put side by side as `tostring` shows them.
---@param ... any
function log(...) end
