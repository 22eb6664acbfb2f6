import Synchronization
import Testing

@testable import KassaRuntime

/// What the till makes of a scan, whatever front end it came from.
@Suite struct ScanTests {
  private static let espresso = "beep 4600000000015"
  private static let answerFirst = "Скан не принят: сначала ответьте"

  @Test func `adds at a sale, as an entry that says a scanner read it`() async throws {
    let story = try await Story.atTheSale()
    let scene = try await story.play(["sale: \(Self.espresso)", "sale: \(Self.espresso)"])
    #expect(scene.receipt?.lines.count == 2 && scene.scans.isEmpty)
    #expect(try story.sources.suffix(2) == [.scan, .scan])
    #expect(try await story.play([]).receipt == scene.receipt)
  }

  /// Prompts that take no scan, and the way there from a sale with an espresso.
  static let places: [(way: [String], id: String)] = [
    (["sale: pay.card"], "charge.window"), (["sale: pay.cash"], "payment.cash"),
    (["sale: pay.split"], "payment.split"), (["sale: clear"], "sale.clear"),
    (["sale: shift"], "shift.close"), (["sale: park", "sale: parked"], "parked.list"),
    (["sale: pay.card", "charge.window: declined"], "charge.declined"),
    (["sale: pay.card", "charge.window: unknown"], "charge.unknown"),
    (["sale: pay.split", "payment.split: 100", "charge.window: approved"], "payment.cash"),
    (["sale: sign_out"], "sign_in.pin"),
  ]

  @Test(arguments: places.indices)
  func `is refused aloud elsewhere, and nothing is written`(index: Int) async throws {
    let (way, id) = Self.places[index]
    let story = try await Story.atTheSale()
    let scanned = Array(repeating: "\(id): beep 1234567890128", count: 3)
    let before = try await story.play(["sale: \(Self.espresso)"] + way)
    let entries = try story.verify().entries
    let scene = try await story.play(scanned)
    #expect(scene.stands == id && scene.scans == Array(repeating: Self.answerFirst, count: 3))
    #expect(scene.receipt == before.receipt)
    #expect(try story.verify().entries == entries)
  }

  @Test func `answers a text that says it takes one, and no other`() async throws {
    let story = try Story(
      Story.flow(
        """
        local number = prompt.text { "voucher", title = "Номер", format = "digits", scan = true }
        prompt.text { "other", title = number }
        """))
    try await story.play(Story.signIn)
    let scene = try await story.play([
      "voucher: beep ABC12", "voucher: beep 46000", "other: beep 46000", "other: text 1",
    ])
    #expect(scene.first("voucher")?.takesScan == true && scene.first("other")?.title == "46000")
    #expect(scene.scans.count == 2 && scene.scans.last == Self.answerFirst)
    #expect(try story.sources.suffix(2) == [.scan, .hand])
  }

  @Test func `waits under a notice over the sale, for this receipt`() async throws {
    let story = try await Story.atTheSale()
    let scene = try await story.play([
      "sale: scan 46", "sale.no_goods: \(Self.espresso)", "sale.no_goods: beep 30001",
      "sale.no_goods: ok",
    ])
    #expect(scene.receipt?.lines.map(\.item.name) == ["Эспрессо", "Пакет"])
    #expect(scene.scans == ["1 waiting", "2 waiting"])
    #expect(scene.prompts.filter { $0.id == "sale.no_goods" }.map(\.scansWaiting) == [0, 1, 2])
  }

  @Test func `waits over the change for the next receipt`() async throws {
    let story = try await Story.atTheSale()
    let scene = try await story.play([
      "sale: \(Self.espresso)", "sale: pay.cash", "payment.cash: 500",
      "payment.change: beep 4600000000022", "payment.change: ok",
    ])
    #expect(scene.documents.count == 1 && scene.stands == "sale")
    #expect(scene.receipt?.lines.map(\.item.name) == ["Капучино"])
  }

  @Test func `at most fifty wait, and the next is refused aloud`() async throws {
    let story = try await Story.atTheSale()
    let scanned = Array(repeating: "sale.no_goods: \(Self.espresso)", count: 51)
    let scene = try await story.play(["sale: scan 46"] + scanned + ["sale.no_goods: ok"])
    #expect(scene.receipt?.lines.count == 50)
    #expect(scene.scans.suffix(2) == ["50 waiting", "Скан не принят: уже ждут 50"])
  }

  @Test func `says nothing after a restart where nothing waited`() async throws {
    let story = try await Story.atTheSale()
    try await story.play(["sale: scan 46"])
    let scene = try await story.play([])
    #expect(scene.stands == "sale.no_goods" && scene.warnings.isEmpty)
    // What waited and was taken is on the receipt.
    try await story.play([
      "sale.no_goods: \(Self.espresso)", "sale.no_goods: ok", "sale: \(Self.espresso)",
    ])
    let again = try await story.play([])
    #expect(again.warnings.isEmpty && again.receipt?.lines.count == 2)
  }

  @Test func `a key that comes again adds nothing, over a restart neither`() async throws {
    let story = try await Story.atTheSale()
    let keyed = "sale: \(Self.espresso) key 7f3a"
    let scene = try await story.play([keyed, keyed, "sale: \(Self.espresso) key 7f3b"])
    #expect(scene.receipt?.lines.count == 2)
    let again = try await story.play([keyed, keyed, "sale: \(Self.espresso)"])
    #expect(again.receipt?.lines.count == 3)
    // The next receipt knows it too.
    let next = try await story.play(["sale: pay.cash", "payment.cash: 360", keyed])
    #expect(next.receipt?.lines.isEmpty == true && next.documents.count == 1)
    _ = try story.verify()
  }

  @Test func `a key that waits waits once, and counts again once it is lost`() async throws {
    let story = try await Story.atTheSale()
    let waiting = "sale.no_goods: \(Self.espresso) key 1"
    let scene = try await story.play(["sale: scan 46", waiting, waiting])
    #expect(scene.scans == ["1 waiting"])
    let again = try await story.play([
      "sale.no_goods: ok", "sale: \(Self.espresso) key 1", "sale: \(Self.espresso) key 1",
    ])
    #expect(again.receipt?.lines.count == 1)
    #expect(again.warnings.contains { $0.contains("(1)") }, "\(again.warnings)")
  }

  @Test func `says after a restart that what waited may be lost`() async throws {
    let story = try await Story.atTheSale()
    try await story.play(["sale: scan 46", "sale.no_goods: \(Self.espresso)"])
    let scene = try await story.play(["sale.no_goods: ok"])
    #expect(scene.receipt?.lines.isEmpty == true)
    #expect(scene.warnings.contains { $0.contains("отсканированное") })
    #expect(try await story.play([]).warnings.isEmpty)
  }

  @Test func `is refused while a terminal works`() async throws {
    let story = try await Story.atTheSale()
    story.terminals = [SlowTerminal()]
    // The shift is open then: what follows is the terminal's alone.
    try await story.play([
      "sale: \(Self.espresso)", "sale: pay.cash", "payment.cash: 120", "sale: \(Self.espresso)",
    ])
    let scene = try await story.play(["sale: pay.card"], meanwhile: ["4600000000022", "30001"])
    #expect(scene.documents.count == 2 && scene.receipt?.lines.isEmpty == true)
    #expect(scene.scans == Array(repeating: "Скан не принят: работает терминал", count: 2))
  }

  @Test func `waits for the next receipt while one is printed`() async throws {
    let story = try await Story.atTheSale()
    let registrar = try ProxyRegistrar(story)
    registrar.slow(.milliseconds(200))
    story.registrar = registrar
    let scene = try await story.play(
      ["sale: \(Self.espresso)", "sale: pay.card", "charge.window: approved"],
      meanwhile: ["4600000000022", "30001"])
    #expect(scene.documents.map(\.lines.count) == [1])
    #expect(scene.receipt?.lines.map(\.item.name) == ["Капучино", "Пакет"])
    #expect(scene.scans == ["1 waiting", "2 waiting"])
  }

  @Test(arguments: [
    "%B4111111111111111^A/B^2512?", ";4111111111111111=2512?", "+123?", "4111111111111111",
  ])
  func `what a card reader types is refused and kept nowhere`(track: String) async throws {
    let story = try await Story.atTheSale()
    let entries = try story.verify().entries
    let scene = try await story.play(["sale: beep \(track)"])
    #expect(scene.scans == ["Скан не принят: это похоже на банковскую карту"])
    #expect(try story.verify().entries == entries)
  }

  @Test func `a code of nobody's stays on the receipt, and paying asks about it first`()
    async throws
  {
    let story = try await Story.atTheSale()
    try await story.play(["sale: beep 999", "sale: \(Self.espresso)", "sale: beep 998"])
    let scene = try await story.play([
      "sale: pay.card", "payment.unknown: back", "sale: unknown", "payment.unknown: drop",
      "payment.unknown: back", "sale: pay.cash", "payment.unknown: drop",
    ])
    #expect(scene.stands == "payment.cash")
    guard case .sale(let view)? = scene.first("sale")?.kind else { return }
    #expect(view.unknownCodes == ["999", "998"])
    #expect(scene.receipt?.unknownCodes == nil)
  }
}

extension Story {
  /// Where each recorded answer came from.
  fileprivate var sources: [AnswerSource] {
    get throws {
      var sources: [AnswerSource] = []
      try JournalReader(folder: data).forEach { entry in
        guard let match = entry.json.firstMatch(of: /"by":"([a-z]+)"/) else { return }
        AnswerSource(rawValue: String(match.1)).map { sources.append($0) }
      }
      return sources
    }
  }
}

/// A connected terminal that takes long enough to be scanned at.
private struct SlowTerminal: TerminalDriver {
  let id = "slow"
  let name = "Пинпад"

  func charge(_ request: TerminalCharge) async -> TerminalReply {
    try? await Task.sleep(for: .milliseconds(200))
    return .approved(reference: "1")
  }

  func outcome(of request: TerminalCharge) async -> TerminalReply { .unknown }
}
