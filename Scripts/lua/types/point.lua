---@meta

--- How the stock flows call the store's listeners; `kassa.points` is what flows of one's own use.
---@class point
point = {}

--- A function of the store runs from here to `leave` or `fail`.
---@param name string As messages call it.
---@param listener function The function.
function point.enter(name, listener) end

--- It has finished as it may: what it changed stands.
---@param vetoing? boolean Whether it refused: goods that it asks about have not passed it then.
---@param line? integer A line that it may not have removed: its id.
---@return boolean left False where that line is gone: it runs still.
function point.leave(vetoing, line) end

--- It has not: what it changed is undone, and whoever looks after the store is told.
---@param name string As messages call it.
---@param problem string What was wrong, with its place.
---@param calls? string What led there, a line each, as xpcall tells.
---@param guard? boolean Whether it may veto: goods that it asks about have not passed it then.
---@param listener? function The function: where nothing else tells, its first line is blamed.
function point.fail(name, problem, calls, guard, listener) end

--- A veto's reason as the cashier may read it.
---@param reason string Its text.
---@return string reason Without what could be a card's number.
function point.reason(reason) end

--- Whether a line is still on the receipt; `receipt.line` copies all of it.
---@param line integer Its id.
---@return boolean has Whether it is.
function point.has(line) end

--- What the receipt's beginning is, told once.
---@return string? what "new", once a receipt; "taken_back", each time it was set aside; or nil.
function point.begin() end

--- Where a function begins, as messages say it.
---@param listener function The function.
---@return string place "leto/store.lua:12".
function point.origin(listener) end
