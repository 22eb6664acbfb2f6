extension SaleAction {
  /// What the sale's prompt answers beside the ids of its buttons: `action` of `value`.
  static let names = ["add", "search", "free", "quantity", "remove", "discount", "contact"]

  /// As a script reads it: a record with `action`, money in kopecks, quantities as text.
  var value: Value {
    switch self {
    case .add(let barcode, let quantity):
      [
        "action": "add", "barcode": .string(barcode),
        "quantity": quantity.map { .string($0.description) } ?? .null,
      ]
    case .addRow(let row, let name, let quantity):
      [
        "action": "add", "row": .int(row), "name": .string(name),
        "quantity": quantity.map { .string($0.description) } ?? .null,
      ]
    case .search(let text, let quantity):
      [
        "action": "search", "text": .string(text),
        "quantity": quantity.map { .string($0.description) } ?? .null,
      ]
    case .typed(let text): ["action": "search", "text": .string(text)]
    case .free(let name, let price):
      ["action": "free", "name": .string(name), "price": .int(price.kopecks)]
    case .quantity(let line, let quantity):
      [
        "action": "quantity", "line": .int(Int64(line)),
        "quantity": .string(quantity.description),
      ]
    case .remove(let line): ["action": "remove", "line": .int(Int64(line))]
    case .discount(let line, let amount):
      ["action": "discount", "line": .int(Int64(line)), "amount": .int(amount.kopecks)]
    case .discountShare(let line, let hundredths):
      [
        "action": "discount", "line": .int(Int64(line)), "hundredths": .int(Int64(hundredths)),
      ]
    case .contact(let contact):
      ["action": "contact", "contact": contact.map(Value.string) ?? .null]
    }
  }
}
