---@meta

--- Somebody of the store's, with a role.
---@class kassa.Person
---@field [1] string The name.
---@field role? "cashier"|"senior"|"technician" What they may do.

--- Who may do something, and up to what.
---@class kassa.Right
---@field role? "cashier"|"senior" Who may: `senior` unless told, or `cashier` for everybody.
---@field above_percent? integer Of `discount`: up to so much of a line everybody may; 10 unless told.
---@field above? integer Of `clear` and `remove`: up to that amount everybody may, in kopecks; `clear` has 3,000 ₽ and `remove` no limit unless told. Once money was taken there is none. Of `returns`: up to that amount the cashier gives back alone, and a senior is shown it; without it a senior says yes to each. Of `cash_out` and `corrections`: nothing unless told.
---@field shift? integer Of `returns`: how much a shift has of them without a senior's yes, in kopecks.
---@field other_tender? boolean Of `returns`: whether a card's money may go back in cash where its terminal can't, by a second person; no unless told.
---@field late? boolean Of `corrections`: whether a receipt that a card paid in a shift since closed is made up for by a correction receipt instead of printed; yes unless told.

--- What is asked of each terminal of a provider.
---@class kassa.Setting
---@field [1] string Its id: `settings.id` of the terminal.
---@field kind "amount"|"choice"|"text"|"yes_no" `amount`, `choice`, `text` or `yes_no`.
---@field title kassa.Text What the cashier is asked.
---@field default? any What is offered.
---@field choices? string[][] Of a choice: `{ id, label }`; a label is words.

--- A charge that a provider is asked to take.
---@class kassa.Charge
---@field amount integer What to take. In kopecks.
---@field terminal table<string, any> As `terminal.list` has it.
---@field reason string Why this terminal.
---@field trace any[] Each rule that was looked at.
---@field may_change boolean Whether there is another terminal.
local Charge = {}

--- Shows the window and asks what the terminal did; an approval comes from its answer alone.
---@param words { id?: string, title?: string, body?: string, approved?: string, declined?: string }
---@return "approved"|"declined"|"unknown"|"not_run"|"in_part"|"over"|"by_hand"|nil outcome
---@return string? why
function Charge:ask(words) end

--- Nobody can tell yet: sets the receipt aside as a matter, and keeps the goods back.
---@param words { id: string }
---@return nil
---@return string why
function Charge:await(words) end

--- Says that the provider did not run the charge.
---@return nil
---@return string why
function Charge:not_run() end

--- Money that a provider's terminal is asked to give back.
---@class kassa.Refund
---@field amount integer What goes back. In kopecks.
---@field terminal string The terminal's name.
local Refund = {}

--- Asks what the terminal did; that money went back comes from its answer alone.
---@param words? { title?: string, body?: string }
---@return string? outcome
---@return string? why
function Refund:ask(words) end

--- A terminal that is settled.
---@class kassa.Settlement
---@field terminal string The terminal's name.
local Settlement = {}

--- Asks what the terminal said when it was settled.
---@return string? word "matched", "differs" or "failed".
function Settlement:ask() end

--- What terminals are made from.
---@class kassa.Provider
---@field id? string Given by `provider "…"` or `stock.…`; kept with each terminal.
---@field title? kassa.Text What the cashier reads, and a terminal's name unless another is typed.
---@field charge? fun(charge: kassa.Charge, settings: table<string, any>): string?, string? `charge(charge, settings)`: may ask; `charge:ask` is the outcome prompt.
---@field refund? fun(refund: kassa.Refund, settings: table<string, any>): string?, string? `refund(refund, settings)`: what is asked around `refund:ask`, the outcome prompt, where money goes back.
---@field settle? fun(settlement: kassa.Settlement, settings: table<string, any>): string? `settle(settlement, settings)`: what is asked around `settlement:ask`, which asks what came of it.
---@field accepts? fun(charge: kassa.Charge, settings: table<string, any>): boolean, string? `accepts(charge, settings)`: true, or false and a reason.
---@field settings? kassa.Setting[] What is asked of each terminal: `{ "id", kind = …, title = … }`.
---@field least? integer The least it takes, in kopecks.
---@field most? integer The most it takes, in kopecks.
---@field inn? string The legal entity it takes money for, where it is not the store's.
---@field proof? table What the slip must show: of `amount`, `rrn`, `auth_code`, `number`, `last_four` a list of those required, and by name `"optional"`.
---@field above? integer The proof is asked for from that amount on, in kopecks.
---@field in_hundred? integer The proof is asked for of so many receipts in a hundred, 1 to 100.
---@field outcomes? string[] Ids of its own prompts that ask what the terminal did; their words stand in `texts`.
---@field unknown? string The prompt that asks again about a charge nobody knows of.
---@field voids? string Where its terminals' reports have what was voided: `inside`, taken out of payments and under the number of its sale, or `beside` them, under a number of its own.
---@field report? string[] Which figures its terminals' short reports have: of `charges`, `charges_count`, `refunds`, `refunds_count`, `voids`, `voids_count`; all of them unless told. A count asks for no other.
---@field seconds? integer How long a connected terminal may take, 1 to 600.

--- One of the shop's own servers.
---@class kassa.Service
---@field id? string Given by `service "…"`; the technician gives it its address.
---@field title? kassa.Text Whom the cashier waits for; the id without it.
---@field repeats? boolean True where the server knows the key of a call again and does nothing twice: what changes something is then sent again when no answer came.
---@field examples? table What it may answer, for whoever explores the store: by what is asked, a list of answers, the usual one first.
local Service = {}

--- Asks what changes nothing there: `local found, reason = loyalty:ask("points", { phone = phone })`.
---@param what string
---@param body? any
---@return any answer
---@return "absent"|"refused"|"spent"|"failed"|"late"|"left"|nil reason
function Service:ask(what, body) end

--- Lets it change something; where nobody knows whether it did, it is `nil, "unknown"`.
---@param what string
---@param body? any
---@return any answer
---@return "absent"|"refused"|"spent"|"unknown"|nil reason
function Service:change(what, body) end

--- A provider of the store's own.
---@class kassa.OwnProvider: kassa.Provider
---@field charge fun(charge: kassa.Charge, settings: table<string, any>): string?, string? Asks, and returns what became of it.

--- What a rule looks at.
---@class kassa.Facts
---@field amount integer What is to be charged. In kopecks.
---@field minute integer Of the day, from 0.
---@field weekday "mon"|"tue"|"wed"|"thu"|"fri"|"sat"|"sun" Its day.
---@field date string "2026-11-23".
---@field cashier? string Who is signed in.
---@field departments string[] Of the goods on the receipt.
---@field by_hand? string The terminal chosen by hand.

--- Whom a charge goes to, and when.
---@class kassa.Rule
---@field [1] string Its name, which stands in the trace.
---@field purpose? string A terminal of that purpose.
---@field provider? string A terminal of that provider.
---@field marked? true The terminal marked «Использовать по умолчанию».
---@field last_used? true The terminal charged last.
---@field ask? true None: the cashier is asked.
---@field amount_at_least? integer From that amount on, in kopecks.
---@field amount_below? integer Below that amount, in kopecks.
---@field between? string[] `{ "22:00", "06:00" }`: from, up to; over midnight too.
---@field weekdays? ("mon"|"tue"|"wed"|"thu"|"fri"|"sat"|"sun")[] `mon`, `tue`, `wed`, `thu`, `fri`, `sat`, `sun`.
---@field dates? string[] `{ "2026-12-01", "2026-12-31" }`: from, to, both included.
---@field cashier? string While that cashier is signed in.
---@field department? string While goods of that department are on the receipt.
---@field when? fun(facts: kassa.Facts): boolean `when(facts)` returns true or false and asks nothing; facts are amount, minute, weekday, date, cashier, departments.

--- What a store adds to the stock flows: a function, one with a name, or a list.
---@class kassa.Listeners
---@field after_sign_in? (fun(name: string))|[string, fun(name: string)]|((fun(name: string))|[string, fun(name: string)])[] once a cashier has signed in
---@field receipt_begun? (fun())|[string, fun()]|((fun())|[string, fun()])[] once a receipt, before its goods
---@field receipt_taken_back? (fun())|[string, fun()]|((fun())|[string, fun()])[] when a receipt set aside is taken back
---@field line_added? (fun(line: receipt.Line): kassa.Veto?)|[string, fun(line: receipt.Line): kassa.Veto?]|((fun(line: receipt.Line): kassa.Veto?)|[string, fun(line: receipt.Line): kassa.Veto?])[] when a line was added
---@field line_changed? (fun(line: receipt.Line, before: receipt.Line): kassa.Veto?)|[string, fun(line: receipt.Line, before: receipt.Line): kassa.Veto?]|((fun(line: receipt.Line, before: receipt.Line): kassa.Veto?)|[string, fun(line: receipt.Line, before: receipt.Line): kassa.Veto?])[] when a line's quantity or discount was changed
---@field line_removed? (fun(line: receipt.Line))|[string, fun(line: receipt.Line)]|((fun(line: receipt.Line))|[string, fun(line: receipt.Line)])[] when a line was removed
---@field receipt_dropped? (fun())|[string, fun()]|((fun())|[string, fun()])[] before the goods are cleared
---@field receipt_parked? (fun())|[string, fun()]|((fun())|[string, fun()])[] when the receipt is set aside
---@field before_payment? (fun(): kassa.Veto?)|[string, fun(): kassa.Veto?]|((fun(): kassa.Veto?)|[string, fun(): kassa.Veto?])[] before a tender is chosen, before the first money
---@field before_tender? (fun(tender: "cash"|"cashless"|"credit", kopecks: integer): kassa.Veto?)|[string, fun(tender: "cash"|"cashless"|"credit", kopecks: integer): kassa.Veto?]|((fun(tender: "cash"|"cashless"|"credit", kopecks: integer): kassa.Veto?)|[string, fun(tender: "cash"|"cashless"|"credit", kopecks: integer): kassa.Veto?])[] before each tender is taken; undone where it is not
---@field after_approval? (fun(terminal: string))|[string, fun(terminal: string)]|((fun(terminal: string))|[string, fun(terminal: string)])[] once a charge is approved
---@field after_decline? (fun(terminal: string))|[string, fun(terminal: string)]|((fun(terminal: string))|[string, fun(terminal: string)])[] once a charge took no money
---@field before_printing? (fun())|[string, fun()]|((fun())|[string, fun()])[] once the receipt is paid
---@field after_receipt? (fun())|[string, fun()]|((fun())|[string, fun()])[] once the receipt is printed
---@field before_return? (fun(): kassa.Veto?)|[string, fun(): kassa.Veto?]|((fun(): kassa.Veto?)|[string, fun(): kassa.Veto?])[] before money of a printed sale goes back, once its lines are chosen
---@field after_return? (fun())|[string, fun()]|((fun())|[string, fun()])[] once a return is printed and its money given
---@field before_shift_close? (fun(): kassa.Veto?)|[string, fun(): kassa.Veto?]|((fun(): kassa.Veto?)|[string, fun(): kassa.Veto?])[] before a shift is closed by hand

--- Flows of the store's own.
---@class kassa.Flows
---@field documents? fun(): string?, string? Printed receipts and reports: one is found, shown, copied; a receipt that says what was not is put right.
---@field drawer? fun(): string?, string? The cash drawer between receipts: cash in and out, a count, the interim report.
---@field parked? fun(): string?, string? Receipts set aside, and money that somebody must still resolve: theirs, and what terminals do not confirm.
---@field returns? fun(): string?, string? Giving back a printed sale: it is found, lines are chosen, somebody says yes, the money goes back.
---@field sale? fun(): string?, string? A sale: goods are added, then paid, then the receipt is printed.
---@field shift? fun(): string?, string? Closing the shift at the end of the day. Nothing unresolved holds it, and nothing that is left uncounted.
---@field sign_in? fun(): string?, string? Who stands at the till: a name of the store's list and its PIN.
---@field terminals? fun(): string?, string? «Настройки» → «Платёжные терминалы»: what terminals this till has.

--- The words of a prompt.
---@class kassa.Words
---@field title? string Above.
---@field body? string Below it.
---@field buttons? (string|string[])[] In this order: ids, or `{ id, label }`.

--- A value of one till.
---@class kassa.Parameter
---@field [1] string Its id, for `parameter "id"`: small letters, digits and _.
---@field title? kassa.Text What the technician is asked.
---@field kind "amount"|"choice"|"number"|"text"|"yes_no" `amount`, `choice`, `number`, `text`, `yes_no`.
---@field least? integer The least: kopecks, a number, or characters of a text.
---@field most? integer The most of the same; 256 characters unless told.
---@field choices? (string|[string, kassa.Text])[] Of a choice: ids, or `{ id, label }`.
---@field default? any What it is where a till has none; without it each till has to.
---@field example? any What `check` and `test` take; the default unless told.

--- What scripts remember beyond a receipt.
---@class kassa.Kept
---@field [1] string Its id, for `kept.get "id"`: small letters, digits and _.
---@field kind "amount"|"choice"|"number"|"text"|"yes_no" `amount`, `choice`, `number`, `text`, `yes_no`.
---@field least? integer The least: kopecks, a number, or characters of a text.
---@field most? integer The most of the same; 256 characters unless told.
---@field choices? (string|[string, kassa.Text])[] Of a choice: ids, or `{ id, label }`.
---@field life "shift"|"day"|"till" How long: `shift`, `day` (of the till's calendar) or `till`.
---@field default? any What it is where nothing is kept; nil unless told.
---@field keyed? boolean Whether there is one for each key, as of a customer's phone.

--- Buttons of the stock prompts: ids in their order, and buttons of the store's own.
---@class kassa.Buttons
---@field ["sale"]? kassa.ButtonList
---@field ["payment.tender"]? kassa.ButtonList
--- The buttons of one prompt.
---@class kassa.ButtonList
---@field [integer] string|[string, kassa.Text, fun(): string?] An id, or a button of one's own.
---@field hide? string[] Ids of buttons to leave out.

--- What `store` describes.
---@class kassa.Store
---@field api 1 The version of what this page describes.
---@field name string Who sells, as receipts have it; 1 to 256 characters.
---@field inn string The seller's INN, 10 or 12 digits; the registrar's must be the same.
---@field taxation "osn"|"usn_income"|"usn_income_outcome"|"envd"|"esn"|"patent" `osn`, `usn_income`, `usn_income_outcome`, `envd`, `esn`, `patent`; one of the registrar's.
---@field address string Where the sale takes place (tag 1009).
---@field place string What the place is called (tag 1187).
---@field cashiers (string|kassa.Person)[] Who may sign in: names, or `{ "name", role = "senior" }`; `technician` is a role too.
---@field rights? table<"discount"|"clear"|"remove", kassa.Right> What a cashier may not do alone: by `discount`, `clear`, `remove`, `returns`, `cash_out`, `corrections`.
---@field counts? boolean|table What is counted when a shift is closed by hand: true, or `{ drawer = "sum" or "notes", terminals = false }`; nothing unless told.
---@field providers? kassa.Provider[] What terminals can be made from, in this order; the standalone terminal and the transfer where it is left out.
---@field purposes? table<string, kassa.Text> What rules call a terminal: ids with titles.
---@field default_terminal? kassa.Rule[] Rules, the first that holds wins; the marked terminal where it is left out.
---@field other_terminal? boolean False forbids choosing another than the rules do.
---@field services? kassa.Service[] The shop's own servers that its functions may ask: `service "…"`.
---@field lock_minutes? integer After so many minutes without input a till in a browser hides what it shows until a PIN; 15 where it is left out, 0 for never.
---@field texts? table<"ru"|"en", table<string, string|kassa.Words>> Words over the stock ones: by language, then by prompt.
---@field on? kassa.Listeners Listeners: by their points a function, `{ "name", function }`, or a list of these.
---@field drop? string[] Names of the chain's listeners that this store does without.
---@field prices? [string, fun(lines: receipt.Line[], tender?: "cash"|"cashless"|"credit"): table<integer, integer>?][] What is taken off: `{ "name", function(lines, tender) … end }`; see the guide.
---@field buttons? kassa.Buttons By `sale` and `payment.tender`: ids in their order, `{ "id", label, function }` for another, `hide = { … }`.
---@field scans? [string, fun(code: string, quantity?: string)][] Codes of the store's own: `{ "^29", function(code, quantity) … end }`.
---@field favourites? string[]|{ department: string } Goods as buttons of the stock sale: a list of barcodes, or `{ department = "…" }`.
---@field parameters? kassa.Parameter[] Values of one till, for `parameter "…"` anywhere in this table and in functions.
---@field kept? kassa.Kept[] What scripts remember beyond a receipt, by `kept.get` and `kept.set`.
---@field guards_lifted_by? "cashier"|"senior"|"technician" The role that may go on past a guard that did not finish; `senior` unless told.
---@field flows? kassa.Flows Flows of the store's own: functions by their names.
---@field ask_contact? boolean Whether a phone or an address is asked for before payment.
---@field free_price_vat? "vat20"|"vat10"|"vat120"|"vat110"|"vat0"|"none"|"vat5"|"vat7"|"vat105"|"vat107"|"vat22"|"vat122" Of goods without a barcode: `vat20`, `vat10`, `vat120`, `vat110`, `vat0`, `none`, `vat5`, `vat7`, `vat105`, `vat107`, `vat22`, `vat122`.

--- What keeps a step from happening.
---@class kassa.Veto

--- Words for people: in one language, or by language.
---@alias kassa.Text string|{ ru?: string, en?: string }

--- What a chain's `chain.lua` returns: listeners of all its stores.
---@param description { on: kassa.Listeners }
---@return table
function chain(description) end

--- The value of a parameter at this till.
---@param name string
---@return any
function parameter(name) end

--- Describes a store. A store's script returns what this returns.
---@param description kassa.Store
---@return kassa.Store
function store(description) end

--- A provider of the store's own: `provider "voucher" { title = …, charge = function(charge) … end }`.
---@param id string
---@return fun(description: kassa.OwnProvider): kassa.Provider
function provider(id) end

--- One of the shop's own servers: `service "loyalty" { title = "Бонусы" }`. It stands in `services` of
--- the store; its address and its token are the technician's.
---@param id string
---@return fun(description: kassa.Service): kassa.Service
function service(id) end

--- The providers every store can name.
---@class kassa.Stock
stock = {}

--- A bank terminal that is not connected; the cashier keys the amount in.
---@param description kassa.Provider
---@return kassa.Provider
function stock.standalone(description) end

--- A terminal that is connected over a socket.
---@param description kassa.Provider
---@return kassa.Provider
function stock.connected(description) end

--- A bank transfer: cashless without a terminal.
---@param description kassa.Provider
---@return kassa.Provider
function stock.transfer(description) end

--- What a listener returns to keep its step from happening; the cashier reads why.
---@param reason kassa.Text
---@return kassa.Veto
function veto(reason) end

--- An amount of roubles in kopecks: `rub "199.50"` is 19950.
---@param text string|integer
---@return integer kopecks
function rub(text) end

--- Writes to the till's log, never to the cashier: values side by side, tables as they are written, with
--- file and line.
---@class kassa.Log
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

--- Calls `f`, which waits for nothing and takes at most so many instructions; more is an error at its line.
---@param instructions integer
---@param f function
---@param ... any
---@return any ... what it returns
function within(instructions, f, ...) end
