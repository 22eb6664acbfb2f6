/// What a receipt does with money (tag 1054; P229).
public enum ReceiptType: Int, FiscalCode, CaseIterable, Codable, JSONCoded, Sendable {
  case sale = 1
  case saleReturn = 2
  case purchase = 3
  case purchaseReturn = 4

  package var name: String { words.name }
  package var title: String { words.title }

  private var words: (name: String, title: String) {
    switch self {
    case .sale: ("sale", "ПРИХОД")
    case .saleReturn: ("sale_return", "ВОЗВРАТ ПРИХОДА")
    case .purchase: ("purchase", "РАСХОД")
    case .purchaseReturn: ("purchase_return", "ВОЗВРАТ РАСХОДА")
    }
  }
}
