import Foundation
import Testing

@testable import KassaLint
@testable import KassaProving
@testable import KassaRuntime

/// The guide by task: each section's store has nothing wrong, and its day goes as its scenarios say.
@Suite(.timeLimit(.minutes(5))) struct TaskPageTests {
  private static let page = try? String(
    contentsOf: TillProcess.root.appendingPathComponent("docs/tasks.md"), encoding: .utf8)
  private static let sections = (page ?? "").components(separatedBy: "\n## ").dropFirst()
  static let stories = sections.filter { $0.contains("return store {") }

  private static func blocks(_ section: String, of language: String) -> [String] {
    section.components(separatedBy: "```\(language)\n").dropFirst()
      .compactMap { $0.components(separatedBy: "```").first }
  }

  /// Where a block of a section belongs, from the folder that the store's is in.
  private static func path(_ block: String) -> String {
    if block.hasPrefix("-- ") {
      let first = block.dropFirst(3).prefix { !$0.isWhitespace && $0 != ":" }
      return first.hasPrefix("chain/") ? String(first) : "leto/" + first
    }
    return block.contains("return store {") ? "leto/store.lua" : "leto/scenarios/day.lua"
  }

  @Test(arguments: stories)
  func `a story of the page plays`(section: String) async throws {
    let title = section.prefix { $0 != "\n" }
    let folder = try TestFolder()
    let goods = try #require(Self.sections.flatMap { Self.blocks($0, of: "csv") }.first)
    try write(goods, to: folder.path + "/leto/goods.csv")
    let blocks = Self.blocks(section, of: "lua")
    for block in blocks { try write(block, to: folder.path + "/" + Self.path(block)) }
    let hasChain = blocks.contains { Self.path($0).hasPrefix("chain/") }
    let chain = hasChain ? folder.path + "/chain" : nil
    let store = folder.path + "/leto"
    #expect(StoreLint.findings(folder: store, chain: chain).map(\.text) == [], "\(title)")
    var own = 0
    try await ScenarioRunner(folder: store, chain: chain).run { result in
      if result.failure == nil, block(blocks, declares: result.scenario) { own += 1 }
      #expect(result.failure?.description == nil, "\(title): \(result.scenario)")
    }
    #expect(own > 0, "\(title)")
  }

  private func block(_ blocks: [String], declares scenario: String) -> Bool {
    blocks.contains { $0.contains("scenario(\"\(scenario)\"") }
  }

  @Test func `the page has every task`() {
    let titles = Self.sections.map { String($0.prefix { $0 != "\n" }) }
    #expect(
      titles == [
        "Goods", "Another question before payment", "Two terminals by amount",
        "A provider of my own", "Returns, and who says yes", "A receipt put right",
        "Counting in the evening", "A second language", "Share code in a chain",
        "One script, fifty tills", "Ask our server", "Test it",
      ])
  }
}
