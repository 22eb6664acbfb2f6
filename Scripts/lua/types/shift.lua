---@meta

--- The registrar's shift, and whether it could print now.
---@class shift
shift = {}

--- Asks the registrar whether a payment may begin. Waits.
---@param tender? "cash"|"cashless"|"prepaid"|"credit"|"other" By what: it must go with the lines.
---@return table state ready, and reason where it is not; line and name of what can't be printed; corrections: false where the registrar prints none.
function shift.ready(tender) end

--- Opens a shift and prints its report. Waits.
---@return table? report Its number.
---@return string? why "refused", "cancelled" by the cashier, or "unreachable": whether it was done nobody knows yet.
---@return string? reason As in the words "reason.…".
function shift.open() end

--- Closes the shift and prints its report; where its 24 hours are not at an end, once the cashier has said yes to «shift.close». Waits.
---@return table? report Its number.
---@return string? why "refused", "cancelled" by the cashier, or "unreachable": whether it was done nobody knows yet.
---@return string? reason As in the words "reason.…".
function shift.close() end

--- Prints what the shift comes to so far. It tells what the drawer should hold, so it is a senior's, signed in or by a yes in this flow. Waits.
---@return table? report registrar: whether it has such a report.
---@return string? why "senior", "refused" or "unreachable".
---@return string? reason As in the words "reason.…".
function shift.interim() end

--- Asks by «shift.matters» who sees to what is open about money, all in one answer. Waits.
---@return string? name Whose it is now; nil where nothing is open.
---@return string? why "skip" or "cancelled": nobody's.
function shift.hand_over() end

--- Whether a shift was closed with something open about money that nobody was given.
---@return boolean is See hand_over().
function shift.is_unhanded() end
