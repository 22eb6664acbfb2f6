import Testing

@testable import KassaRuntime

/// What a cashier types at the sale is found among the goods before it is read as anything else.
@Suite struct GoodsByNameTests {
  private static let names =
    ["7 Days круассан", "1 л молоко", "Капучино", "Вода 0,5 л", "Nescafé"]
    + (1...24).map { "Гвозди 3х\($0 * 10)" } + ["Гвозди 6х90", "Гвозди 6х100"]

  private static func story() throws -> Story {
    let story = try Story()
    try makeFolder(story.data)
    try GoodsTable(folder: story.data).replace(
      with: names.enumerated().map { place, name in
        Good(
          id: Int64(place + 1), barcodes: ["46000000000\(10 + place)"], name: name,
          price: Money(checked: Int64(10_000 + place)), vat: .withoutVAT)
      })
    return story
  }

  private func lines(_ scene: Scene) -> [String] {
    scene.receipt?.lines.map { "\($0.item.name) \($0.item.quantity) \($0.item.price)" } ?? []
  }

  /// What is typed, and what is on the receipt then.
  static let typed: [(text: String, line: String)] = [
    ("капу", "Капучино 1 100.02"), ("rfge", "Капучино 1 100.02"),
    ("вода 0.5", "Вода 0,5 л 1 100.03"), ("nescafe", "Nescafé 1 100.04"),
    ("199,50 Кофе", "Кофе 1 199.50"), ("100 50 лет", "50 лет 1 100.00"),
    ("4600000000012", "Капучино 1 100.02"),
  ]

  @Test(arguments: typed.indices)
  func `adds what was meant`(index: Int) async throws {
    let scene = try await Self.story().play(
      Story.signIn + ["sale: typed \(Self.typed[index].text)"])
    #expect(lines(scene) == [Self.typed[index].line], "\(scene.stands) \(scene.faults)")
  }

  /// A near miss may be another good: it is shown, and one key takes it.
  @Test(arguments: ["капучно", "капучинно", "капуцино"])
  func `asks whether a slip of the finger was meant`(text: String) async throws {
    let story = try Self.story()
    let asked = try await story.play(Story.signIn + ["sale: typed \(text)"])
    #expect(asked.stands == "sale.found" && lines(asked) == [])
    #expect(asked.prompts.last?.title == "Такого нет. Похоже на:")
    let scene = try await story.play(["sale.found: find 1"])
    #expect(lines(scene) == ["Капучино 1 100.02"])
  }

  @Test(arguments: [("7 Days", "7 Days круассан"), ("1 л молоко", "1 л молоко")])
  func `sells nothing for a price that was a name`(text: String, name: String) async throws {
    let story = try Self.story()
    let asked = try await story.play(Story.signIn + ["sale: typed \(text)"])
    #expect(asked.stands == "sale.found" && lines(asked) == [])
    #expect(asked.prompts.last?.buttons.map(\.id) == ["1", "free"])
    let scene = try await story.play(["sale.found: find 1"])
    #expect(lines(scene).first?.hasPrefix(name) == true)
    let free = try await story.play(["sale: typed \(text)", "sale.found: find free"])
    #expect(free.receipt?.lines.count == 2)
  }

  @Test func `a price alone is no sale`() async throws {
    let scene = try await Self.story().play(Story.signIn + ["sale: typed 199,50"])
    #expect(scene.stands == "sale" && lines(scene) == [])
    #expect(
      scene.refusals == [.refused(rule: "это цена без названия, а нужно, например, 199,50 Кофе")])
  }

  @Test func `typing on narrows the finds, and every one can be reached`() async throws {
    let story = try Self.story()
    let first = try await story.play(Story.signIn + ["sale: typed гвозди"])
    let asked = try #require(first.prompts.last)
    #expect(asked.body == "«гвозди»: 1–10 из 26")
    #expect(asked.buttons.map(\.id) == (1...10).map(String.init) + ["more"])
    #expect(asked.buttons.first?.label.hasPrefix("Гвозди 3х10 · ") == true)
    let last = try await story.play(["sale.found: more", "sale.found: more"])
    #expect(last.prompts.last?.body == "«гвозди»: 21–26 из 26")
    #expect(last.prompts.last?.buttons.last?.id == "more")
    let scene = try await story.play([
      "sale.found: text 6х", "sale.found: text гвоздодёр", "sale.nothing_found: ok",
      "sale.found: text 100",
    ])
    #expect(lines(scene).map { $0.prefix(12) } == ["Гвозди 6х100"], "\(scene.stands)")
  }

  @Test func `so many of what is found`() async throws {
    let scene = try await Self.story().play(Story.signIn + ["sale: count 2 капу"])
    #expect(lines(scene) == ["Капучино 2 100.02"])
  }

  @Test(arguments: [
    ("+7 (916) 123-45-67", "+79161234567"), ("89161234567", "+79161234567"),
    ("8 (495) 123-45-67", "+74951234567"), ("8 916 123 45 67", "+79161234567"),
  ])
  func `a phone is the customer's`(text: String, contact: String) async throws {
    let reply = text.hasPrefix("+") ? "contact" : "typed"
    let scene = try await Self.story().play(Story.signIn + ["sale: \(reply) \(text)"])
    #expect(scene.receipt?.contact == contact && scene.refusals.isEmpty)
  }

  /// Two goods of one beginning, neither with a barcode, and one with.
  private static func shelf() throws -> Story {
    let story = try Story()
    try makeFolder(story.data)
    let rows: [(name: String, barcodes: [String])] = [
      ("Хлеб белый", []), ("Хлеб", []), ("Молоко", ["4600000000039"]),
    ]
    try GoodsTable(folder: story.data).replace(
      with: rows.enumerated().map { place, row in
        Good(
          id: Int64(place + 1), barcodes: row.barcodes, name: row.name,
          price: Money(checked: Int64(1_000 * (place + 1))), vat: .withoutVAT)
      })
    return story
  }

  @Test func `a good of a list is added by its row, with a barcode or without`() async throws {
    let story = try Self.shelf()
    let scene = try await story.play(
      Story.signIn + ["sale: row 2 Хлеб", "sale: row 3 Молоко", "sale: row 1 Хлеб белый"])
    #expect(lines(scene) == ["Хлеб 1 20.00", "Молоко 1 30.00", "Хлеб белый 1 10.00"])
    #expect(scene.receipt?.lines.map(\.item.barcode) == [nil, "4600000000039", nil])
    // A restart replays them by what was read then.
    try GoodsTable(folder: story.data).replace(with: [])
    #expect(try await story.play([]).receipt == scene.receipt)
    _ = try story.verify()
  }

  @Test(arguments: ["row 2 Хлеб белый", "row 9 Хлеб", "row -1 Хлеб", "row 1 хлеб белый"])
  func `a row that holds another good adds none`(done: String) async throws {
    let scene = try await Self.shelf().play(Story.signIn + ["sale: \(done)"])
    #expect(scene.stands == "sale" && lines(scene) == [])
    #expect(scene.refusals == [.refused(rule: "товары изменились, выберите ещё раз")])
  }

  @Test func `a code that looks like a phone is a code where a good has it`() async throws {
    let story = try Self.story()
    try GoodsTable(folder: story.data).replace(with: [
      Good(
        id: 1, barcodes: ["89161234567"], name: "Пакет", price: Money(checked: 500),
        vat: .withoutVAT)
    ])
    let scene = try await story.play(Story.signIn + ["sale: typed 89161234567"])
    #expect(lines(scene) == ["Пакет 1 5.00"] && scene.receipt?.contact == nil)
  }
}
