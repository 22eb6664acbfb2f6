--- Which terminal a charge goes to: the first rule that holds, and why each did or did not.
local heard = require "kassa.heard"

local M = {}

--- A minute of the day of "22:00".
local function minutes(text)
  local hours, rest = text:match("^(%d%d):(%d%d)$")
  return math.tointeger(tonumber(hours)) * 60 + math.tointeger(tonumber(rest))
end

--- From the first time up to the second; over midnight where the second is earlier.
local function is_between(now, span)
  local from, to = minutes(span[1]), minutes(span[2])
  if from <= to then
    return now >= from and now < to
  end
  return now >= from or now < to
end

local function contains(list, value)
  for _, item in ipairs(list) do
    if item == value then
      return true
    end
  end
  return false
end

--- What a rule may ask of a charge, in the order it is looked at: a key and why it does not hold.
local conditions = {
  { "amount_at_least", "amount", function(rule, facts) return facts.amount >= rule.amount_at_least end },
  { "amount_below", "amount", function(rule, facts) return facts.amount < rule.amount_below end },
  { "between", "time", function(rule, facts) return is_between(facts.minute, rule.between) end },
  { "weekdays", "weekday", function(rule, facts) return contains(rule.weekdays, facts.weekday) end },
  { "dates", "date", function(rule, facts)
    return facts.date >= rule.dates[1] and facts.date <= rule.dates[2]
  end },
  { "cashier", "cashier", function(rule, facts) return facts.cashier == rule.cashier end },
  { "department", "department", function(rule, facts)
    return contains(facts.departments, rule.department)
  end },
}

--- What a rule is called in a trace: the same in every language.
local function name(rule)
  local label = rule[1]
  return type(label) == "table" and (label.ru or label.en) or label
end

--- Why the store's own condition does not hold; nil when it does. A rule only looks.
local function own_failing(rule, facts)
  local what = "rule «" .. tostring(name(rule)) .. "»"
  local fine, answer = heard.pure(what, rule.when, facts)
  if fine and answer ~= nil and type(answer) ~= "boolean" then
    log.failed(what, "when: true or false was expected, got " .. tostring(answer), rule.when)
    fine = false
  end
  if not fine then
    return "failed"
  end
  return not answer and "when" or nil
end

local function failing(rule, facts)
  for _, condition in ipairs(conditions) do
    local key, why, holds = condition[1], condition[2], condition[3]
    if rule[key] ~= nil and not holds(rule, facts) then
      return why
    end
  end
  return rule.when and own_failing(rule, facts)
end

--- Whether a rule means this terminal.
local function is_meant(rule, each)
  return (rule.purpose == nil or each.purpose == rule.purpose)
    and (rule.provider == nil or each.provider == rule.provider)
    and (not rule.marked or each.marked)
    and (not rule.last_used or each.last_used)
end

--- Why a terminal can't take this charge; nil when it can.
---@param each table as `terminal.list` gives it
---@param amount integer kopecks
---@return string? reason
function M.refusal(each, amount)
  if not each.offered then
    return "terminal_not_offered"
  elseif not each.in_service then
    return "terminal_out_of_service"
  elseif each.least and amount < each.least then
    return "terminal_least"
  elseif each.most and amount > each.most then
    return "terminal_most"
  end
end

--- Of several, the marked one, then the one used last, then the first.
local function best(list)
  for _, key in ipairs { "marked", "last_used" } do
    for _, each in ipairs(list) do
      if each[key] then
        return each
      end
    end
  end
  return list[1]
end

--- The terminal a rule chooses, or why it chooses none.
local function candidate(rule, facts, terminals)
  local usable, why = {}, "no_terminal"
  for _, each in ipairs(terminals) do
    if is_meant(rule, each) then
      local reason = M.refusal(each, facts.amount)
      if reason then
        why = reason
      else
        usable[#usable + 1] = each
      end
    end
  end
  if #usable > 0 then
    return best(usable)
  end
  return nil, why
end

local function usable(facts, terminals)
  local list = {}
  for _, each in ipairs(terminals) do
    if not M.refusal(each, facts.amount) then
      list[#list + 1] = each
    end
  end
  return list
end

--- The rules of a store that has none of its own.
M.stock = { { "marked", marked = true } }

--- What a rule that was looked at is called, of the rules there are; nil where it is the stock library's.
---@param rules table[]?
---@param rule string as a trace names it
function M.label(rules, rule)
  for _, each in ipairs(rules or {}) do
    if name(each) == rule then
      return each[1]
    end
  end
end

--- Chooses a terminal for a charge.
---
--- Pure: the same rules, facts and terminals give the same choice and trace.
---@param rules table[]
---@param facts table amount, minute, weekday, date, cashier, departments, by_hand
---@param terminals table[] as `terminal.list` gives them
---@return table? terminal nil where the cashier is to be asked
---@return table[] trace each rule looked at: rule, held, why, terminal
function M.choose(rules, facts, terminals)
  local trace = {}
  local function note(rule, why, chosen)
    trace[#trace + 1] = {
      rule = rule, held = chosen ~= nil or why == "asks", why = why, terminal = chosen and chosen.name,
    }
    return chosen, trace
  end
  for _, each in ipairs(terminals) do
    if each.id == facts.by_hand and not M.refusal(each, facts.amount) then
      return note("by_hand", "chosen", each)
    end
  end
  for _, rule in ipairs(rules) do
    local why = failing(rule, facts)
    if not why and rule.ask then
      return note(name(rule), "asks")
    elseif why then
      note(name(rule), why)
    else
      local chosen, missing = candidate(rule, facts, terminals)
      note(name(rule), chosen and "chosen" or missing, chosen)
      if chosen then
        return chosen, trace
      end
    end
  end
  local left = usable(facts, terminals)
  if #left == 1 then
    return note("only", "chosen", left[1])
  end
  return note("ask", #left == 0 and "no_terminal" or "asks")
end

--- What the rules are asked about now.
---@param amount integer kopecks
---@return table facts
function M.facts(amount)
  local now = clock.parts(clock.now())
  return {
    amount = amount, minute = now.hour * 60 + now.minute, weekday = now.weekday, date = now.date,
    cashier = cashier.name(), departments = receipt.departments(), by_hand = receipt.memo("kassa.terminal"),
  }
end

return M
