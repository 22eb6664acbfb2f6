/// The lines that were shown last, so that those of a long receipt are laid out only where they changed.
final class ShownLines {
  private var receipt = ReceiptLines()
  private var view = SaleView.Lines(chunks: [])

  func view(of lines: ReceiptLines) -> SaleView.Lines {
    let before = receipt.chunks
    var place = 0
    let chunks = lines.chunks.map { chunk in
      while place < before.count, before[place][0].id < chunk[0].id { place += 1 }
      // Chunks that nobody changed share their storage, and then this compares nothing.
      return place < before.count && before[place] == chunk
        ? view.chunks[place] : chunk.map(SaleView.Line.init)
    }
    (receipt, view) = (lines, SaleView.Lines(chunks: chunks))
    return view
  }
}

extension SaleView {
  init(of receipt: Receipt, _ lines: Lines, _ till: TillState) {
    let listed = till.unconfirmed.count(where: \.isListed)
    self.init(
      lines: lines, total: receipt.total, paid: receipt.paid, contact: receipt.contact,
      cashier: till.cashier ?? "", parked: till.parked.count + listed,
      matters: till.parked.matterCount + listed, unknownCodes: receipt.unknownCodes ?? [])
  }
}

extension SaleView.Line {
  fileprivate init(_ line: Line) {
    self.init(
      id: line.id, name: line.item.name, price: line.item.price, quantity: line.item.quantity,
      measure: line.item.measure, discount: line.discountAmount, discountNames: line.cutNames,
      sum: line.sum)
  }
}
