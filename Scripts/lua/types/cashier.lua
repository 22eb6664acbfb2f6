---@meta

--- Somebody of the store's.
---@class cashier.Person
---@field name string As the store has it.
---@field role "cashier"|"senior"|"technician" What they may do.
---@field has_pin boolean Whether they have chosen one.

--- Who stands at the till, and who else may say yes.
---@class cashier
cashier = {}

--- The cashier who is signed in.
---@return string? name Nil when nobody is.
function cashier.name() end

--- The store's people.
---@param role? "cashier"|"senior"|"technician" Only those who may do what asks for it: everybody where the store names nobody.
---@return cashier.Person[] people In the store's order.
function cashier.list(role) end

--- Whether the cashier has a role, or somebody who has it said yes in this flow.
---@param role "cashier"|"senior"|"technician" What is asked for.
---@return boolean may True where the store names nobody for it.
function cashier.may(role) end

---@class cashier.require.prompt
---@field [1] string The prompt's id, by which stores override its words.
---@field title? string|{ ru?: string, en?: string } Its title, over the words of the id.
---@field body? string|{ ru?: string, en?: string } Its text, over the words of the id.
---@field buttons? any[] Ids, or { id, label }, in order; a label may be { ru = …, en = … }.
---@field hide? string[] Ids of buttons to leave out.
---@field args? table<string, any> Values for the {placeholders}.
---@field cashier string Who is to say yes: a name of the store's list.
---@field role "cashier"|"senior"|"technician" What is asked for; they must have it.
---@field another? boolean Whether it must be somebody else than who is signed in.
---@field charge? string Of return_plan(); "cash" of what cash paid. Of a yes to move_refund().
---@field to? string Of terminal.list(), of the seller's INN; nil for cash. Where that goes then.

--- Asks for the PIN of somebody who has a role, and keeps who said yes. The cashier stays signed in. Waits.
---@param prompt cashier.require.prompt What to ask.
---@return boolean? right Whether the PIN is theirs; only then it counts.
---@return string? reason "cancelled", or a button's id.
function cashier.require(prompt) end

---@class cashier.allow_new_pin.prompt
---@field [1] string The prompt's id, by which stores override its words.
---@field title? string|{ ru?: string, en?: string } Its title, over the words of the id.
---@field body? string|{ ru?: string, en?: string } Its text, over the words of the id.
---@field buttons? any[] Ids, or { id, label }, in order; a label may be { ru = …, en = … }.
---@field hide? string[] Ids of buttons to leave out.
---@field args? table<string, any> Values for the {placeholders}.
---@field cashier string Who is to say yes.
---@field person string Who is to choose a PIN: somebody else.

--- Asks for the PIN of a senior that the store names, who lets a person choose one in this flow, with prompt.new_pin: another, or the first of a role above cashier. A technician may do so for another technician. Waits.
---@param prompt cashier.allow_new_pin.prompt What to ask.
---@return boolean? right Whether the PIN is theirs; only then it counts.
---@return string? reason "cancelled", or a button's id.
function cashier.allow_new_pin(prompt) end

---@class cashier.show_lifts.prompt
---@field [1] string The prompt's id, by which stores override its words.
---@field title? string|{ ru?: string, en?: string } Its title, over the words of the id.
---@field body? string|{ ru?: string, en?: string } Its text, over the words of the id.
---@field buttons? any[] Ids, or { id, label }, in order; a label may be { ru = …, en = … }.
---@field hide? string[] Ids of buttons to leave out.
---@field args? table<string, any> Values for the {placeholders}.

--- Shows a senior who is signed in how often somebody went on past a guard of the store without being entitled to it; `count` and `cashier`, who was last, are arguments. Waits.
---@param prompt cashier.show_lifts.prompt What to ask.
---@return boolean? seen True once seen; nil where nothing is.
function cashier.show_lifts(prompt) end

--- Shows a senior who is signed in what gave money back and no senior said yes to, a page of it: call it again until it returns nil. `count`, `amount`, of all of it, `list`, the largest of it line by line and what is left, and `cashier`, who was last, are arguments. Waits.
---@param prompt cashier.show_lifts.prompt What to ask.
---@return boolean? seen True once this page was; nil where nothing is left.
function cashier.show_returns(prompt) end

--- Where the store's script was stopped too often, so that the stock flows sell.
---@return string? place Nil where the store's script sells.
function cashier.script_stopped() end

--- What of scripts failed last at this till, the newest first; ten at most.
---@return table[] failures Each with `at`, `flow`, and `text`: where, what, and who called it.
function cashier.failures() end

--- Asks a senior who is signed in, or has said yes, whether the store's script sells again. Waits.
---@param prompt cashier.show_lifts.prompt What to ask.
---@return boolean? restored Whether it does, from the next flow on.
---@return string? why "senior" where somebody entitled says yes first.
function cashier.restore_script(prompt) end

--- Signs the cashier out.
---@return boolean done True.
function cashier.sign_out() end
