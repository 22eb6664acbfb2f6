import Testing

@testable import KassaRuntime

/// Invariant 9: a script that fails in mid-sale loses its step and nothing else; the stock flow goes
/// on with the receipt and its approvals.
@Suite struct ScriptFaultTests {
  /// Ways in which Lua fails, and the kind of fault each is.
  static let faults: [(lua: String, kind: Fault.Kind)] = [
    ("error 'x'", .error), ("error { 'x' }", .error), ("error(nil)", .error), ("error()", .error),
    ("error(setmetatable({}, { __tostring = function() error 'y' end }))", .error),
    ("local none = nil none.field = 1", .error),
    (#"prompt.tell { "sale.empty", defalt = "ok" }"#, .error),
    ("coroutine.yield()", .error),
    ("local function deep() return 1 + deep() end deep()", .killed),
    ("while true do end", .killed),
    ("while true do pcall(function() while true do end end) end", .killed),
    ("local all = {} while true do all[#all + 1] = ('x'):rep(10000) .. #all end", .killed),
  ]

  /// Where in a card sale the script fails, and what the cashier says then.
  static let places: [(name: String, replies: [String])] = [
    ("before the first prompt", ["sale: pay.card", "charge.window: approved"]),
    ("after the goods", ["sale: pay.card", "sale: pay.card", "charge.window: approved"]),
    (
      "after the approval",
      ["sale: pay.card", "charge.window: approved", "payment.leave: print"]
    ),
    ("after the receipt", ["sale: pay.card", "charge.window: approved"]),
  ]

  /// A card sale of 1.00 on the public primitives, with `fault` at one of its places.
  static func sale(_ fault: String, at place: Int) -> String {
    let faults = (0..<4).map { $0 == place ? "do \(fault) end" : "" }
    return """
      if not shift.ready().ready then shift.open() end
      receipt.add { name = "Кофе", price = 100 }
      receipt.memo("kept", 1)
      receipt.search "кофе"
      shift.open()
      \(faults[0])
      prompt.sale { "sale" }
      \(faults[1])
      terminal.charge { "charge.window", terminal = "standalone", amount = 100 }
      receipt.memo("lost", 1)
      \(faults[2])
      receipt.print()
      \(faults[3])
      """
  }

  @Test(arguments: faults.indices, places.indices)
  func `a sale whose script fails completes with one document`(
    fault: Int, place: Int
  ) async throws {
    let (lua, kind) = Self.faults[fault]
    let story = try Story.sale(Self.sale(lua, at: place))
    let words = "\(lua) \(Self.places[place].name)"
    let scene = try await story.play(Story.signIn + Self.places[place].replies)
    #expect(scene.documents.map(\.payments.cashless.kopecks) == [100], "\(words)")
    #expect(scene.documents.map(\.total.kopecks) == [100], "\(words)")
    let warning =
      "Сценарий магазина остановлен, касса продолжает сама; подробности в файле kassa.log"
    // A second time at one place, the script sells no more.
    let stopped = scene.warnings.filter { $0.contains("остановлен дважды") }
    #expect(!scene.faults.isEmpty, "\(words)")
    #expect(scene.faults.count == scene.warnings.count - stopped.count, "\(words)")
    #expect(Set(scene.warnings).subtracting(stopped) == [warning], "\(words)")
    #expect(scene.state.parked.isEmpty, "\(words)")
    let verdict = try story.verify()
    #expect(verdict.receipts == 1 && verdict.matters == 0, "\(words)")
    #expect(try story.faults().first?.kind == kind, "\(words)")
  }

  @Test(arguments: faults.indices)
  func `the step that failed leaves its answer and none of its own changes`(
    fault: Int
  ) async throws {
    let scene = try await Story.sale(Self.sale(Self.faults[fault].lua, at: 2)).play(
      Story.signIn + ["sale: pay.card", "charge.window: approved"])
    #expect(scene.stands == "payment.leave")
    #expect(scene.state.flow?.start.level == .stock)
    #expect(scene.receipt?.charged.kopecks == 100)
    #expect(scene.receipt?.memo == ["kept": 1])
  }

  /// What a flow may return that is no flow's name.
  @Test(arguments: [
    "return {}", "return 1", "return 1.5", "return true", #"return "nonsense""#,
    #"return "sale", "nonsense""#, "return {}, {}", "return function() end",
    "return coroutine.create(error)", #"return "sign_in""#,
    "return setmetatable({}, { __len = error })",
  ])
  func `whatever a flow returns, an approval is kept`(result: String) async throws {
    let script = """
      if #receipt.parked() > 0 then
        prompt.choose { "end", title = "End", buttons = { "ok" } }
      end
      \(Self.sale(result, at: 2))
      """
    let story = try Story.sale(script)
    let scene = try await story.play(
      Story.signIn + ["sale: pay.card", "charge.window: approved"])
    #expect(["end", "payment.leave", "sign_in.pin"].contains(scene.stands))
    let kept = scene.state.matters.map(\.receipt) + [scene.receipt].compactMap { $0 }
    #expect(kept.map(\.charged.kopecks).reduce(0, +) == 100)
    #expect(scene.documents.isEmpty)
  }

  /// What a flow returns beside what it may, and what it is told.
  static let results: [(result: String, says: String)] = [
    (
      "return 5, {}",
      "flows.sale: the name of a flow was expected, one of documents, drawer, parked, returns, sale, shift, sign_in, terminals, "
        + "got 5; return one of them, or nothing"
    ),
    (#"return "nosuchflow""#, "got «nosuchflow»; return one of them, or nothing"),
    ("return false", "the name of a flow was expected"),
    ("return {}", "the name of a flow was expected"),
    (
      #"return "sale", "nosuchreceipt""#,
      "flows.sale: the id of a receipt set aside was expected, got «nosuchreceipt»; "
        + "return one of receipt.parked(), or nothing after the flow"
    ),
    (#"return "sale", 7"#, "the id of a receipt set aside was expected, got 7"),
  ]

  @Test(arguments: results.indices)
  func `a flow that returns the wrong thing falls back with its goods`(index: Int) async throws {
    let (result, says) = Self.results[index]
    let script = """
      receipt.add { name = "Кофе", price = 100 }
      prompt.tell { "go", title = "?" }
      \(result)
      """
    let story = try Story.sale(script)
    let scene = try await story.play(Story.signIn + ["go: ok"])
    #expect(scene.faults.first?.contains(says) == true, "\(scene.faults)")
    #expect(scene.stands == "sale")
    #expect(scene.receipt?.lines.count == 1)
    #expect(try story.faults().map(\.kind) == [.error])
  }

  @Test(arguments: ["return", #"return "sale""#, "error 'x'"])
  func `a sale that returns at once does not hang the till`(body: String) async throws {
    let scene = try await Story.sale(body).play(Story.start)
    #expect(scene.stands == "sale")
    #expect(scene.receipt?.lines.count == 1)
  }

  /// Prompts that no answer could end; they raise instead, or the till would stand there for ever.
  @Test(arguments: [
    #"prompt.choose { "x", title = "?" }"#,
    #"prompt.choose { "x", title = "?", buttons = {} }"#,
    #"prompt.choose { "x", title = "?", buttons = { "a" }, hide = { "a" } }"#,
    #"prompt.choose { "payment.leave", hide = { "print", "rest", "refund", "senior" } }"#,
    #"prompt.text { "x", title = "?", least = 5, most = 4 }"#,
    #"prompt.text { "x", title = "?", least = -1, most = -1 }"#,
    #"prompt.text { "x", title = "?", format = "contact", most = 2 }"#,
    #"prompt.amount { "x", title = "?", least = 2, most = 1 }"#,
  ])
  func `a prompt without a possible answer raises`(prompt: String) async throws {
    let scene = try await Story.sale(prompt).play(Story.start)
    #expect(scene.stands == "sale")
    #expect(scene.faults.first?.contains("leto/store.lua:") == true, "\(scene.faults)")
  }

  /// Scripts that keep the registrar busy and never ask anybody.
  @Test(arguments: [
    "while true do shift.open() end",
    "shift.open() return",
    "while true do receipt.copy() end",
    "while true do shift.ready() end",
    "while true do coroutine.wrap(function() pcall(shift.ready) end)() end",
  ])
  func `a script that never asks does not hang the till`(body: String) async throws {
    let story = try Story.sale(body)
    let scene = try await story.play(Story.start)
    #expect(scene.stands == "sale")
    #expect(try story.faults().map(\.kind) == [.killed])
  }
}

extension Story {
  func faults() throws -> [Fault] { try Journal.faults(in: data) }
}

extension Journal {
  /// The faults of a till's journal, in order.
  static func faults(in data: String) throws -> [Fault] {
    let journal = try Journal(folder: data, identity: { "" }, seam: .production)
    return try journal.entries(from: 1).compactMap { entry in
      guard case .step(let step) = entry, case .fault(let fault) = step.next else { return nil }
      return fault
    }
  }
}
