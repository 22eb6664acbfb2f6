---@meta

--- Receipts that were printed: finding, reading, copying them, and putting a sale right.
---@class documents
documents = {}

--- Printed receipts of this till, whatever they do with money, that a text may mean: a document's number, a receipt's QR code in either layout, an amount with its kopecks, a slip's RRN or number.
---@param text string As typed or scanned.
---@return table[] documents Each document, entry, memory (tag 1041: two fiscal memories may have one number), receipt (its id), at, total; the newest first, some 20 at most.
function documents.find(text) end

--- Printed reports of shifts that a text may mean: a document's number, or «Z» or «X» for all of that kind.
---@param text string As typed.
---@return table[] reports Each document and entry, for text() and copy(), at, and kind: "opening", "closing" or "interim"; the newest first, 20 at most.
function documents.find_reports(text) end

--- A printed receipt or report as its paper had it. A report tells what the drawer should hold, so it is a senior's, signed in or by a yes in this flow.
---@param number integer The fiscal document's, see find() and find_reports().
---@param entry? integer Its `entry` there; the newest of that number unless told, receipts first.
---@return string[]? lines From the top; nil where the till has no such text.
---@return string? why "senior" of a report.
function documents.text(number, entry) end

--- Prints a copy of any printed receipt or report as a text headed «КОПИЯ». Waits.
---@param number integer The fiscal document's, see find() and find_reports().
---@param entry? integer Its `entry` there; the newest of that number unless told, receipts first.
---@return boolean? done Whether it is printed.
---@return string? why "lacking" where the registrar prints no texts, "no_document", "senior" as of text(), "refused" or "unreachable".
---@return string? reason As in the words "reason.…".
function documents.copy(number, entry) end

--- Makes this receipt, on which nothing stands yet, the correction of a printed sale.
---@param id string Of receipt.find_sales().
---@param wrong "tender"|"sum"|"lines"|"unpaid" What was wrong; of what nobody paid the reverse stands alone.
---@return boolean? done True, or nil when the receipt refused.
---@return string? reason Why, as in the words "reason.…".
function documents.begin_correction(id, wrong) end

--- Whether a sale can have been on a day that somebody typed.
---@param text string "26.11.2026" or "2026-11-26".
---@return string? day As "2026-11-26", today at the latest.
---@return string? reason "bad_date".
function documents.sale_day(text) end

---@class documents.begin_missing.sale
---@field day string Of the sale: "26.11.2026" or "2026-11-26".
---@field basis string The number of the statement, up to 32 characters (tag 1179).

--- Makes this receipt, on which nothing stands yet, the correction receipt of a sale that had none, by a statement of today's. Its goods are added like any.
---@param sale documents.begin_missing.sale Which sale.
---@return boolean? done True, or nil when the receipt refused.
---@return string? reason Why, as in the words "reason.…".
function documents.begin_missing(sale) end

--- When a card paid this receipt, which was set aside, where that was in a shift since closed and `rights.corrections.late` has a correction make up for its document: a registrar that prints corrections prints it no otherwise.
---@return integer? at Milliseconds since 1970; nil of a receipt that prints.
function documents.late() end

--- Makes this receipt, see late(), the correction receipt of its own sale.
---@param basis string The number of a statement of today's, up to 32 characters (tag 1179).
---@return boolean? done True, or nil when the receipt refused.
---@return string? reason Why, as in the words "reason.…".
function documents.begin_late(basis) end

--- Makes this receipt, see begin_late(), what it was when it was set aside, as long as no print of it was begun: its money can go back again.
---@return boolean dropped False of any other receipt.
function documents.drop_late() end

--- The correction that this receipt is.
---@return table? correction document, at, wrong ("missing" where there was no document), owed (whether its right document is still to be printed), allowed: whether somebody said yes, before and after: each total, cash, card, and lines with id, name, price, quantity, measure, sum; after is nil of what nobody paid; slip, what needs one in kopecks; cash_moves, by how much the drawer should hold more. Nil of any other receipt.
function documents.correction() end

--- Says what a line of the original should have been.
---@param line integer Its id, see correction().
---@param quantity? string "2", "0.354"; nil for nothing of it.
---@param price? integer Kopecks for one; nil for the one it had.
---@return boolean? done True, or nil when the receipt refused.
---@return string? reason Why, as in the words "reason.…".
function documents.right_line(line, quantity, price) end

--- Says how much of the right document cash paid; what nothing else paid, cards did.
---@param kopecks integer Whole kopecks.
---@return boolean? done True, or nil when the receipt refused.
---@return string? reason Why, as in the words "reason.…".
function documents.right_cash(kopecks) end

---@class documents.right_slip.prompt
---@field [1] string The prompt's id, by which stores override its words.
---@field title? string|{ ru?: string, en?: string } Its title, over the words of the id.
---@field body? string|{ ru?: string, en?: string } Its text, over the words of the id.
---@field buttons? any[] Ids, or { id, label }, in order; a label may be { ru = …, en = … }.
---@field hide? string[] Ids of buttons to leave out.
---@field args? table<string, any> Values for the {placeholders}.
---@field terminal string The id of the terminal that the slip is of.

--- Asks by «correction.slip» for the number of the slip of card money that no charge shows: one that no receipt has used. Waits.
---@param prompt documents.right_slip.prompt What to ask.
---@return boolean? done Whether it was taken.
---@return string? why "cancelled", or "duplicate" where a receipt has used it.
---@return table? used Of a duplicate: number, at.
function documents.right_slip(prompt) end

---@class documents.allow_correction.prompt
---@field [1] string The prompt's id, by which stores override its words.
---@field title? string|{ ru?: string, en?: string } Its title, over the words of the id.
---@field body? string|{ ru?: string, en?: string } Its text, over the words of the id.
---@field buttons? any[] Ids, or { id, label }, in order; a label may be { ru = …, en = … }.
---@field hide? string[] Ids of buttons to leave out.
---@field args? table<string, any> Values for the {placeholders}.
---@field reason? string What stands for a second person where nobody else has a PIN here.

--- Asks by «correction.allow» for the yes that both documents take as they stand: a senior's by a PIN; where the drawer should hold less by it, one of somebody else than stands here too. Waits.
---@param prompt documents.allow_correction.prompt What to ask.
---@return boolean? allowed True once they may be printed.
---@return string? why "reason" where one has to be given; "cancelled", or as in "reason.…".
function documents.allow_correction(prompt) end

--- Money of this return's sale that went back without a document: its terminal made the refund after the return that asked for it was left.
---@return table[] refunds Each id, terminal, amount, at; empty of no return.
function documents.given_back() end

--- Makes such a refund this return's, where its lines come to that; before anybody says yes to them.
---@param id string Of given_back().
---@return boolean? done True, or nil when the receipt refused.
---@return string? reason Why, as in the words "reason.…".
function documents.take_over(id) end

--- Whose receipts this till prints: terminals of others take and give none of it.
---@return string inn 10 or 12 digits.
function documents.seller_inn() end

--- What the QR code says of a receipt that this journal does not have.
---@param text string As scanned, in either layout.
---@return table? paper day, total, left: what this till has not given back of it, and given: what went back on a terminal here without a document, see given_back(). No other till is asked; earlier: whether this registrar printed it before the till's journal began.
---@return string? reason As in the words "reason.…".
function documents.other_paper(text) end

--- Money that went back without a document of sales that this journal does not have and of which there is no paper: its terminal made the refund after the return that asked for it was left.
---@return table[] refunds Each id, for begin_other_return(), terminal, amount, at.
function documents.other_refunds() end

---@class documents.begin_other_return.sale
---@field paper? string Its QR code; nil where there is no paper.
---@field day? string Of the sale, where there is no paper; see sale_day().
---@field reason string Why it goes back here; up to 64 characters.
---@field terminal? string Of terminal.list(), where a card paid; nil for cash.
---@field refund? string Of other_refunds(): begins the return that it was made for.

--- Makes this receipt, on which nothing stands yet, the return of a sale that this journal does not have. Its goods are added like any, at the rates of its day; a senior says yes to it.
---@param sale documents.begin_other_return.sale What is known of it.
---@return boolean? done True, or nil when the receipt refused.
---@return string? reason Why, as in the words "reason.…".
function documents.begin_other_return(sale) end

--- Documents that are issued and whose paper ended in the middle, until its rest or a copy() of it came out.
---@return table[] papers Each document, total where it is known, at.
function documents.lost_papers() end

---@class documents.strike_paper.prompt
---@field [1] string The prompt's id, by which stores override its words.
---@field title? string|{ ru?: string, en?: string } Its title, over the words of the id.
---@field body? string|{ ru?: string, en?: string } Its text, over the words of the id.
---@field buttons? any[] Ids, or { id, label }, in order; a label may be { ru = …, en = … }.
---@field hide? string[] Ids of buttons to leave out.
---@field args? table<string, any> Values for the {placeholders}.
---@field document integer Its number, of lost_papers().
---@field cashier string The senior by whose word nobody wants its paper.

--- Takes a document off lost_papers() by the PIN of a senior, who is kept. Waits.
---@param prompt documents.strike_paper.prompt What to ask.
---@return boolean? right Whether the PIN is theirs; only then it counts.
---@return string? reason "cancelled", or a button's id.
function documents.strike_paper(prompt) end

--- Took a document off lost_papers() in scripts of older tills; see strike_paper().
---@param number integer Of lost_papers().
---@return boolean done True.
function documents.paper_given(number) end
