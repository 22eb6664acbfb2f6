--- What a store adds to the stock sale: buttons, codes of its own, goods for one tap.
local own = require "kassa.own"
local running_store = require "kassa.running_store"

local M = {}

--- The function of the store's button of that id, where it is one.
local function function_of(prompt_id, id)
  local list = running_store.buttons and running_store.buttons[prompt_id]
  if not list then
    return nil
  end
  for _, each in ipairs(list) do
    if type(each) == "table" and each[1] == id then
      return each[3]
    end
  end
end

--- Ids of the stock sale's own buttons, as its words have them.
local function stock_ids()
  local ids = {}
  for place, each in ipairs(require("kassa.texts.ru.sale")["sale"].buttons) do
    ids[place] = each[1]
  end
  return ids
end

--- What is wrong with what a button of the sale returned; nil where nothing is.
local function problem_with(answer)
  if answer == nil then
    return nil
  elseif type(answer) ~= "string" then
    return "nothing or a stock button's id was expected, got " .. own.shown(answer)
  end
  local ids = stock_ids()
  for _, id in ipairs(ids) do
    if id == answer then
      return nil
    end
  end
  return ("no stock button «%s»; return one of %s, or nothing"):format(answer, table.concat(ids, ", "))
end

local function expect_nothing(answer)
  if answer ~= nil then
    return "nothing was expected, got " .. own.shown(answer)
  end
end

--- Runs the store's own button; a failing one is told and does nothing.
---@param prompt_id string "sale" or "payment.tender"
---@param id string
---@return boolean pressed false where it is none of the store's
---@return string? follow the stock button to go on with
function M.press(prompt_id, id)
  local run = function_of(prompt_id, id)
  if not run then
    return false
  end
  local check = prompt_id == "sale" and problem_with or expect_nothing
  local fine, answer = own.call("buttons." .. prompt_id .. "." .. id, false, check, run)
  return true, fine and answer or nil
end

--- Lets the store deal with a code of its own.
---@param code string
---@param quantity? string
---@return boolean dealt_with
function M.scan(code, quantity)
  for _, each in ipairs(running_store.scans or {}) do
    if code:find(each[1]) then
      own.call("scans «" .. each[1] .. "»", false, expect_nothing, each[2], code, quantity)
      return true
    end
  end
  return false
end

local favourites

local function read()
  local wanted = running_store.favourites
  if not wanted then
    return {}
  elseif wanted.department then
    return receipt.goods_of(wanted.department)
  end
  local list = {}
  for _, barcode in ipairs(wanted) do
    list[#list + 1] = receipt.goods(barcode)
  end
  return list
end

--- The buttons of the sale with the store's favourites behind them; nil where it has none.
---@return table? buttons
function M.of_goods()
  favourites = favourites or read()
  if #favourites == 0 then
    return nil
  end
  local list = prompt.buttons "sale"
  for place, good in ipairs(favourites) do
    list[#list + 1] = { "good." .. place, good.name .. " · " .. money.text(good.price) }
  end
  return list
end

--- The favourite of a button.
---@param id string
---@return table? good
function M.good(id)
  -- Each answer of a sale asks.
  if not favourites or #favourites == 0 then
    return nil
  end
  local place = id:match "^good%.(%d+)$"
  return place and favourites[math.tointeger(tonumber(place))]
end

return M
