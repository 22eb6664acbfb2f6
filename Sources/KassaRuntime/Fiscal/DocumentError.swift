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
}

/// A text field of a fiscal document.
package enum DocumentField: String, Hashable, Codable, Sendable {
  case cashier, sellerName, address, place, contact
}

extension DocumentError: CustomStringConvertible {
  package var description: String { text(.en) }

  /// The rule, what came, and what to correct.
  package func text(_ language: Language) -> String {
    switch language {
    case .ru: russian
    case .en: english
    }
  }

  private var english: String {
    switch self {
    case .noLines: "the receipt has no lines; add one"
    case .innMalformed: "the seller's INN must be 10 or 12 digits; correct it in the store script"
    case .textMissing(let field): "\(field.english) is empty; fill it in"
    case .textTooLong(let field, let count, let max):
      "\(field.english) has \(count) characters, at most \(max) fit; shorten it"
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
    case .overLimit: "the sums are beyond what fiscal memory holds; split the receipt"
    }
  }

  private var russian: String {
    switch self {
    case .noLines: "в чеке нет позиций; добавьте хотя бы одну"
    case .innMalformed: "ИНН продавца — 10 или 12 цифр; исправьте в сценарии магазина"
    case .textMissing(let field): "не заполнено: \(field.russian); заполните"
    case .textTooLong(let field, let count, let max):
      "\(field.russian): \(count) знаков, входит \(max); сократите"
    case .nameMissing(let line): "у позиции \(line) нет названия; назовите её"
    case .nameTooLong(let line, let count, let max):
      "название позиции \(line): \(count) знаков, входит \(max); сократите"
    case .lineNegative(let line): "в позиции \(line) сумма меньше нуля; оформите возврат"
    case .lineSumWrong(let line, let sum, let expected):
      "позиция \(line) стоит \(sum), а цена × количество − скидка = \(expected); пересчитайте"
    case .vatSumWrong(let line, let vatSum, let expected):
      "НДС позиции \(line) — \(vatSum), а в её сумме \(expected); пересчитайте"
    case .markedQuantity(let line, let quantity):
      "позиция \(line) маркирована, а количество \(quantity); оставьте 1 и добавьте позиции"
    case .paymentNegative: "оплата меньше нуля; оформите возврат"
    case .totalOfLines(let total, let lines):
      "итог \(total), а позиций на \(lines); пересчитайте"
    case .totalOfPayments(let total, let payments):
      "итог \(total), а оплат на \(payments); сначала примите или верните разницу"
    case .changeWrong(let received, let change, let cash):
      "получено \(received), сдача \(change), а наличными \(cash); пересчитайте"
    case .contactMalformed: "нужен телефон +79991234567 или почта name@shop.ru; исправьте"
    case .overLimit: "суммы больше, чем вмещает фискальная память; разделите чек"
    }
  }
}

extension DocumentField {
  var english: String {
    switch self {
    case .cashier: "the cashier's name"
    case .sellerName: "the seller's name"
    case .address: "the address"
    case .place: "the place of settlement"
    case .contact: "the customer's contact"
    }
  }

  var russian: String {
    switch self {
    case .cashier: "имя кассира"
    case .sellerName: "название продавца"
    case .address: "адрес расчётов"
    case .place: "место расчётов"
    case .contact: "контакт покупателя"
    }
  }
}
