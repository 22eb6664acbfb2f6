---@meta

--- The values of this till, as `parameters` of the store's table declares them. A flow sees those it began with. A script reads them by `parameter "…"`.
---@class parameters
parameters = {}

--- What `parameter "…"` gives: while the store is loaded, what stands for its value.
---@param name string What the store declares it as.
---@return any value Its value.
function parameters.get(name) end

--- The parameters that the store declares, in its order.
---@return table[] parameters Each id, title, kind, value (what the next flow sees), text (the same as people read it), choices (as buttons, of a choice), and fixed: whether it stays as it is at a till that has run.
function parameters.list() end

---@class parameters.ask.prompt
---@field [1] string The prompt's id, by which stores override its words.
---@field title? string|{ ru?: string, en?: string } Its title, over the words of the id.
---@field body? string|{ ru?: string, en?: string } Its text, over the words of the id.
---@field buttons? any[] Ids, or { id, label }, in order; a label may be { ru = …, en = … }.
---@field hide? string[] Ids of buttons to leave out.
---@field args? table<string, any> Values for the {placeholders}.
---@field parameter string Which.

--- Asks a technician for a parameter's value: the answer gives it, in the journal, by name. Waits.
---@param prompt parameters.ask.prompt What to ask.
---@return boolean? done True once it is given.
---@return string? reason "cancelled", "technician" where one says yes first, see cashier.require, or "fixed".
function parameters.ask(prompt) end
