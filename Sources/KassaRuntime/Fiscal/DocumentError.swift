/// Which rule a fiscal document breaks.
///
/// Nothing was sent to a registrar.
package enum DocumentError: Error, Hashable, Codable, Sendable {
  case noLines
  /// Tag 1018 holds 10 or 12 digits.
  case innMalformed
  case textMissing(DocumentField)
  case textTooLong(DocumentField, count: Int, max: Int)
  /// Lines are counted from 1 here and below.
  case nameMissing(line: Int)
  case nameTooLong(line: Int, count: Int, max: Int)
  case lineNegative(line: Int)
  case lineSumWrong(line: Int, sum: Money, expected: Money)
  case vatSumWrong(line: Int, vatSum: Money, expected: Money)
  case markedQuantity(line: Int, quantity: Quantity)
  case paymentNegative
  case totalOfLines(total: Money, lines: Money)
  case totalOfPayments(total: Money, payments: Money)
  case changeWrong(received: Money, change: Money, cash: Money)
  case contactMalformed
  case overLimit
  /// Fiscal memory holds no document so large.
  case tooLong(bytes: Int, max: Int)
}

/// A text field of a fiscal document.
package enum DocumentField: String, Hashable, Codable, Sendable {
  case cashier, sellerName, address, place, contact, additional
}

extension DocumentError: CustomStringConvertible {
  /// The rule, what came, and what to correct.
  package var description: String {
    switch self {
    case .noLines: "the receipt has no lines; add one"
    case .innMalformed: "the seller's INN must be 10 or 12 digits; correct it in the store script"
    case .textMissing(let field): "\(field.description) is empty; fill it in"
    case .textTooLong(let field, let count, let max):
      "\(field.description) has \(count) characters, at most \(max) fit; shorten it"
    case .nameMissing(let line): "line \(line) has no name; name it"
    case .nameTooLong(let line, let count, let max):
      "the name of line \(line) has \(count) characters, at most \(max) fit; shorten it"
    case .lineNegative(let line): "line \(line) has a negative amount; use a return instead"
    case .lineSumWrong(let line, let sum, let expected):
      "line \(line) costs \(sum), price × quantity is \(expected); compute it again"
    case .vatSumWrong(let line, let vatSum, let expected):
      "line \(line) has a VAT of \(vatSum), its sum contains \(expected); compute it again"
    case .markedQuantity(let line, let quantity):
      "line \(line) is a marked item with a quantity of \(quantity); make it 1 and add more lines"
    case .paymentNegative: "a payment is negative; use a return instead"
    case .totalOfLines(let total, let lines):
      "the total is \(total), the lines sum up to \(lines); compute it again"
    case .totalOfPayments(let total, let payments):
      "the total is \(total), the payments sum up to \(payments); take or return the rest first"
    case .changeWrong(let received, let change, let cash):
      "\(received) received less \(change) change is not \(cash) in cash; compute it again"
    case .contactMalformed: "the contact must look like +79991234567 or name@shop.ru; correct it"
    case .tooLong(let bytes, let max):
      "the document has \(bytes) bytes, at most \(max) fit; split the receipt"
    case .overLimit: "the sums are beyond what fiscal memory holds; split the receipt"
    }
  }
}

extension DocumentField: CustomStringConvertible {
  package var description: String {
    switch self {
    case .cashier: "the cashier's name"
    case .sellerName: "the seller's name"
    case .address: "the address"
    case .place: "the place of settlement"
    case .contact: "the customer's contact"
    case .additional: "the additional requisite"
    }
  }
}
