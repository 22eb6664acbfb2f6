import Testing

@testable import KassaRuntime

/// Invariant 11: no card numbers, no secrets; what is refused is echoed nowhere.
@Suite struct SecretTests {
  static let card = "4111111111111111"

  /// What a cashier types that is a card number, and where the till stands when it is refused.
  static let typed: [(replies: [String], refused: String)] = [
    (["sale: free 10 \(card)"], "sale"),
    (["sale: free 4111 1111 1111 1111"], "sale"),
    (["sale: free 4111 1111 1111 1111 Кофе"], "sale"),
    (["sale: search \(card)"], "sale"),
    (["sale: contact \(card)"], "sale"),
    (["sale: free 10 Карта \(card) Анны"], "sale"),
    (
      [
        "sale: free 10 Кофе", "sale: pay.card", "charge.window: approved",
        "charge.rrn: text \(card)",
      ],
      "charge.rrn"
    ),
    (["sale: free 10 Кофе", "sale: pay.card", "charge.window: \(card)"], "charge.window"),
  ]

  @Test(arguments: typed.indices)
  func `a card number that is typed is refused and echoed nowhere`(index: Int) async throws {
    let story = try Story(#"providers = { stock.standalone { proof = { "rrn" } } },"#)
    let (replies, refused) = Self.typed[index]
    let scene = try await story.play(Story.signIn + replies)
    #expect(scene.stands == refused)
    #expect(scene.refusals.count == 1)
    #expect(try story.traces(of: Self.card, in: scene) == [])
  }

  @Test(arguments: ["4111111111111111", "4111 1111 1111 1111", "4111-1111-1111-1111"])
  func `a script's text prompts refuse it however it is written`(number: String) async throws {
    let script = """
      prompt.text { "ask.free", title = "?" }
      prompt.text { "ask.digits", title = "?", format = "digits" }
      prompt.text { "ask.contact", title = "?", format = "contact" }
      """
    let story = try Story.sale(script)
    let scene = try await story.play(
      Story.signIn + [
        "ask.free: text \(number)", "ask.free: text ok", "ask.digits: text \(number)",
        "ask.digits: text 1", "ask.contact: text \(number)",
      ])
    #expect(scene.stands == "ask.contact")
    #expect(scene.refusals == [.cardNumber, .cardNumber, .cardNumber])
    #expect(try story.traces(of: number, in: scene) == [])
  }

  /// What a script does with a card number it has put together, `card`.
  static let scripted = [
    #"receipt.add { name = card, price = 1 }"#,
    #"receipt.add { name = "Кофе", price = 1, department = card }"#,
    #"receipt.add { name = "Кофе", price = 1, quantity = card .. "x" }"#,
    #"receipt.add { name = "Кофе", price = card }"#,
    #"receipt.add { name = "Кофе", price = 1, vat = card }"#,
    #"receipt.add { name = "Кофе", price = 1, [card] = 1 }"#,
    #"receipt.memo("card", card)"#, #"receipt.memo(card, 1)"#,
    #"receipt.memo("card", { { [card] = true } })"#, #"receipt.memo("card", math.tointeger(card))"#,
    #"receipt.contact(card)"#, #"receipt.contact(card .. "@mail.ru")"#,
    #"receipt.search(card)"#,
    #"log(card)"#, #"print(card)"#, #"error(card)"#, #"error { card }"#, #"error(card, 0)"#,
    #"prompt.tell { card }"#, #"prompt.tell { card, title = "t" }"#,
    #"prompt.tell { "x", title = "t", args = { a = card } }"#,
    #"prompt.tell { "x", title = "t", args = { a = { { b = card } } } }"#,
    #"prompt.tell { "x", title = "t", args = { a = math.tointeger(card) } }"#,
    #"prompt.tell { "x", title = "t", args = { [card] = 1 } }"#,
    #"prompt.choose { "x", title = "t", buttons = { card } }"#,
    #"prompt.choose { "x", title = "t", buttons = { { card, "ok" } } }"#,
    #"prompt.tell { "x", title = "t", hide = { card } }"#,
    #"prompt.choose { "x", title = "t", buttons = { "ok" }, default = card }"#,
    #"prompt.text { "x", title = "t", most = math.tointeger(card) }"#,
    #"prompt.pin { "x", title = "t", cashier = "Анна", args = { a = card } }"#,
    #"do return card end"#, #"do return "4111 1111 1111 1111" end"#, #"do return "sale", card end"#,
    #"receipt.add { name = "Кофе", price = 1 } shift.open() terminal.charge { "charge.window", terminal = "standalone", amount = 1, reason = card }"#,
    #"terminal.charge { "charge.window", terminal = card, amount = 1 }"#,
    #"prompt.pin { "sign_in.pin", cashier = card }"#,
    #"require(card)"#,
  ]

  @Test(arguments: scripted.indices)
  func `a card number that a script puts together is kept and echoed nowhere`(
    index: Int
  ) async throws {
    let script = """
      local half = #receipt.lines() + 41111111
      local card = (half .. "" .. 11111111)
      pcall(prompt.choose, { "go", title = "?", buttons = { "on" } })
      \(Self.scripted[index])
      prompt.tell { "end", title = "End" }
      """
    let story = try Story.sale(script)
    let scene = try await story.play(Story.signIn + ["go: on"])
    #expect(try story.traces(of: Self.card, in: scene) == [], "\(Self.scripted[index])")
  }

  @Test func `a PIN is found nowhere after signing in`() async throws {
    let story = try Story()
    let scene = try await story.play(
      Story.start + [
        "sale: sign_out", "sign_in.pin: text 4711471147", "sign_in.wrong: ok",
        "sign_in.pin: text \(Story.pin)", "sale: parked",
      ])
    #expect(scene.stands == "parked.list")
    #expect(try story.traces(of: Story.pin, in: scene) == [])
    #expect(try story.traces(of: "4711471147", in: scene) == [])
  }

  @Test func `a script that asks for a PIN gets a verdict and no digits`() async throws {
    let script = """
      local right, why = prompt.pin { "sign_in.pin", cashier = "Анна" }
      receipt.memo("pin", tostring(right) .. " " .. tostring(why))
      prompt.tell { "end", title = "End" }
      """
    let story = try Story.sale(script)
    let scene = try await story.play(Story.signIn + ["sign_in.pin: text \(Story.pin)"])
    #expect(scene.receipt?.memo["pin"] == "true nil")
    #expect(try story.traces(of: Story.pin, in: scene) == [])
  }

  @Test(arguments: ["123", "1234567890123"])
  func `a PIN of the wrong length is refused and echoed nowhere`(pin: String) async throws {
    let story = try Story()
    let scene = try await story.play(["sign_in.new_pin: text \(pin)"])
    #expect(scene.refusals == [.textLength(least: 4, most: 12)])
    if pin.count > 4 { #expect(try story.traces(of: pin, in: scene) == []) }
  }
}
