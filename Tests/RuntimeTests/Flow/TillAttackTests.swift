import Testing

@testable import KassaEmulators
@testable import KassaRuntime

/// Attacks in the middle of a card sale at a real till: the card is charged, then the script attacks.
///
/// It is gone in time, and the sale goes on in the stock flow to one document.
@Suite(.serialized, .timeLimit(.minutes(10))) struct TillAttackTests {
  struct Attack: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let lua: String

    init(_ name: String, _ lua: String) { (testDescription, self.lua) = (name, lua) }
  }

  /// The table of attacks that a hook and a capped allocator let through, row by row.
  static let known = [
    Attack("endless loop", "while true do end"),
    Attack("the same under pcall", "while true do pcall(function() while true do end end) end"),
    Attack("recursion through pcall", "local function f() pcall(f) f() end f()"),
    Attack("__gc", "setmetatable({}, { __gc = function() while true do end end })"),
    Attack(
      "a wrap with a looping __close",
      "local f = coroutine.wrap(function() local x <close> = setmetatable({}, "
        + "{ __close = function() while true do end end }) error('x') end) pcall(f) "
        + "while true do end"),
    Attack("an xpcall handler that loops", "xpcall(error, function() while true do end end)"),
    Attack("rep without end", "while true do (''):rep(1e15) end"),
    Attack("a huge move", "while true do pcall(table.move, {}, 1, 1 << 62, 2) end"),
    Attack(
      "insert with a huge __len",
      "local t = setmetatable({}, { __len = function() return 1 << 62 end }) "
        + "while true do pcall(table.insert, t, 1, 1) pcall(table.remove, t, 1) end"),
    Attack("backtracking", "while true do pcall(string.find, ('a'):rep(100000), '.*.*.*.*b') end"),
    Attack("balanced", "local s = ('('):rep(1000000) while true do s:find('%b()') end"),
    Attack(
      "quadratic plain find",
      "local s = ('a'):rep(5000000) local p = ('a'):rep(2000000) .. 'b' "
        + "while true do s:find(p, 1, true) end"),
    Attack("rep of 30 MB in a loop", "while true do local s = ('x'):rep(30000000) end"),
    Attack(
      "memory growth under pcall",
      "local t = {} while true do pcall(function() t[#t + 1] = ('x'):rep(15000000) end) end"),
    Attack(
      "a bad comparator",
      "local t = {} for i = 1, 100000 do t[i] = i end "
        + "while true do pcall(table.sort, t, function() return true end) end"),
    Attack("a wide format", "while true do pcall(string.format, '%99999d', 1) end"),
    Attack("a deep parse", "while true do load(('('):rep(100000)) end"),
    Attack("deep C recursion", "local function f() return (('a'):gsub('a', f)) end f()"),
    Attack("a binary chunk", "assert(load('\\27LuaT' .. ('\\0'):rep(1000)))()"),
    Attack("collectgarbage", "while true do collectgarbage() end"),
    Attack("a chain of coroutine.close", "coroutine.close(coroutine.create(print))"),
    Attack(
      "a weak metatable and an emergency collection",
      "local mt = {} local t = setmetatable({}, mt) for i = 1, 1000 do t[{}] = {} end "
        + "mt.__mode = 'k' local s = ('x'):rep(4000000) for i = 1, 100 do pcall(function() return "
        + "\(Array(repeating: "s", count: 40).joined(separator: "..")) end) end"),
    Attack(
      "an error object with __tostring",
      "error(setmetatable({}, { __tostring = function() while true do end end, __name = 'x' }))"),
    Attack("what is left out", "debug.getregistry() io.open('/etc/passwd') os.exit(1)"),
  ]

  /// What one call makes the host do.
  static let host = [
    Attack("a memo flood", "while true do pcall(receipt.memo, 'k', ('x'):rep(100000)) end"),
    Attack("a memo of 15 MB", "pcall(receipt.memo, 'k', ('4'):rep(15000000))"),
    Attack(
      "many memos", "local i = 0 while true do i = i + 1 pcall(receipt.memo, 'k' .. i, i) end"),
    Attack(
      "one long text a thousand times",
      "local s, t = ('x'):rep(15000000), {} for i = 1, 1000 do t[i] = s end "
        + "while true do pcall(receipt.memo, 'k', t) end"),
    Attack(
      "tables that hold each other twice",
      "local t = {} for _ = 1, 40 do t = { t, t } end while true do pcall(receipt.memo, 'k', t) end"
    ),
    Attack(
      "a long list with a mistake at its end",
      "local t = {} for i = 1, 99000 do t[i] = i end t[#t + 1] = 'x' "
        + "while true do pcall(prompt.amount, { 'x', title = 'x', offered = t }) end"),
    Attack("a log flood", "while true do log(('4'):rep(15000000)) end"),
    Attack("small logs without end", "while true do log 'x' end"),
    Attack(
      "a long name",
      "while true do pcall(receipt.add, { name = ('ж'):rep(1000000), price = 1 }) end"),
    Attack(
      "departments of 100 KB",
      "local s = ('x'):rep(100000) "
        + "while true do pcall(receipt.add, { name = 'Чай', price = 1, department = s }) end"),
    Attack("a search for much", "while true do pcall(receipt.search, ('ж '):rep(50000)) end"),
    Attack("searches without end", "while true do pcall(receipt.search, 'ж') end"),
    Attack(
      "reads without end", "while true do receipt.lines() terminal.list() receipt.parked() end"),
    Attack("snapshots", "while true do receipt.restore(receipt.snapshot()) end"),
    Attack(
      "unknown keys of a megabyte",
      "local s = ('x'):rep(1000000) while true do pcall(prompt.tell, { 'x', [s] = 1 }) "
        + "pcall(function() return string[s] end) pcall(prompt.tell, { s }) end"),
    Attack(
      "terminals without end",
      "while true do pcall(terminal.add, { provider = 'standalone', name = 'x', "
        + "settings = { a = ('x'):rep(10000) } }) end"),
    Attack(
      "texts of 15 MB",
      "local s = ('ж'):rep(7000000) while true do pcall(money.parse, s) pcall(text.len, s) end"),
    Attack(
      "a deep argument",
      "local a = {} for _ = 1, 300 do a = { a } end prompt.tell { 'x', args = { a = a } }"),
  ]

  /// Prompts that nobody could read.
  static let prompts = [
    Attack(
      "a title of a megabyte",
      "prompt.choose { 'x', title = ('x'):rep(1 << 20), buttons = { 'a' } }"),
    Attack(
      "100,000 buttons",
      "local b = {} for i = 1, 100000 do b[i] = 'b' .. i end "
        + "prompt.choose { 'x', title = 'x', buttons = b }"),
    Attack(
      "5,000 buttons with labels",
      "local b = {} for i = 1, 5000 do b[i] = { 'b' .. i, 'B' .. i } end "
        + "prompt.choose { 'x', title = 'x', buttons = b, hide = b }"),
    Attack(
      "100,000 arguments",
      "local a = {} for i = 1, 90000 do a['k' .. i] = i end prompt.tell { 'x', title = 'x', args = a }"
    ),
    Attack(
      "an argument of 60 KB ten thousand times",
      "prompt.tell { 'x', title = ('{a}'):rep(10000), body = ('{a}'):rep(10000), "
        + "args = { a = ('x'):rep(60000) } }"),
    Attack(
      "braces without end",
      "prompt.tell { 'x', title = ('{'):rep(60000), body = ('{a'):rep(30000) .. '}' }"),
  ]

  /// What an error can be, and what can be returned.
  static let errors = [
    Attack("an error of 15 MB", "error(('x'):rep(15000000))"),
    Attack("an error of many places", "error((': '):rep(100000), 0)"),
    Attack("an error of digits", "error(('4'):rep(5000000))"),
    Attack("an error that is a coroutine", "error(coroutine.create(print))"),
    Attack("an error that is a function", "error(print)"),
    Attack("an error that is not text", "error('\\xff\\0\\xc0')"),
    Attack("an error that is a number", "error(0/0)"),
    Attack("an error with a negative level", "error('x', math.mininteger)"),
    Attack("an error with a huge level", "error('x', 1 << 40)"),
    Attack(
      "an __index that raises itself",
      "setmetatable({}, { __index = function(t) error(t) end }).x = nil error()"),
    Attack(
      "200 large results",
      "local t = {} for i = 1, 90000 do t[i] = i end local r = {} for i = 1, 200 do r[i] = t end "
        + "do return table.unpack(r) end"),
  ]

  /// What the parser, a table or a stack does in one step that no hook sees.
  static let machine = [
    Attack(
      "keys that all fall on one place",
      "local m = (1 << 18) - 1 local t = {} for i = 1, (1 << 17) + 1 do t[i * m] = i end"),
    Attack(
      "names looked up through 160 functions",
      "local s = ('local ' .. ('a,'):rep(199) .. 'a ' .. 'return function() '):rep(160) "
        + ".. 'return {' .. ('x,'):rep(30000) .. '}' .. (' end'):rep(160) "
        + "while true do load(s) end"),
    Attack(
      "coroutines without end",
      "local all = {} while true do local c = coroutine.wrap(function() "
        + "while true do coroutine.yield() end end) c() all[#all % 100 + 1] = c end"),
    Attack("goto", "::top:: goto top"),
    Attack(
      "metamethods of metamethods",
      "local m = {} m.__index = function(t, k) return t[k .. 'x'] end m.__concat = function(a, b) "
        + "return a .. b end m.__lt = function(a, b) return a < b end m.__eq = m.__lt "
        + "local o, p = setmetatable({}, m), setmetatable({}, m) while true do "
        + "pcall(function() return o.x end) pcall(function() return o .. p end) "
        + "pcall(function() return o < p end) pcall(function() return o == p end) end"),
  ]

  /// The till is gone when this returns.
  private static func play(_ story: Story, _ cashier: PayingCashier) async throws {
    let till = try await story.open(cashier)
    await #expect(throws: CashierGone.self) { try await till.run() }
  }

  @Test(arguments: known + host + prompts + errors + machine)
  func `the sale goes on in the stock flow`(attack: Attack) async throws {
    let story = try Story.sale(
      """
      if receipt.is_printed() then error "twice" end
      if not shift.ready().ready then shift.open() end
      receipt.add { name = "Кофе", price = 100 }
      prompt.sale { "sale" }
      terminal.charge { "charge.window", terminal = "standalone", amount = 100 }
      \(attack.lua)
      error "survived"
      """)
    let cashier = PayingCashier()
    try await Self.play(story, cashier)
    #expect(try story.receipts.map(\.document.total.kopecks) == [100])
    #expect(try story.receipts.map(\.document.payments.cashless.kopecks) == [100])
    #expect(try !story.faults().isEmpty)
    let verdict = try story.verify()
    #expect(verdict.receipts == 1 && verdict.matters == 0)
    // A step's second of the processor, and what the stock flow needs to load and to ask.
    let longest = await cashier.longest
    #expect(
      longest / Stopwatch.slowness < .milliseconds(1_200),
      "\(attack.testDescription) took \(longest)")
    #expect(story.log.text.utf8.count < 1 << 20)
  }
}

/// Pays one receipt by card and measures how long the till takes from an answer to its next prompt.
private actor PayingCashier: Cashier {
  private var left = 20
  private var isCharged = false
  private var isPrinted = false
  private var answered: Stopwatch?
  private(set) var longest = Duration.zero

  func answer(_ prompt: Prompt) async throws(CashierGone) -> Answer {
    if let answered { longest = max(longest, answered.elapsed) }
    defer { answered = Stopwatch() }
    left -= 1
    guard left >= 0, !isPrinted else { throw CashierGone() }
    switch prompt.kind {
    case .secret: return .text(Story.pin)
    case .outcome:
      isCharged = true
      return .button("approved")
    case .sale: return .button(isCharged ? "pay.cash" : "pay.card")
    case .tell, .confirm, .choose, .amount, .text, .count:
      // «Напечатать чек» stands first where a charged card is left.
      guard let button = prompt.buttons.first else { throw CashierGone() }
      return .button(button.id)
    }
  }

  func refuse(_ error: AnswerError, of prompt: Prompt) async {}

  func show(_ notice: Notice) async {
    if case .paper(let paper) = notice, paper.kind == .receipt { isPrinted = true }
  }
}
