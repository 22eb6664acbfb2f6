--- What the functions of a store that only look say of many charges and receipts, outside a sale: for who
--- compares stores.
local cut_lines = require "kassa.cut_lines"
local heard = require "kassa.heard"

local function words_of(reason)
  local text = type(reason) == "table" and (reason.ru or reason.en) or reason
  return type(text) == "string" and text or nil
end

local function say_of(charge, accepts)
  local fine, accepted, reason = pcall(
    heard.looking(accepts), { amount = charge.amount, terminal = charge.terminal }, charge.terminal.settings)
  if not fine then
    return "the function fails"
  end
  return accepted and "taken" or "refused: " .. (words_of(reason) or "no reason")
end

--- What a rule takes off, and its sum; a rule that does not finish takes nothing off.
local function ask(rule, lines, tender)
  local fine, answer = pcall(heard.looking(rule[2], 4000000), lines, tender)
  if not fine or answer ~= nil and type(answer) ~= "table" then
    return {}, "fails"
  end
  local cuts, total = {}, 0
  for _, line in ipairs(lines) do
    local amount = (answer or cuts)[line.id]
    if math.type(amount) == "integer" then
      cuts[line.id], total = amount, total + amount
    end
  end
  return cuts, total
end

--- Of each rule in its order what it takes off in all.
local function takes_off(rules, sold)
  local taken, cuts = {}, {}
  for place, rule in ipairs(rules) do
    local answer
    answer, taken[place] = ask(rule, cut_lines(sold.lines, cuts), sold.tender)
    for line, amount in pairs(answer) do
      cuts[line] = (cuts[line] or 0) + amount
    end
  end
  return taken
end

--- Where each function begins, by what it belongs to.
local function origins(providers, rules)
  local places = { accepts = {}, prices = {} }
  for id, provider in pairs(providers) do
    places.accepts[id] = point.origin(provider.accepts)
  end
  for place, rule in ipairs(rules) do
    places.prices[place] = point.origin(rule[2])
  end
  return places
end

---@param charges table[] each an `amount`, a time `at`, and a `terminal` with its `provider` and `settings`
---@param receipts table[] each its `lines`, its `tender` and a time `at`
---@return string[] said of each charge
---@return table[] taken of each receipt, by each rule of `prices`
---@return table places of the functions
return function(charges, receipts)
  local store = require "kassa.till_values"(require "store")
  local rules, providers = store.prices or {}, {}
  for _, provider in ipairs(store.providers or {}) do
    if provider.accepts then
      providers[provider.id] = provider
    end
  end
  local said, taken = {}, {}
  for place, charge in ipairs(charges) do
    local provider = providers[charge.terminal.provider]
    clock.stand_at(charge.at)
    said[place] = provider and say_of(charge, provider.accepts) or "taken"
  end
  for place, sold in ipairs(receipts) do
    clock.stand_at(sold.at)
    taken[place] = takes_off(rules, sold)
  end
  return said, taken, origins(providers, rules)
end
