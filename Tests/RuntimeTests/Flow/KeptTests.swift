import Foundation
import Testing

@testable import KassaRuntime

/// What scripts remember beyond a receipt.
@Suite struct KeptTests {
  private static let declared = #"""
    kept = {
      { "visits", kind = "number", default = 0, life = "till" },
      { "today", kind = "number", default = 0, life = "day" },
      { "shift_sum", kind = "amount", default = 0, life = "shift" },
      { "note", kind = "text", life = "till" },
      { "points", kind = "number", least = 0, default = 0, life = "till", keyed = true },
    },
    """#

  /// A store that counts its receipts.
  private static let counting =
    declared + #"""
      on = { after_receipt = function()
        for _, name in ipairs { "visits", "today", "shift_sum" } do kept.set(name, kept.get(name) + 1) end
        kept.set("points", kept.get("points", "+79161234567") + 5, "+79161234567")
      end },
      """#

  private static let sale = [Story.coffee, "sale: pay.cash", "payment.cash: 199.50"]

  /// A store that does `body` before each payment.
  private static func story(_ body: String, _ parts: String = declared) throws -> Story {
    try Story(parts + "on = { before_payment = function() \(body) end },")
  }

  @Test func `what is kept outlives receipts and restarts`() async throws {
    let story = try Story(Self.counting)
    try await story.play(Story.signIn + Self.sale)
    let scene = try await story.play(Self.sale + Self.sale)
    let kept = scene.state.kept
    #expect(kept.values[KeptKey("visits")]?.value == 3)
    #expect(kept.values[KeptKey("points", "+79161234567")]?.value == 15)
    _ = try story.verify()
  }

  @Test func `what is kept in another spelling is kept in that`() async throws {
    let story = try Self.story(
      #"kept.set("note", kept.get("note") and "и\u{306}" or "й") receipt.memo("n", #kept.get("note"))"#
    )
    let sale = ["sale: free 10 Чай", "sale: pay.cash", "payment.cash: 10"]
    try await story.play(Story.signIn + sale + sale)
    // Read from the file by another process.
    let scene = try await story.play([])
    #expect(scene.state.kept.values[KeptKey("note")]?.value == .string("и\u{306}"))
    _ = try story.verify()
  }

  @Test func `what is taken away is gone, and leaves its room to others`() async throws {
    let story = try Self.story(
      """
      for i = 1, 300 do
        kept.set("points", i, "p" .. i) kept.set("points", nil, "p" .. i)
        receipt.memo("k" .. i, i) receipt.forget("k" .. i)
      end
      receipt.memo("left", #kept.list())
      """)
    let scene = try await story.play(
      Story.signIn + ["sale: free 10 Чай", "sale: pay.cash"])
    #expect(scene.faults.isEmpty && scene.state.kept.values.isEmpty, "\(scene.faults)")
    #expect(scene.receipt?.memo == ["left": 0])
    let again = try await story.play(["payment.cash: 10"])
    #expect(again.faults.isEmpty && again.documents.count == 1)
    _ = try story.verify()
  }

  @Test func `a value of a day or a shift ends with it`() async throws {
    let story = try Story(Self.counting)
    try await story.play(Story.signIn + Self.sale)
    story.clock.advance(hours: 20)
    let next = try await story.play(Self.sale)
    #expect(next.state.kept.values[KeptKey("today")]?.value == 1)
    #expect(next.state.kept.values[KeptKey("shift_sum")]?.value == 2)
    let closed = try await story.play(["sale: shift", "shift.close: yes"])
    #expect(closed.state.kept.values[KeptKey("shift_sum")] == nil)
    #expect(closed.state.kept.values[KeptKey("visits")]?.value == 2)
    _ = try story.verify()
  }

  @Test(arguments: [
    (["charge.window: declined", "charge.declined: cash", "payment.cash: cancel"], 50),
    (["charge.window: approved"], 20),
  ])
  func `what is changed before a tender goes with a tender that is not taken`(
    answers: [String], points: Int
  ) async throws {
    let phone = "+79161234567"
    let story = try Story(
      Self.declared + """
        on = {
          after_sign_in = function() kept.set("points", 50, "\(phone)") end,
          before_tender = function()
            kept.set("points", kept.get("points", "\(phone)") - 30, "\(phone)")
            kept.set("note", "списано")
          end,
        },
        """)
    let scene = try await story.play(Story.start + ["sale: pay.card"] + answers)
    let kept = scene.state.kept.values
    #expect(kept[KeptKey("points", phone)]?.value == .int(Int64(points)))
    #expect((kept[KeptKey("note")] != nil) == (points == 20))
    _ = try story.verify()
  }

  @Test func `an open flow replays with what it read and changed`() async throws {
    let story = try Self.story(
      #"""
      kept.set("visits", kept.get("visits") + 1)
      prompt.tell { "x", title = "n " .. kept.get "visits", buttons = { { "ok", "ok" } } }
      kept.set("visits", kept.get("visits") + 10)
      prompt.tell { "y", title = "n " .. kept.get "visits", buttons = { { "ok", "ok" } } }
      """#)
    try await story.play(Story.signIn + [Story.coffee, "sale: pay.cash", "x: ok"])
    let scene = try await story.play(["y: ok", "payment.cash: 199.50"])
    #expect(scene.first("y")?.title == "n 11" && scene.faults.isEmpty)
    #expect(scene.state.kept.values[KeptKey("visits")]?.value == 11)
    _ = try story.verify()
  }

  @Test func `a listener that fails has kept nothing, also over its questions and a restart`()
    async throws
  {
    let story = try Self.story(
      #"""
      kept.set("visits", 7)
      if prompt.confirm { "x", title = "Дальше?" } then
        kept.set("visits", 8)
        kept.set("note", "z")
        error "oops"
      end
      """#)
    let sale = [Story.coffee, "sale: pay.cash"]
    try await story.play(Story.signIn + sale + ["x: no", "payment.cash: 199.50"] + sale)
    let scene = try await story.play(["x: yes"])
    #expect(scene.stands == "guard.lift" && scene.faults.isEmpty)
    #expect(scene.state.kept.values[KeptKey("visits")]?.value == 7)
    #expect(scene.state.kept.values[KeptKey("note")] == nil)
    let again = try await story.play([])
    #expect(again.stands == "guard.lift" && again.faults.isEmpty)
    _ = try story.verify()
  }

  @Test func `a listener that fails after the receipt has kept nothing`() async throws {
    let story = try Story(
      Self.declared
        + #"on = { after_receipt = function() kept.set("visits", 5) error "oops" end },"#)
    let scene = try await story.play(Story.signIn + Self.sale)
    #expect(scene.documents.count == 1 && scene.state.kept.values.isEmpty)
    _ = try story.verify()
  }

  @Test func `a step that is stopped has kept nothing`() async throws {
    let story = try Self.story(#"kept.set("visits", 5) while true do end"#)
    let scene = try await story.play(Story.signIn + [Story.coffee, "sale: pay.cash"])
    #expect(scene.state.kept.values.isEmpty && scene.warnings.count == 1)
    _ = try story.verify()
  }

  @Test(arguments: [
    (#"kept.set("visit", 1)"#, "no durable value «visit»; did you mean «visits»?"),
    (#"kept.get("visits", "x")"#, "«visits» has no keys; declare it with keyed = true"),
    (#"kept.get("points")"#, "«points» is kept for each key; name whose it is"),
    (#"kept.set("points", -1, "x")"#, "kept.set: «points»: at least 0 was expected, got -1"),
    (#"kept.set("visits", "1")"#, "kept.set: «visits»: a whole number was expected, got a text"),
    (#"kept.set("visits", 1.5)"#, "kept.set: value: a whole number was expected, got 1.5"),
    (#"kept.set("visits", {})"#, "kept.set: «visits»: a whole number was expected, got a table"),
    (#"kept.set("visits", 4111111111111111)"#, "it looks like a card number; none may be stored"),
    (
      #"kept.set("note", "4111 1111 1111 1111")"#, "it looks like a card number; none may be stored"
    ),
    (#"kept.set("points", 1, "4111111111111111")"#, "the key looks like a card number"),
    (#"kept.set("note", ("x"):rep(10 * 1024 * 1024))"#, "more than 131072 bytes of text"),
    (#"kept.set("note", ("x"):rep(300))"#, "from 1 to 256 characters was expected, got 300"),
    (#"for i = 1, 1001 do kept.set("points", i, "k" .. i) end"#, "1000 values are kept already"),
    (
      #"for i = 1, 999 do kept.set("points", i, ("k"):rep(60) .. i) end"#,
      "at most 65536 are kept"
    ),
  ])
  func `what can't be kept is one clear error at its line, and nothing is lost`(
    body: String, says: String
  ) async throws {
    let story = try Self.story(body)
    let scene = try await story.play(Story.signIn + [Story.coffee, "sale: pay.cash"])
    #expect(scene.stands == "guard.lift" && scene.receipt?.lines.count == 1)
    #expect(story.log.text.contains("leto/store.lua"))
    #expect(story.log.text.contains(says), "\(story.log.text)")
    #expect(!story.log.text.contains("4111"))
    #expect(scene.state.kept.values.isEmpty)
    _ = try story.verify()
  }

  @Test func `an error that a script catches is caught again in a replay`() async throws {
    let story = try Self.story(
      #"""
      local full
      for i = 1, 1001 do full = not pcall(kept.set, "points", i, "k" .. i) end
      prompt.tell { full and "full" or "room", title = "x", buttons = { { "ok", "ok" } } }
      """#)
    try await story.play(Story.signIn + [Story.coffee, "sale: pay.cash"])
    let scene = try await story.play(["full: ok"])
    #expect(scene.stands == "payment.cash" && scene.faults.isEmpty)
    #expect(scene.state.kept.values.count == 1_000)
  }

  @Test func `a script that declares a value otherwise begins it anew, and says so once`()
    async throws
  {
    let story = try Story(Self.counting)
    try await story.play(Story.signIn + Self.sale + [Story.coffee])
    let before = story.store
    story.store = Story.store(
      #"""
      kept = { { "visits", kind = "text", default = "нет", life = "till" } },
      on = { before_payment = function() prompt.tell { "x", title = kept.get "visits", buttons = { { "ok", "ok" } } } end },
      """#)
    // The receipt that has begun ends on the script it began with.
    let other = try await story.play(
      Self.sale.dropFirst() + [Story.coffee, "sale: pay.cash", "x: ok", "payment.cash: cancel"])
    #expect(other.first("x")?.title == "нет")
    #expect(other.warnings.contains { $0.contains("(visits)") })
    #expect(try await story.play([]).warnings.allSatisfy { !$0.contains("(visits)") })
    story.store = before
    let back = try await story.play(
      ["sale: pay.cash", "x: ok", "payment.cash: 199.50"] + Self.sale)
    #expect(back.state.kept.values[KeptKey("visits")]?.value == 3)
    _ = try story.verify()
  }

  /// What another script kept may take all the room; the one that runs needs it.
  private static let filling = #"for i = 1, 1000 do kept.set("points", i, "k" .. i) end"#

  @Test(arguments: [
    // Another name, no keys any more, another kind, and none of them at all.
    #"{ "bonus", kind = "number", life = "till", keyed = true }"#,
    #"{ "points", kind = "number", life = "till" }, { "bonus", kind = "number", life = "till", keyed = true }"#,
    #"{ "points", kind = "text", life = "till", keyed = true }, { "bonus", kind = "number", life = "till", keyed = true }"#,
  ])
  func `what the script that runs does not declare stands in nobody's way`(
    declared: String
  ) async throws {
    let story = try Self.story(Self.filling)
    try await story.play(Story.signIn + Self.sale + [Story.coffee])
    story.store = Story.store(
      #"""
      kept = { \#(declared) },
      on = { before_payment = function()
        for i = 1, 3 do kept.set("bonus", i, receipt.id() .. i) end
        if prompt.confirm { "x", title = "Дальше?" } then error "oops" end
      end },
      """#)
    // The receipt that has begun ends on the script it began with.
    let ask = Self.sale.dropLast()
    let scene = try await story.play(
      Self.sale.dropFirst() + ask + ["x: no", "payment.cash: 199.50"])
    let kept = scene.state.kept
    #expect(scene.faults.isEmpty && kept.values.count == KeptValues.countMax)
    #expect(kept.values.count { $0.key.name == "bonus" } == 3)
    #expect(kept.values.count { $0.key.name == "points" } == 997)
    // A restart in the middle replays what went, and a failing guard brings it back.
    let asked = try await story.play(Array(ask))
    #expect(asked.stands == "x")
    #expect(asked.state.kept.values.count { $0.key.name == "points" } == 994)
    let failed = try await story.play(["x: yes"])
    #expect(failed.stands == "guard.lift" && failed.faults.isEmpty)
    #expect(failed.state.kept == kept)
    _ = try story.verify()
  }

  @Test func `of what nobody declares only so much goes as is needed, also by its bytes`()
    throws
  {
    let rule = KeptRule(
      id: "note", rule: ValueRule(kind: .text, least: 1, most: 256), life: .till, isKeyed: true)
    var kept = KeptValues()
    for number in 1...400 {
      let text = String(repeating: "x", count: 200)
      kept.take(
        KeptValue(value: .string(text), life: .till), of: KeptKey("old", "\(1_000 + number)"))
    }
    let change = KeptChange(
      key: KeptKey("note", "a"), kept: KeptValue(value: .string("y"), life: .till))
    let gone = try kept.room(for: change, declared: [rule], on: "2026-01-01")
    #expect((1..<400).contains(gone.count))
    for each in gone { kept.apply(KeptChange(key: each.key)) }
    #expect(try kept.room(for: change, declared: [rule], on: "2026-01-01").isEmpty)
    if let last = gone.last { kept.apply(last) }
    #expect(try kept.room(for: change, declared: [rule], on: "2026-01-01").count == 1)
    #expect(gone.map(\.key.row) == gone.map(\.key.row).sorted())
  }

  @Test func `the technician sees what is kept`() async throws {
    let story = try Story(Self.counting)
    let scene = try await story.play(
      Story.signIn + Self.sale + [
        "sale: terminals", "settings: parameters", "parameters: kept", "parameters.kept: ok",
        "parameters: back",
      ])
    #expect(
      scene.first("parameters.kept")?.body
        == "points · +79161234567: 5\nshift_sum: 1\ntoday: 1\nvisits: 1")
  }

  @Test func `a flow that stands in for a script keeps nothing and loses nothing`() async throws {
    let story = try Story(Self.counting)
    try await story.play(Story.signIn + Self.sale)
    story.isStoreGone = true
    let scene = try await story.play(Self.sale)
    #expect(scene.documents.count == 2)
    #expect(scene.state.kept.values[KeptKey("visits")]?.value != nil)
  }
}
