---@meta

--- A cashier's day at the till: what they do, and what they must find.
---@class day
day = {}

--- Sets the time, which else stands still. The first day is Monday, 2026-01-12, 10:00. Waits.
---@param time string "2026-11-24 08:30", or "08:30" on the same day.
function day.at(time) end

---@class day.pass.time
---@field hours? integer How many.
---@field minutes? integer How many.

--- Lets time pass. Waits.
---@param time day.pass.time How much.
function day.pass(time) end

--- Says what the cashier reads, for scenarios that look at words. Before the first step at the till; without it the language is that of `kassa-run test --language`. Waits.
---@param language "ru"|"en" Which.
function day.language(language) end

--- Says what parameters of the till are, over their examples. Before the first step at the till. Waits.
---@param values table<string, any> By name; an amount in kopecks.
function day.parameters(values) end

--- Gives the emulated registrar a fault. Waits.
---@param fault "noPaper"|"paperLow"|"paperOutDuring"|"coverOpen"|"busy"|"unreachable"|"lostReplyBefore"|"lostReplyAfter" What happens to it.
---@param times? integer For how many calls; until `mend` without.
function day.registrar(fault, times) end

--- Takes every fault away from the registrar. Waits.
function day.mend() end

--- Says what the next charge of a connected terminal comes to; without it, it is approved. Waits.
---@param reply "approved"|"declined"|"in_part"|"lost_reply"|"silent" "lost_reply" charges, and says so when asked; "silent" never says anything.
---@param taken? integer What it takes in part. In kopecks.
function day.pinpad(reply, taken) end

--- Says what the first two numbers of `math.random` are in each of the flows that begin from now on; without it anything, the same at every run. Waits.
---@param drawn "any"|"least"|"most"|"least_first"|"most_first" The least that may be drawn, the most, or first the one and then the other.
function day.random(drawn) end

--- Cuts the power and starts the till again; it must stand at the same prompt. Waits.
function day.power_off() end

--- Signs in with their PIN, which everybody of a scenario's store has. Waits.
---@param name? string Who; the first of the list without.
function day.sign_in(name) end

--- Somebody with the role asked for says yes. Waits.
---@param name? string Who; the first of the list without.
function day.allow(name) end

--- Answers the open prompt. Waits.
---@param answer any A button's id, an amount in kopecks, or what is typed; `true` and `false` are yes and no, and `false` leaves what has neither.
---@param prompt? string The prompt that must be open, by its id.
function day.answer(answer, prompt) end

--- Leaves the open prompt without an answer. Waits.
---@param prompt? string The prompt that must be open, by its id.
function day.cancel(prompt) end

--- Gives an answer that the till must refuse; the prompt stays open. Waits.
---@param answer any A button's id, an amount in kopecks, or what is typed; `true` and `false` are yes and no, and `false` leaves what has neither.
---@param prompt? string The prompt that must be open, by its id.
---@return string why What the cashier is told, in English.
function day.refused(answer, prompt) end

---@class day.go_on.options
---@field to? string The prompt to stop at: an id, or "outcome" for the question what a terminal did.
---@field outcome? "approved"|"declined"|"unknown"|"not_run" What terminals do; approved without.

--- Answers whatever the store asks so that the sale goes on, up to the next open sale. Waits.
---@param options? day.go_on.options Where to, and how.
function day.go_on(options) end

---@class day.terminal.terminal
---@field name string What the cashier calls it.
---@field provider string One of the store's.
---@field purpose? string One of the store's purposes.
---@field settings? any[] Answers to its provider's questions.
---@field marked? boolean Whether to use it by default.

--- Sets up a terminal as a cashier does, from an empty sale: what the store asks where a receipt begins is answered first. Waits.
---@param terminal day.terminal.terminal What it is.
function day.terminal(terminal) end

--- Scans a barcode. Waits.
---@param barcode string What the scanner reads.
---@param quantity? string "2" or "0.350"; 1 without.
function day.scan(barcode, quantity) end

--- Looks for a good by its name. Waits.
---@param text string Part of a name.
function day.search(text) end

---@class day.add.good
---@field name string What it is.
---@field price integer Its price. In kopecks.

--- Adds something at a free price. Waits.
---@param good day.add.good What is sold.
function day.add(good) end

--- Sets a line's quantity. Waits.
---@param line integer The line's place on the receipt, from 1.
---@param quantity string "2" or "0.350".
function day.quantity(line, quantity) end

--- Takes an amount off a line. Waits.
---@param line integer The line's place on the receipt, from 1.
---@param amount integer Off the line. In kopecks.
function day.discount(line, amount) end

--- Takes a line off the receipt. Waits.
---@param line integer The line's place on the receipt, from 1.
function day.remove(line) end

--- Sets where the electronic receipt goes. Waits.
---@param contact string "+79991234567" or "a@b.ru".
function day.contact(contact) end

--- Begins the payment. Waits.
---@param tender "card"|"cash"|"split" How it is paid.
function day.pay(tender) end

---@class day.expect.prompt
---@field prompt? string Its id.
---@field kind? string "outcome", "amount", "sale" …
---@field title? string Part of its title.
---@field body? string Part of its text.
---@field button? string The id of one of its buttons.
---@field default? string The button that Enter takes.
---@field may_cancel? boolean Whether it may be left.
---@field terminal? string The terminal of an outcome.
---@field amount? integer The amount of an outcome. In kopecks.
---@field total? integer The total of the sale. In kopecks.
---@field paid? integer What of it is paid. In kopecks.
---@field lines? integer How many lines the sale has.
---@field cashier? string Who sells.

--- Looks at the open prompt; what is not named may be anything. Waits.
---@param prompt day.expect.prompt What it must show.
function day.expect(prompt) end

--- The open prompt, for checks of a scenario's own. Waits.
---@return table prompt What `expect` can name, and `buttons`: the ids in order.
function day.prompt() end

---@class day.expect_receipt.receipt
---@field total? integer What the goods cost. In kopecks.
---@field cash? integer Paid in cash, net of change. In kopecks.
---@field cashless? integer Paid by cards and transfers. In kopecks.
---@field prepaid? integer Set off from an advance. In kopecks.
---@field credit? integer To be paid later. In kopecks.
---@field other? integer Paid otherwise. In kopecks.
---@field received? integer Cash that was handed over. In kopecks.
---@field change? integer Cash that was given back. In kopecks.
---@field lines? integer How many lines it has.
---@field line? string The name of one of its lines.
---@field cashier? string Who sold.
---@field contact? string Where the electronic one goes.
---@field note? string Part of a line that only paper shows.

--- Looks at the one receipt printed since the last such look. Waits.
---@param receipt day.expect_receipt.receipt What it must say.
function day.expect_receipt(receipt) end

--- No receipt was printed since the last look at one. Waits.
function day.expect_no_receipt() end

--- Why the terminal of the last charge was chosen. Waits.
---@param rule string A rule's name, the Russian one whatever the cashier reads; "only" or "by_hand" without one.
function day.expect_rule(rule) end

--- How many receipts have money that somebody must still resolve. Waits.
---@param count integer So many.
function day.expect_matters(count) end

--- How many receipts are set aside, matters among them. Waits.
---@param count integer So many.
function day.expect_parked(count) end

--- The paper that came out last has a line with this text. Waits.
---@param text string Part of a line.
function day.expect_paper(text) end

--- Something of the store has failed since the last such look; what is not expected so fails the scenario. Waits.
---@param text? string Part of what is said of it; anything without.
function day.expect_fault(text) end

--- What is still to be paid of the receipt in hand. Waits.
---@return integer kopecks In kopecks; 0 without a receipt.
function day.due() end

--- What the store's scripts noted on the receipt in hand, by `receipt.memo`. Waits.
---@param key string Under which key.
---@param value? any What is noted; nil for nothing.
function day.expect_memo(key, value) end

--- What the store's scripts remember under a name. Waits.
---@param name string As `kept` of the store declares it.
---@param value? any What is kept; nil for nothing, not even a default.
---@param key? string Of one that is `keyed`, whose.
function day.expect_kept(name, value, key) end

---@class day.service.service
---@field [1] string The service's id.
---@field what? string Of what it is asked; of all without.
---@field answer? any What it says; nothing, a yes, without.
---@field fault? "absent"|"late"|"lost"|"failed"|"refused"|"left" What is wrong: "absent"; "late", "lost" and "failed" (HTML) after it was done; "refused"; "left" where it hangs and the cashier does not wait.
---@field times? integer For how many calls; for all without.

--- Says what the next calls of a service come to; without it each is absent. Waits.
---@param service day.service.service Which, and how.
function day.service(service) end

--- The calls that have arrived at a service, in order. Waits.
---@param service string Its id.
---@return table[] calls Each what, body and key.
function day.service_calls(service) end

---@class day.house.house
---@field answers? table<string, any> What the store asks beside the stock prompts: a prompt's id and its answer, a button's id, an amount in kopecks, what is typed, or `false` to leave it.
---@field price? integer What one thing costs; 500 ₽ without. In kopecks.
---@field total? function `total(sum, tender)`: what goods of that sum come to, in kopecks, with the store's discounts and rounding; tender is "card", "cash" or "split".
---@field sell? function `sell(price)`: puts one thing on the receipt, where that is not at a free price.
---@field pay? function `pay(tender)`: begins the payment, where that is no button of the sale.
---@field rest? string The prompt at which nobody is served, by its id, where that is not the sale.

--- How scenarios that are not the store's own meet it: called once, in `scenarios/house.lua` of the store or of its chain.
---@param house day.house.house What is different here.
function day.house(house) end

--- What a cashier's day is like; "name" is unique in its file.
---@param name string
---@param body fun()
function scenario(name, body) end
