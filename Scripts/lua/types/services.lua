---@meta

--- The shop's own servers. What they say is never an approval, and none is called while an attempt is open.
---@class services
services = {}

--- Asks a service something that changes nothing there; asked again after a restart. Waits.
---@param service any What `service` made, or its id; it stands in `services`.
---@param what string What it is asked to do: letters, digits, «_» and «-».
---@param body? any What goes with it, at most 16 KiB of JSON.
---@return any? answer What it says; true where it says nothing.
---@return "absent"|"refused"|"spent"|"failed"|"late"|"left"|nil reason Why there is none: "failed" where the answer is of no use, "left" by the cashier, "spent" after 5 s between two inputs.
function services.ask(service, what, body) end

--- Lets a service change something; sent again only where the service `repeats`. Waits.
---@param service any What `service` made, or its id; it stands in `services`.
---@param what string What it is asked to do: letters, digits, «_» and «-».
---@param body? any What goes with it, at most 16 KiB of JSON.
---@return any? answer What it says; true where it says nothing.
---@return "absent"|"refused"|"spent"|"unknown"|nil reason Why there is none: "failed" where the answer is of no use, "left" by the cashier, "spent" after 5 s between two inputs; "unknown" where it may have been made.
function services.change(service, what, body) end

--- Calls that change something and of which nobody knows what became, the first 50.
---@return table[] calls Each key, service, title, what and at.
---@return table counts How many there are, by service.
function services.unknown() end

---@class services.settle.prompt
---@field [1] string The prompt's id, by which stores override its words.
---@field title? string|{ ru?: string, en?: string } Its title, over the words of the id.
---@field body? string|{ ru?: string, en?: string } Its text, over the words of the id.
---@field buttons? any[] Ids, or { id, label }, in order; a label may be { ru = …, en = … }.
---@field hide? string[] Ids of buttons to leave out.
---@field args? table<string, any> Values for the {placeholders}.
---@field service string The service's id.
---@field key? string The call's; all of the service without it.
---@field cashier string The technician who has seen to it.

--- Takes a call off the list of `unknown`, or all of a service, by the PIN of a technician, who is kept. Waits.
---@param prompt services.settle.prompt What to ask.
---@return boolean? right Whether the PIN is theirs; only then it counts.
---@return string? reason "cancelled", or a button's id.
function services.settle(prompt) end
