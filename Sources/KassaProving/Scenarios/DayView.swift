import KassaRuntime

/// What a step sees of the till that stands at a prompt.
struct DayView {
  let prompt: Prompt
  let record: DayRecord
  let world: DayWorld
  /// The paper that has come out so far.
  let papers: [Paper]

  /// What of the store has failed and no step has expected.
  var unexpectedFaults: [(index: Int, fault: DayFault)] {
    record.faults.enumerated().filter { !world.expectedFaults.contains($0.offset) }
      .map { ($0.offset, $0.element) }
  }

  var sale: SaleView? { if case .sale(let sale) = prompt.kind { sale } else { nil } }

  /// The open sale, or the mismatch that says what is open instead.
  func atSale() throws(DayMismatch) -> SaleView {
    guard let sale else { throw DayMismatch(expected: "the sale", came: prompt.shown) }
    return sale
  }
}

extension Prompt {
  /// As failures call it: "prompt charge.window «Сначала карта, потом чек»".
  var shown: String { "prompt \(id) «\(title)»" }
}
