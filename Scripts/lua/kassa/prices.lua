--- What the store's own rules take off: `prices = { { "Скидка 5 %", function(lines, tender) … end } }`.
---
--- Each gets copies of the lines, their `sum` after what the rules before it took off, and the tender that
--- is about to be taken: "cashless", "cash", "credit", or nil while goods are added. It returns what it
--- takes off which line, `{ [line.id] = kopecks }`, or nothing. It only looks, and the same lines and tender
--- give the same: what it took off before is put back first, so nothing doubles.
local cut_lines = require "kassa.cut_lines"
local expect = require "kassa.expect"
local own = require "kassa.own"
local running_store = require "kassa.running_store"

local M = {}

--- What each line costs, by its id.
local function sums_of(lines)
  local sums = {}
  for _, line in ipairs(lines) do
    sums[line.id] = line.sum
  end
  return sums
end

--- An amount in words, also one that is no money any more.
local function shown(kopecks)
  local fine, text = pcall(money.text, kopecks)
  return fine and text or kopecks .. " kopecks"
end

--- What is wrong with what a rule returned; nil where nothing is.
local function problem_with(answer, lines)
  if answer == nil then
    return nil
  elseif type(answer) ~= "table" then
    return "kopecks by the lines' ids, or nothing, were expected, got " .. own.shown(answer)
  end
  local sums = sums_of(lines)
  for id, amount in pairs(answer) do
    local sum = sums[id]
    if not sum then
      return "there is no line " .. tostring(id) .. "; use the id of one of the lines"
    elseif math.type(amount) ~= "integer" or amount < 0 then
      return "of line " .. id .. " whole kopecks were expected, got " .. tostring(amount)
    elseif amount > sum then
      return ("it takes %s off line %d, which costs %s"):format(shown(amount), id, shown(sum))
    end
  end
end

--- What a rule returned, without anything of the rule's that runs when it is looked at.
local function plain(answer)
  if type(answer) ~= "table" then
    return answer
  end
  local copy = {}
  for id, amount in pairs(answer) do
    copy[id] = amount
  end
  return copy
end

local function is_same(one, other)
  for key, value in pairs(one or {}) do
    if (other or {})[key] ~= value then
      return false
    end
  end
  return true
end

--- Asks one rule, twice: what differs is none of the lines and the tender.
---@return boolean fine
---@return table? cuts kopecks by line
local function ask(rule, lines, cuts, tender)
  local once, again = cut_lines(lines, cuts), cut_lines(lines, cuts)
  local first
  return own.look("prices «" .. rule[1] .. "»", rule[2], function(answer)
    local problem = problem_with(answer, cut_lines(lines, cuts))
    if not problem and not (is_same(first, answer) and is_same(answer, first)) then
      problem = "the same lines gave something else the second time; use nothing but lines and tender"
    end
    return problem
  end, function()
    first = plain(rule[2](once, tender))
    return plain(rule[2](again, tender))
  end)
end

--- In the order of the lines, whatever order the table has.
local function note(list, cuts, rule, answer, lines)
  for _, line in ipairs(lines) do
    local amount = (answer or {})[line.id] or 0
    if amount > 0 then
      list[#list + 1] = { line = line.id, name = rule[1], amount = amount }
      cuts[line.id] = (cuts[line.id] or 0) + amount
    end
  end
end

--- Computes what is taken off before that tender, in place of what was; nothing once money was taken. A sale
--- of one's own calls it before it shows the goods; `kassa.payment` does before each tender.
---@param tender? "cashless"|"cash"|"credit" None while goods are added.
function M.apply(tender)
  if not running_store.prices or receipt.charged() > 0 or receipt.received() > 0
    or terminal.attempt() or own.is_running() then
    return
  end
  local lines = receipt.lines()
  if #lines == 0 then
    return
  end
  local list, cuts = {}, {}
  for _, rule in ipairs(running_store.prices) do
    local fine, answer = ask(rule, lines, cuts, tender)
    if fine then
      note(list, cuts, rule, answer, lines)
    elseif tender then
      prompt.tell { "prices.failed", args = { name = rule[1] }, default = "ok" }
    end
  end
  receipt.reprice(list)
end

local LINES = "hand over the lines that the function was given"

--- So many hundredths of a percent of each line, half a kopeck up.
---@param lines table[] As the function of `prices` is given them.
---@param hundredths integer 500 is 5 %.
---@return table cuts Kopecks by the lines' ids.
function M.share(lines, hundredths)
  expect.table("prices.share", lines, LINES)
  expect.whole("prices.share: hundredths", hundredths, 0, "5 % is 500")
  local cuts = {}
  for _, line in ipairs(lines) do
    cuts[line.id] = (line.sum * hundredths + 5000) // 10000
  end
  return cuts
end

--- What is above a multiple of that amount, off the lines that cost most.
---@param lines table[] As the function of `prices` is given them.
---@param kopecks integer Kopecks: rub "1" for whole roubles.
---@return table cuts Kopecks by the lines' ids.
function M.round_down(lines, kopecks)
  expect.table("prices.round_down", lines, LINES)
  expect.whole("prices.round_down: kopecks", kopecks, 1, 'write rub "1" for whole roubles')
  local rest, cuts = M.total(lines) % kopecks, {}
  local dearest = table.move(lines, 1, #lines, 1, {})
  table.sort(dearest, function(one, other)
    return one.sum > other.sum or (one.sum == other.sum and one.id < other.id)
  end)
  for _, line in ipairs(dearest) do
    cuts[line.id] = math.min(rest, line.sum)
    rest = rest - cuts[line.id]
  end
  return cuts
end

--- What the lines cost together.
---@param lines table[] As the function of `prices` is given them.
---@return integer kopecks Their sum.
function M.total(lines)
  expect.table("prices.total", lines, LINES)
  local total = 0
  for _, line in ipairs(lines) do
    total = total + line.sum
  end
  return total
end

return M
