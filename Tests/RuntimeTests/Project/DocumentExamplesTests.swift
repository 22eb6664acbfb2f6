import Foundation
import Testing

@testable import KassaLint
@testable import KassaProving
@testable import KassaRuntime

/// Every store in the documentation opens, sells, and passes what every store must pass.
@Suite(.timeLimit(.minutes(5))) struct DocumentExamplesTests {
  /// The Lua examples of a page, in order.
  private static func examples(_ page: String) throws -> [String] {
    let text = try String(
      contentsOf: TillProcess.root.appendingPathComponent(page), encoding: .utf8)
    return text.components(separatedBy: "```lua\n").dropFirst()
      .compactMap { $0.components(separatedBy: "```").first }
  }

  private static func isStore(_ example: String) -> Bool { example.contains("return store {") }

  /// The folder of one example; a scenario of its own may come with it.
  private static func folder(_ store: String, scenario: String? = nil) throws -> TestFolder {
    let folder = try TestFolder()
    try store.write(toFile: folder.path + "/store.lua", atomically: true, encoding: .utf8)
    guard let scenario else { return folder }
    try makeFolder(folder.path + "/scenarios")
    try scenario.write(
      toFile: folder.path + "/scenarios/day.lua", atomically: true, encoding: .utf8)
    return folder
  }

  private static func failures(_ folder: TestFolder, filter: String = "") async throws -> [String] {
    var failures: [String] = []
    let played = try await ScenarioRunner(folder: folder.path).run(filter: filter) { result in
      if let failure = result.failure { failures.append(failure.description) }
    }
    #expect(played > 0)
    return failures
  }

  @Test(arguments: ["README.md", "docs/guide.md"])
  func `the stores of the documentation have nothing wrong and pass what every store must pass`(
    page: String
  ) async throws {
    let stores = try Self.examples(page).filter(Self.isStore)
    #expect(!stores.isEmpty)
    for store in stores {
      let folder = try Self.folder(store)
      #expect(StoreLint.findings(folder: folder.path).map(\.text) == [], "\(store)")
      // One with a sale of its own has no list of goods to add to.
      guard !store.contains("flows = {") else { continue }
      #expect(try await Self.failures(folder) == [], "\(store)")
    }
  }

  @Test func `the flow of one's own sells`() async throws {
    let store = try #require(
      try Self.examples("docs/guide.md").first { $0.contains("flows = {") })
    let folder = try Self.folder(
      store,
      scenario: """
        scenario("a price, then the card", function()
          day.sign_in()
          day.answer(rub "150", "stall.price")
          day.go_on { to = "outcome" }
          day.answer "approved"
          day.expect_receipt { cashless = rub "150" }
        end)
        """)
    #expect(try await Self.failures(folder, filter: "a price") == [])
  }

  @Test func `a whole store is short, and its day goes as its scenario says`() async throws {
    let examples = try Self.examples("docs/guide.md")
    let places = examples.indices.filter { examples[$0].hasPrefix("scenario(") }
    #expect(!places.isEmpty)
    for place in places {
      let (store, scenario) = (examples[place - 1], examples[place])
      #expect(store.split(separator: "\n").count < 40)
      #expect(try await Self.failures(try Self.folder(store, scenario: scenario)) == [])
    }
  }

  @Test func `the example of the scenarios' page plays in the café`() async throws {
    let scenario = try #require(
      try Self.examples("docs/scenarios.md").first { $0.hasPrefix("scenario(") })
    let folder = try TestFolder()
    try FileManager.default.removeItem(atPath: folder.path)
    try FileManager.default.copyItem(atPath: TillProcess.cafe, toPath: folder.path)
    try scenario.write(
      toFile: folder.path + "/scenarios/page.lua", atomically: true, encoding: .utf8)
    #expect(try await Self.failures(folder, filter: "two coffees by card") == [])
  }

  @Test func `the other examples of the scenarios' page play in stores of their kind`() async throws
  {
    let page = try Self.examples("docs/scenarios.md")
    let expected = try #require(page.first { $0.contains("day.expect_fault") })
    let house = try #require(page.first { $0.hasPrefix("day.house {") })
    let replaced = try #require(page.first { $0.contains("coins are not taken") })
    let failing = try TriedStore(
      "on = { after_sign_in = function() log.error('stamps: no number') end },",
      files: ["leto/scenarios/a.lua": expected, "leto/scenarios/b.lua": replaced])
    let results = try await failing.play(filter: "stamp")
    #expect(results.map(\.failure) == [nil] && !results.isEmpty)
    let own = try await TriedStore(files: ["leto/scenarios/b.lua": replaced]).play()
    #expect(own.compactMap(\.failure).isEmpty && own.count { $0.replaced != nil } == 1)
    let part = """
      on = { before_payment = function()
        if receipt.total() < rub "1000" then return veto "Мало" end
        if receipt.memo "off" then return end
        receipt.memo("off", true)
        prompt.text { "loyalty.phone", title = "Телефон", format = "contact", cancel = true }
        for _, line in ipairs(receipt.lines()) do receipt.discount { line = line.id, hundredths = 500 } end
      end },
      """
    let met = try await TriedStore(part, files: ["leto/scenarios/house.lua": house]).play()
    #expect(met.compactMap { $0.failure?.description } == [])
  }

  @Test func `the guide names every hook, and leads to every flow`() throws {
    let page = { (path: String) in
      try String(contentsOf: TillProcess.root.appendingPathComponent(path), encoding: .utf8)
    }
    let guide = try page("docs/guide.md")
    for point in StoreManifest.points {
      #expect(guide.contains("| `\(point)` |"), "\(point)")
    }
    #expect(guide.contains("Every flow in [reference.md](reference.md#flows)"))
    let sections = try page("docs/reference.md").components(separatedBy: "\n## ")
    let rows = try #require(sections.first { $0.hasPrefix("Flows\n") })
    for flow in StoreManifest.flows { #expect(rows.contains("| `\(flow)` |"), "\(flow)") }
  }
}
