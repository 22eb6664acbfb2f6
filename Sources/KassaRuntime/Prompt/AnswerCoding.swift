// How answers stand in the journal: `{"button":"approved"}`, `{"amount":19950}`, `{"text":"…"}`,
// `{"count":{"cash":19950}}`, `{"cancel":true}`, or an action of the sale as `{"action":"add","barcode":"…"}`.

extension Answer: Codable {
  private enum Key: String, CodingKey { case button, amount, text, cancel, count }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    if let id = try container.decodeIfPresent(String.self, forKey: .button) {
      self = .button(id)
    } else if let amount = try container.decodeIfPresent(Money.self, forKey: .amount) {
      self = .amount(amount)
    } else if let text = try container.decodeIfPresent(String.self, forKey: .text) {
      self = .text(text)
    } else if let figures = try container.decodeIfPresent([String: Int64].self, forKey: .count) {
      self = .count(figures)
    } else if container.contains(.cancel) {
      self = .cancel
    } else {
      self = .action(try SaleAction(from: decoder))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    if case .action(let action) = self { return try action.encode(to: encoder) }
    var container = encoder.container(keyedBy: Key.self)
    switch self {
    case .button(let id): try container.encode(id, forKey: .button)
    case .amount(let amount): try container.encode(amount, forKey: .amount)
    case .text(let text): try container.encode(text, forKey: .text)
    case .cancel: try container.encode(true, forKey: .cancel)
    case .count(let figures): try container.encode(figures, forKey: .count)
    case .action: break
    }
  }
}

extension SaleAction: Codable {
  // `text` belongs to answers of its own, so what is searched for is `words` here.
  private enum Key: String, CodingKey {
    case action, barcode, quantity, words, name, price, line, discount, hundredths, contact, row
  }

  fileprivate enum Name: String, Codable {
    case add, search, typed, free, quantity, remove, discount, contact
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    func value<T: Decodable>(_ key: Key) throws -> T { try container.decode(T.self, forKey: key) }
    switch try container.decode(Name.self, forKey: .action) {
    case .add:
      let quantity = try container.decodeIfPresent(Quantity.self, forKey: .quantity)
      if let row = try container.decodeIfPresent(Int64.self, forKey: .row) {
        self = .addRow(row, name: try value(.name), quantity: quantity)
      } else {
        self = .add(barcode: try value(.barcode), quantity: quantity)
      }
    case .search:
      self = .search(
        try value(.words),
        quantity: try container.decodeIfPresent(Quantity.self, forKey: .quantity))
    case .typed: self = .typed(try value(.words))
    case .free: self = .free(name: try value(.name), price: try value(.price))
    case .quantity: self = .quantity(line: try value(.line), try value(.quantity))
    case .remove: self = .remove(line: try value(.line))
    case .discount:
      if let hundredths = try container.decodeIfPresent(Int.self, forKey: .hundredths) {
        self = .discountShare(line: try value(.line), hundredths: hundredths)
      } else {
        self = .discount(line: try value(.line), try value(.discount))
      }
    case .contact:
      self = .contact(try container.decodeIfPresent(String.self, forKey: .contact))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(name, forKey: .action)
    switch self {
    case .add(let barcode, let quantity):
      try container.encode(barcode, forKey: .barcode)
      try container.encodeIfPresent(quantity, forKey: .quantity)
    case .addRow(let row, let name, let quantity):
      try container.encode(name, forKey: .name)
      try container.encodeIfPresent(quantity, forKey: .quantity)
      try container.encode(row, forKey: .row)
    case .search(let words, let quantity):
      try container.encode(words, forKey: .words)
      try container.encodeIfPresent(quantity, forKey: .quantity)
    case .typed(let words): try container.encode(words, forKey: .words)
    case .free(let name, let price):
      try container.encode(name, forKey: .name)
      try container.encode(price, forKey: .price)
    case .quantity(let line, let quantity):
      try container.encode(line, forKey: .line)
      try container.encode(quantity, forKey: .quantity)
    case .remove(let line): try container.encode(line, forKey: .line)
    case .discount(let line, let amount):
      try container.encode(line, forKey: .line)
      try container.encode(amount, forKey: .discount)
    case .discountShare(let line, let hundredths):
      try container.encode(line, forKey: .line)
      try container.encode(hundredths, forKey: .hundredths)
    case .contact(let contact): try container.encodeIfPresent(contact, forKey: .contact)
    }
  }

  private var name: Name {
    switch self {
    case .add, .addRow: .add
    case .search: .search
    case .typed: .typed
    case .free: .free
    case .quantity: .quantity
    case .remove: .remove
    case .discount, .discountShare: .discount
    case .contact: .contact
    }
  }
}

// MARK: - The same without Codable

extension Answer: JSONCoded {
  package func write(to json: inout JSONWriter) {
    switch self {
    case .button(let id): json.record { $0.field("button", id) }
    case .amount(let amount): json.record { $0.field("amount", amount) }
    case .text(let text): json.record { $0.field("text", text) }
    case .cancel: json.record { $0.field("cancel", true) }
    case .count(let figures): json.record { $0.field("count", figures) }
    case .action(let action): action.write(to: &json)
    }
  }

  package init(json: JSONNode) throws {
    var fields = try json.fields()
    if let id: String = try fields.find("button") {
      self = .button(id)
    } else if let amount: Money = try fields.find("amount") {
      self = .amount(amount)
    } else if let text: String = try fields.find("text") {
      self = .text(text)
    } else if let figures: [String: Int64] = try fields.find("count") {
      self = .count(figures)
    } else if fields.contains("cancel") {
      self = .cancel
    } else {
      self = .action(try SaleAction(json: json))
    }
  }
}

extension SaleAction.Name: JSONCoded {}

extension SaleAction: JSONCoded {
  package func write(to json: inout JSONWriter) {
    json.record { json in
      json.field("action", name)
      switch self {
      case .add(let barcode, let quantity):
        json.field("barcode", barcode)
        json.field("quantity", quantity)
      case .addRow(let row, let name, let quantity):
        json.field("name", name)
        json.field("quantity", quantity)
        json.field("row", row)
      case .search(let words, let quantity):
        json.field("quantity", quantity)
        json.field("words", words)
      case .typed(let words): json.field("words", words)
      case .free(let name, let price):
        json.field("name", name)
        json.field("price", price)
      case .quantity(let line, let quantity):
        json.field("line", line)
        json.field("quantity", quantity)
      case .remove(let line): json.field("line", line)
      case .discount(let line, let amount):
        json.field("discount", amount)
        json.field("line", line)
      case .discountShare(let line, let hundredths):
        json.field("hundredths", hundredths)
        json.field("line", line)
      case .contact(let contact): json.field("contact", contact)
      }
    }
  }

  package init(json: JSONNode) throws {
    var fields = try json.fields()
    switch try fields.take("action") as Name {
    case .add:
      if let row: Int64 = try fields.find("row") {
        self = .addRow(
          row, name: try fields.take("name"), quantity: try fields.find("quantity"))
      } else {
        self = .add(barcode: try fields.take("barcode"), quantity: try fields.find("quantity"))
      }
    case .search:
      self = .search(try fields.take("words"), quantity: try fields.find("quantity"))
    case .typed: self = .typed(try fields.take("words"))
    case .free: self = .free(name: try fields.take("name"), price: try fields.take("price"))
    case .quantity:
      self = .quantity(line: try fields.take("line"), try fields.take("quantity"))
    case .remove: self = .remove(line: try fields.take("line"))
    case .discount:
      if let hundredths: Int = try fields.find("hundredths") {
        self = .discountShare(line: try fields.take("line"), hundredths: hundredths)
      } else {
        self = .discount(line: try fields.take("line"), try fields.take("discount"))
      }
    case .contact: self = .contact(try fields.find("contact"))
    }
  }
}
