---@meta

--- What lay in the drawer, and what should have; all in kopecks.
---@class drawer.Count
---@field figure integer What was counted. In kopecks.
---@field first? integer What was typed first, where it was another. In kopecks.
---@field expected? integer What should be there, but at the first count. In kopecks.
---@field difference? integer Below zero where something is missing. In kopecks.
---@field before? integer The count before. In kopecks.
---@field before_by? string Who counted it.
---@field before_at? integer When. In milliseconds.
---@field sales integer Cash of sales since then. In kopecks.
---@field returns integer Cash of returns. In kopecks.
---@field paid_in integer Put in. In kopecks.
---@field paid_out integer Taken out. In kopecks.
---@field unprinted integer Of receipts not printed yet, by how much it is more than at the count before. In kopecks.
---@field after_closing boolean Whether a closing report told what should be there.

--- A terminal that did something since it was settled.
---@class drawer.Period
---@field id string The terminal's id.
---@field terminal string Its name.
---@field since? integer When it was settled. In milliseconds.
---@field counted boolean Whether its report was read since then, and nothing was done on it afterwards.
---@field failed_at? integer When its settlement came to nothing. In milliseconds.
---@field settles_at? string The time of day at which it settles itself, where it does: nobody is asked then.

--- Cash between receipts, and counts. What the drawer should hold, no function tells before it was counted.
---@class drawer
drawer = {}

---@class drawer.cash_in.cash
---@field amount integer How much, above zero. In kopecks.
---@field reason string What for, in the cashier's words; up to 64 characters.
---@field to_safe? boolean Of cash_out, whether it is what was just counted at this closing: it takes no PIN.

--- Puts cash into the drawer: asks «drawer.in» first. Waits.
---@param cash drawer.cash_in.cash The amount and what for.
---@return table? done registrar: "done", "lacking" where it keeps no such note, "unknown".
---@return string? why "refused", or "cancelled" by the cashier.
---@return string? reason As in the words "reason.…".
function drawer.cash_in(cash) end

--- Takes cash out of it: asks «drawer.out» first, and for a senior's PIN above what the store leaves to the cashier. Waits.
---@param cash drawer.cash_in.cash The amount and what for.
---@return table? done registrar: "done", "lacking" where it keeps no such note, "unknown".
---@return string? why "refused", or "cancelled" by the cashier.
---@return string? reason As in the words "reason.…".
function drawer.cash_out(cash) end

---@class drawer.count.how
---@field by? "sum"|"notes" As one sum unless told.
---@field again? boolean Whether it is typed once more.

--- Asks what lies in the drawer; where that does not fit, once more, then both stand. Waits.
---@param how? drawer.count.how By what.
---@return drawer.Count? count Once it stands.
---@return string? why "cancelled", or "again": call it once more with `again`.
function drawer.count(how) end

--- Terminals that did something since they were settled.
---@return drawer.Period[] periods Those whose settlement came to nothing first, then in the order of their names.
function drawer.periods() end

---@class drawer.count_terminal.terminal
---@field terminal string Its id, see periods().
---@field again? boolean Whether it is typed once more.

--- Asks what a terminal's own report says, before it is settled; asked once more where it does not fit. Waits.
---@param terminal drawer.count_terminal.terminal Which.
---@return table? count figures, nil without a report, and expected.
---@return string? why "cancelled", or "again".
function drawer.count_terminal(terminal) end

--- What may have made the reports of counted terminals differ from the till: causes with the receipts that fit, the likeliest first. Nothing is adjusted.
---@return string? text A line each, «не объяснено» where nothing fits; nil where no count differs.
function drawer.explain() end

---@class drawer.settled.terminal
---@field terminal string Its id, see periods().

--- Asks what a terminal said when it was settled, by «settling.word». Waits.
---@param terminal drawer.settled.terminal Which.
---@return string? word "matched", "differs": its period is over; "failed".
---@return string? why "cancelled".
function drawer.settled(terminal) end
