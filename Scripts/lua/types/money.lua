---@meta

--- Amounts. Money is whole kopecks everywhere.
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

--- An amount in the cashier's language.
---@param kopecks integer The amount. In kopecks.
---@return string text "199,50 ₽"
function money.text(kopecks) end
