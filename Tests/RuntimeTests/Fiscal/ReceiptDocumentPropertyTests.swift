import Testing

@testable import KassaRuntime

/// Discounted receipts as documents: net prices, split where they must be, no kopeck lost.
@Suite struct ReceiptDocumentPropertyTests {
  @Test(arguments: [1, 2, 3] as [UInt64])
  func `a discounted receipt is a valid document of the same total`(seed: UInt64) throws {
    var numbers = SeededNumbers(seed: seed)
    for _ in 0..<300 {
      var receipt = Receipt(id: "r", taxation: .usnIncome)
      for id in 1...3 {
        let quantity = try Quantity(
          millionths: Bool.random(using: &numbers)
            ? Int64.random(in: 1...20, using: &numbers) * 1_000_000
            : Int64.random(in: 1...5_000, using: &numbers) * 1_000)
        let price = Money(checked: Int64.random(in: 1...100_000, using: &numbers))
        try receipt.apply(
          .lineAdded(item: Item(name: "Товар", price: price, quantity: quantity, vat: .vat20)))
        let gross = try #require(receipt.lines.last).gross.kopecks
        let off = Money(checked: Int64.random(in: 0...gross, using: &numbers))
        try receipt.apply(.discountSet(line: id, discount: .amount(of: off)))
      }
      guard receipt.due > .zero else { continue }
      try receipt.apply(.cashReceived(amount: receipt.due))
      let document = try FiscalDocument(
        of: receipt, cashier: "Анна", seller: FiscalSamples.seller, notes: [])
      try document.validate()
      #expect(try Money.sum(document.lines.map(\.sum)) == receipt.total)
    }
  }
}
