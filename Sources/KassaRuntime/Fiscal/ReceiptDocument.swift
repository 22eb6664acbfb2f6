extension FiscalDocument {
  /// The document of a fully paid receipt; of a return, in the name of whoever sold.
  ///
  /// A unit's price is stated with its discount taken off (tag 1079). Where no single price times the
  /// quantity gives the line's sum, the line is split into two whose prices differ by a kopeck, so
  /// that no kopeck is lost and |1043 − 1079 × 1023| ≤ 1 kopeck holds for each (P229, notes).
  init(of receipt: Receipt, cashier: String, seller: Seller, notes: [String]) throws(MoneyError) {
    var lines: [FiscalLine] = []
    for line in receipt.lines { lines += try line.fiscalLines() }
    self.init(
      type: receipt.type, cashier: cashier,
      seller: receipt.back.map { Seller(of: $0.sale.soldBy) } ?? seller, taxation: receipt.taxation,
      lines: lines, total: receipt.total,
      payments: Payments(
        cash: receipt.covered(by: .cash), cashless: receipt.covered(by: .cashless),
        prepaid: receipt.covered(by: .prepaid), credit: receipt.covered(by: .credit),
        other: receipt.covered(by: .other)),
      received: receipt.received > .zero ? receipt.received : nil,
      change: receipt.received > .zero ? receipt.change : nil,
      contact: receipt.contact,
      notes: receipt.saleNotes + receipt.paymentNotes + receipt.movedNotes + notes)
  }
}

extension Seller {
  init(of sale: SoldBy) {
    self.init(name: sale.name, inn: sale.inn, address: sale.address, place: sale.place)
  }
}

extension Receipt {
  /// Which sale it gives back, for the paper.
  fileprivate var saleNotes: [String] {
    guard let sale = back?.sale else { return [] }
    guard let other = sale.other else { return ["ВОЗВРАТ ПО ЧЕКУ ФД \(sale.document)"] }
    let whose = other.isEarlier == true ? "ПРЕЖНЕГО" : "ЧУЖОГО"
    let paper = other.most == nil ? "БЕЗ ЧЕКА" : "\(whose) ЧЕКА ФД \(sale.document)"
    return ["ВОЗВРАТ \(paper), ПРОДАЖА \(other.day): \(other.reason)"]
  }

  /// What of card money goes back in cash, and who said so.
  fileprivate var movedNotes: [String] {
    let inCash = tenders.filter { $0.charge != nil }.map { tender in
      "КАРТА НАЛИЧНЫМИ: \(tender.amount), \(mover(of: tender.charge))"
    }
    guard let key = back?.sale.cashKey else { return inCash }
    let onCard = charges.filter { $0.attempt.operation.refunded == key }.map { refund in
      "НАЛИЧНЫЕ НА КАРТУ: \(refund.approval.amount), \(mover(of: key))"
    }
    return inCash + onCard
  }

  private func mover(of key: ChargeKey?) -> String {
    let moved = back?.moved?.first { $0.charge == key }
    return [moved?.by, moved?.reason].compactMap(\.self).joined(separator: ", ")
  }

  /// Which terminal took what, for the paper.
  fileprivate var paymentNotes: [String] {
    charges.map { charge in
      let slip = charge.approval.slip
      let shown = [
        ("RRN", slip[.rrn]), ("КОД", slip[.authCode]), ("СЛИП", slip[.number]),
        ("КАРТА *", slip[.lastFour]),
      ].compactMap { title, text in text.map { ", \(title) \($0)" } }
      return "\(charge.attempt.terminal.name): \(charge.approval.amount)\(shown.joined())"
    }
  }
}

extension Line {
  fileprivate func fiscalLines() throws(MoneyError) -> [FiscalLine] {
    let millionths = Int128(item.quantity.millionths)
    let scaled = Int128(sum.kopecks) * Int128(Quantity.scale)
    func fits(_ unit: Money) -> Bool {
      (Int128(unit.kopecks) * millionths - scaled).magnitude <= UInt128(Quantity.scale)
    }
    // What goes back of a line may come to a kopeck or two more than its price says.
    guard discountAmount > .zero || !fits(item.price) else {
      return [fiscalLine(price: item.price, item.quantity, sum, discount: nil)]
    }
    let discount = discountAmount > .zero ? discountAmount : nil
    let price = Int64(scaled / millionths)
    let dearer = Int64(scaled % millionths)
    let low = try Money(kopecks: price)
    guard dearer > 0 else {
      return [fiscalLine(price: low, item.quantity, sum, discount: discount)]
    }
    let high = try Money(kopecks: price + 1)
    // Within a kopeck of one of the two prices: one line will do.
    for unit in [low, high] where fits(unit) {
      return [fiscalLine(price: unit, item.quantity, sum, discount: discount)]
    }
    let highQuantity = try Quantity(millionths: dearer)
    let lowQuantity = try item.quantity - highQuantity
    let highSum = try high.times(highQuantity, rounding: .halfUp)
    return [
      fiscalLine(price: low, lowQuantity, try sum - highSum, discount: discount),
      fiscalLine(price: high, highQuantity, highSum, discount: nil),
    ]
  }

  /// The name of the only rule of the store that makes it cheaper; nil where others do too.
  private var discountName: String? {
    discountAmount == cut && cutNames.count == 1 ? cutNames[0] : nil
  }

  private func fiscalLine(
    price: Money, _ quantity: Quantity, _ sum: Money, discount: Money?
  ) -> FiscalLine {
    FiscalLine(
      name: item.name, price: price, quantity: quantity, measure: item.measure, sum: sum,
      discount: discount, discountName: discount == nil ? nil : discountName, vat: item.vat,
      vatSum: item.vat.included(in: sum),
      subject: item.subject, method: item.method)
  }
}
