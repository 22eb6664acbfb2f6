import Testing

@testable import KassaRuntime

/// Sums at the ends of what a receipt can hold: whatever was sold, the till opens and the shift
/// closes.
@Suite struct LimitTests {
  /// Receipts of 2,814,739,718,526.00 ₽, 10,048,580.55 ₽ below the limit of one receipt.
  private static let largest = ["sale: free 9999999 Станок", "sale: quantity 1 281474"]
  private static let close = ["sale: shift", "shift.close: yes"]

  @Test func `two of the largest card sales do not keep a till from opening`() async throws {
    let story = try Story()
    let sell = Self.largest + ["sale: pay.card", "charge.window: approved"]
    try await story.play(Story.signIn + sell + sell)
    let scene = try await story.play(Self.close)
    let report = try #require(scene.papers.first { $0.kind == .shiftClosing })
    let line = report.lines.first { $0.hasPrefix("Автономный терминал (2)") }
    #expect(line?.hasSuffix(" 5629479437052.00") == true, "\(report.lines)")
    #expect(report.lines.contains { $0.hasPrefix("БЕЗНАЛИЧНЫМИ") && $0.hasSuffix("7052.00") })
    #expect(try story.verify().receipts == 2)
  }

  @Test func `a shift with two of the largest cash sales closes`() async throws {
    let story = try Story()
    let sell = Self.largest + ["sale: pay.cash", "payment.cash: 2814739718526"]
    let scene = try await story.play(Story.signIn + sell + sell + Self.close)
    let report = try #require(scene.papers.first { $0.kind == .shiftClosing })
    #expect(report.lines.contains { $0.hasPrefix("НАЛИЧНЫМИ") && $0.hasSuffix("7052.00") })
  }

  /// A barcode scanned into the field of the price, and the first amount above the limit.
  @Test(arguments: ["2000000000015", "9999999.01"])
  func `what no shop means is no free price`(price: String) async throws {
    let scene = try await Story().play(Story.signIn + ["sale: free \(price) Кофе"])
    #expect(scene.receipt?.lines.isEmpty == true)
    #expect(
      scene.refusals.map { $0.text(.ru) } == [
        "сумма вне пределов; введите от 0,01\u{A0}₽ до 9\u{A0}999\u{A0}999,00\u{A0}₽"
      ])
  }

  @Test func `a script's price has the same limit, and the receipt another`() async throws {
    let script = """
      local _, price = receipt.add { name = "Станок", price = 999999901 }
      receipt.add { name = "Станок", price = 999999900, quantity = "281474" }
      local _, sum = receipt.add { name = "Станок", price = 999999900, quantity = "2" }
      prompt.tell { "said", title = price .. " " .. sum }
      """
    let scene = try await Story.sale(script).play(Story.signIn)
    #expect(scene.prompts.last?.title == "price_too_large too_large")
  }

  @Test func `a turnover stays at its end, and says so`() throws {
    var turnover = Turnover.zero
    let most = try Money(kopecks: Money.kopecksMax)
    for _ in 1...32_767 { turnover += most }
    #expect(turnover.description == "92230905618780323.85")
    for _ in 1...2 { turnover += most }
    #expect(turnover.description == ">92233720368547758.07")
  }
}
