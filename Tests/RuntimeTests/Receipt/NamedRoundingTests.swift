import Testing

@testable import KassaRuntime

/// A share of a line is rounded as its discount says, and stays so whatever becomes of the line.
@Suite struct NamedRoundingTests {
  /// A price and a share in hundredths of a percent, and the discount in kopecks by each rounding.
  static let table: [(price: Int64, hundredths: Int, taken: [Rounding: Int64])] = [
    (10, 500, [.halfUp: 1, .down: 0, .up: 1, .toEven: 0]),
    (30, 500, [.halfUp: 2, .down: 1, .up: 2, .toEven: 2]),
    (9, 100, [.halfUp: 0, .down: 0, .up: 1, .toEven: 0]),
    (99, 100, [.halfUp: 1, .down: 0, .up: 1, .toEven: 1]),
    (19_950, 1_050, [.halfUp: 2_095, .down: 2_094, .up: 2_095, .toEven: 2_095]),
    (100, 10_000, [.halfUp: 100, .down: 100, .up: 100, .toEven: 100]),
    (100, 0, [.halfUp: 0, .down: 0, .up: 0, .toEven: 0]),
  ]

  @Test(arguments: table.indices, Rounding.allCases)
  func `takes off what the rounding says`(index: Int, rounding: Rounding) throws {
    let (price, hundredths, taken) = Self.table[index]
    let expected = try #require(taken[rounding])
    var receipt = Receipt(id: "r", taxation: .usnIncome)
    try receipt.apply(.lineAdded(item: Item(name: "Кофе", price: Money(checked: price))))
    try receipt.apply(
      .discountSet(line: 1, discount: .share(hundredths: hundredths, rounding: rounding)))
    #expect(receipt.total.kopecks == price - expected)
    #expect(receipt.lines.first?.discountAmount.kopecks == expected)
  }

  /// 5 % of 0.10 and of three times that: half a kopeck each time.
  @Test(
    arguments: [
      (Rounding.halfUp, 9, 28), (.down, 10, 29), (.up, 9, 28), (.toEven, 10, 28),
    ] as [(Rounding, Int64, Int64)])
  func `is the script's, keeps to the line over a new quantity, and survives a restart`(
    rounding: Rounding, one: Int64, three: Int64
  ) async throws {
    let story = try Story.sale(
      """
      receipt.add { name = "Кофе", price = 10 }
      receipt.discount { line = 1, hundredths = 500, rounding = "\(rounding.rawValue)" }
      local one = receipt.total()
      receipt.set_quantity(1, "3")
      prompt.choose { one .. "." .. receipt.total(), title = "?", buttons = { "ok" } }
      """)
    let scene = try await story.play(Story.signIn)
    #expect(scene.stands == "\(one).\(three)", "\(scene.faults)")
    let again = try await story.play([])
    #expect(again.receipt == scene.receipt && again.receipt?.total.kopecks == three)
    _ = try story.verify()
  }

  /// A cashier's own share names no rounding.
  @Test func `without a name a half goes up`() async throws {
    let story = try Story.sale(
      """
      receipt.add { name = "Кофе", price = 10 }
      receipt.discount { line = 1, hundredths = 500 }
      prompt.choose { tostring(receipt.total()), title = "?", buttons = { "ok" } }
      """)
    #expect(try await story.play(Story.signIn).stands == "9")
  }

  /// Price times quantity has half a kopeck: it goes up, whatever the discount's own rounding.
  @Test(arguments: Rounding.allCases)
  func `leaves the line's own rounding alone`(rounding: Rounding) throws {
    let item = Item(
      name: "Сыр", price: Money(checked: 5), quantity: try Quantity(parsing: "0.5"))
    let line = try Line(id: 1, item: item, discount: .share(hundredths: 0, rounding: rounding))
    #expect(line.gross.kopecks == 3 && line.sum.kopecks == 3)
  }
}
