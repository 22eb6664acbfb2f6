---@meta

--- Text by characters; string counts bytes.
---@class text
text = {}

--- How many characters there are.
---@param text string The text.
---@return integer count From 0.
function text.len(text) end

--- How many columns a screen or a receipt needs for it.
---@param text string The text.
---@return integer count From 0.
function text.width(text) end

--- All letters as capitals.
---@param text string The text.
---@return string text The new text.
function text.upper(text) end

--- All letters small.
---@param text string The text.
---@return string text The new text.
function text.lower(text) end

--- Without white space at both ends.
---@param text string The text.
---@return string text The new text.
function text.trim(text) end

--- The characters from first to last, as string.sub does for bytes.
---@param text string The text.
---@param first integer From 1; negative counts from the end.
---@param last? integer The end unless told.
---@return string text The part.
function text.sub(text, first, last) end

--- Where one text first stands in another; no patterns.
---@param text string The text.
---@param part string What to look for.
---@return integer? first The character it starts at; nil if nowhere.
---@return integer? last The character it ends at.
function text.find(text, part) end

--- Fills text with spaces up to a width. Never cuts.
---@param text string The text.
---@param width integer At most 1000. In columns.
---@param side? "left"|"right" Where the text stands; "left" unless told.
---@return string text The text with its spaces.
function text.pad(text, width, side) end
