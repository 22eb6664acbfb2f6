/// What is to be fixed in fiscal memory: complete, frozen, self-contained.
///
/// A registrar gets no more than this, and a print intent keeps it whole: printing it tomorrow, or
/// by another program, gives the same receipt.
public struct FiscalDocument: Codable, JSONCoded, Hashable, Sendable {
  public var type: ReceiptType
  /// Tag 1021: position and surname, as paper shows them.
  public var cashier: String
  public var seller: Seller
  public var taxation: TaxationSystem
  public var lines: [FiscalLine]
  /// Tag 1020; equals the sum of the lines and of the payments.
  public var total: Money
  public var payments: Payments
  /// Cash that was handed over, where somebody said so; printed only.
  public var received: Money?
  /// Cash that was given back out of `received`; printed only.
  public var change: Money?
  /// Tag 1008: where the electronic receipt goes, "+79991234567" or "a@b.ru".
  public var contact: String?
  /// Lines that paper shows and fiscal memory doesn't: terminal, RRN, store script.
  public var notes: [String]
  /// Tag 1192: the sign of the document that it puts right (tag 1077); nil for none.
  public var additional: String?
  /// What makes it a correction receipt; nil of any other.
  public var correction: CorrectionBasis?
  /// Tags 1102 to 1107 of a correction receipt without lines, as FFD 1.05 has it; nil of any other.
  public var taxes: [VATTotal]?

  public init(
    type: ReceiptType, cashier: String, seller: Seller, taxation: TaxationSystem,
    lines: [FiscalLine], total: Money, payments: Payments, received: Money? = nil,
    change: Money? = nil, contact: String? = nil, notes: [String] = [],
    additional: String? = nil, correction: CorrectionBasis? = nil, taxes: [VATTotal]? = nil
  ) {
    self.type = type
    self.cashier = cashier
    self.seller = seller
    self.taxation = taxation
    self.lines = lines
    self.total = total
    self.payments = payments
    self.received = received
    self.change = change
    self.contact = contact
    self.notes = notes
    self.additional = additional
    self.correction = correction
    self.taxes = taxes
  }
}

/// Whose receipt it is and where it is issued.
public struct Seller: Codable, JSONCoded, Hashable, Sendable {
  /// Tag 1048.
  public var name: String
  /// Tag 1018: 10 digits of a company, 12 of an entrepreneur.
  public var inn: String
  /// Tag 1009.
  public var address: String
  /// Tag 1187: the shop by its name, or the vehicle by its number.
  public var place: String

  public init(name: String, inn: String, address: String, place: String) {
    self.name = name
    self.inn = inn
    self.address = address
    self.place = place
  }
}

/// One subject of settlement (tag 1059).
public struct FiscalLine: Codable, JSONCoded, Hashable, Sendable {
  /// Tag 1030.
  public var name: String
  /// Tag 1079: for one unit, its discount already taken off (|1043 − 1079 × 1023| ≤ 1 kopeck;
  /// P229).
  public var price: Money
  /// Tag 1023.
  public var quantity: Quantity
  /// Tag 2108.
  public var measure: Measure
  /// Tag 1043: price × quantity, within a kopeck.
  public var sum: Money
  /// What the price already was lowered by, over the whole line; for information, printed only.
  public var discount: Money?
  /// What the discount is called on paper; «СКИДКА» where nil.
  public var discountName: String?
  /// Tag 1199.
  public var vat: VATRate
  /// Tag 1200: the VAT inside `sum`; zero at 0 % and without VAT.
  public var vatSum: Money
  public var subject: SettlementSubject
  public var method: SettlementMethod

  public init(
    name: String, price: Money, quantity: Quantity, measure: Measure, sum: Money,
    discount: Money? = nil, discountName: String? = nil, vat: VATRate, vatSum: Money,
    subject: SettlementSubject,
    method: SettlementMethod
  ) {
    self.name = name
    self.price = price
    self.quantity = quantity
    self.measure = measure
    self.sum = sum
    self.discount = discount
    self.discountName = discountName
    self.vat = vat
    self.vatSum = vatSum
    self.subject = subject
    self.method = method
  }
}

/// How a receipt is paid, by the kinds that fiscal memory knows.
public struct Payments: Codable, JSONCoded, Hashable, Sendable {
  /// Tag 1031, net of change.
  public var cash: Money
  /// Tag 1081.
  public var cashless: Money
  /// Tag 1215: an advance paid earlier, now set off.
  public var prepaid: Money
  /// Tag 1216: to be paid later.
  public var credit: Money
  /// Tag 1217: paid in kind.
  public var other: Money

  public init(
    cash: Money = .zero, cashless: Money = .zero, prepaid: Money = .zero, credit: Money = .zero,
    other: Money = .zero
  ) {
    self.cash = cash
    self.cashless = cashless
    self.prepaid = prepaid
    self.credit = credit
    self.other = other
  }

  /// All five together.
  package func total() throws(MoneyError) -> Money {
    try Money.sum([cash, cashless, prepaid, credit, other])
  }
}
