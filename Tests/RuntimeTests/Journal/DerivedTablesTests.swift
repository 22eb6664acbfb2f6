import Testing

@testable import KassaEmulators
@testable import KassaRuntime

/// What is kept beside the entries says what they say, through every change and to the last row.
@Suite struct DerivedTablesTests {
  private static let proof = #"providers = { stock.standalone { proof = { "rrn" } } },"#

  private static func sell(_ rrn: String) -> [String] {
    [Story.coffee, "sale: pay.card", "charge.window: approved", "charge.rrn: text \(rrn)"]
  }

  /// Two printed receipts with slips, one slip whose receipt is not printed.
  private func sold() async throws -> Story {
    let story = try Story(Self.proof)
    try await story.play(
      Story.signIn + Self.sell("123456789012") + Self.sell("123456789013"))
    try story.control.set(.noPaper)
    try await story.play([
      Story.coffee, "sale: pay.card", "till.not_ready: back", "sale: clear", "sale.clear: yes",
    ])
    try story.control.clearAll()
    try await story.play([Story.coffee, "sale: pay.card"])
    try story.control.set(.noPaper)
    try await story.play([
      "charge.window: approved", "charge.rrn: text 123456789014", "print.refused: leave",
      "payment.leave: senior",
    ])
    try story.control.clearAll()
    #expect(try story.verify().matters == 1)
    return story
  }

  /// What is done to the table of slips.
  static let edits = [
    "DELETE FROM slip WHERE number = 'rrn 123456789012'",
    "DELETE FROM slip WHERE document IS NULL", "UPDATE slip SET document = document + 1",
    "UPDATE slip SET document = NULL", "UPDATE slip SET at = at + 1",
    "UPDATE slip SET attempt = 2 WHERE document IS NULL", "UPDATE slip SET receipt = 'x'",
    "UPDATE slip SET document = 1 WHERE document IS NULL",
    "INSERT INTO slip SELECT terminal, day, 'rrn 1', receipt, attempt, at, NULL FROM slip LIMIT 1",
    "UPDATE projection SET value = CAST(replace(value, '19950', '19951') AS BLOB)",
    "INSERT INTO projection SELECT key || 'x', value FROM projection WHERE key LIKE 'parked/%'",
  ]

  @Test(arguments: edits)
  func `verify finds a row that is not what the entries say`(sql: String) async throws {
    let story = try await sold()
    try story.change(sql)
    let error = #expect(throws: JournalError.self) { try story.verify() }
    guard case .broken(_, let reason)? = error else {
      Issue.record("\(sql): \(String(describing: error))")
      return
    }
    #expect(reason == "the tables derived from the entries differ from them")
  }

  /// Receipts are set aside and taken back in any order; after each the tables are what they were.
  @Test(arguments: [[1, 2, 3], [3, 2, 1], [2, 3, 1]])
  func `a receipt that is taken back is no longer listed`(order: [Int]) async throws {
    let story = try Story()
    let park = (1...3).flatMap { ["sale: free \($0) Чай", "sale: park"] }
    let parked = try await story.play(Story.signIn + park).state.parkedInOrder
    #expect(parked.count == 3)
    var left = Set(parked.map(\.receipt.id))
    for number in order {
      let id = parked[number - 1].receipt.id
      try await story.play(["sale: parked", "parked.list: \(id)", "sale: pay.cash"])
      let scene = try await story.play(["payment.cash: \(number)"])
      left.remove(id)
      #expect(Set(scene.state.parked.keys) == left)
      #expect(try story.verify().matters == 0)
    }
    #expect(try story.receipts.map(\.document.total.kopecks) == order.map { Int64($0) * 100 })
  }

  /// What a shift's report without a reply leaves in question is known after a restart too.
  @Test func `a report without a reply is still in question after a restart`() async throws {
    let story = try Story()
    try await story.play(Story.start)
    try story.control.set(.lostReplyAfter, times: 1)
    let asked = try await story.play(["sale: pay.card"])
    #expect(asked.state.unansweredReports.count == 1)
    let again = try await story.play([])
    #expect(again.state == asked.state && again.stands == "till.not_ready")
    _ = try story.verify()
  }
}
