import Testing

@testable import KassaRuntime

/// What is counted of receipts set aside as they come and go is what a look at all of them counts.
@Suite struct ParkedReceiptsTests {
  @Test(arguments: FuzzSeeds.some(4))
  func `counts and touched ids follow every change`(seed: UInt64) throws {
    var random = SeededNumbers(seed: seed)
    var parked = ParkedReceipts()
    var written: [String: ParkedReceipt] = [:]
    for round in 0..<500 {
      let id = "r\(Int.random(in: 0..<20, using: &random))"
      if Bool.random(using: &random) {
        var receipt = Receipt(id: id, taxation: .osn)
        try receipt.apply(.lineAdded(item: Item(name: "Чай", price: Money(checked: 100))))
        if Bool.random(using: &random) {
          try receipt.apply(
            .attemptOpened(
              attempt: Attempt(
                id: 1, operation: .charge, terminal: TerminalReference(id: "t", name: "Банк"),
                reason: "", amount: Money(checked: 100), since: Moment(milliseconds: 0),
                day: "2026-01-01", proof: .button)))
        }
        parked[id] = ParkedReceipt(
          number: round, receipt: receipt, cashier: nil, at: Moment(milliseconds: 0))
      } else {
        parked[id] = nil
      }
      if Int.random(in: 0..<5, using: &random) == 0 {
        for id in parked.touched { written[id] = parked[id] }
        parked.settle()
        #expect(Set(written.keys) == Set(parked.keys), "seed \(seed), round \(round)")
        #expect(written.allSatisfy { parked[$0.key] == $0.value })
      }
      #expect(
        parked.matterCount == parked.values.count(where: \.isMatter), "seed \(seed), \(round)")
      #expect(parked.printingCount == parked.values.count(where: \.receipt.isPrinting))
    }
  }
}
