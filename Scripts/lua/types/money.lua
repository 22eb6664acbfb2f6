---@meta

--- Amounts and quantities as people write them. Money is whole kopecks everywhere.
---@class money
money = {}

--- Reads an amount as people type it.
---@param text string "199,50", "199.5" or "200".
---@return integer? kopecks The amount.
---@return string? problem What is wrong with the text.
function money.parse(text) end

--- Reads a price with a name after it as people type them.
---@param text string "199,50 Кофе".
---@return integer? kopecks The price; nil where it is no such text.
---@return string? name What follows.
function money.priced(text) end

--- How much of something, in the cashier's language.
---@param quantity string An exact decimal: "0.354".
---@param measure? "piece"|"gram"|"kilogram"|"tonne"|"centimetre"|"decimetre"|"metre"|"square_centimetre"|"square_decimetre"|"square_metre"|"millilitre"|"litre"|"cubic_metre"|"kilowatt_hour"|"gigacalorie"|"day"|"hour"|"minute"|"second"|"kilobyte"|"megabyte"|"gigabyte"|"terabyte"|"other" "piece" unless told.
---@return string text "0,354 кг"
function money.quantity(quantity, measure) end

--- An amount in the cashier's language.
---@param kopecks integer The amount. In kopecks.
---@return string text "199,50 ₽"
function money.text(kopecks) end
