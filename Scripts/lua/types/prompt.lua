---@meta

--- What a cashier does at the sale.
---@class prompt.Action
---@field action string "add", "search", "free", "quantity", "remove", "discount", "contact", or the id of a button.
---@field barcode? string Of "add".
---@field scanned? boolean Whether a scanner read it.
---@field quantity? string An exact decimal: "0.354".
---@field text? string Of "search": what was typed.
---@field name? string Of "free".
---@field price? integer Of "free". In kopecks.
---@field line? integer The line's id.
---@field amount? integer Of a discount. In kopecks.
---@field hundredths? integer Of a discount. In hundredths of a percent.
---@field contact? string Nil takes it off.

--- Asks and tells the cashier. All but `words` and `buttons` wait for the answer.
---@class prompt
prompt = {}

---@class prompt.tell.prompt
---@field [1] string The prompt's id, by which stores override its words.
---@field title? string|{ ru?: string, en?: string } Its title, over the words of the id.
---@field body? string|{ ru?: string, en?: string } Its text, over the words of the id.
---@field buttons? any[] Ids, or { id, label }, in order; a label may be { ru = …, en = … }.
---@field hide? string[] Ids of buttons to leave out.
---@field args? table<string, any> Values for the {placeholders}.
---@field default? string The button that Enter takes.
---@field cancel? boolean Whether the cashier may leave it.

--- Tells something; any button goes on. Waits.
---@param prompt prompt.tell.prompt What to ask.
---@return string? answer What the cashier said.
---@return string? reason Why there is none: "cancelled", or a button's id.
function prompt.tell(prompt) end

---@class prompt.choose.prompt
---@field [1] string The prompt's id, by which stores override its words.
---@field title? string|{ ru?: string, en?: string } Its title, over the words of the id.
---@field body? string|{ ru?: string, en?: string } Its text, over the words of the id.
---@field buttons? any[] Ids, or { id, label }, in order; a label may be { ru = …, en = … }.
---@field hide? string[] Ids of buttons to leave out.
---@field args? table<string, any> Values for the {placeholders}.
---@field default? string The button that Enter takes.
---@field cancel? boolean Whether the cashier may leave it.
---@field menus? table<string, any> By a button's id what a long press on it offers: { id, label }, in order.
---@field places? table<string, "tender"|"edit"|"leave"|"favourite"|"next"|"store"> By a button's id where it stands on a screen.
---@field chosen? string Which of the buttons is chosen so far: it bears a check mark.

--- Asks for one of the buttons, or of their menus. Waits.
---@param prompt prompt.choose.prompt What to ask.
---@return string? answer What the cashier said.
---@return string? reason Why there is none: "cancelled", or a button's id.
function prompt.choose(prompt) end

--- Asks for a yes or a no. Waits.
---@param prompt prompt.tell.prompt What to ask.
---@return boolean? answer What the cashier said.
---@return string? reason Why there is none: "cancelled", or a button's id.
function prompt.confirm(prompt) end

---@class prompt.sale.prompt
---@field [1] string The prompt's id, by which stores override its words.
---@field title? string|{ ru?: string, en?: string } Its title, over the words of the id.
---@field body? string|{ ru?: string, en?: string } Its text, over the words of the id.
---@field buttons? any[] Ids, or { id, label }, in order; a label may be { ru = …, en = … }.
---@field hide? string[] Ids of buttons to leave out.
---@field args? table<string, any> Values for the {placeholders}.
---@field default? string The button that Enter takes.
---@field cancel? boolean Whether the cashier may leave it.
---@field places? table<string, "tender"|"edit"|"leave"|"favourite"|"store"> By a button's id where it stands on a screen.

--- Shows the receipt being built. Waits.
---@param prompt prompt.sale.prompt What to ask.
---@return prompt.Action answer What the cashier said.
---@return string? reason Why there is none: "cancelled", or a button's id.
function prompt.sale(prompt) end

---@class prompt.amount.prompt
---@field [1] string The prompt's id, by which stores override its words.
---@field title? string|{ ru?: string, en?: string } Its title, over the words of the id.
---@field body? string|{ ru?: string, en?: string } Its text, over the words of the id.
---@field buttons? any[] Ids, or { id, label }, in order; a label may be { ru = …, en = … }.
---@field hide? string[] Ids of buttons to leave out.
---@field args? table<string, any> Values for the {placeholders}.
---@field default? string The button that Enter takes.
---@field cancel? boolean Whether the cashier may leave it.
---@field least? integer The least that counts. In kopecks.
---@field most? integer The most that counts. In kopecks.
---@field offered? integer[] Amounts for one tap. In kopecks.

--- Asks for an amount of money. Waits.
---@param prompt prompt.amount.prompt What to ask.
---@return integer? kopecks The amount.
---@return string? reason Why there is none: "cancelled", or a button's id.
function prompt.amount(prompt) end

---@class prompt.text.prompt
---@field [1] string The prompt's id, by which stores override its words.
---@field title? string|{ ru?: string, en?: string } Its title, over the words of the id.
---@field body? string|{ ru?: string, en?: string } Its text, over the words of the id.
---@field buttons? any[] Ids, or { id, label }, in order; a label may be { ru = …, en = … }.
---@field hide? string[] Ids of buttons to leave out.
---@field args? table<string, any> Values for the {placeholders}.
---@field default? string The button that Enter takes.
---@field cancel? boolean Whether the cashier may leave it.
---@field format? "free"|"digits"|"code"|"contact" What counts; "free" unless told.
---@field least? integer 1 unless told. In characters.
---@field most? integer 128 unless told. In characters.
---@field scan? boolean Whether a scan answers it, such as a voucher's; no other prompt but a sale's takes one.
---@field narrows? boolean Whether the buttons are finds that what is typed narrows.

--- Asks for a line of text. Card numbers are refused. Waits.
---@param prompt prompt.text.prompt What to ask.
---@return string? text What was typed.
---@return string? reason Why there is none: "cancelled", or a button's id.
function prompt.text(prompt) end

---@class prompt.pin.prompt
---@field [1] string The prompt's id, by which stores override its words.
---@field title? string|{ ru?: string, en?: string } Its title, over the words of the id.
---@field body? string|{ ru?: string, en?: string } Its text, over the words of the id.
---@field buttons? any[] Ids, or { id, label }, in order; a label may be { ru = …, en = … }.
---@field hide? string[] Ids of buttons to leave out.
---@field args? table<string, any> Values for the {placeholders}.
---@field cashier string A name of the store's list.

--- Asks for a cashier's PIN, and signs them in if it is right. Waits.
---@param prompt prompt.pin.prompt What to ask.
---@return boolean? right Whether it counts; see cashier.name().
---@return string? reason Why there is none: "cancelled", or a button's id.
function prompt.pin(prompt) end

--- Lets a person choose a PIN; ask for it again with repeat_pin. Who has one, and who has a role above cashier, needs somebody's yes first: cashier.allow_new_pin. Waits.
---@param prompt prompt.pin.prompt What to ask.
---@return boolean? right Whether it counts; see cashier.name().
---@return string? reason Why there is none: "cancelled", or a button's id.
function prompt.new_pin(prompt) end

--- Asks for the PIN just chosen; the same again keeps it and signs the cashier in. Waits.
---@param prompt prompt.pin.prompt What to ask.
---@return boolean? right Whether it counts; see cashier.name().
---@return string? reason Why there is none: "cancelled", or a button's id.
function prompt.repeat_pin(prompt) end

--- The title of an id's words, for a label or a list; of { ru = …, en = … } the one of them. Does not wait.
---@param id string|{ ru?: string, en?: string } A prompt's or a word's id, or the words.
---@return string? title In the cashier's language.
function prompt.words(id) end

--- The buttons that the words of an id have, in order. Does not wait.
---@param id string A prompt's id.
---@return string[] ids Their ids.
function prompt.buttons(id) end
