import Foundation
import GRDB
import Testing

@testable import KassaRuntime

/// What format 2 writes: each document and each large read once, and who answered.
@Suite struct Format2Tests {
  private func bodies(_ story: Story) throws -> [Value] {
    var bodies: [Value] = []
    try JournalReader(folder: story.data).forEach {
      bodies.append(try JSONReader.value(of: Array($0.json.utf8)))
    }
    return bodies
  }

  @Test func `a frozen document stands once, as a record`() async throws {
    let story = try Story()
    try await story.play(Story.start + ["sale: pay.card", "charge.window: approved"])
    let texts = try bodies(story).map(\.jsonText)
    let frozen = texts.filter { $0.contains("vatSum") }
    #expect(frozen.count == 1)
    let text = try #require(frozen.first)
    #expect(text.ranges(of: "vatSum").count == 1 && !text.contains(#"\"vatSum\""#))
  }

  @Test func `a large read stands once, and its hash after that`() async throws {
    let names = (1...12).map { #""Кассир номер \#($0)""# }.joined(separator: ", ")
    let story = try Story.sale(
      #"""
      cashier.list() cashier.list()
      prompt.choose { "one", title = "Один", buttons = { "a" } }
      cashier.list()
      prompt.choose { "two", title = "Два", buttons = { "a" } }
      """#)
    story.store = story.store.replacing(#"{ "Анна" }"#, with: "{ \"Анна\", \(names) }")
    try await story.play(["sign_in.name: Анна"] + Story.signIn + ["one: a"])
    #expect(try await story.play([]).stands == "two")
    let reads = try bodies(story).flatMap { try Entry(json: $0.json).reads }
    let large = reads.filter { JournalReads.hash($0) != nil }
    #expect(Set(large).count == large.count, "a large read is written once")
    #expect(reads.contains { JournalReads.reference($0) != nil })
    _ = try story.verify()
    try story.change("DELETE FROM read")
    #expect(throws: JournalError.self) { try story.verify() }
    // What the script read is gone, what was sold is not.
    #expect(try await story.play([]).stands == "sale")
  }

  @Test func `an entry says whether a hand or a program answered`() async throws {
    let story = try Story()
    try await story.play(Story.start)
    let sources = try bodies(story).compactMap { $0["step"]["taken"]["by"].string }
    #expect(!sources.isEmpty && Set(sources) == ["hand"])
  }

  @Test func `the first entry after a start says so, and another script is a swap`() async throws {
    let story = try Story()
    try await story.play(Story.start)
    story.store = Story.store("providers = { stock.transfer {} },")
    try await story.play(["sale: pay.card"])
    let entries = try story.journal().entries(from: 1)
    let starts = entries.compactMap { entry in
      if case .start(let start) = entry { start.bundle } else { nil }
    }
    let swaps = entries.compactMap { entry in
      if case .swap(let from, let to) = entry { [from, to] } else { nil }
    }
    #expect(starts.count == 2 && swaps == [starts])
    _ = try story.verify()
  }

  @Test func `a kind that is not known is refused by name`() async throws {
    let story = try Story()
    try await story.play(Story.start)
    try story.change("UPDATE entry SET kind = 'weight' WHERE number = 2")
    let error = #expect(throws: JournalError.self) { try story.journal().entries(from: 1) }
    #expect(error == .unknownKind(entry: 2, kind: "weight"))
    #expect(
      error?.description
        == "entry 2 is of a kind «weight» that this program does not know; use a newer kassa-run")
  }

  @Test func `who stands at the till and what a parameter is outlive a flow`() throws {
    var ledger = Ledger()
    try ledger.apply(.person(name: "Анна"), number: 1)
    try ledger.apply(.parameter(name: "limit", value: 500, by: "anna"), number: 2)
    #expect(ledger.till.cashier == "Анна" && ledger.till.core.parameters == ["limit": 500])
    try ledger.apply(.person(name: nil), number: 3)
    try ledger.apply(.parameter(name: "limit", value: .null, by: "anna"), number: 4)
    #expect(ledger == Ledger())
  }

  @Test func `values come back as they were`() throws {
    let values: [Value] = [
      .null, true, 0, .int(.min), .int(.max), "", "\u{0}\u{1F}\"\\\n\t/é😀", [], [[], [:]],
      ["a": [1, ["b": .null]], "": "x"],
    ]
    for value in values {
      #expect(try JSONReader.value(of: value.json) == value)
      #expect(try Value(json: value.json) == value)
    }
    #expect(["n": UInt64.max].jsonText == #"{"n":-1}"#)
    #expect(try [String: UInt64](json: Array(#"{"n":-1}"#.utf8)) == ["n": .max])
  }
}
