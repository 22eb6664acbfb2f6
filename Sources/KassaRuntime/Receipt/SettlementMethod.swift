/// How a line is settled: now, before or after (tag 1214; P229).
public enum SettlementMethod: Int, FiscalCode, CaseIterable, Codable, JSONCoded, Sendable {
  case fullPrepayment = 1
  case prepayment = 2
  case advance = 3
  case fullPayment = 4
  case partialPayment = 5
  case credit = 6
  case creditPayment = 7

  package var name: String { words.name }
  package var title: String { words.title }

  private var words: (name: String, title: String) {
    switch self {
    case .fullPrepayment: ("full_prepayment", "ПРЕДОПЛАТА 100%")
    case .prepayment: ("prepayment", "ПРЕДОПЛАТА")
    case .advance: ("advance", "АВАНС")
    case .fullPayment: ("full_payment", "ПОЛНЫЙ РАСЧЕТ")
    case .partialPayment: ("partial_payment", "ЧАСТИЧНЫЙ РАСЧЕТ И КРЕДИТ")
    case .credit: ("credit", "ПЕРЕДАЧА В КРЕДИТ")
    case .creditPayment: ("credit_payment", "ОПЛАТА КРЕДИТА")
    }
  }
}
