import Testing

@testable import KassaEmulators
@testable import KassaRuntime

/// Another tender than paid: only where the store says so, by a second person, or by a reason on the report.
@Suite struct MovedReturnTests {
  private static let rights = "rights = { returns = { other_tender = true } },"
  private static let pin = "return.move: text \(ReturnTests.boris)"
  private static let slip = [
    "return.window: approved", "return.amount: 199.50", "return.number: none",
  ]

  /// Борис, the senior, has no PIN at this till.
  static func lone(_ parts: String = "") throws -> Story {
    let story = try Story(parts)
    story.store = story.store.replacing(
      #"cashiers = { "Анна" }"#, with: #"cashiers = { "Анна", { "Борис", role = "senior" } }"#)
    try story.give(["Анна": ReturnTests.anna])
    return story
  }

  private static func cashSale(_ start: [String]) -> [String] {
    start + [Story.coffee] + ReturnTests.cash("199.50") + ReturnTests.find("199.50")
      + ["return.lines: all", "return.lines: go"]
  }

  @Test func `cash goes back on a card by a second person, once`() async throws {
    let story = try ReturnTests.story(Self.rights)
    let asked = try await story.play(
      Self.cashSale(ReturnTests.start) + [ReturnTests.senior, "return.other: to.standalone"])
    #expect(asked.stands == "return.move", "\(asked.prompts.map(\.id)) \(asked.faults)")
    #expect(asked.prompts.last?.effect?.text(.ru) == "Возврат 199,50\u{A0}₽ · Автономный терминал")
    let scene = try await story.play([Self.pin] + Self.slip)
    #expect(scene.stands == "sale", "\(scene.prompts.map(\.id)) \(scene.faults)")
    let back = try #require(scene.documents.last)
    #expect(back.payments.cashless.kopecks == 19_950 && back.payments.cash == .zero)
    #expect(back.notes.contains("НАЛИЧНЫЕ НА КАРТУ: 199.50, Борис"), "\(back.notes)")
    #expect(scene.state.expectedCash == 19_950)
    #expect(scene.state.periods["standalone"]?.refunds.sum.kopecks == 19_950)
    #expect(scene.state.shift?.moved == nil)
    let again = try await story.play(ReturnTests.find("199.50"))
    #expect(again.prompts.last?.body == "По этому чеку уже всё возвращено")
    _ = try story.verify()
  }

  @Test func `a card that does not take it leaves the cash`() async throws {
    let story = try ReturnTests.story(Self.rights)
    let scene = try await story.play(
      Self.cashSale(ReturnTests.start) + [
        ReturnTests.senior, "return.other: to.standalone", Self.pin, "return.window: declined",
        "return.declined: other", "return.other: cash", Self.pin, "return.other: cash",
      ] + ReturnTests.paid)
    #expect(scene.documents.last?.payments.cash.kopecks == 19_950, "\(scene.prompts.map(\.id))")
    _ = try story.verify()
  }

  @Test func `without the store's rule nobody is asked where cash goes`() async throws {
    let story = try ReturnTests.story()
    let scene = try await story.play(
      Self.cashSale(ReturnTests.start) + [ReturnTests.senior] + ReturnTests.paid)
    #expect(scene.stands == "sale" && scene.documents.last?.payments.cash.kopecks == 19_950)
    let trick = try ReturnTests.story(
      """
      flows = { returns = function()
        if receipt.is_return() then return require("kassa.flows.returns")() end
        receipt.begin_return(receipt.find_sales("199.50")[1].id)
        receipt.return_line(1, "1")
        receipt.allow_return { "return.senior", cashier = "Борис" }
        cashier.require { "senior.pin", cashier = "Борис", role = "senior" }
        local done, why = receipt.move_refund("cash", "standalone")
        prompt.tell { "told", title = tostring(done) .. " " .. tostring(why) }
        return "sale"
      end },
      """)
    let told = try await trick.play(
      ReturnTests.start + [Story.coffee] + ReturnTests.cash("199.50")
        + ["sale: returns", ReturnTests.senior, "senior.pin: text \(ReturnTests.boris)"])
    #expect(told.prompts.last?.title == "nil other_tender", "\(told.faults)")
  }

  /// Scripts that use a yes of another time, or of other money, or none.
  static let skipped = [
    (
      #"yes() asked() told(receipt.move_refund("cash", "standalone"))"#, "nil senior_needed",
      ["senior.pin", "asked"]
    ),
    (
      #"yes() receipt.move_refund("cash", "standalone") local c = receipt.return_plan()[1].charge told(receipt.move_refund(c))"#,
      "nil senior_needed", ["senior.pin"]
    ),
    (#"told(receipt.move_refund("cash", "standalone", "Просто так"))"#, "nil senior_needed", []),
    (
      #"cashier.require { "senior.pin", cashier = "Борис", role = "senior" } told(receipt.move_refund("cash", "standalone"))"#,
      "nil senior_needed", ["senior.pin"]
    ),
    (#"yes() told(receipt.move_refund("cash", "standalone"))"#, "true nil", ["senior.pin"]),
  ]

  @Test(arguments: skipped.indices)
  func `a yes holds for what it was asked of, in its own step, once`(index: Int) async throws {
    let (body, why, pins) = Self.skipped[index]
    let story = try ReturnTests.story(
      """
      rights = { returns = { other_tender = true } },
      flows = { returns = function()
        local function told(done, why) prompt.tell { "told", title = tostring(done) .. " " .. tostring(why) } end
        local function yes(to)
          cashier.require {
            "senior.pin", cashier = "Борис", role = "senior", charge = "cash", to = to or "standalone",
          }
        end
        local function asked() prompt.tell { "asked", title = "Минуту" } end
        receipt.begin_return(receipt.find_sales("199.50")[1].id)
        receipt.return_line(1, "1")
        receipt.allow_return { "return.senior", cashier = "Борис" }
        \(body)
        return "sale"
      end },
      """)
    let pin = "senior.pin: text \(ReturnTests.boris)"
    let answers = pins.map { $0 == "asked" ? "asked: ok" : pin }
    let scene = try await story.play(
      ReturnTests.start + [Story.coffee] + ReturnTests.cash("199.50")
        + ["sale: returns", ReturnTests.senior] + answers)
    #expect(scene.prompts.last?.title == why, "\(scene.prompts.map(\.id)) \(scene.faults)")
  }

  @Test func `a yes to one place sends nothing to another`() async throws {
    let story = try ReturnTests.story(
      """
      rights = { returns = { other_tender = true } },
      flows = { returns = function()
        receipt.begin_return(receipt.find_sales("199.50")[1].id)
        receipt.return_line(1, "1")
        receipt.allow_return { "return.senior", cashier = "Борис" }
        local c = receipt.return_plan()[1].charge
        cashier.require {
          "return.move", cashier = "Борис", role = "senior", charge = c, to = "standalone",
          args = { amount = 100, from = "Сбер", to = "Терминал 2" },
        }
        local done, why = receipt.move_refund(c)
        prompt.tell { "told", title = tostring(done) .. " " .. tostring(why) }
        return "sale"
      end },
      """)
    let scene = try await story.play(
      ReturnTests.start + [Story.coffee, "sale: pay.card", "charge.window: approved"]
        + ["sale: returns", ReturnTests.senior, Self.pin])
    #expect(scene.prompts.last?.title == "nil senior_needed", "\(scene.faults)")
    #expect(
      scene.first("return.move")?.effect?.text(.ru) == "Возврат 199,50\u{A0}₽ · Автономный терминал"
    )
  }

  @Test func `the till alone asks for a reason, in its own words`() async throws {
    let story = try Self.lone(
      Self.rights + """
        texts = { ru = { ["return.reason"] = { title = "Имя покупателя" } } },
        flows = { returns = function()
          receipt.begin_return(receipt.find_sales("199.50")[1].id)
          receipt.return_line(1, "1")
          receipt.allow_return { "return.allow" }
          assert(not pcall(prompt.text, { "return.reason", title = "Имя покупателя" }))
          local why = receipt.move_reason {
            "return.reason", title = "Имя покупателя", charge = "cash", to = "standalone",
          }
          receipt.move_refund("cash", "standalone", why)
          return "sale"
        end },
        """)
    let scene = try await story.play(
      ReturnTests.start + [Story.coffee] + ReturnTests.cash("199.50")
        + ["sale: returns", "return.allow: yes"])
    #expect(scene.stands == "return.reason", "\(scene.prompts.map(\.id)) \(scene.faults)")
    #expect(scene.prompts.last?.title == "Почему другим способом?")
    #expect(scene.prompts.last?.effect?.text(.ru) == "Возврат 199,50\u{A0}₽ · Автономный терминал")
  }

  @Test func `a reason that nobody typed stands for no second person`() async throws {
    let story = try Self.lone(
      Self.rights + """
        flows = { returns = function()
          receipt.begin_return(receipt.find_sales("199.50")[1].id)
          receipt.return_line(1, "1")
          receipt.allow_return { "return.allow" }
          local done, why = receipt.move_refund("cash", "standalone", "Просто так")
          prompt.tell { "told", title = tostring(done) .. " " .. tostring(why) }
          return "sale"
        end },
        """)
    let scene = try await story.play(
      ReturnTests.start + [Story.coffee] + ReturnTests.cash("199.50")
        + ["sale: returns", "return.allow: yes"])
    #expect(scene.prompts.last?.title == "nil reason", "\(scene.faults)")
  }

  /// Nobody else has a PIN at this till: a reason stands for them, on the report and on the senior's list.
  @Test func `a reason stands for a second person, and is on the report`() async throws {
    let story = try Self.lone(Self.rights)
    let asked = try await story.play(
      Self.cashSale(ReturnTests.start) + ["return.allow: yes", "return.other: to.standalone"])
    #expect(asked.stands == "return.reason", "\(asked.prompts.map(\.id)) \(asked.faults)")
    let scene = try await story.play(["return.reason: text Нет сдачи"] + Self.slip)
    #expect(
      scene.documents.last?.notes.contains("НАЛИЧНЫЕ НА КАРТУ: 199.50, Анна, Нет сдачи") == true,
      "\(scene.faults)")
    let moved = try #require(scene.state.shift?.moved?.first)
    #expect(moved.amount.kopecks == 19_950 && moved.isOnCard && moved.reason == "Нет сдачи")
    let closed = try await story.play(["sale: shift", "shift.close: yes"])
    let report = closed.papers.last?.lines.joined(separator: "\n") ?? ""
    #expect(report.contains("ДРУГИМ СПОСОБОМ"), "\(report)")
    #expect(report.contains("Анна, Нет сдачи"), "\(report)")
    _ = try story.verify()
  }

  @Test func `a card's money in cash takes a reason too where nobody else is`() async throws {
    let story = try Self.lone(Self.rights)
    let scene = try await story.play(
      ReturnTests.start + [Story.coffee] + ["sale: pay.card", "charge.window: approved"]
        + ReturnTests.find("199.50") + [
          "return.lines: all", "return.lines: go", "return.allow: yes", "return.window: declined",
          "return.declined: other", "return.other: cash", "return.reason: text Терминал сломан",
          "return.cash: yes",
        ] + ReturnTests.paid)
    #expect(scene.documents.last?.payments.cash.kopecks == 19_950, "\(scene.prompts.map(\.id))")
    #expect(scene.state.shift?.moved?.map(\.isOnCard) == [false])
    _ = try story.verify()
  }
}
