import Foundation
import Testing

@testable import KassaProving

/// What the audit says of documents that give back, or put right, more than there was.
@Suite struct AuditBooksTests {
  private typealias Sums = AuditBooks.Sums

  /// Three of 33.33 and one of 13.34: 60.00 by card, the rest in cash.
  private static let sold = Sums(total: 113_33, cash: 53_33, cashless: 60_00, others: 0)

  private static func back(
    _ pieces: [Int64: Int64], from before: [Int64: (Int64, Int64)] = [:], allowed: Bool = true,
    moved: Bool = false
  ) throws -> AuditReturn {
    func line(_ id: Int64, _ pieces: Int64, _ sum: Int64) -> String {
      let (back, backSum) = before[id] ?? (0, 0)
      return """
        {"line":\(id),"item":{"quantity":"\(pieces)"},"sum":\(sum),
        "back":\(back * 1_000_000),"backSum":\(backSum)}
        """
    }
    let json = """
      {"sale":{"receipt":"s","document":5,"lines":[\(line(1, 3, 99_99)),\(line(2, 1, 13_34))],
      "tenders":[{"kind":"cashless","charge":{"receipt":"s","attempt":1},"paid":6000},
      {"kind":"cash","paid":5333}]}
      \(allowed ? #","allowed":{"by":"Анна"}"# : "")
      \(moved ? #","moved":[{"charge":{"receipt":"s","attempt":1},"by":"Борис"}]"# : "")}
      """
    var back = try #require(AuditReturn(try AuditJSON(Data(json.utf8))))
    for (line, count) in pieces { back.chosen[line] = count * 1_000_000 }
    return back
  }

  private static func document(cash: Int64 = 0, card: Int64 = 0) -> Sums {
    Sums(total: cash + card, cash: cash, cashless: card, others: 0)
  }

  /// The rule that the last of these documents breaks; nil for none.
  private static func broken(
    _ documents: [(AuditReturn, Sums)], of sold: Sums? = Self.sold
  ) -> String? {
    var books = AuditBooks()
    for (number, (back, sums)) in documents.enumerated() {
      let refunds = sums.cashless > 0 ? ["s/1": sums.cashless] : [:]
      do { try books.giveBack(back, number + 6, sums, of: sold, refunds: refunds) } catch {
        return number == documents.count - 1 ? error.rule : "too early: \(error)"
      }
    }
    return nil
  }

  @Test func `parts that end at the whole are right`() throws {
    let parts = [
      (try Self.back([1: 1]), Self.document(card: 33_33)),
      (try Self.back([1: 2], from: [1: (1, 33_33)]), Self.document(cash: 39_99, card: 26_67)),
      (try Self.back([2: 1], from: [1: (3, 99_99)]), Self.document(cash: 13_34)),
    ]
    #expect(Self.broken(parts) == nil)
  }

  @Test func `a line that goes back twice is found, whatever the return believed`() throws {
    let twice = (try Self.back([2: 1]), Self.document(card: 13_34))
    #expect(Self.broken([twice, twice]) == "returned twice")
  }

  @Test func `a card that gets back more than it paid is found`() throws {
    let more = (try Self.back([1: 3]), Self.document(card: 99_99))
    #expect(Self.broken([more]) == "returned twice")
  }

  @Test func `cash beyond what cash paid is found, and is right of a charge that was moved`() throws
  {
    #expect(Self.broken([(try Self.back([1: 3]), Self.document(cash: 99_99))]) == "returned twice")
    let moved = (try Self.back([1: 3], moved: true), Self.document(cash: 99_99))
    #expect(Self.broken([moved]) == nil)
  }

  @Test func `a return that nobody allowed, or of another sale, is found`() throws {
    let document = Self.document(card: 13_34)
    #expect(Self.broken([(try Self.back([2: 1], allowed: false), document)]) == "nobody's yes")
    #expect(Self.broken([(try Self.back([2: 1]), document)], of: nil) == "other sale")
    let other = Sums(total: 1, cash: 1, cashless: 0, others: 0)
    #expect(Self.broken([(try Self.back([2: 1]), document)], of: other) == "other sale")
  }

  @Test func `card money without a document counts as given`() throws {
    var books = AuditBooks()
    let back = try Self.back([2: 1])
    try books.giveBack(
      back, 6, Self.document(card: 13_34), of: Self.sold, refunds: ["s/1": 13_34])
    try books.requireRoom(for: [(back, "s/1", 46_66)])
    #expect(throws: Violation.self) { try books.requireRoom(for: [(back, "s/1", 46_67)]) }
  }

  @Test(arguments: ["1e19", "-1e300", "9223372036854775808"])
  func `a number that nothing holds is none`(text: String) throws {
    #expect(try AuditJSON(Data(#"{"a":\#(text)}"#.utf8))["a"].number == nil)
    #expect(try AuditJSON(Data(#"{"a":2.5}"#.utf8))["a"].number == 2)
  }

  @Test func `a receipt is put right once, and then has nothing left`() throws {
    let json = #"{"original":{"sale":{"receipt":"s","document":5}},"wrong":"tender","allowed":{}}"#
    let nothing = try AuditJSON(Data("{}".utf8))["none"]
    var correction = try #require(
      AuditCorrection(try AuditJSON(Data(json.utf8)), missing: nothing))
    var books = AuditBooks()
    try books.correct(correction, by: "c", 6)
    try books.correct(correction, by: "c", 7)
    #expect(throws: Violation.self) { try books.correct(correction, by: "d", 8) }
    #expect(throws: Violation.self) {
      try books.giveBack(
        try Self.back([2: 1]), 8, Self.document(card: 13_34), of: Self.sold, refunds: [:])
    }
    correction.isAllowed = false
    #expect(throws: Violation.self) { try books.correct(correction, by: "c", 9) }
  }
}
