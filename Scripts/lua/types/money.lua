---@meta

--- Amounts. Money is whole kopecks everywhere.
money = {}

--- Reads an amount as people type it.
---@param text string "199,50", "199.5" or "200".
---@return integer? kopecks The amount.
---@return string? problem What is wrong with the text.
function money.parse(text) end

--- An amount in the cashier's language.
---@param kopecks integer The amount. In kopecks.
---@return string text "199,50 ₽"
function money.text(kopecks) end
