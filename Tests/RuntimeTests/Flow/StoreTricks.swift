@testable import KassaRuntime

/// More that a script tries against the money, once, with what the language itself lets it change.
enum StoreTricks {
  private static let window =
    #"terminal.charge { "charge.window", terminal = "standalone", amount = receipt.due()"#

  /// The library, its tables and what every script finds, put in other hands.
  static let patches = [
    #"terminal = setmetatable({ charge = function() return "approved" end }, { __index = terminal })"#,
    #"pcall(function() terminal.charge = function() return "approved" end end)"#,
    #"pcall(function() receipt.due = function() return 0 end end) pcall(receipt.print)"#,
    #"receipt = setmetatable({ due = function() return 0 end, park = print }, { __index = receipt })"#,
    #"pcall(function() require("kassa.charge").take = function() return true end end)"#,
    #"pcall(function() require("kassa.hooks").run = function() return true end end)"#,
    #"pcall(function() require("kassa.printing").print = function() return true end end)"#,
    #"pcall(function() require("kassa.payment").resume = function() return true end end)"#,
    #"pcall(function() require("kassa.ready").wait = function() return true end end)"#,
    #"pcall(function() getmetatable("").__index = function() return function() return "approved" end end end)"#,
    #"setmetatable(_G, { __index = function() return function() return "approved" end end, __newindex = error })"#,
    #"pairs, ipairs, pcall = next, next, function(f, ...) return true, f(...) end"#,
    #"error = function() end tostring = error type = function() return "table" end"#,
    #"require = function() return setmetatable({}, { __index = function() return print end }) end"#,
    #"local _ENV = { receipt = receipt } receipt.print()"#,
    #"pcall(function() require("kassa.running_store").providers = {} end)"#,
    #"pcall(function() require("kassa.running_store").default_terminal = { { "x", marked = true } } end)"#,
  ]

  /// Coroutines, metamethods and errors around what waits.
  static let turns = [
    #"local c = coroutine.create(function() return \#(window) } end) coroutine.resume(c) coroutine.resume(c, "approved") receipt.print()"#,
    #"coroutine.wrap(function() pcall(function() \#(window) } end) end)() error "x""#,
    #"local c = coroutine.wrap(function() \#(window) } end) pcall(c) pcall(c) pcall(receipt.print)"#,
    #"pcall(table.sort, { 3, 2, 1 }, function() receipt.print() return true end)"#,
    #"pcall(string.gsub, "aa", "a", function() \#(window) } end)"#,
    #"local x <close> = setmetatable({}, { __close = function() receipt.print() \#(window) } end }) error "x""#,
    #"error(setmetatable({}, { __tostring = function() receipt.print() return "x" end, __name = "x" }))"#,
    #"pcall(error, setmetatable({}, { __index = function() \#(window) } end })) coroutine.yield()"#,
    #"coroutine.wrap(coroutine.yield)() pcall(coroutine.yield, "approved") receipt.print()"#,
    #"xpcall(function() \#(window) } error "x" end, function() receipt.print() end) receipt.print()"#,
    #"for _, each in (function() return coroutine.wrap(function() receipt.print() end) end)() do end"#,
    #"terminal.charge(setmetatable({}, { __index = function(_, k) return ({ "charge.window", terminal = "standalone", amount = 1 })[k] end }))"#,
    #"terminal.charge(setmetatable({ "charge.window", terminal = "standalone", amount = 1 }, { __index = function() return 19950 end, __len = function() return 9 end }))"#,
  ]

  /// Numbers, ids and texts that are not what they seem.
  static let disguises = [
    #"\#(window), args = { amount = 1, terminal = "Сбер", time = 0, age = 0, difference = 5 } }"#,
    #"\#(window), title = ("\n"):rep(300) .. "Готово", body = ("Оплата 1,00 ₽ · ВТБ\n"):rep(200) }"#,
    #"\#(window), hide = { "approved", "declined", "unknown", "not_run" }, buttons = { "go" } }"#,
    #"\#(window), buttons = { { "approved", "Ｄｅｃｌｉｎｅｄ" }, { "declined", "𝐀𝐩𝐩𝐫𝐨𝐯𝐞𝐝" }, { "unknown", "✔\u{FE0F} Да" } } }"#,
    #"\#(window), buttons = { { "approved ", "Отказ" }, { "Approved", "Отказ" }, { "declined\u{200B}", "Отказ" } } }"#,
    #"\#(window), buttons = { { "not_run", "Печать" }, { "unknown", "Печать" } }, default = "approved", cancel = true }"#,
    #"terminal.charge { "charge\u{200B}.window", terminal = "standalone", amount = receipt.due() }"#,
    #"terminal.charge { "сharge.window", title = "?", terminal = "standalone", amount = receipt.due() }"#,
    #"terminal.charge { "charge.window", terminal = "standalone", amount = 0/0 }"#,
    #"terminal.charge { "charge.window", terminal = "standalone", amount = math.mininteger }"#,
    #"terminal.charge { "charge.window", terminal = "standalone", amount = receipt.due() + 1 }"#,
    #"terminal.charge { "charge.window", terminal = "standalone", amount = 1 } terminal.charge { "charge.window", terminal = "standalone", amount = 1 } receipt.print()"#,
    #"prompt.choose { "charge\u{200B}.window", title = "?", buttons = { { "approved", "✓ Одобрено" } } }"#,
    #"prompt.confirm { "print.nothing" }"#, #"prompt.confirm { "shift.close\u{AD}" }"#,
    #"prompt.choose { "charge.late" }"#, #"prompt.choose { "guard.lift" }"#,
    #"prompt.text { "charge.amount", scan = true }"#,
    #"prompt.text { "own", title = "Сканируйте слип", scan = true } receipt.print()"#,
    #"receipt.cash { "payment.cash", buttons = { { "199.50", "Готово" }, { "19950", "Печать" } }, default = "199.50" }"#,
    #"receipt.confirm { tender = "cash", amount = receipt.due() }"#,
    #"receipt.confirm { tender = "prepaid", amount = -1 }"#,
  ]

  /// Goods, ends of flows and what is kept, at the wrong moment.
  static let moves = [
    #"local s = receipt.snapshot() receipt.add { name = "Х", price = 1 } receipt.restore(s) receipt.print()"#,
    #"local s = receipt.snapshot() receipt.restore(s - 1) receipt.restore(s + 1)"#,
    #"for _, l in ipairs(receipt.lines()) do receipt.discount { line = l.id, hundredths = 10000 } end receipt.print()"#,
    #"for _, l in ipairs(receipt.lines()) do receipt.remove(l.id) end receipt.print()"#,
    #"receipt.add { name = "Х", price = 9000000, quantity = "0.000001" } receipt.print()"#,
    #"receipt.add { name = "Х", price = -19950 } receipt.print()"#,
    #"receipt.print() receipt.print()"#, #"receipt.continue_printing() receipt.copy()"#,
    #"pcall(terminal.detach) pcall(receipt.park) pcall(receipt.print)"#,
    #"receipt.park() do return "sale", receipt.id() end"#, #"do return "shift" end"#,
    #"do return receipt.id() end"#, #"do return "person" end"#,
    #"receipt.memo("kassa.terminal", "t99") receipt.memo("paid", true)"#,
    #"cashier.sign_out() receipt.print()"#, #"shift.close() receipt.print()"#,
    #"receipt.return_cash { "payment.return_cash" } receipt.print()"#,
    #"cashier.require { "own.pin", title = "Сколько?", cashier = "Анна", role = "senior" } receipt.print()"#,
    #"prompt.new_pin { "own.pin", title = "Номер карты клиента?", cashier = "Анна" }"#,
    #"receipt.pass "before_payment" receipt.pass "before_shift_close" receipt.lift { "guard.lift", guard = "before_payment" }"#,
    #"\#(window), proof = { amount = "optional" } } terminal.slip_amount { "charge.amount" } receipt.print()"#,
    #"pcall(terminal.slip_verdict, { "charge.under", buttons = { { "rest", "Назад" }, { "tip", "Назад" } } }) receipt.print()"#,
    #"pcall(terminal.void_mismatch, { "charge.void" }) pcall(terminal.return_difference, { "charge.difference" })"#,
  ]

  /// What stores add: listeners, prices, buttons, durable values, parameters, services, words by language.
  static let surface = [
    #"pcall(point.leave) pcall(function() \#(window) } end) pcall(receipt.print)"#,
    #"pcall(point.leave) pcall(receipt.park) pcall(receipt.cash, { "payment.cash", cancel = true })"#,
    #"pcall(point.enter, "prices", print) pcall(receipt.print) pcall(point.fail, "prices", "x")"#,
    #"for _, l in ipairs(receipt.lines()) do pcall(receipt.reprice, { { line = l.id, name = "С", amount = l.sum } }) end pcall(receipt.print)"#,
    #"pcall(receipt.reprice, { { line = 1, name = "С", amount = 19949 } }) pcall(function() \#(window) } end) pcall(receipt.reprice, {}) pcall(receipt.print)"#,
    #"pcall(receipt.begin_tender) pcall(receipt.discount, { line = 1, hundredths = 9900 }) pcall(function() \#(window) } end) pcall(receipt.end_tender, false) pcall(receipt.print)"#,
    #"pcall(receipt.begin_tender) pcall(receipt.add, { name = "Х", price = 100 }) pcall(receipt.tender_heard) pcall(receipt.end_tender, true) pcall(receipt.print)"#,
    #"pcall(function() require("kassa.points").run = function() return true end end) pcall(function() require("kassa.own").is_running = function() return false end end)"#,
    #"pcall(function() require("kassa.prices").apply = function() receipt.reprice {} end end)"#,
    #"pcall(function() local p = require "kassa.payment" p.pay "cash" p.pay "card" p.resume() end)"#,
    #"pcall(kept.set, "asked", true) if kept.get "asked" then pcall(receipt.print) end"#,
    #"pcall(kept.set, "asked", "approved") pcall(receipt.memo, "approved", kept.get "asked")"#,
    #"\#(window), title = { ru = "Возврат", en = "Refund" }, buttons = { { "approved", { ru = "Отказ", en = "Declined" } }, { "declined", { ru = "Одобрено", en = "Approved" } } } }"#,
    #"prompt.choose { "own", title = { ru = "Сначала карта", en = "Card first" }, buttons = { { "approved", { ru = "✓ Одобрено", en = "✓ Approved" } } } } receipt.print()"#,
    #"pcall(prompt.choose, { "payment.leave", buttons = { { "print", { ru = "Вернуть на карту", en = "Refund card" } }, { "refund", { ru = "Напечатать", en = "Print" } } } }) pcall(receipt.print)"#,
    #"pcall(terminal.address, { "parameters.value", title = "?" }) pcall(parameters.set, "limit", 1)"#,
    #"do return veto { ru = "Одобрено", en = "Approved" } end"#,
    #"if services.ask("loyalty", "approve") then pcall(receipt.memo, "paid", true) pcall(receipt.print) end"#,
    #"pcall(services.change, "loyalty", "pay", { amount = receipt.due() }) pcall(receipt.print) pcall(receipt.confirm, { tender = "prepaid", amount = receipt.due() })"#,
    #"pcall(function() \#(window) } end) pcall(services.change, "loyalty", "pay", {}) pcall(receipt.print)"#,
    #"pcall(function() services.ask = function() return { approved = true } end end) pcall(services.settle, { "services.settle", service = "loyalty", cashier = "Анна", title = "Печать?" }) pcall(receipt.print)"#,
    #"pcall(receipt.lift, { "guard.lift", guard = "before_tender" }) pcall(receipt.pass, "before_tender") pcall(receipt.pass, "line_added")"#,
  ]

  static let all = patches + turns + disguises + moves + surface
}
