import Testing

@testable import KassaRuntime

/// The tables that scripts are given have the fields that are declared of them.
@Suite struct ScriptTypesTests {
  private static let sale = """
    local function keys(of)
      local names = {}
      for name in pairs(of) do names[#names + 1] = name end
      table.sort(names)
      return table.concat(names, " ")
    end
    local _ = receipt.add { name = "Чай", price = rub "5", department = "tea", barcode = "46" }
    receipt.memo("line", keys(receipt.lines()[1]))
    receipt.memo("good", keys(receipt.goods "4600000000015"))
    receipt.memo("parts", keys(clock.parts(clock.now())))
    receipt.memo("person", keys(cashier.list()[1]))
    prompt.tell { "own.end", title = "Всё" }
    """

  private static func names(_ type: HostType, without left: Set<String> = []) -> String {
    type.fields.map(\.name).filter { !left.contains($0) }.sorted().joined(separator: " ")
  }

  @Test func `a line, a good, a time and a person have what is declared`() async throws {
    let story = try Story.sale(Self.sale)
    try story.bring(goods: [("4600000000015", "Кофе", "199.50")])
    let memo = try #require(try await story.play(Story.signIn).receipt).memo
    #expect(memo["line"]?.string == Self.names(ScriptTypes.line))
    // The goods of this till are in no department.
    #expect(memo["good"]?.string == Self.names(ScriptTypes.good, without: ["department"]))
    #expect(memo["parts"]?.string == Self.names(ScriptTypes.timeParts))
    #expect(memo["person"]?.string == Self.names(ScriptTypes.person))
  }

  @Test func `an action of the sale has what is declared`() throws {
    let actions: [SaleAction] = [
      .add(barcode: "1", quantity: nil), .search("a"), .typed("a"),
      .free(name: "a", price: .zero), .quantity(line: 1, try Quantity(parsing: "1")),
      .remove(line: 1), .discount(line: 1, .zero), .discountShare(line: 1, hundredths: 1),
      .contact(nil),
    ]
    let records = actions.compactMap(\.value.record)
    #expect(Set(records.compactMap { $0["action"]?.string }) == Set(SaleAction.names))
    let names = Set(records.flatMap(\.keys)).union(["scanned"])
    #expect(names == Set(ScriptTypes.action.fields.map(\.name)))
  }
}
