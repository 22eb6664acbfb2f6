---@meta

--- A line of the receipt.
---@class receipt.Line
---@field id integer By which `receipt` changes it.
---@field name string As it is printed.
---@field price integer For one unit. In kopecks.
---@field quantity string An exact decimal: "0.354".
---@field measure "piece"|"gram"|"kilogram"|"tonne"|"centimetre"|"decimetre"|"metre"|"square_centimetre"|"square_decimetre"|"square_metre"|"millilitre"|"litre"|"cubic_metre"|"kilowatt_hour"|"gigacalorie"|"day"|"hour"|"minute"|"second"|"kilobyte"|"megabyte"|"gigabyte"|"terabyte"|"other" Tag 2108.
---@field vat "vat20"|"vat10"|"vat120"|"vat110"|"vat0"|"none"|"vat5"|"vat7"|"vat105"|"vat107"|"vat22"|"vat122" Tag 1199.
---@field subject "commodity"|"excise"|"job"|"service"|"gambling_bet"|"gambling_prize"|"lottery_ticket"|"lottery_prize"|"intellectual_activity"|"payment"|"agent_commission"|"composite"|"another"|"property_right"|"non_operating_income"|"insurance_premium"|"sales_tax"|"resort_fee"|"deposit"|"expense"|"pension_insurance_entrepreneur"|"pension_insurance"|"health_insurance_entrepreneur"|"health_insurance"|"social_insurance"|"casino_payment"|"cash_withdrawal"|"excise_unmarked"|"excise_marked"|"unmarked"|"marked" Tag 1212.
---@field method string Tag 1214.
---@field gross integer With nothing taken off. In kopecks.
---@field discount integer All that is taken off. In kopecks.
---@field cut integer Of it by the store's prices. In kopecks.
---@field sum integer With the discount taken off. In kopecks.
---@field department? string The store's own grouping.
---@field barcode? string What was scanned.

--- One of the till's goods.
---@class receipt.Good
---@field name string As it is printed.
---@field price integer For one unit. In kopecks.
---@field vat "vat20"|"vat10"|"vat120"|"vat110"|"vat0"|"none"|"vat5"|"vat7"|"vat105"|"vat107"|"vat22"|"vat122" Tag 1199.
---@field measure "piece"|"gram"|"kilogram"|"tonne"|"centimetre"|"decimetre"|"metre"|"square_centimetre"|"square_decimetre"|"square_metre"|"millilitre"|"litre"|"cubic_metre"|"kilowatt_hour"|"gigacalorie"|"day"|"hour"|"minute"|"second"|"kilobyte"|"megabyte"|"gigabyte"|"terabyte"|"other" Tag 2108.
---@field subject "commodity"|"excise"|"job"|"service"|"gambling_bet"|"gambling_prize"|"lottery_ticket"|"lottery_prize"|"intellectual_activity"|"payment"|"agent_commission"|"composite"|"another"|"property_right"|"non_operating_income"|"insurance_premium"|"sales_tax"|"resort_fee"|"deposit"|"expense"|"pension_insurance_entrepreneur"|"pension_insurance"|"health_insurance_entrepreneur"|"health_insurance"|"social_insurance"|"casino_payment"|"cash_withdrawal"|"excise_unmarked"|"excise_marked"|"unmarked"|"marked" Tag 1212.
---@field department? string The store's own grouping.
---@field barcode? string The first of them.
---@field barcodes string[] All it has.

--- A receipt that was set aside.
---@class receipt.Parked
---@field id string What it is called at all tills.
---@field number integer Its place in the list, which it keeps.
---@field total integer What the goods cost. In kopecks.
---@field at integer When. In milliseconds since 1970 UTC.
---@field cashier? string Who set it aside.
---@field is_matter boolean Whether money of it is in question.
---@field kind? "print_unknown"|"unknown"|"detached"|"transfer_awaited"|"approved_without_receipt"|"cash_without_receipt"|"back_without_document"|"back_in_part"|"cash_not_acknowledged"|"second_document_owed" What of it; nil where nothing is.
---@field question integer The money in question. In kopecks.
---@field terminal? string Of a matter, whose money it is about.
---@field goods? string Of a matter, its first good.

--- The receipt of this flow.
---@class receipt
receipt = {}

---@class receipt.add.item
---@field name string 1 to 128 characters (tag 1030).
---@field price integer For one unit. In kopecks.
---@field quantity? string "0.354"; "1" unless told.
---@field vat? "vat20"|"vat10"|"vat120"|"vat110"|"vat0"|"none"|"vat5"|"vat7"|"vat105"|"vat107"|"vat22"|"vat122" "none" unless told (tag 1199).
---@field measure? "piece"|"gram"|"kilogram"|"tonne"|"centimetre"|"decimetre"|"metre"|"square_centimetre"|"square_decimetre"|"square_metre"|"millilitre"|"litre"|"cubic_metre"|"kilowatt_hour"|"gigacalorie"|"day"|"hour"|"minute"|"second"|"kilobyte"|"megabyte"|"gigabyte"|"terabyte"|"other" "piece" unless told (tag 2108).
---@field subject? "commodity"|"excise"|"job"|"service"|"gambling_bet"|"gambling_prize"|"lottery_ticket"|"lottery_prize"|"intellectual_activity"|"payment"|"agent_commission"|"composite"|"another"|"property_right"|"non_operating_income"|"insurance_premium"|"sales_tax"|"resort_fee"|"deposit"|"expense"|"pension_insurance_entrepreneur"|"pension_insurance"|"health_insurance_entrepreneur"|"health_insurance"|"social_insurance"|"casino_payment"|"cash_withdrawal"|"excise_unmarked"|"excise_marked"|"unmarked"|"marked" "commodity" unless told (tag 1212).
---@field method? "full_prepayment"|"prepayment"|"advance"|"full_payment"|"partial_payment"|"credit"|"credit_payment" "full_payment" unless told (tag 1214).
---@field department? string The store's own grouping.
---@field barcode? string What was scanned.

--- Adds a line.
---@param item receipt.add.item What is sold.
---@return boolean? done True, or nil when the receipt refused.
---@return string? reason Why, as in the words "reason.…".
function receipt.add(item) end

--- Changes a line's quantity.
---@param line integer Its id.
---@param quantity string An exact decimal: "0.354".
---@return boolean? done True, or nil when the receipt refused.
---@return string? reason Why, as in the words "reason.…".
function receipt.set_quantity(line, quantity) end

--- Removes a line.
---@param line integer Its id.
---@return boolean? done True, or nil when the receipt refused.
---@return string? reason Why, as in the words "reason.…".
function receipt.remove(line) end

---@class receipt.discount.discount
---@field line integer Its id.
---@field amount? integer By so much. In kopecks.
---@field hundredths? integer By a share: 1050 is 10.5 %. In hundredths of a percent.
---@field rounding? "halfUp"|"down"|"up"|"toEven" Of the share's kopecks; "halfUp" unless told.

--- Makes a line cheaper; with neither amount nor share, no longer.
---@param discount receipt.discount.discount Which line, and by what.
---@return boolean? done True, or nil when the receipt refused.
---@return string? reason Why, as in the words "reason.…".
function receipt.discount(discount) end

--- Where the electronic receipt goes (tag 1008); nil for nowhere.
---@param contact? string +79991234567 or a@b.ru.
---@return boolean? done True, or nil when the receipt refused.
---@return string? reason Why, as in the words "reason.…".
function receipt.contact(contact) end

--- What the till's goods have for a barcode, or in a row of a list.
---@param barcode string As scanned; with a row, the name that was shown.
---@param row? integer Of the goods file; it may hold another by now.
---@return receipt.Good? good Nil where there is none.
function receipt.goods(barcode, row) end

--- Goods whose names hold all the words, at most 20; where there are none those typed in the other keyboard layout, then those a slip of the finger away.
---@param text string Parts of words, in any case.
---@param first? integer The find to begin with; 1 unless told.
---@return receipt.Good[] goods In a stable order, numbers by their size.
---@return integer count How many there are, at most 1000.
---@return boolean near Whether they are only near to what was typed: ask first.
function receipt.search(text, first) end

--- The goods of a department, at most 100: for a screen of buttons.
---@param department string As the goods file has it.
---@return receipt.Good[] goods In the order of the goods file.
function receipt.goods_of(department) end

--- The codes that were scanned and no good has.
---@return string[] codes In the order they came, each once.
function receipt.unknown() end

--- Shows a code on the receipt that no good has, and keeps it there.
---@param code string As scanned.
---@return boolean? done True, or nil when the receipt refused.
---@return string? reason Why, as in the words "reason.…".
function receipt.note_unknown(code) end

--- Takes such a code off the receipt.
---@param code string As scanned.
---@return boolean? done True, or nil when the receipt refused.
---@return string? reason Why, as in the words "reason.…".
function receipt.forget_unknown(code) end

--- What the goods cost.
---@return integer kopecks Whole kopecks.
function receipt.total() end

--- What cards have paid; of a return, what they got back.
---@return integer kopecks Whole kopecks.
function receipt.charged() end

--- What cash was handed over.
---@return integer kopecks Whole kopecks.
function receipt.received() end

--- What goes back out of the cash.
---@return integer kopecks Whole kopecks.
function receipt.change() end

--- Whether the receipt is printed.
---@return boolean is Whether the receipt is printed.
function receipt.is_printed() end

--- Whether nobody knows yet if it came out.
---@return boolean is Whether nobody knows yet if it came out.
function receipt.is_printing() end

--- Whether an open charge of it was set aside.
---@return boolean is Whether an open charge of it was set aside.
function receipt.is_detached() end

--- What is still to be paid, or of it what may be paid so.
---@param tender? "cash"|"cashless"|"prepaid"|"credit"|"other" Lines on credit are paid by "credit" alone.
---@return integer kopecks Whole kopecks.
function receipt.due(tender) end

--- What this receipt is called at all tills.
---@return string id Unique.
function receipt.id() end

--- How many lines there are; `lines` copies all of them.
---@return integer count From 0.
function receipt.count() end

--- The departments that the lines are of.
---@return string[] departments Each once, in the lines' order.
function receipt.departments() end

--- The lines, in order.
---@return receipt.Line[] lines A copy; changed by the functions of `receipt`.
function receipt.lines() end

--- One line; the last where none is named.
---@param line? integer Its id.
---@return receipt.Line? line Nil where there is none.
function receipt.line(line) end

---@class receipt.has.like
---@field department? string The store's own grouping.
---@field barcode? string What was scanned.
---@field name? string The whole name.

--- Whether a line has all of these.
---@param like receipt.has.like What the line is to have.
---@return boolean has Whether one does.
function receipt.has(like) end

--- Reads, or with a second argument sets, what scripts remember here.
---@param key string 1 to 64 characters.
---@param value? any Plain data; kept with the receipt.
---@return any value What is remembered under the key.
function receipt.memo(key, value) end

--- Removes what is remembered under the key.
---@param key string 1 to 64 characters.
---@return boolean done True.
function receipt.forget(key) end

--- Takes this off the lines, in place of all that was taken off so before; refused once money was taken. `kassa.prices` calls it.
---@param cuts table[] What is taken off.
---@return boolean? done True, or nil when the receipt refused.
---@return string? reason Why, as in the words "reason.…".
function receipt.reprice(cuts) end

--- A tender is about to be taken: what is changed from here on goes with it, see end_tender.
---@return boolean? done True, or nil when the receipt refused.
---@return string? reason Why, as in the words "reason.…".
function receipt.begin_tender() end

--- The listeners before the tender are through: what is remembered after it stays.
---@param kept? boolean Whether the durable values that they changed are undone with the rest.
---@return boolean? done True, or nil when the receipt refused.
---@return string? reason Why, as in the words "reason.…".
function receipt.tender_heard(kept) end

--- The tender was taken, or what was changed for it is undone. Once money was taken for it, nothing is.
---@param taken boolean Whether it was.
---@return boolean? done True, or nil when the receipt refused.
---@return string? reason Why, as in the words "reason.…".
function receipt.end_tender(taken) end

---@class receipt.cash.prompt
---@field [1] string The prompt's id, by which stores override its words.
---@field title? string|{ ru?: string, en?: string } Its title, over the words of the id.
---@field body? string|{ ru?: string, en?: string } Its text, over the words of the id.
---@field buttons? any[] Ids, or { id, label }, in order; a label may be { ru = …, en = … }.
---@field hide? string[] Ids of buttons to leave out.
---@field args? table<string, any> Values for the {placeholders}.
---@field default? string The button that Enter takes.
---@field cancel? boolean Whether the cashier may leave it.

--- Takes cash: asks by «payment.cash» what was handed over. Waits.
---@param prompt receipt.cash.prompt What to ask.
---@return integer? kopecks What was handed over.
---@return string? reason "cancelled", "late" where a charge was found to have taken money, or "method_mismatch" where lines on credit are not covered yet.
function receipt.cash(prompt) end

---@class receipt.return_cash.prompt
---@field [1] string The prompt's id, by which stores override its words.
---@field title? string|{ ru?: string, en?: string } Its title, over the words of the id.
---@field body? string|{ ru?: string, en?: string } Its text, over the words of the id.
---@field buttons? any[] Ids, or { id, label }, in order; a label may be { ru = …, en = … }.
---@field hide? string[] Ids of buttons to leave out.
---@field args? table<string, any> Values for the {placeholders}.

--- Gives taken cash back, by «payment.return_cash». Waits.
---@param prompt receipt.return_cash.prompt What to ask.
---@return boolean done True once it is back.
function receipt.return_cash(prompt) end

---@class receipt.confirm.tender
---@field tender "prepaid"|"credit"|"other" Which kind.
---@field amount integer How much of what is due. In kopecks.

--- Covers part of the receipt otherwise: asks by its stock prompt. Waits.
---@param tender receipt.confirm.tender The kind and the amount.
---@return boolean? done Whether it was confirmed.
---@return string? reason Why not, as in the words "reason.…".
function receipt.confirm(tender) end

--- Prints the receipt, once it is paid; one of nothing once the cashier has said yes to «print.nothing». Waits.
---@return table? document number and paper: "complete", "interrupted".
---@return string? why "not_ready", "refused", "not_printed", "unreachable" or "cancelled".
---@return string? reason As in the words "reason.…".
function receipt.print() end

--- Prints the rest after paper ran out. Waits.
---@return table? document number and paper: "complete", "interrupted".
---@return string? why "not_ready", "refused", "not_printed", "unreachable" or "cancelled".
---@return string? reason As in the words "reason.…".
function receipt.continue_printing() end

--- Prints a copy of the last receipt. Waits.
---@return table? document number and paper: "complete", "interrupted".
---@return string? why "not_ready", "refused", "not_printed", "unreachable" or "cancelled".
---@return string? reason As in the words "reason.…".
function receipt.copy() end

--- Printed sales of this till that a text may mean: a document's number, a receipt's QR code in either layout, an amount with its kopecks, a slip's RRN or number.
---@param text string As typed or scanned.
---@return table[] sales Each id, document, memory (tag 1041), at, total, is_left, and cards: the card charges of which nothing went back, each terminal, amount; the newest first, some 20 at most.
function receipt.find_sales(text) end

--- Makes this receipt, on which nothing stands yet, a return of a printed sale.
---@param id string Of find_sales().
---@return boolean? done True, or nil when the receipt refused.
---@return string? reason Why, as in the words "reason.…".
function receipt.begin_return(id) end

--- Whether this receipt gives a printed sale back.
---@return boolean is See sale().
function receipt.is_return() end

--- What a printed return has still to hand over.
---@return integer kopecks 0 once it was handed over.
function receipt.owed_cash() end

--- The sale that this return gives back.
---@return table? sale document, at, total, allowed: whether somebody said yes to the return, other: whether this journal does not have it, and lines: each id, name, measure, quantity, left (nil where nothing is), sum, left_sum, chosen, chosen_sum; quantities are texts. Nil of no return.
function receipt.sale() end

--- Chooses how much of a line of the sale goes back.
---@param line integer Its id, see sale().
---@param quantity? string "2", "0.354"; nil for nothing of it.
---@return boolean? done True, or nil when the receipt refused.
---@return string? reason Why, as in the words "reason.…".
function receipt.return_line(line, quantity) end

--- What is still to be given back, and how: cards first, cash last.
---@return table[] shares Each tender, amount, and of card money charge (for terminal.refund), terminal, provider, last_four, may_void: whether all of it goes back and the terminal was not settled since, may_cash: whether the store lets it go back in cash; of cash may_card, on a terminal.
function receipt.return_plan() end

---@class receipt.allow_return.prompt
---@field [1] string The prompt's id, by which stores override its words.
---@field title? string|{ ru?: string, en?: string } Its title, over the words of the id.
---@field body? string|{ ru?: string, en?: string } Its text, over the words of the id.
---@field buttons? any[] Ids, or { id, label }, in order; a label may be { ru = …, en = … }.
---@field hide? string[] Ids of buttons to leave out.
---@field args? table<string, any> Values for the {placeholders}.
---@field cashier? string The senior whose PIN is asked for.

--- Asks for the yes that a return takes as it stands: by «return.allow» whoever is signed in, where `rights` or nobody's PIN leave it to them, and a senior is shown it; else by «return.senior» the PIN of a senior. Waits.
---@param prompt receipt.allow_return.prompt What to ask.
---@return boolean? allowed True once money may go back.
---@return string? why "senior" where `cashier` has to name one; "late" where its money went back on a terminal already; "cancelled", or a button's id.
function receipt.allow_return(prompt) end

---@class receipt.move_reason.prompt
---@field [1] string The prompt's id, by which stores override its words.
---@field title? string|{ ru?: string, en?: string } Its title, over the words of the id.
---@field body? string|{ ru?: string, en?: string } Its text, over the words of the id.
---@field buttons? any[] Ids, or { id, label }, in order; a label may be { ru = …, en = … }.
---@field hide? string[] Ids of buttons to leave out.
---@field args? table<string, any> Values for the {placeholders}.
---@field charge? string Of return_plan(); "cash" of what cash paid. Of a yes to move_refund().
---@field to? string Of terminal.list(), of the seller's INN; nil for cash. Where that goes then.

--- Asks by «return.reason» why what is due next goes back another way, where nobody else has a PIN at this till: what is typed lets move_refund() do just that, once. Waits.
---@param prompt receipt.move_reason.prompt What to ask.
---@return string? reason What was typed.
---@return string? why "cancelled".
function receipt.move_reason(prompt) end

--- Has what is due next go back on another terminal than took it, in the step in which a senior said yes by cashier.require to just that; in cash, or cash on a terminal, where `rights.returns.other_tender` lets it and a senior other than the cashier did, or where nobody else has a PIN at this till a reason was given to move_reason(). A yes holds once.
---@param charge string Of return_plan(); "cash" of what cash paid.
---@param terminal? string Of terminal.list(), of the seller's INN; nil for cash.
---@param reason? string What stands for a second person.
---@return boolean? done True once it goes back so.
---@return string? why "reason" where one has to be given, or as in "reason.…".
function receipt.move_refund(charge, terminal, reason) end

--- Has what cash paid go back in cash, by the yes to the return; it is handed over once the return is printed. Of a card's money `promise_cash` asks.
---@return boolean? done True, or nil when the receipt refused.
---@return string? reason Why, as in the words "reason.…".
function receipt.give_cash() end

--- Asks by «return.cash» whether what is left of a return goes back in cash; it is handed over once the return is printed. Waits.
---@param prompt receipt.return_cash.prompt What to ask.
---@return boolean? done Whether it does.
---@return string? reason "cancelled", "drawer_short", "refund_unknown", "late" where it went back on a terminal already.
function receipt.promise_cash(prompt) end

--- Says by «return.hand_over» what cash a printed return gives, until that is done. Waits.
---@param prompt receipt.return_cash.prompt What to ask.
---@return boolean done True once it was handed over.
function receipt.hand_over(prompt) end

--- What there is to know of the listeners of a point.
---@param point string Its name.
---@return table? hook `place`, where the first stands; `due`, whether they still have to let the goods pass; `under_way`, whether they asked about them and did not finish. Nil where there is none.
function receipt.hook(point) end

--- Remembers that a guard of the store let the goods pass as they are.
---@param point string Its name.
---@return boolean done True.
function receipt.pass(point) end

---@class receipt.lift.prompt
---@field [1] string The prompt's id, by which stores override its words.
---@field title? string|{ ru?: string, en?: string } Its title, over the words of the id.
---@field body? string|{ ru?: string, en?: string } Its text, over the words of the id.
---@field buttons? any[] Ids, or { id, label }, in order; a label may be { ru = …, en = … }.
---@field hide? string[] Ids of buttons to leave out.
---@field args? table<string, any> Values for the {placeholders}.
---@field guard string The guard that did not finish.

--- Asks whether to go on past a guard of the store that did not finish: «receipt», and for whoever is entitled «shift». By name, in the journal. Waits.
---@param prompt receipt.lift.prompt What to ask.
---@return boolean? lifted Whether it is not in the way any more.
---@return string? why "senior" where somebody entitled says yes first, see cashier.require; or a button's id.
function receipt.lift(prompt) end

--- Receipts set aside at this till.
---@return receipt.Parked[] receipts Matters among them.
function receipt.parked() end

--- Sets the receipt aside when this flow ends.
---@return boolean done True.
function receipt.park() end

--- Remembers the goods, the contact, the memo and durable values as they are.
---@return integer snapshot For `restore`, in this flow.
function receipt.snapshot() end

--- Brings back the goods, the contact, the memo and durable values of a snapshot.
---@param snapshot integer What `snapshot` returned.
---@return boolean? done True, or nil when the receipt refused.
---@return string? reason Why, as in the words "reason.…".
function receipt.restore(snapshot) end
