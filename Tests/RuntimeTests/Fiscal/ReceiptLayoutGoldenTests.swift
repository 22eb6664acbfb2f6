import Foundation
import Testing

@testable import KassaEmulators
@testable import KassaRuntime

/// Receipts as paper shows them, against files kept beside this one.
///
/// `KASSA_GOLDEN=write swift test --filter Golden` writes them anew; look at the difference.
@Suite struct ReceiptLayoutGoldenTests {
  static let widths = [32, 42, 48]

  @Test(arguments: widths)
  func `a receipt with everything`(width: Int) throws {
    let document = try FiscalSamples.rich()
    try document.validate()
    let lines = try ReceiptLayout(width: width).lines(document, FiscalSamples.printed(document))
    try expectGolden(lines, "receipt-\(width)", width: width)
  }

  @Test(arguments: widths)
  func `a small receipt of the emulator`(width: Int) throws {
    let document = try FiscalSamples.document()
    let layout = ReceiptLayout(width: width, banner: EmulatedRegistrar.banner)
    let lines = try layout.lines(document, FiscalSamples.printed(document))
    try expectGolden(lines, "emulated-\(width)", width: width)
  }

  @Test(arguments: widths)
  func `a return of a part, in cash and to a card`(width: Int) throws {
    var document = try FiscalSamples.document()
    document.type = .saleReturn
    let cash = try Money(parsing: "39.80")
    document.payments = Payments(cash: cash, cashless: try document.total - cash)
    document.notes = [
      "ВОЗВРАТ ПО ЧЕКУ ФД 71", "ВТБ у окна: \(document.payments.cashless), СЛИП 0003",
      "Сценарий 9c41e0b7",
    ]
    try document.validate()
    let lines = try ReceiptLayout(width: width).lines(document, FiscalSamples.printed(document))
    try expectGolden(lines, "return-\(width)", width: width)
  }

  @Test(arguments: widths)
  func `shift reports`(width: Int) throws {
    let document = try FiscalSamples.rich()
    let opening = ShiftReport(
      kind: .opening, key: "s1", shift: 12, number: 68, sign: "7", fn: "9999078900000961",
      registrationNumber: "0000000001057706", format: .ffd12, cashier: "Иванова И.",
      openedAt: FiscalSamples.now, offsetSeconds: FiscalSamples.offsetSeconds)
    var closing = opening
    closing.kind = .closing
    closing.number = 91
    closing.closedAt = FiscalSamples.now.adding(milliseconds: 8 * 3_600_000)
    closing.receipts = 22
    closing.documents = 24
    closing.totals = [
      ShiftTotal(
        type: .sale, count: 21, total: Turnover(document.total),
        payments: PaymentTurnover(document.payments)),
      ShiftTotal(
        type: .saleReturn, count: 1, total: Turnover(try Money(kopecks: 3980)),
        payments: PaymentTurnover(Payments(cashless: try Money(kopecks: 3980)))),
    ]
    let terminals = [
      TerminalTotal(title: "ВТБ у окна", count: 14, total: Turnover(try Money(kopecks: 1_234_567))),
      TerminalTotal(title: "Сбер", count: 0, total: .zero),
    ]
    let layout = ReceiptLayout(width: width)
    let seller = FiscalSamples.seller
    let lines =
      layout.lines(opening, seller: seller)
      + layout.lines(
        closing, seller: seller, terminals: terminals, notes: ["Журнал 9c41e0b7, записей 812"])
    try expectGolden(lines, "shift-\(width)", width: width)
  }

  private func expectGolden(_ lines: [String], _ name: String, width: Int) throws {
    #expect(lines.allSatisfy { $0.count <= width }, "wider than \(width)")
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let file = folder.appendingPathComponent("Golden/\(name).txt")
    let text = lines.joined(separator: "\n") + "\n"
    if ProcessInfo.processInfo.environment["KASSA_GOLDEN"] == "write" {
      try text.write(to: file, atomically: true, encoding: .utf8)
    }
    #expect(try String(contentsOf: file, encoding: .utf8) == text, "\(name) differs")
  }
}
