import Testing

@testable import KassaRuntime

/// A slip proves one attempt: not the other one of its own receipt, and its own as often as it is typed.
@Suite struct OwnSlipTests {
  private static let number = ["rrn": "123456789012", "number": "0002"]

  private static func story(_ field: String, _ proof: String? = nil) throws -> Story {
    try Story("providers = { stock.standalone { proof = { \(proof ?? "\"\(field)\"") } } },")
  }

  /// 100.00 of 199.50 is charged and proven; the rest is charged and said to be approved.
  private static func bothCharged(_ field: String) -> [String] {
    let slip = "charge.\(field): text \(number[field] ?? "")"
    return Story.start + [
      "sale: pay.split", "payment.split: 100", "charge.window: approved", slip,
      "payment.cash: cancel", "payment.tender: card", "charge.window: approved", slip,
    ]
  }

  @Test(arguments: ["rrn", "number"])
  func `the slip of one charge is none of the other's`(field: String) async throws {
    let story = try Self.story(field)
    let scene = try await story.play(Self.bothCharged(field))
    #expect(scene.stands == "charge.duplicate_unprinted")
    #expect(scene.receipt?.charged.kopecks == 10_000 && scene.documents.isEmpty)
    #expect(scene.receipt?.attempts.map(\.state.name) == ["approved", "claimed"])
    #expect(try await story.play([]).stands == "charge.duplicate_unprinted")
    let other = field == "rrn" ? "123456789013" : "0003"
    let paid = try await story.play([
      "charge.duplicate_unprinted: again", "charge.\(field): text \(other)",
    ])
    #expect(paid.stands == "sale")
    #expect(paid.documents.map(\.payments.cashless.kopecks) == [19_950])
    #expect(try story.verify().receipts == 1)
  }

  /// Two terminals count their slips each for itself, also within a receipt.
  @Test func `the other terminal of a receipt has numbers of its own`() async throws {
    let story = try Story(TwoTerminals.store(#"proof = { "number" },"#))
    let slip = "charge.number: text 0002"
    let scene = try await story.play(
      Story.signIn + TwoTerminals.setUp + [
        Story.coffee, "sale: pay.split", "payment.split: 100", "charge.window: approved", slip,
        "payment.cash: cancel", "payment.tender: card", "charge.window: approved", slip,
      ])
    #expect(scene.stands == "sale" && scene.documents.count == 1)
    #expect(try story.verify().receipts == 1)
  }

  /// The RRN counted, the slip's number was not there, and nobody was sure: all is typed anew, later.
  @Test func `a charge's own slip is typed again`() async throws {
    let story = try Self.story("rrn", #""rrn", "number""#)
    story.seam = Seam { [clock = story.clock] _ in clock.advance(milliseconds: 7) }
    let rrn = "charge.rrn: text 123456789012"
    let scene = try await story.play(
      Story.start + [
        "sale: pay.card", "charge.window: approved", rrn, "charge.number: none",
        "charge.unproven: unknown", "charge.unknown: approved", rrn, "charge.number: text 0002",
      ])
    #expect(scene.stands == "sale" && scene.documents.count == 1)
    #expect(scene.documents.first?.notes.first?.hasSuffix("RRN 123456789012, СЛИП 0002") == true)
    #expect(try story.verify().receipts == 1)
  }

  /// A slip that was accepted stays used, though its charge was undone in the end.
  @Test func `the slip of a charge that was undone is not accepted for the next one`() async throws
  {
    let story = try Self.story("rrn", #""rrn", "number""#)
    let rrn = "charge.rrn: text 123456789012"
    let scene = try await story.play(
      Story.start + [
        "sale: pay.card", "charge.window: approved", rrn, "charge.number: none",
        "charge.unproven: void", "charge.void: approved", "charge.declined: again",
        "charge.window: approved", rrn,
      ])
    #expect(scene.stands == "charge.duplicate_unprinted" && scene.receipt?.charged == .zero)
  }
}

extension Attempt.State {
  fileprivate var name: String {
    switch self {
    case .open: "open"
    case .unknown: "unknown"
    case .claimed: "claimed"
    case .mismatched: "mismatched"
    case .approved: "approved"
    case .declined: "declined"
    case .notRun: "not run"
    case .voided: "voided"
    }
  }
}
