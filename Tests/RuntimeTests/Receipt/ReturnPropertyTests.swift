import Foundation
import Testing

@testable import KassaRuntime

/// Whatever goes back of a sale, in whatever pieces and order: never more than was paid, and in the end
/// just that.
@Suite struct ReturnPropertyTests {
  private static let now = Moment(milliseconds: 1_800_000_000_000)

  /// 3 × 33.33 less 10.00, one at a time.
  @Test func `parts are cumulative and end at the sum`() throws {
    var line = SoldLine(
      line: 1, item: Item(name: "А", price: Money(checked: 3_333), quantity: try Quantity(3)),
      sum: Money(checked: 8_999))
    var parts: [Int64] = []
    while line.left != nil {
      let part = try #require(line.part(.one))
      parts.append(part.kopecks)
      line.back += Quantity.scale
      line.backSum = Money(checked: line.backSum.kopecks + part.kopecks)
    }
    #expect(parts == [3_000, 2_999, 3_000])
    #expect(line.part(.one) == nil)
  }

  @Test(arguments: 1...60 as ClosedRange<UInt64>)
  func `pieces in any order never exceed the sale and end at it`(seed: UInt64) throws {
    var numbers = SeededNumbers(seed: seed)
    var sale = try Self.sale(&numbers)
    let total = sale.lines.reduce(0) { $0 + $1.sum.kopecks }
    var back: [Int: Int64] = [:]
    var cash = Int64(0)
    var step = 0
    while let open = sale.lines.filter({ $0.left != nil }).randomElement(using: &numbers) {
      step += 1
      try #require(step < 2_000, "seed \(seed)")
      let left = try #require(open.left)
      let most = left.millionths
      let wanted = try Quantity(
        millionths: numbers.next() % 3 == 0 ? most : Int64(numbers.next() % UInt64(most)) + 1)
      var receipt = Receipt(id: "r\(step)", taxation: .osn)
      try receipt.apply(.returnBegun(sale: sale))
      try receipt.apply(.returnLineSet(line: open.line, quantity: wanted))
      #expect(throws: ReceiptError.self) {
        var more = receipt
        let over = try Quantity(millionths: most + 1)
        try more.apply(.returnLineSet(line: open.line, quantity: over))
      }
      try receipt.apply(.returnAllowed(by: "Борис", isListed: false, at: Self.now))
      if receipt.due > .zero { try receipt.apply(.cashPromised(by: "Анна")) }
      try #require(receipt.due == .zero, "seed \(seed), step \(step)")
      let document = try FiscalDocument(
        of: receipt, cashier: "Анна", seller: FiscalSamples.seller, notes: [])
      try document.validate()
      #expect(document.type == .saleReturn && document.total == receipt.total)
      try receipt.apply(
        .printIntended(
          intent: PrintIntent(key: receipt.id, lastDocument: 0, document: .null, memory: "")))
      let record = try #require(receipt.returnRecord)
      sale.take(record)
      back[open.line, default: 0] += receipt.total.kopecks
      cash += receipt.covered(by: .cash).kopecks
      for line in sale.lines {
        #expect(back[line.line, default: 0] <= line.sum.kopecks, "seed \(seed), step \(step)")
      }
    }
    for line in sale.lines {
      #expect(back[line.line, default: 0] == line.sum.kopecks, "seed \(seed): line \(line.line)")
    }
    #expect(cash == total, "seed \(seed)")
  }

  /// VAT of lines that go back whole is that of the sale.
  @Test(arguments: 100...120 as ClosedRange<UInt64>)
  func `whole lines give back their VAT`(seed: UInt64) throws {
    var numbers = SeededNumbers(seed: seed)
    let sale = try Self.sale(&numbers)
    var receipt = Receipt(id: "r", taxation: .osn)
    try receipt.apply(.returnBegun(sale: sale))
    for line in sale.lines.shuffled(using: &numbers) {
      try receipt.apply(.returnLineSet(line: line.line, quantity: line.item.quantity))
    }
    #expect(receipt.lines.map(\.id) == sale.lines.map(\.line))
    #expect(receipt.total == sale.total)
    let document = try FiscalDocument(
      of: receipt, cashier: "Анна", seller: FiscalSamples.seller, notes: [])
    for (rate, amount) in try document.vatTotals() where rate.isTaxed {
      let parts = sale.lines.filter { $0.item.vat == rate }
      // A line may be two of the document's, each with VAT of its own.
      let whole = parts.reduce(0) { $0 + rate.included(in: $1.sum).kopecks }
      #expect(abs(amount.kopecks - whole) <= Int64(parts.count), "seed \(seed) \(rate)")
    }
  }

  /// A sale of some lines, paid in cash: prices in kopecks, pieces and weights, some discounts.
  private static func sale(_ numbers: inout SeededNumbers) throws -> SoldReceipt {
    var lines: [SoldLine] = []
    for id in 1...Int(numbers.next() % 5 + 1) {
      let isWeight = numbers.next() % 3 == 0
      let millionths = isWeight ? Int64(numbers.next() % 3_000) * 1_000 + 1_000 : 0
      let quantity =
        try isWeight
        ? Quantity(millionths: millionths) : Quantity(Int64(numbers.next() % 6) + 1)
      let item = Item(
        name: "Товар \(id)", price: Money(checked: Int64(numbers.next() % 20_000) + 1),
        quantity: quantity, measure: isWeight ? .kilogram : .piece,
        vat: numbers.next() % 2 == 0 ? .vat20 : .vat10)
      let gross = try Line(id: id, item: item).sum.kopecks
      let off = numbers.next() % 3 == 0 ? Int64(numbers.next() % UInt64(gross + 1)) : 0
      lines.append(SoldLine(line: id, item: item, sum: Money(checked: gross - off)))
    }
    let total = Money(checked: lines.reduce(0) { $0 + $1.sum.kopecks })
    let seller = FiscalSamples.seller
    return SoldReceipt(
      receipt: "s", document: 7, at: now, total: total, taxation: .osn,
      soldBy: SoldBy(
        name: seller.name, inn: seller.inn, address: seller.address, place: seller.place),
      lines: lines, tenders: [SoldTender(kind: .cash, paid: total)])
  }
}
