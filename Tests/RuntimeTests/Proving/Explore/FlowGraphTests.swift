import Testing

@testable import KassaProving

/// A store's flows as pictures.
@Suite(.timeLimit(.minutes(5))) struct FlowGraphTests {
  private static let asks = """
    on = { receipt_begun = function() prompt.tell { "leto.hello", title = "Улыб\\"нитесь" } end },
    """

  @Test func `marks what the store's own files ask`() async throws {
    let store = try TriedStore(Self.asks)
    let found = try await explored(store.path)
    let sale = try #require(FlowGraph(found).pages.first { $0.name == "sale" }).dot
    #expect(sale.hasPrefix("digraph {\n  label=\"sale\";"))
    #expect(
      sale.contains(
        """
          "sale/leto.hello" [label="Улыб\\"нитесь\\nleto.hello", fillcolor="#fff2cc"];
        """))
    #expect(sale.contains("\"sale/leto.hello\" -> \"sale/sale\""))
    #expect(sale.contains("nsale\", fillcolor=\"#ffffff\"];"))
  }

  @Test func `draws the same at every run`() async throws {
    let store = try TriedStore(Self.asks)
    let one = try await FlowGraph(explored(store.path)).pages.map(\.dot)
    #expect(try await FlowGraph(explored(store.path)).pages.map(\.dot) == one)
  }

  @Test func `marks what is new, gone and in other words`() async throws {
    let before = try TriedStore(Self.asks)
    let after = try TriedStore(
      """
      on = { receipt_begun = function() prompt.tell { "leto.bye", title = "Пока" } end },
      """)
    let (old, new) = (try await explored(before.path), try await explored(after.path))
    let sale = try #require(FlowGraph(new, against: old).pages.first { $0.name == "sale" }).dot
    #expect(sale.contains("nleto.bye\", fillcolor=\"#d9ead3\"];"))
    #expect(sale.contains("nleto.hello\", fillcolor=\"#f4cccc\"];"))
    #expect(sale.contains("style=dashed, color=\"#cc0000\"];"))
    let inOtherWords = try TriedStore(Self.asks.replacing("Улыб", with: "Не улыб"))
    let reworded = try await explored(inOtherWords.path)
    let again = try #require(FlowGraph(reworded, against: old).pages.first { $0.name == "sale" })
    #expect(again.dot.contains("nleto.hello\", fillcolor=\"#cfe2f3\"];"))
    #expect(!again.dot.contains("#f4cccc"))
  }

  @Test func `has no more boxes on a page than can be read`() async throws {
    let questions = (1...45).map {
      "prompt.tell { \"leto.q\($0)\", title = \"Вопрос \($0)\" }"
    }.joined(separator: "\n")
    let store = try TriedStore("on = { receipt_begun = function()\n\(questions)\nend },")
    let pages = try await FlowGraph(explored(store.path)).pages.filter { $0.name.hasPrefix("sale") }
    #expect(pages.map(\.name).prefix(2) == ["sale", "sale 2"])
    for page in pages {
      #expect(page.dot.ranges(of: "fillcolor=\"#").count <= FlowGraph.nodesMax)
    }
    #expect(pages[0].dot.contains("label=\"→ sale: leto.q"))
  }

  @Test func `draws of what is not usual what the store asks, and what the two differ in`()
    async throws
  {
    let quiet = try TriedStore("")
    let asks = try TriedStore(
      """
      on = { before_payment = function()
        if #receipt.lines() > 1 then prompt.tell { "leto.two", title = "Две позиции" } end
      end },
      """)
    let old = try await explored(quiet.path, departs: 1)
    let new = try await explored(asks.path, departs: 1)
    func sale(_ graph: FlowGraph) throws -> String {
      try #require(graph.pages.first { $0.name == "sale" }).dot
    }
    #expect(try sale(FlowGraph(new)).contains("nleto.two\", fillcolor=\"#fff2cc\"];"))
    #expect(try sale(FlowGraph(new)).contains("-> \"sale/leto.two\""))
    #expect(
      try sale(FlowGraph(new, against: old)).contains("nleto.two\", fillcolor=\"#d9ead3\"];"))
    let gone = try sale(FlowGraph(old, against: new))
    #expect(gone.contains("nleto.two\", fillcolor=\"#f4cccc\"];"))
    #expect(gone.contains("style=dashed, color=\"#cc0000\"];"))
    let same = try sale(FlowGraph(old, against: old))
    #expect(try await same == sale(FlowGraph(explored(quiet.path))))
  }

  private func explored(_ folder: String, departs: Int = 0) async throws -> Exploration {
    var bounds = Explorer.Bounds()
    (bounds.branches, bounds.merges, bounds.departs) = (2_000, 0, departs)
    let explorer = try Explorer(ExploredStore(folder: folder), bounds)
    return try await explorer.explore()
  }
}
