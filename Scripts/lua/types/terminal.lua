---@meta

--- A terminal of this till.
---@class terminal.Terminal
---@field id string By which `terminal` charges it.
---@field name string Told apart from others.
---@field typed_name string As it was typed.
---@field provider string The id of its provider.
---@field purpose? string What the store's rules call it.
---@field settings table<string, any> Answers to its provider's questions.
---@field connected boolean Whether the till reaches it.
---@field configured boolean Whether somebody set it up.
---@field in_service boolean Whether it takes charges.
---@field offered boolean Whether the store still has its provider.
---@field marked boolean Whether it is used by default.
---@field last_used boolean Whether it was charged last.
---@field inn? string For whom it takes money.
---@field least? integer The least it takes. In kopecks.
---@field most? integer The most it takes. In kopecks.
---@field armed? integer The amount it may still hold. In kopecks.
---@field armed_for? "refund"|"void" What it may hold that for, where that is no charge.
---@field shared? boolean Whether others charge it too: its report is compared with nothing.
---@field settles_at? string The time of day at which it settles itself, where it does.

--- Charges terminals. An approval comes from an answer or a device, never a script.
---@class terminal
terminal = {}

--- The terminals of this till.
---@return terminal.Terminal[] terminals As they were set up.
function terminal.list() end

--- How many are offered and in service; `list` copies all terminals.
---@return integer count From 0.
function terminal.usable() end

--- What this flow can make terminals from, in the store's order.
---@return table[] providers Each id, and title where the store gives it one.
function terminal.providers() end

---@class terminal.charge.prompt
---@field [1] string The prompt's id, by which stores override its words.
---@field title? string|{ ru?: string, en?: string } Its title, over the words of the id.
---@field body? string|{ ru?: string, en?: string } Its text, over the words of the id.
---@field buttons? any[] Ids, or { id, label }, in order; a label may be { ru = …, en = … }.
---@field hide? string[] Ids of buttons to leave out.
---@field args? table<string, any> Values for the {placeholders}.
---@field terminal string Its id.
---@field amount integer What to charge, at most what is due. In kopecks.
---@field reason? string Why this terminal.
---@field trace? any[] Each rule looked at; kept with it.
---@field proof? table<string, string> What the slip must show: "required" or "optional" by field.

--- Opens an attempt and asks what the terminal did; first the registrar must be ready. Waits.
---@param prompt terminal.charge.prompt What to ask.
---@return "approved"|"declined"|"unknown"|"not_run"|"in_part"|"over"|"by_hand"|nil outcome Of a connected terminal also "in_part" where it took less, "over" where it took more.
---@return string? why "not_ready", "refused", "late" where an earlier charge was found to have taken money, or the id of an added button.
---@return string? reason Why, as in the words "reason.…".
function terminal.charge(prompt) end

---@class terminal.void.prompt
---@field [1] string The prompt's id, by which stores override its words.
---@field title? string|{ ru?: string, en?: string } Its title, over the words of the id.
---@field body? string|{ ru?: string, en?: string } Its text, over the words of the id.
---@field buttons? any[] Ids, or { id, label }, in order; a label may be { ru = …, en = … }.
---@field hide? string[] Ids of buttons to leave out.
---@field args? table<string, any> Values for the {placeholders}.
---@field charge integer Its number, see charges().

--- Undoes an approved charge on its terminal: a connected one is asked itself, of another a person says what it did. Waits.
---@param prompt terminal.void.prompt What to ask.
---@return "approved"|"declined"|"unknown"|"not_run"|"in_part"|"over"|"by_hand"|nil outcome Of a connected terminal also "in_part", "over", or "by_hand" where it leaves that to a person, whom ask() asks.
function terminal.void(prompt) end

---@class terminal.refund.prompt
---@field [1] string The prompt's id, by which stores override its words.
---@field title? string|{ ru?: string, en?: string } Its title, over the words of the id.
---@field body? string|{ ru?: string, en?: string } Its text, over the words of the id.
---@field buttons? any[] Ids, or { id, label }, in order; a label may be { ru = …, en = … }.
---@field hide? string[] Ids of buttons to leave out.
---@field args? table<string, any> Values for the {placeholders}.
---@field charge string Of receipt.return_plan(); of a receipt that is not printed, the number of charges().
---@field void? boolean Whether the terminal voids all of it: may_void of return_plan().

--- Gives back what is due next of a charge of the sale that this return is of, on the terminal that took it, as void() does; first the registrar must be ready. Waits.
---@param prompt terminal.refund.prompt What to ask.
---@return "approved"|"declined"|"unknown"|"not_run"|"in_part"|"over"|"by_hand"|nil outcome Of a connected terminal also "in_part", "over", or "by_hand" where it leaves that to a person, whom ask() asks.
---@return string? why "not_ready", "refused", "refund_unknown", or "late" where it went back already.
---@return string? reason Why, as in the words "reason.…".
function terminal.refund(prompt) end

--- The attempt whose outcome is missing.
---@return table? attempt id, operation, deed, state, terminal, terminal_id, provider, amount, slip, missing, required, by_senior, in_part, by_terminal, undoing, running. `deed` is what the terminal does: a return may be made by a void. `missing` is what the slip has still to show, `required` whether it must, `by_senior` whether a senior's word stands in for it; `by_terminal` says that the terminal itself named the amount of `slip`, `undoing` what was to be undone ("charge", "difference") and nobody knows whether it was, `running` that the terminal is still at it.
function terminal.attempt() end

--- Every attempt of this receipt, in order.
---@return table[] attempts Each as `attempt` gives it.
function terminal.attempts() end

--- The approved charges of this receipt that are not voided.
---@return table[] charges Each id, terminal, provider, amount, at, what its slip shows, and may_void: whether a void would give back just that.
function terminal.charges() end

---@class terminal.ask.prompt
---@field [1] string The prompt's id, by which stores override its words.
---@field title? string|{ ru?: string, en?: string } Its title, over the words of the id.
---@field body? string|{ ru?: string, en?: string } Its text, over the words of the id.
---@field buttons? any[] Ids, or { id, label }, in order; a label may be { ru = …, en = … }.
---@field hide? string[] Ids of buttons to leave out.
---@field args? table<string, any> Values for the {placeholders}.

--- Asks again what the terminal did. Waits.
---@param prompt terminal.ask.prompt What to ask.
---@return any answer What was said; see attempt() for what it means.
---@return string? button The button taken instead.
function terminal.ask(prompt) end

--- Asks for the amount on the slip. Waits.
---@param prompt terminal.ask.prompt What to ask.
---@return any answer What was said; see attempt() for what it means.
---@return string? button The button taken instead.
function terminal.slip_amount(prompt) end

---@class terminal.slip_field.prompt
---@field [1] string The prompt's id, by which stores override its words.
---@field title? string|{ ru?: string, en?: string } Its title, over the words of the id.
---@field body? string|{ ru?: string, en?: string } Its text, over the words of the id.
---@field buttons? any[] Ids, or { id, label }, in order; a label may be { ru = …, en = … }.
---@field hide? string[] Ids of buttons to leave out.
---@field args? table<string, any> Values for the {placeholders}.
---@field field "rrn"|"auth_code"|"number"|"last_four"|"date" What to ask for.

--- Asks for what the slip shows there: `missing` of attempt(). Its button «none» says that the slip does not show it, which counts where it is optional. Waits.
---@param prompt terminal.slip_field.prompt What to ask.
---@return boolean? answer True once it counts.
---@return string? button "none", or "duplicate" of a slip accepted before.
---@return table? used Of a duplicate: `number`, its receipt's document, `at`, when, and may_date: whether the slip's own date, the field «date», tells it apart.
function terminal.slip_field(prompt) end

---@class terminal.without_slip.prompt
---@field [1] string The prompt's id, by which stores override its words.
---@field title? string|{ ru?: string, en?: string } Its title, over the words of the id.
---@field body? string|{ ru?: string, en?: string } Its text, over the words of the id.
---@field buttons? any[] Ids, or { id, label }, in order; a label may be { ru = …, en = … }.
---@field hide? string[] Ids of buttons to leave out.
---@field args? table<string, any> Values for the {placeholders}.
---@field cashier string The senior.

--- Asks for the PIN of a senior who says that a charge was taken of which there is no slip: `by_senior` of attempt(). The approval is theirs, by name. Waits.
---@param prompt terminal.without_slip.prompt What to ask.
---@return boolean? right Whether the PIN is theirs; only then it counts.
---@return string? reason "cancelled", or a button's id.
function terminal.without_slip(prompt) end

--- Asks what to do about a slip of another amount. Waits.
---@param prompt terminal.ask.prompt What to ask.
---@return any answer What was said; see attempt() for what it means.
---@return string? button The button taken instead.
function terminal.slip_verdict(prompt) end

--- Asks whether a charge that its slip does not prove was undone. Waits.
---@param prompt terminal.ask.prompt What to ask.
---@return any answer What was said; see attempt() for what it means.
---@return string? button The button taken instead.
function terminal.void_mismatch(prompt) end

--- Asks whether the difference went back. Waits.
---@param prompt terminal.ask.prompt What to ask.
---@return any answer What was said; see attempt() for what it means.
---@return string? button The button taken instead.
function terminal.return_difference(prompt) end

--- Sets an unknown charge aside as a matter, so that the till can go on.
---@return boolean done True.
function terminal.detach() end

--- Charges and refunds that a person ended and their terminal has not confirmed, charges that a refund is owed for, refunds that no document has, voids of another charge, charges whose slip shows another amount than their receipt.
---@return table[] charges Each id, terminal, amount, at, document where it is printed, state: "ended", "paid" by a person's word, "owed"; refund: whether it is one; stray: whether it is a void of another; wrong: whether its slip shows another amount than its printed receipt; denied where the terminal says otherwise, and taken: what it says it took.
function terminal.unconfirmed() end

--- Asks the terminal of an unconfirmed charge what became of it. Waits.
---@param charge string Its id, see unconfirmed().
---@return boolean asked True; see unconfirmed() for what it said.
function terminal.recheck(charge) end

---@class terminal.strike.prompt
---@field [1] string The prompt's id, by which stores override its words.
---@field title? string|{ ru?: string, en?: string } Its title, over the words of the id.
---@field body? string|{ ru?: string, en?: string } Its text, over the words of the id.
---@field buttons? any[] Ids, or { id, label }, in order; a label may be { ru = …, en = … }.
---@field hide? string[] Ids of buttons to leave out.
---@field args? table<string, any> Values for the {placeholders}.
---@field charge string The charge's id, see unconfirmed().
---@field cashier string The senior who has seen to it.

--- Takes an unconfirmed charge off the list by the PIN of a senior, who is kept. Waits.
---@param prompt terminal.strike.prompt What to ask.
---@return boolean? right Whether the PIN is theirs; only then it counts.
---@return string? reason "cancelled", or a button's id.
function terminal.strike(prompt) end

---@class terminal.amount_found.charge
---@field receipt string The printed sale's id, see receipt.find_sales().
---@field charge? integer Which of its `cards` there, from 1; the first unless told.

--- Asks by «unconfirmed.amount» what the slip of a printed charge shows; another amount than its receipt has stands among unconfirmed() until a senior has seen to it. Waits.
---@param charge terminal.amount_found.charge Which.
---@return string? charge Its id, see unconfirmed().
---@return string? why "cancelled", "same", or "no_charge" where no card paid, or it went back.
function terminal.amount_found(charge) end

--- Asks somebody whom the store names technician or senior where a connected terminal listens. The next `add` or `change` of one in this flow takes it; the script does not see it. Waits.
---@param prompt terminal.ask.prompt What to ask.
---@return boolean? given True once it is given.
---@return string? reason "cancelled", or why not, as in the words "reason.…".
function terminal.address(prompt) end

---@class terminal.add.terminal
---@field provider string A provider of the running script.
---@field name string 1 to 40 characters.
---@field purpose? string What rules call it; "" for none.
---@field settings? table<string, any> What its provider asks for.
---@field in_service? boolean Whether it may be charged.
---@field shared? boolean Whether others charge it too.
---@field settles_at? string The time of day at which it settles itself, "23:00"; "" for none.

--- Sets up a terminal of a provider.
---@param terminal terminal.add.terminal What it is.
---@return string? done The terminal's id, or nil when it stays as it is.
---@return string? reason Why, as in the words "reason.…".
function terminal.add(terminal) end

---@class terminal.change.fields
---@field name? string 1 to 40 characters.
---@field purpose? string What rules call it; "" for none.
---@field settings? table<string, any> What its provider asks for.
---@field in_service? boolean Whether it may be charged.
---@field shared? boolean Whether others charge it too.
---@field settles_at? string The time of day at which it settles itself, "23:00"; "" for none.

--- Changes a terminal; what is left out stays.
---@param id string The terminal's id.
---@param fields terminal.change.fields What changes.
---@return string? done The terminal's id, or nil when it stays as it is.
---@return string? reason Why, as in the words "reason.…".
function terminal.change(id, fields) end

--- Marks the terminal to use by default; without an id, none.
---@param id? string The terminal's id.
---@return string? done The terminal's id, or nil when it stays as it is.
---@return string? reason Why, as in the words "reason.…".
function terminal.mark(id) end

--- Removes a terminal. Receipts keep its name.
---@param id string The terminal's id.
---@return string? done The terminal's id, or nil when it stays as it is.
---@return string? reason Why, as in the words "reason.…".
function terminal.remove(id) end
