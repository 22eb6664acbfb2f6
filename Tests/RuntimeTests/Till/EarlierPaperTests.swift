import Foundation
import Testing

@testable import KassaEmulators
@testable import KassaRuntime

/// Paper of this till's own registrar that its journal does not have: from before the journal began.
@Suite struct EarlierPaperTests {
  /// A till whose journal is gone, and begins anew at the same registrar; and what it had printed first.
  private static func story() async throws -> (story: Story, qr: String) {
    let story = try ReturnTests.story()
    try await story.play(
      ReturnTests.start + [Story.coffee] + ReturnTests.cash("199.50")
        + ["sale: free 60 Чай"] + ReturnTests.cash("60") + ["sale: shift", "shift.close: yes"])
    let qr = try #require(try story.receipts.first?.printed.qr)
    for name in try FileManager.default.contentsOfDirectory(atPath: story.data)
    where name.hasPrefix("journal") {
      try FileManager.default.removeItem(atPath: story.data + "/" + name)
    }
    story.clock.advance(hours: 30)
    let scene = try await story.play(
      ["till.behind: reconciled"] + ReturnTests.start + ["sale: free 70 Сок"]
        + ReturnTests.cash("1000") + ["payment.change: ok"])
    #expect(scene.stands == "sale", "\(scene.prompts.map(\.id)) \(scene.faults)")
    return (story, qr)
  }

  private static func paper(_ code: String) -> [String] {
    ["sale: returns", "return.find: other", "return.paper: text \(code)"]
  }
  private static func goods(_ typed: String) -> [String] {
    [
      "return.why: text Журнал начат позже", "return.paid_by: cash", "return.goods: text \(typed)",
      "return.goods: go", ReturnTests.senior,
    ] + ReturnTests.paid
  }

  @Test func `goes back by its code, at most its total, by a senior`() async throws {
    let (story, qr) = try await Self.story()
    let scene = try await story.play(Self.paper(qr) + Self.goods("150 Кофе"))
    #expect(scene.stands == "sale", "\(scene.prompts.map(\.id)) \(scene.faults)")
    let back = try #require(try story.receipts.last?.document)
    #expect(back.type == .saleReturn && back.total.kopecks == 15_000)
    #expect(back.notes.first?.hasPrefix("ВОЗВРАТ ПРЕЖНЕГО ЧЕКА ФД") == true, "\(back.notes)")
    let more = try await story.play(
      Self.paper(qr) + [
        "return.why: text Ещё", "return.paid_by: cash", "return.goods: text 49,51 Кофе",
      ])
    #expect(more.prompts.last?.body == "По этому чеку столько не осталось", "\(more.faults)")
    _ = try story.verify()
  }

  /// A number that the journal should have is no paper of before, whatever its day says.
  @Test(arguments: [#"&i=\d+"#, #"^t=\d{8}"#])
  func `a code that was changed is refused`(pattern: String) async throws {
    let (story, qr) = try await Self.story()
    let last = try #require(try story.receipts.last?.printed.number)
    let text = pattern.hasPrefix("&i") ? "&i=\(last + 1)" : "t=20301231"
    let changed = qr.replacing(try Regex(pattern), with: text)
    #expect(changed != qr)
    let scene = try await story.play(Self.paper(changed))
    #expect(scene.stands == "return.refused", "\(scene.prompts.map(\.id)) \(scene.faults)")
    #expect(scene.prompts.last?.body == "Эта касса такого чека не печатала: сверьте бумагу")
  }

  /// The opening of the shift is a document of the journal's, and no sale.
  @Test func `the number of a report is no receipt's`() async throws {
    let (story, qr) = try await Self.story()
    let last = try #require(try story.receipts.last?.printed.number)
    let changed = qr.replacing(try Regex(#"&i=\d+"#), with: "&i=\(last - 1)")
    let scene = try await story.play(Self.paper(changed))
    #expect(scene.stands == "return.refused", "\(scene.prompts.map(\.id)) \(scene.faults)")
  }

  /// A journal that was restored from a copy lacks what was printed in between.
  @Test func `what a restored journal lacks goes back too`() async throws {
    let story = try ReturnTests.story()
    try await story.play(ReturnTests.start + [Story.coffee] + ReturnTests.cash("199.50"))
    let copy = try story.journalFiles()
    let between = try await story.play(["sale: free 60 Чай"] + ReturnTests.cash("60"))
    let qr = try #require(try story.receipts.last?.printed.qr)
    #expect(between.stands == "sale")
    try story.restore(copy)
    try await story.play(
      ["till.behind: reconciled", "sale: free 70 Сок"] + ReturnTests.cash("70"))
    let scene = try await story.play(Self.paper(qr) + ["return.why: text Копия"])
    #expect(scene.stands == "return.paid_by", "\(scene.prompts.map(\.id)) \(scene.faults)")
    let first = try #require(try story.receipts.first?.printed.qr)
    let changed = first.replacing(try Regex(#"s=199\.50"#), with: "s=900.00")
    let refused = try await story.play(["return.paid_by: cancel"] + Self.paper(changed))
    #expect(refused.stands == "return.refused", "\(refused.prompts.map(\.id)) \(refused.faults)")
  }

  /// Nobody knows yet whether a receipt was printed: its paper is none of before, though a later one has the first
  /// number that this journal knows of.
  @Test func `paper of a print that is still in question waits for its answer`() async throws {
    let story = try ReturnTests.story()
    try await story.play(ReturnTests.start + [Story.coffee, "sale: pay.cash"])
    try story.control.set(.lostReplyAfter, times: 1)
    let aside = try await story.play(["payment.cash: 199.50", "print.unreachable: park"])
    let id = try #require(aside.state.parkedInOrder.first?.receipt.id)
    let qr = try #require(try story.receipts.first?.printed.qr)
    // First with nothing printed here, then with a first receipt of a higher number.
    for sold in [[], ["sale: free 60 Чай"] + ReturnTests.cash("60")] {
      let asked = try await story.play(sold + Self.paper(qr))
      #expect(asked.stands == "return.refused", "\(asked.prompts.map(\.id)) \(asked.faults)")
      #expect(asked.prompts.last?.body == "Сначала узнайте, напечатан ли чек")
      try await story.play(["return.refused: ok", "return.paper: cancel"])
    }
    let settled = try await story.play(["sale: parked", "parked.list: \(id)"])
    #expect(settled.stands == "sale", "\(settled.prompts.map(\.id)) \(settled.faults)")
    #expect(settled.state.parked.values.isEmpty)
    for changed in ["s=900.00", "fp=1"] {
      let key = try #require(changed.split(separator: "=").first)
      let code = qr.replacing(try Regex("\\b\(key)=[0-9.]+"), with: changed)
      #expect(code != qr)
      let refused = try await story.play(Self.paper(code))
      #expect(refused.stands == "return.refused", "\(refused.prompts.map(\.id))")
      #expect(refused.prompts.last?.body == "Эта касса такого чека не печатала: сверьте бумагу")
      try await story.play(["return.refused: ok", "return.paper: cancel"])
    }
    _ = try story.verify()
  }
}
