---@meta

--- A time taken apart.
---@class clock.Parts
---@field date string "2026-11-23".
---@field hour integer From 0 to 23.
---@field minute integer From 0 to 59.
---@field weekday "mon"|"tue"|"wed"|"thu"|"fri"|"sat"|"sun" Its day.

--- Time. It stands still within a step, and replay gives the same again.
---@class clock
clock = {}

--- The time of this step.
---@return integer milliseconds Since 1970-01-01 00:00 UTC.
function clock.now() end

--- A time as paper shows it: "23.11.26 23:15".
---@param at integer A time. In milliseconds since 1970 UTC.
---@return string text In the till's own time zone.
function clock.text(at) end

--- How long ago a time was: "7 мин", "3 дн".
---@param at integer A time. In milliseconds since 1970 UTC.
---@return string text In the cashier's language.
function clock.age(at) end

--- A time taken apart, in the till's own time zone.
---@param at integer A time. In milliseconds since 1970 UTC.
---@return clock.Parts parts In the till's own time zone.
function clock.parts(at) end
