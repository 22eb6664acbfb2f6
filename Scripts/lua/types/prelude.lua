---@meta

-- The globals of kassa/prelude.lua, with the annotations that stand there, and `log`.
local prelude = require "kassa.prelude"

store = prelude.store
provider = prelude.provider
stock = prelude.stock
rub = prelude.rub
veto = prelude.veto

--- Writes to the till's log, never to the cashier: values side by side, tables as they are written, with file
--- and line.
---@overload fun(...: any)
log = {}

--- The same of something that is wrong: with who called it, in `cashier.failures`, and red in `kassa-run test`.
---@param ... any
function log.error(...) end

--- Says that a part of the store failed which was caught.
---@param what string what failed
---@param problem any what it raised, or what is wrong
---@param where? string|function the calls that xpcall's handler is given beside the problem; or the function
function log.failed(what, problem, where) end
