/// A receipt being built, as the sale screen shows it.
public struct SaleView: Codable, Hashable, Sendable {
  /// One position of the receipt.
  public struct Line: Codable, Hashable, Sendable {
    /// Stable within the receipt; not the position.
    public let id: Int
    /// What paper will say.
    public let name: String
    public let price: Money
    public let quantity: Quantity
    public let measure: Measure
    public let discount: Money
    /// What the store's prices call it that they take off; none where only a person did.
    public let discountNames: [String]
    /// What the line costs, its discount taken off.
    public let sum: Money

    package init(
      id: Int, name: String, price: Money, quantity: Quantity, measure: Measure, discount: Money,
      discountNames: [String] = [], sum: Money
    ) {
      self.id = id
      self.name = name
      self.price = price
      self.quantity = quantity
      self.measure = measure
      self.discount = discount
      self.discountNames = discountNames
      self.sum = sum
    }
  }

  public let lines: Lines
  public let total: Money
  /// What cards and cash already cover.
  public let paid: Money
  /// The customer's phone or e-mail address (tag 1008); nil where none was given.
  public let contact: String?
  /// Whose name the receipt will have.
  public let cashier: String
  /// Receipts set aside in this till, and those of them with money in question.
  public let parked: Int
  /// Of the parked receipts, those with money in question.
  public let matters: Int
  /// Codes that were scanned and no good has, until somebody deals with them.
  public let unknownCodes: [String]

  package init(
    lines: Lines, total: Money, paid: Money, contact: String?, cashier: String, parked: Int,
    matters: Int, unknownCodes: [String] = []
  ) {
    self.lines = lines
    self.total = total
    self.paid = paid
    self.contact = contact
    self.cashier = cashier
    self.parked = parked
    self.matters = matters
    self.unknownCodes = unknownCodes
  }

  package init(
    lines: [Line], total: Money, paid: Money, contact: String?, cashier: String, parked: Int,
    matters: Int, unknownCodes: [String] = []
  ) {
    self.init(
      lines: Lines(lines), total: total, paid: paid, contact: contact, cashier: cashier,
      parked: parked, matters: matters, unknownCodes: unknownCodes)
  }
}

/// What a cashier does to the receipt being built.
///
/// What needs no value of its own is a button.
public enum SaleAction: Hashable, Sendable {
  case add(barcode: String, quantity: Quantity?)
  /// A good that was chosen from a list, by its row there and the name that was shown: it may have no barcode.
  case addRow(Int64, name: String, quantity: Quantity? = nil)
  /// Goods by their names, to add so many of what is found.
  case search(String, quantity: Quantity? = nil)
  /// A line as it was typed, which may be a code, a name, a price with a name, a phone: the till finds out
  /// by its goods. What it was taken for is what the journal keeps.
  case typed(String)
  case free(name: String, price: Money)
  case quantity(line: Int, Quantity)
  case remove(line: Int)
  case discount(line: Int, Money)
  /// In hundredths of a percent: 1050 is 10.5 %.
  case discountShare(line: Int, hundredths: Int)
  case contact(String?)
}
