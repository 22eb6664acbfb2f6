/// What is sold, before it has a place on a receipt.
package struct Item: JSONCoded, Hashable, Sendable {
  /// Of at most ``nameCharactersMax``.
  var name: String
  /// For one unit of `measure`, before any discount.
  var price: Money
  var quantity: Quantity
  var measure: Measure
  var vat: VATRate
  var subject: SettlementSubject
  var method: SettlementMethod
  /// The store's own grouping; scripts and rules read it.
  var department: String?
  var barcode: String?

  /// Tag 1030 (FNS order ММВ-7-20/229@, table 20).
  static let nameCharactersMax = 128
  /// Of a department and a barcode: a receipt is written with each of its lines.
  static let codeBytesMax = 256

  /// 9,999,999.00 ₽, the amount in the tax service's own example of a receipt's QR code.
  ///
  /// What is typed above it, such as a barcode, is no price.
  static let priceMax = Money(checked: 999_999_900)

  init(
    name: String, price: Money, quantity: Quantity = .one, measure: Measure = .piece,
    vat: VATRate = .withoutVAT, subject: SettlementSubject = .commodity,
    method: SettlementMethod = .fullPayment, department: String? = nil, barcode: String? = nil
  ) {
    self.name = name
    self.price = price
    self.quantity = quantity
    self.measure = measure
    self.vat = vat
    self.subject = subject
    self.method = method
    self.department = department
    self.barcode = barcode
  }
}

/// What a line is cheaper by.
package enum Discount: JSONCoded, Hashable, Sendable {
  case amount(of: Money)
  /// A share of the line in hundredths of a percent (1050 is 10.5 %), its kopecks rounded as named.
  case share(hundredths: Int, rounding: Rounding)
}

/// What one of the store's prices takes off a line, under its name.
package struct PriceCut: JSONCoded, Hashable, Sendable {
  let name: String
  let amount: Money

  static let nameCharactersMax = 64
}

/// One position of a receipt.
///
/// Its gross is price × quantity, half a kopeck up; its sum is the gross less the discount and what
/// the store's prices take off, so no kopeck is lost between the two.
package struct Line: Codable, Hashable, Sendable {
  /// Stable within the receipt and never used again there.
  let id: Int
  var item: Item
  var discount: Discount?
  /// What the store's prices take off, of this quantity and after this discount; nil for nothing.
  private(set) var cuts: [PriceCut]?
  private(set) var gross: Money
  /// All that is taken off, the prices' cuts included.
  private(set) var discountAmount: Money

  var sum: Money { gross.less(discountAmount) }
  /// What the store's prices take off together.
  var cut: Money { Money(checked: (cuts ?? []).reduce(0) { $0 + $1.amount.kopecks }) }

  /// What a person takes off.
  var byHand: Money { discount == nil ? .zero : discountAmount.less(cut) }

  init(id: Int, item: Item, discount: Discount? = nil) throws(ReceiptError) {
    self.id = id
    self.item = item
    self.discount = discount
    (gross, discountAmount) = try Self.price(item, discount)
  }

  /// One that comes to `sum`, whatever its price and quantity do; a kopeck less is no discount.
  init(id: Int, item: Item, sum: Money) throws(ReceiptError) {
    try self.init(id: id, item: item)
    if gross.kopecks <= sum.kopecks + 1 { gross = sum }
    discountAmount = gross.less(sum)
  }

  /// What the store's prices call it that they take off, each once.
  var cutNames: [String] {
    (cuts ?? []).map(\.name).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  /// This line with these in place of what the store's prices took off before.
  func with(cuts: [PriceCut]) throws(ReceiptError) -> Line {
    var line = try Line(id: id, item: item, discount: discount)
    for cut in cuts {
      guard (1...PriceCut.nameCharactersMax).contains(cut.name.count) else {
        throw .nameLength(cut.name.count)
      }
      guard cut.amount > .zero, cut.amount <= line.sum else {
        throw .discountTooLarge(cut.amount, of: line.sum)
      }
      line.discountAmount = Money(checked: line.discountAmount.kopecks + cut.amount.kopecks)
    }
    line.cuts = cuts.isEmpty ? nil : cuts
    return line
  }

  func with(quantity: Quantity) throws(ReceiptError) -> Line {
    var item = item
    item.quantity = quantity
    return try Line(id: id, item: item, discount: discount)
  }

  func with(discount: Discount?) throws(ReceiptError) -> Line {
    try Line(id: id, item: item, discount: discount)
  }

  private static func price(
    _ item: Item, _ discount: Discount?
  ) throws(ReceiptError) -> (Money, Money) {
    let name = item.name
    let isBlank = name.allSatisfy(\.isWhitespace)
    // No text has more characters than bytes, which nobody has to count.
    let isShort = name.utf8.count <= Item.nameCharactersMax
    guard !isBlank, isShort || name.count <= Item.nameCharactersMax else {
      throw .nameLength(isBlank ? 0 : name.count)
    }
    for (field, text) in [("department", item.department), ("barcode", item.barcode)] {
      guard (text ?? "").utf8.count <= Item.codeBytesMax else { throw .codeLength(field: field) }
    }
    guard !CardNumber.isInPlainGroups(name) else { throw .cardNumber(field: "name") }
    guard !CardNumber.isInPlainGroups(item.department ?? "") else {
      throw .cardNumber(field: "department")
    }
    guard item.price >= .zero else { throw .negativePrice(item.price) }
    guard item.price <= Item.priceMax else { throw .priceTooLarge(item.price) }
    guard let gross = try? item.price.times(item.quantity, rounding: .halfUp) else {
      throw .tooLarge
    }
    let taken: Money
    switch discount {
    case nil: taken = .zero
    case .amount(let amount): taken = amount
    case .share(let hundredths, let rounding):
      guard (0...10_000).contains(hundredths) else { throw .discountShare(hundredths) }
      guard let share = try? gross.share(UInt64(hundredths), of: 10_000, rounding: rounding)
      else { throw .tooLarge }
      taken = share
    }
    guard taken >= .zero, taken <= gross else { throw .discountTooLarge(taken, of: gross) }
    return (gross, taken)
  }
}

extension Money {
  /// The difference of two amounts that are both within the limits and not negative.
  func less(_ other: Money) -> Money { Money(checked: kopecks - other.kopecks) }
}

extension Line: JSONCoded {
  package func write(to json: inout JSONWriter) {
    json.record { json in
      json.field("cuts", cuts)
      json.field("discount", discount)
      json.field("discountAmount", discountAmount)
      json.field("gross", gross)
      json.field("id", id)
      json.field("item", item)
    }
  }

  package init(json: JSONNode) throws {
    var fields = try json.fields()
    cuts = try fields.find("cuts")
    discount = try fields.find("discount")
    discountAmount = try fields.take("discountAmount")
    gross = try fields.take("gross")
    id = try fields.take("id")
    item = try fields.take("item")
  }
}
