--- Counts: of the drawer, and of terminals by their own reports. Nobody is shown what should be there before.
local providers = require "kassa.providers"
local running_store = require "kassa.running_store"

local M = {}

local function by()
  local counts = running_store.counts
  return type(counts) == "table" and counts.drawer == "notes" and "notes" or "sum"
end

--- One line for each term that there is.
local function terms(count)
  local lines = {}
  local function term(id, kopecks)
    if kopecks and kopecks ~= 0 then
      lines[#lines + 1] = prompt.words("count.term." .. id) .. " " .. money.text(kopecks)
    end
  end
  if count.after_closing then
    lines[1] = prompt.words "count.after_closing"
  end
  term("before", count.before)
  term("sales", count.sales)
  term("returns", -count.returns)
  term("paid_in", count.paid_in)
  term("paid_out", -count.paid_out)
  term("unprinted", count.unprinted)
  if count.first then
    term("first", count.first)
  end
  return table.concat(lines, "\n")
end

--- Asks what lies in the drawer, once more where that does not fit, and shows what it comes to.
---@return table? count nil where it was left
function M.drawer()
  local count, why = drawer.count { by = by() }
  if why == "again" then
    count, why = drawer.count { by = by(), again = true }
  end
  if not count then
    return nil, why
  end
  local id = not count.expected and "drawer.counted.first"
    or count.difference == 0 and "drawer.counted.fits"
    or count.difference > 0 and "drawer.counted.over" or "drawer.counted.short"
  prompt.tell {
    id, default = "ok",
    args = {
      amount = count.figure, expected = count.expected or 0,
      difference = math.abs(count.difference or 0), terms = terms(count),
      cashier = count.before_by, time = count.before_at,
    },
  }
  return count
end

--- Shows what may have made the reports differ, once all of them stand.
local function explain()
  local text = drawer.explain()
  if text then
    prompt.tell { "settling.explained", args = { text = text }, default = "ok" }
  end
end

---@class kassa.Settlement
---@field terminal string
local Settlement = {}
Settlement.__index = Settlement

---@return string? word
function Settlement:ask()
  return (drawer.settled { terminal = self.id })
end

--- Asks what came of a terminal's settlement, as its provider does it where the store says how.
--- One that settles itself at its hour nobody settles.
local function settle(each)
  if each.settles_at then
    return
  end
  local settings, id = providers.settings(each.terminal)
  local provider = id and providers.find(id) or {}
  local settlement = setmetatable({ terminal = each.terminal, id = each.id }, Settlement)
  local word = provider.settle and provider.settle(settlement, settings)
  if not provider.settle then
    word = settlement:ask()
  end
  if not word then
    log("not settled", each.terminal)
  end
end

--- Terminals that did something since they were settled. A transfer has none: no report, nothing to settle.
---@return drawer.Period[]
function M.periods()
  local list = {}
  for _, each in ipairs(drawer.periods()) do
    local _, provider = providers.settings(each.terminal)
    if (provider or each.id) ~= "transfer" then
      list[#list + 1] = each
    end
  end
  return list
end

--- Asks for the report of each standalone terminal that did something since it was counted last. Each may be
--- left: the next is asked all the same.
function M.reports()
  local has_counted = false
  for _, each in ipairs(M.periods()) do
    if not each.counted then
      local count, why = drawer.count_terminal { terminal = each.id }
      if why == "again" then
        count = drawer.count_terminal { terminal = each.id, again = true }
      end
      if count then
        has_counted = true
      else
        log("not counted", each.terminal)
      end
    end
  end
  if has_counted then
    explain()
  end
end

--- Asks for the reports, then for the settlement of each terminal: first for what the last one left open.
function M.terminals()
  M.reports()
  for _, each in ipairs(M.periods()) do
    settle(each)
  end
end

--- Asks once more for what the last settlement left open.
function M.left_over()
  for _, each in ipairs(M.periods()) do
    if each.failed_at then
      settle(each)
    end
  end
end

return M
